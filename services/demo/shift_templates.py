"""Kinds of shift: times of day, breaks, and how many of each a working day and a weekend day have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of the day a shift covers."""

    DAY = "day"
    EVENING = "evening"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class TemplateBreak:
    """A rest of `duration_min` between two times of day; without slack it is fixed."""

    id: str
    first_min: int
    last_min: int
    duration_min: int = 30
    is_paid: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether it has no slack."""
        return self.last_min - self.first_min == self.duration_min


@dataclass(frozen=True, slots=True)
class DemoTemplate:
    """A kind of shift; work after `soft_end_min` is overtime, nobody works after `end_min`."""

    name: str
    part: Part
    start_min: int
    end_min: int
    breaks: tuple[TemplateBreak, ...]
    soft_end_min: int | None = None

    @property
    def paid_min(self) -> int:
        """Paid minutes."""
        return self.end_min - self.start_min - sum(each.duration_min for each in self.breaks if not each.is_paid)


_LUNCH = TemplateBreak("rast", 11 * 60, 13 * 60 + 30)
_SUPPER = TemplateBreak("rast", 16 * 60 + 30, 18 * 60 + 30)
_REPORT = TemplateBreak("nattrapport", 6 * 60 + 45, 7 * 60, duration_min=15, is_paid=True)
_GAP = TemplateBreak("uppehåll", 13 * 60, 15 * 60 + 30, duration_min=150)

EARLY = DemoTemplate("Dag 06:45 med nattrapport", Part.DAY, 6 * 60 + 45, 15 * 60 + 45, (_REPORT, _LUNCH))
DAY = DemoTemplate("Dag", Part.DAY, 7 * 60, 16 * 60, (_LUNCH,))
SHORT_DAY = DemoTemplate("Kort dag", Part.DAY, 7 * 60, 14 * 60, (_LUNCH,))
EVENING = DemoTemplate("Kväll", Part.EVENING, 13 * 60 + 45, 21 * 60 + 45, (_SUPPER,), soft_end_min=21 * 60 + 30)
SHORT_EVENING = DemoTemplate("Kort kväll", Part.EVENING, 13 * 60 + 45, 20 * 60, (_SUPPER,))
LATE_EVENING = DemoTemplate("Sen kväll", Part.EVENING, 16 * 60, 22 * 60, (_SUPPER,))
SPLIT = DemoTemplate("Delad tur", Part.BOTH, 7 * 60, 20 * 60, (_GAP,))
WEEKEND_DAY = DemoTemplate("Helg dag", Part.DAY, 7 * 60, 15 * 60, (_LUNCH,))
WEEKEND_EVENING = DemoTemplate("Helg kväll", Part.EVENING, 14 * 60, 21 * 60 + 45, (_SUPPER,), soft_end_min=21 * 60 + 30)

TEMPLATES = (EARLY, DAY, SHORT_DAY, EVENING, SHORT_EVENING, LATE_EVENING, SPLIT, WEEKEND_DAY, WEEKEND_EVENING)
_WORKING_DAY = {DAY: 0.13, SHORT_DAY: 0.36, SPLIT: 0.10, EVENING: 0.09, LATE_EVENING: 0.29, SHORT_EVENING: 0.03}
_WEEKEND_DAY = {WEEKEND_DAY: 0.08, SHORT_DAY: 0.38, SPLIT: 0.08, WEEKEND_EVENING: 0.10, LATE_EVENING: 0.36}
WEEKEND_SHARE = 0.88
"""Shifts of a weekend day beside a working day's; they are shorter, so less time is paid."""

FEWEST = 2
"""By day and in the evening at least two are on, for visits that need both."""


def shifts_of_a_day(count: int, districts: int, is_weekend: bool) -> list[DemoTemplate]:
    """The templates of one day, `count` on a working day; one in each district takes the night report."""
    if is_weekend:
        return _shared(max(2 * FEWEST, round(count * WEEKEND_SHARE)), _WEEKEND_DAY)
    templates = _shared(max(2 * FEWEST, count), _WORKING_DAY)
    days = [i for i, each in enumerate(templates) if each is DAY]
    for i in days[:districts]:
        templates[i] = EARLY
    return templates


def _shared(count: int, shares: dict[DemoTemplate, float]) -> list[DemoTemplate]:
    """`count` templates in these shares, none but the last below its least number."""
    quota = {template: share * count for template, share in shares.items()}
    number = {template: int(part) for template, part in quota.items()}
    for template in sorted(quota, key=lambda each: number[each] - quota[each])[: count - sum(number.values())]:
        number[template] += 1
    return [template for template in shares for _ in range(number[template])]
