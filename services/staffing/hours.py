"""Hours a carer has told, as a planner writes them: one line for several weekdays, or for one date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from data.ids import new_id
from data.repositories.absences import AvailabilityRow
from data.vocabulary import AvailabilityKind
from services.errors import BadInput
from services.words import Text

_NO_DAY = BadInput(
    "STAFF-001",
    Text(sv="En rad har varken veckodag eller datum, eller båda.", en="A line has neither weekday nor date, or both."),
    Text(sv="Kryssa för veckodagar eller skriv ett datum.", en="Tick weekdays or write a date."),
)
_NO_HOURS = BadInput(
    "STAFF-002",
    Text(sv="En rad saknar tid.", en="A line has no hours."),
    Text(
        sv="Skriv från och till; till före från är nästa dag.", en="Write from and to; to before from is the next day."
    ),
)
_BACKWARDS = BadInput(
    "STAFF-003",
    Text(sv="En rad slutar gälla innan den börjar, eller gäller en dag och ändå en period.",
         en="A line ends before it begins, or is for one day and yet for a period."),
    Text(sv="Rätta datumen.", en="Correct the dates."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hours:
    """`kind` of hours on `weekdays` (ISO, 1–7) while valid, or on `day`; an end at or before the start is next day."""

    kind: AvailabilityKind
    start: time | None
    end: time | None
    weekdays: tuple[int, ...] = ()
    day: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if bool(self.weekdays) == (self.day is not None):
            raise _NO_DAY
        if self.start is None or self.end is None:
            raise _NO_HOURS
        has_period = self.valid_from is not None or self.valid_to is not None
        if (self.valid_from or date.min) > (self.valid_to or date.max) or (self.day is not None and has_period):
            raise _BACKWARDS


def as_rows(employee_id: UUID, told: Iterable[Hours]) -> list[AvailabilityRow]:
    """One row per weekday or date, as they are kept."""
    return [row for each in told for row in _rows(employee_id, each)]


def _rows(employee_id: UUID, each: Hours) -> Iterator[AvailabilityRow]:
    assert each.start is not None
    assert each.end is not None
    for weekday in each.weekdays or (None,):
        yield AvailabilityRow(
            new_id(), employee_id, each.kind, each.start, each.end, weekday, each.day, each.valid_from, each.valid_to
        )


def as_hours(rows: Sequence[AvailabilityRow]) -> list[Hours]:
    """Rows that differ only in their weekday are one line."""
    days: dict[tuple[object, ...], list[int]] = {}
    first: dict[tuple[object, ...], AvailabilityRow] = {}
    for row in rows:
        same = (row.kind, row.start_time, row.end_time, row.day, row.valid_from, row.valid_to)
        first.setdefault(same, row)
        days.setdefault(same, []).extend([row.weekday] if row.weekday is not None else [])
    return [
        Hours(
            row.kind,
            row.start_time,
            row.end_time,
            tuple(sorted(set(days[same]))),
            row.day,
            row.valid_from,
            row.valid_to,
        )
        for same, row in first.items()
    ]
