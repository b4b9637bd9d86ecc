"""What holds in the organisation as key figures want it: tariffs, and the districts' own tolerances."""

from __future__ import annotations

from data.work import ReadingWork
from services.kpi.tariffs import Tariff


def tariffs_of(work: ReadingWork) -> tuple[Tariff, ...]:
    """Every tariff, old ones too: a visit is counted by the one of its day."""
    return tuple(
        Tariff(
            row.valid_from, float(row.hour_sek), float(row.visit_sek),
            None if row.district_id is None else str(row.district_id), row.service_type,
        )
        for row in work.tariffs.all()
    )  # fmt: skip


def tolerances_of(work: ReadingWork) -> dict[str, int]:
    """Seconds by district, where a district has a tolerance of its own."""
    return {str(row.id): 60 * row.tolerance_min for row in work.districts.all() if row.tolerance_min is not None}
