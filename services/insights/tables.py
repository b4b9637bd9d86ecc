"""Tables of key figures: each cell as it is read, and as a file takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.vocabulary import FigureBasis
from services.insights.views import Member, Point
from services.kpi import Kpi, Unit
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
_SIDES = {FigureBasis.PLANNED: PLANNED, FigureBasis.PERFORMED: PERFORMED}


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


def sides_table(
    first: str, names: Sequence[Raw], sides: Mapping[FigureBasis, Mapping[str, Sequence[float | None]]],
    say: Callable[[float], str], language: Language,
) -> Table:  # fmt: skip
    """A row per name, and of each side a column per series; the twin of bars side by side."""
    found = [
        (f"{title}, {_SIDES[basis](language).lower()}", values)
        for basis, series in sides.items() for title, values in series.items()
    ]  # fmt: skip
    cells = [tuple(values[place] for _, values in found) for place in range(len(names))]
    shown = tuple(
        (str(name), *("–" if value is None else say(value) for value in row))
        for name, row in zip(names, cells, strict=True)
    )
    raw: tuple[tuple[Raw, ...], ...] = tuple(
        (name, *(None if value is None else round(value, 2) for value in row))
        for name, row in zip(names, cells, strict=True)
    )
    return Table((first, *(title for title, _ in found)), shown if found else (), raw)


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


def _odd(kpi: Kpi, point: Point, language: Language) -> str:
    if point.anomaly is None:
        return ""
    low, high = (written(kpi, value, language) for value in (point.anomaly.low, point.anomaly.high))
    return USUAL(language, low=low, high=high)
