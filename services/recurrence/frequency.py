"""The rule by which a need comes back, as a value that is always sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.recurrence.faults import BAD_DATE, BAD_DAYS, BAD_KIND, BAD_STEP, BAD_TIMES, NO_DATES, UNKNOWN_KEY, refused

MOST_WEEKS = 52
WEEK = (1, 2, 3, 4, 5, 6, 7)
Json = dict[str, object]


class Kind(StrEnum):
    """The kinds of rule; the words of `visit_requirements.frequency ->> 'kind'`."""

    DAILY = "daily"
    WEEKLY = "weekly"
    EVERY_N_WEEKS = "every_n_weeks"
    N_PER_WEEK = "n_per_week"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Frequency:
    """A rule.

    `weekdays` are ISO days 1–7 (all of them for `DAILY`; the days a movable visit may fall on for `N_PER_WEEK`),
    `every_weeks` 1–52 counts from the week in which the need begins, `times` is how often a week (`N_PER_WEEK`, 1–7, at
    most one a day), `dates` the days of `DATES`, `except_dates` days left out, `skips_holidays` whether red days are
    left out too. A value that cannot be is refused with `BadInput` (RECUR-…).
    """

    kind: Kind
    weekdays: tuple[int, ...] = WEEK
    every_weeks: int = 1
    times: int = 1
    dates: tuple[date, ...] = ()
    except_dates: tuple[date, ...] = ()
    skips_holidays: bool = False

    def __post_init__(self) -> None:
        if not self.weekdays or set(self.weekdays) - set(WEEK) or list(self.weekdays) != sorted(set(self.weekdays)):
            raise refused(BAD_DAYS, self.weekdays)
        if not 1 <= self.every_weeks <= MOST_WEEKS:
            raise refused(BAD_STEP, self.every_weeks)
        if not 1 <= self.times <= len(self.weekdays):
            raise refused(BAD_TIMES, self.times)
        if self.kind is Kind.DATES and not self.dates:
            raise refused(NO_DATES, "")

    @property
    def is_movable(self) -> bool:
        """Whether the day is chosen when planning, within the week."""
        return self.kind is Kind.N_PER_WEEK

    def to_json(self) -> Json:
        """The rule as stored; keys that say nothing are left out."""
        told: Json = {"kind": self.kind.value}
        if self.kind is not Kind.DATES and self.weekdays != WEEK:
            told["weekdays"] = list(self.weekdays)
        if self.kind in (Kind.EVERY_N_WEEKS, Kind.N_PER_WEEK) and self.every_weeks != 1:
            told["every_weeks"] = self.every_weeks
        if self.kind is Kind.N_PER_WEEK:
            told["times"] = self.times
        for name in ("dates", "except_dates"):
            if days := getattr(self, name):
                told[name] = [day.isoformat() for day in days]
        if self.skips_holidays:
            told["skips_holidays"] = True
        return told

    @classmethod
    def from_json(cls, told: object) -> Frequency:
        """The rule that was stored or typed; raises `BadInput` naming the key that is wrong."""
        if not isinstance(told, dict) or told.get("kind") not in set(Kind):
            raise refused(BAD_KIND, told.get("kind") if isinstance(told, dict) else told)
        if unknown := set(told) - {
            "kind",
            "weekdays",
            "every_weeks",
            "times",
            "dates",
            "except_dates",
            "skips_holidays",
        }:
            raise refused(UNKNOWN_KEY, min(map(str, unknown)))
        return cls(
            Kind(told["kind"]),
            _whole_numbers(told.get("weekdays", list(WEEK))),
            _whole(told.get("every_weeks", 1), BAD_STEP),
            _whole(told.get("times", 1), BAD_TIMES),
            _days(told.get("dates", [])),
            _days(told.get("except_dates", [])),
            told.get("skips_holidays", False) is True,
        )


def _whole(value: object, fault: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise refused(fault, value)
    return value


def _whole_numbers(values: object) -> tuple[int, ...]:
    if not isinstance(values, list):
        raise refused(BAD_DAYS, values)
    return tuple(sorted({_whole(value, BAD_DAYS) for value in values}))


def _days(values: object) -> tuple[date, ...]:
    if not isinstance(values, list):
        raise refused(BAD_DATE, values)
    return tuple(sorted({_day(value) for value in values}))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise refused(BAD_DATE, value) from None
