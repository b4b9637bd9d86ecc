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

    def is_on(self, minute: int) -> bool:
        """Whether somebody on this shift can be sent out at that time of day."""
        rests = any(each.is_fixed and each.first_min <= minute < each.last_min for each in self.breaks)
        return self.start_min <= minute < self.end_min and not rests

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
LATE_EVENING = DemoTemplate("Sen kväll", Part.EVENING, 17 * 60, 22 * 60, ())
SPLIT = DemoTemplate("Delad tur", Part.BOTH, 7 * 60, 20 * 60, (_GAP,))
WEEKEND_DAY = DemoTemplate("Helg dag", Part.DAY, 7 * 60, 15 * 60, (_LUNCH,))
WEEKEND_EVENING = DemoTemplate("Helg kväll", Part.EVENING, 14 * 60, 21 * 60 + 45, (_SUPPER,), soft_end_min=21 * 60 + 30)

TEMPLATES = (EARLY, DAY, SHORT_DAY, EVENING, SHORT_EVENING, LATE_EVENING, SPLIT, WEEKEND_DAY, WEEKEND_EVENING)
# Mornings and evenings are the peaks: short day shifts and late evenings carry them, as in real districts.
_WORKING_DAY = {DAY: 0.13, SHORT_DAY: 0.41, SPLIT: 0.10, EVENING: 0.05, LATE_EVENING: 0.29, SHORT_EVENING: 0.02}
_WEEKEND_DAY = {WEEKEND_DAY: 0.08, SHORT_DAY: 0.38, SPLIT: 0.17, WEEKEND_EVENING: 0.07, LATE_EVENING: 0.30}
WEEKEND_SHARE = 0.88
"""Shifts of a weekend day beside a working day's; they are shorter, so less time is paid."""

FEWEST = 2
"""At any time of the day at least two are on, for visits that need both."""

_MORNING_MIN, _AFTERNOON_MIN, _NIGHT_MIN = 8 * 60, 15 * 60, 20 * 60 + 30
"""When small organisations have fewest on."""


def shifts_of_a_day(count: int, districts: int, is_weekend: bool) -> list[DemoTemplate]:
    """The templates of one day, `count` on a working day; one in each district takes the night report."""
    shares = _WEEKEND_DAY if is_weekend else _WORKING_DAY
    templates = _shared(round(count * WEEKEND_SHARE) if is_weekend else count, shares)
    whole_evening = WEEKEND_EVENING if is_weekend else EVENING
    while sum(each.is_on(_AFTERNOON_MIN) for each in templates) < FEWEST and LATE_EVENING in templates:
        templates[templates.index(LATE_EVENING)] = whole_evening
    for minute, covers in ((_MORNING_MIN, WEEKEND_DAY), (_AFTERNOON_MIN, whole_evening), (_NIGHT_MIN, whole_evening)):
        templates += [covers] * (FEWEST - sum(each.is_on(minute) for each in templates))
    days = [i for i, each in enumerate(templates) if each is DAY]
    for i in days[:districts]:
        templates[i] = EARLY
    return templates


def _shared(count: int, shares: dict[DemoTemplate, float]) -> list[DemoTemplate]:
    """`count` templates in these shares (largest remainder)."""
    quota = {template: share * count for template, share in shares.items()}
    number = {template: int(part) for template, part in quota.items()}
    for template in sorted(quota, key=lambda each: number[each] - quota[each])[: count - sum(number.values())]:
        number[template] += 1
    return [template for template in shares for _ in range(number[template])]
