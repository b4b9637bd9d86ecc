"""Tables of key figures: each cell as it is read, and as a file takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.insights.views import Member, Point, Value
from services.kpi import BY_SLUG, Kpi, Unit
from services.kpi.writing import DECIMALS, SIGNS, written
from services.words import Language, Text

Raw = str | float | int | date | None

FROM = Text(sv="Från", en="From")
PLANNED, PERFORMED = Text(sv="Planerat", en="Planned"), Text(sv="Utfört", en="Performed")
TARGET, ODD = Text(sv="Mål", en="Target"), Text(sv="Avviker", en="Stands out")
USUAL = Text(sv="väntat {low}–{high}", en="expected {low}–{high}")
COUNTED = Text(sv="Antal räknade", en="Counted")
WHO = Text(sv="Vem", en="Who")
_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Table:
    """`shown` is written for people, `raw` for a spreadsheet; both have the same columns in the same order."""

    columns: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]
    raw: tuple[tuple[Raw, ...], ...]


def scaled(kpi: Kpi, value: float | None) -> float | None:
    """The number as it is drawn and filed: shares in per cent."""
    return None if value is None else value * _PER_CENT if kpi.unit is Unit.SHARE else value


def unit_of(kpi: Kpi, language: Language) -> str:
    """`%`, `h`, `kr`, or nothing for what stands alone."""
    if kpi.unit is Unit.SHARE:
        return "%"
    return SIGNS[kpi.unit](language) if kpi.unit in SIGNS else ""


def heading(kpi: Kpi, language: Language) -> str:
    """The figure with its unit, such as `Restid (h)`."""
    unit = unit_of(kpi, language)
    return f"{kpi.title(language)} ({unit})" if unit else kpi.title(language)


def trend_table(kpi: Kpi, points: Sequence[Point], language: Language) -> Table:
    """A row per step: planned, performed, what was counted and what stands out."""
    shown, raw = [], []
    for point in points:
        odd = _odd(kpi, point, language)
        values = (point.planned.value, point.performed.value)
        n = point.performed.n or point.planned.n
        shown.append((str(point.first_day), *(written(kpi, v, language) for v in values), str(n), odd))
        raw.append((point.first_day, *(filed(kpi, v) for v in values), n, odd))
    columns = tuple(title(language) for title in (FROM, PLANNED, PERFORMED, COUNTED, ODD))
    return Table(columns, tuple(shown), tuple(raw))


def several_table(
    trends: Sequence[tuple[str, Sequence[Point]]], language: Language, *, is_performed: bool = True
) -> Table:  # fmt: skip
    """A row per step, a column per figure."""
    days = sorted({point.first_day for _, points in trends for point in points})
    found = [(BY_SLUG[slug], {p.first_day: _of(p, is_performed).value for p in points}) for slug, points in trends]
    shown = tuple((str(day), *(written(kpi, held.get(day), language) for kpi, held in found)) for day in days)
    raw: tuple[tuple[Raw, ...], ...] = tuple(
        (day, *(filed(kpi, held.get(day)) for kpi, held in found)) for day in days
    )  # fmt: skip
    return Table((FROM(language), *(heading(kpi, language) for kpi, _ in found)), shown, raw)


def members_table(kpi: Kpi, members: Sequence[Member], language: Language) -> Table:
    """A row per district, carer or client."""
    shown, raw = [], []
    for member in members:
        values, n = (member.planned.value, member.performed.value), member.performed.n or member.planned.n
        shown.append((member.label, *(written(kpi, value, language) for value in values), str(n)))
        raw.append((member.label, *(filed(kpi, value) for value in values), n))
    columns = tuple(title(language) for title in (WHO, PLANNED, PERFORMED, COUNTED))
    return Table(columns, tuple(shown), tuple(raw))


def filed(kpi: Kpi, value: float | None) -> float | None:
    """One decimal more than is shown, so that a file can be reckoned with."""
    held = scaled(kpi, value)
    return None if held is None else round(held, DECIMALS[kpi.unit] + 1)


def _of(point: Point, is_performed: bool) -> Value:
    return point.performed if is_performed else point.planned


def _odd(kpi: Kpi, point: Point, language: Language) -> str:
    if point.anomaly is None:
        return ""
    low, high = (written(kpi, value, language) for value in (point.anomaly.low, point.anomaly.high))
    return USUAL(language, low=low, high=high)
