"""Key figures in words: values and differences the way each language writes them, and what stands on hover."""

from __future__ import annotations

from services.kpi.kind import Better, Kpi, Unit
from services.words import NARROW_SPACE, Language, Text, number, share

NOTHING = "–"
"""Written where there is nothing to divide by."""

DECIMALS = {
    Unit.COUNT: 0, Unit.MEAN: 1, Unit.HOURS: 1, Unit.SHARE: 1, Unit.KILOMETRES: 0, Unit.KILOGRAMS: 0, Unit.KRONOR: 0,
    Unit.KRONOR_PER_HOUR: 0, Unit.INDEX: 2,
}  # fmt: skip
SIGNS = {
    Unit.HOURS: Text(sv="h", en="h"),
    Unit.KILOMETRES: Text(sv="km", en="km"),
    Unit.KILOGRAMS: Text(sv="kg", en="kg"),
    Unit.KRONOR: Text(sv="kr", en="SEK"),
    Unit.KRONOR_PER_HOUR: Text(sv="kr/h", en="SEK/h"),
}
"""What follows a number; counts, means and indexes stand alone."""
_POINTS = Text(sv="%-enheter", en="% points")
_ABOUT = Text(sv="{formula}. {n} {counted}, {period}.", en="{formula}. {n} {counted}, {period}.")
_TARGET = Text(sv=" Mål: {target}.", en=" Target: {target}.")


def written(kpi: Kpi, value: float | None, language: Language) -> str:
    """`1 234`, `2,7`, `20,5 h`, `80,5 %`, or a dash."""
    if value is None:
        return NOTHING
    if kpi.unit is Unit.SHARE:
        return share(value, language, DECIMALS[kpi.unit])
    return _signed(number(value, language, DECIMALS[kpi.unit]), kpi.unit, language)


def difference(kpi: Kpi, value: float | None, other: float | None, language: Language) -> str | None:
    """`+1,2 h`, `−0,7 %-enheter`; nothing where a value is missing or the written difference is naught."""
    if value is None or other is None:
        return None
    decimals = DECIMALS[kpi.unit]
    change = (value - other) * (100 if kpi.unit is Unit.SHARE else 1)
    if round(change, decimals) == 0:
        return None
    figure = ("+" if change > 0 else "") + number(change, language, decimals)
    if kpi.unit is Unit.SHARE:
        return f"{figure} {_POINTS(language)}"
    return _signed(figure, kpi.unit, language)


def _signed(figure: str, unit: Unit, language: Language) -> str:
    return f"{figure}{NARROW_SPACE}{SIGNS[unit](language)}" if unit in SIGNS else figure


def is_better(kpi: Kpi, value: float, other: float) -> bool | None:
    """Whether `value` is an improvement on `other`; None where neither way is good."""
    if kpi.better is Better.NEITHER or value == other:
        return None
    return bool(value > other) is (kpi.better is Better.HIGHER)  # numpy's True is another object


def about(kpi: Kpi, n: int, period: str, language: Language) -> str:
    """Formula, how many were counted, the period and the target."""
    formula = kpi.formula(language)
    told = _ABOUT(
        language,
        formula=formula[0].upper() + formula[1:],
        n=number(n, language),
        counted=kpi.counted(language),
        period=period,
    )
    if kpi.target is None:
        return told
    return told + _TARGET(language, target=written(kpi, kpi.target, language))
