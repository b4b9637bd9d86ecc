"""One shift on the planner's paper: visits and breaks at fixed times, and where one more visit fits between them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

from services.demo.legs import Legs
from services.problem import Plan, Route, Shift, Stop, StopKind, Visit

STEP_S = 60
"""Times are written to the minute."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A visit at its place, or a break at none."""

    start_s: int
    end_s: int
    id: str
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Where a visit would fit: its start, and the seconds of travel it would add."""

    start_s: int
    added_s: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Free time before entry number `at`: from when one is at liberty to when the next thing begins.

    `from_place` and `to_place` are where one comes from and must go to; `rest_before_s` and `rest_after_s` the breaks
    on the way that leave less time for travel; `rested_s` when breaks that only the way home follows are over.
    """

    free_s: int
    left_s: int
    from_place: str
    rest_before_s: int
    next_s: int
    due_s: int
    to_place: str
    rest_after_s: int
    rested_s: int = 0


class DaySheet:
    """The entries of one shift in order of time; each is feasible with its neighbours."""

    def __init__(self, shift: Shift, rests: list[Entry], legs: Legs) -> None:
        self.shift = shift
        self.entries = sorted(rests)
        self.skills = {skill.name for skill in shift.skills}
        self._legs = legs

    def room(self, visit: Visit, open_s: int, close_s: int) -> Room | None:
        """The first start between the two that needs nothing else moved."""
        for gap in self._gaps(open_s, close_s + visit.duration_s, visit.duration_s):
            there_s = self._leg_s(gap.from_place, visit.place_id)
            onward_s = self._leg_s(visit.place_id, gap.to_place)
            if there_s is None or onward_s is None:
                continue
            first_s = max(open_s, gap.free_s, gap.left_s + there_s + gap.rest_before_s)
            last_s = min(close_s, gap.next_s - visit.duration_s)
            last_s = min(last_s, gap.due_s - visit.duration_s - onward_s - gap.rest_after_s)
            if gap.rested_s + onward_s > gap.due_s:  # too late to leave after the breaks: one is home before them
                last_s = min(last_s, gap.next_s - visit.duration_s - onward_s)
            start_s = -(-first_s // STEP_S) * STEP_S
            if start_s <= last_s:
                direct_s = self._legs.seconds(self.shift.mode, gap.from_place, gap.to_place)
                return Room(start_s, there_s + onward_s - direct_s)
        return None

    def write(self, visit: Visit, start_s: int) -> None:
        """Put the visit down."""
        insort(self.entries, Entry(start_s, start_s + visit.duration_s, visit.id, visit.place_id))

    def strike(self, visit: Visit) -> Entry:
        """Take the visit off again."""
        entry = next(each for each in self.entries if each.id == visit.id)
        self.entries.remove(entry)
        return entry

    def route(self) -> Route | None:
        """The route, None without a visit."""
        if all(entry.place_id is None for entry in self.entries):
            return None
        kinds = {True: StopKind.BREAK, False: StopKind.VISIT}
        return Route(
            self.shift.id,
            tuple(Stop(kinds[entry.place_id is None], entry.id, entry.start_s) for entry in self.entries),
        )

    def _leg_s(self, one: str, other: str) -> int | None:
        seconds = self._legs.seconds(self.shift.mode, one, other)
        return seconds if self._legs.is_allowed(self.shift.mode, seconds) else None

    def _gaps(self, from_s: int, to_s: int, duration_s: int) -> Iterator[Gap]:
        """The gaps of at least this length that touch the interval, first to last."""
        shift, entries = self.shift, self.entries
        free_s = shift.start_s
        for at in range(len(entries) + 1):
            next_s = entries[at].start_s if at < len(entries) else shift.end_s
            if next_s - max(free_s, from_s) >= duration_s and free_s < to_s:
                yield self._gap(at, free_s, next_s)
            if at < len(entries):
                free_s = entries[at].end_s

    def _gap(self, at: int, free_s: int, next_s: int) -> Gap:
        """The gap before entry number `at`."""
        shift, entries = self.shift, self.entries
        before, after, rest_before_s, rest_after_s = at - 1, at, 0, 0
        while before >= 0 and entries[before].place_id is None:
            rest_before_s += entries[before].end_s - entries[before].start_s
            before -= 1
        while after < len(entries) and entries[after].place_id is None:
            rest_after_s += entries[after].end_s - entries[after].start_s
            after += 1
        is_first, is_last = before < 0, after == len(entries)
        return Gap(
            free_s=free_s,
            left_s=shift.start_s if is_first else entries[before].end_s,
            from_place=(None if is_first else entries[before].place_id) or shift.start_place_id,
            rest_before_s=rest_before_s,
            next_s=next_s,
            due_s=shift.end_s if is_last else entries[after].start_s,
            to_place=(None if is_last else entries[after].place_id) or shift.end_place_id,
            rest_after_s=rest_after_s,
            rested_s=entries[-1].end_s if is_last and rest_after_s else 0,
        )


def plan_of(sheets: list[DaySheet]) -> Plan:
    """The plan written on the sheets."""
    return Plan(tuple(route for route in (sheet.route() for sheet in sheets) if route is not None))
