"""Payment: which time is paid, what care brings in, and tariffs by kind of care and district from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import streamlit as st

from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.components.settings.acting import how_to_read
from pages.components.settings.assumed import assumed
from pages.shell.context import PageContext
from services.organization.tariffs import TariffRow, new_tariff
from services.words import Text

HOW = Text(
    sv="**Betald tid** säger vad ett pass kostar: A hela passet, B bara besöken, C besök och resor, D till sista "
    "besöket. **Ersättningen** säger vad utförd tid ger. En rad i tabellen går före den allmänna ersättningen från "
    "och med sin dag: den som gäller insatsen går före den som gäller området, och den senaste före en äldre. Gamla "
    "månader räknas med det som gällde då.",
    en="**Paid time** says what a shift costs: A the whole shift, B visits only, C visits and travel, D until the last "
    "visit. The **reimbursement** says what time performed brings in. A row of the table goes before the general one "
    "from its day on: one for the kind of care before one for the district, and the newest before an older one. Old "
    "months are counted by what held then.",
)
GENERAL = Text(sv="Allmänt", en="In general")
TARIFFS = Text(sv="Ersättningar per insats och område", en="Reimbursement by kind of care and district")
EVERYWHERE, EVERYTHING = Text(sv="Alla områden", en="All districts"), Text(sv="Alla insatser", en="All kinds of care")
PAID = ("paid_time", "pays_breaks", "wage_sek", "overhead_percent", "reimbursement_hour_sek", "reimbursement_visit_sek")
EVERY = "*"


def payment(ctx: PageContext) -> None:
    """What holds in general, then the table."""
    how_to_read(ctx, HOW)
    st.markdown(f"**{ctx.say(GENERAL)}**")
    assumed(ctx, "settings.paid", PAID)
    st.markdown(f"**{ctx.say(TARIFFS)}**")
    rows = ctx.services.tariffs.all(ctx.actor)
    districts = {str(line.id): line.name for line in ctx.services.districts.all(ctx.actor)}
    services = dict.fromkeys(
        (*ctx.services.tariffs.services(ctx.actor), *(row.service_type for row in rows if row.service_type))
    )
    columns = _columns(districts, list(services))
    grid = [GridRow.of(str(row.id), str(row.valid_from), columns, _cells(row)) for row in rows]

    def save(edits: Edits) -> None:
        standing = {str(row.id): row for row in rows}
        changed = [_row(standing[key], {**_cells(standing[key]), **cells}) for key, cells in edits.changed.items()]
        added = [_row(None, cells) for cells in edits.added]
        ctx.services.tariffs.save(ctx.actor, added, changed, [UUID(key) for key in edits.removed])

    row_grid(ctx, "settings.tariffs", columns, grid, save, growth="dynamic")


def _columns(districts: Mapping[str, str], services: Sequence[str]) -> tuple[Column, ...]:
    where = ((EVERY, EVERYWHERE), *((key, Text(sv=name, en=name)) for key, name in districts.items()))
    what = ((EVERY, EVERYTHING), *((name, Text(sv=name, en=name)) for name in services))
    return (
        Column("valid_from", Text(sv="Gäller från", en="Valid from"), "date", is_needed=True),
        Column("service", Text(sv="Insats", en="Kind of care"), "choice", what),
        Column("district", Text(sv="Område", en="District"), "choice", where),
        Column("hour", Text(sv="Kr per timme", en="SEK per hour"), "number", low=0, high=3000, is_needed=True),
        Column("visit", Text(sv="Kr per besök", en="SEK per visit"), "number", low=0, high=3000),
    )


def _cells(row: TariffRow) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from, "service": row.service_type or EVERY,
        "district": str(row.district_id) if row.district_id else EVERY,
        "hour": _plain(row.hour_sek), "visit": _plain(row.visit_sek),
    }  # fmt: skip


def _plain(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _row(row: TariffRow | None, cells: Mapping[str, Any]) -> TariffRow:
    service, district = cells.get("service") or EVERY, cells.get("district") or EVERY
    told = {
        "valid_from": cells["valid_from"], "hour_sek": Decimal(str(cells["hour"])),
        "visit_sek": Decimal(str(cells.get("visit") or 0)), "service_type": None if service == EVERY else service,
        "district_id": None if district == EVERY else UUID(district),
    }  # fmt: skip
    return new_tariff(**told) if row is None else replace(row, **told)
