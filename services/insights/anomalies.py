"""Values that stand out: further from the eight before them than those are apart.

Days are held against the same weekday of the weeks before, weeks and months against the ones before. The middle is the
median, and the distance is counted in median absolute deviations, so that one odd day does not hide the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.words import Text

LOOK_BACK, LEAST = 8, 4
FAR = 3.5
TO_DEVIATION = 1.4826
"""Makes a median absolute deviation comparable with a standard deviation."""
LEAST_CHANGE = 0.05
"""A change below a twentieth of the usual value is never odd, however even the days before were."""

RULE = Text(
    sv="Avviker: utanför 3,5 robusta standardavvikelser från medianen av de åtta jämförbara perioderna före.",
    en="Stands out: more than 3.5 robust standard deviations from the median of the eight comparable periods before.",
)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What was to be expected, and the rule that says so."""

    usual: float
    low: float
    high: float
    rule: Text = RULE


def anomalies(values: Sequence[float | None], season: int = 1) -> list[Anomaly | None]:
    """One answer per value; `season` is 7 for days, so that a Monday is held against Mondays."""
    return [_anomaly(value, _before(values, at, season)) for at, value in enumerate(values)]


def _before(values: Sequence[float | None], at: int, season: int) -> list[float]:
    earlier = (values[i] for i in range(at - season, -1, -season))
    return [value for value in earlier if value is not None][:LOOK_BACK]


def _anomaly(value: float | None, before: list[float]) -> Anomaly | None:
    if value is None or len(before) < LEAST:
        return None
    usual = median(before)
    spread = TO_DEVIATION * median(abs(each - usual) for each in before)
    allowed = max(FAR * spread, LEAST_CHANGE * abs(usual))
    if abs(value - usual) <= allowed:
        return None
    return Anomaly(usual, usual - allowed, usual + allowed)
