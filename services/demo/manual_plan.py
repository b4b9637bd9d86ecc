"""The plan as a person makes it: locked rounds day after day, the rest where it fits, swaps whenever somebody is away.

It keeps every hard rule and knows nothing of what it costs: that is what an optimised plan is compared with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.demo.day_sheet import DaySheet, Entry, Room, plan_of
from services.demo.dice import Dice
from services.demo.legs import Legs
from services.demo.needs import MEDICAL_SLACK_MIN
from services.demo.rota import DemoShift
from services.demo.shift_templates import Part
from services.demo.visits import DatedVisit
from services.problem import Plan, Shift, Visit
from services.problem.windows import close_s

MIDDAY_MIN = 14 * 60
_PARTS_BEGIN_MIN = (11 * 60, 16 * 60, 18 * 60 + 30)
_NEAR_S = 75 * 60
"""A visit further away in time than this is not moved to make room."""

_BREAK_STEP_S = 15 * 60


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift of the rota with its sheet."""

    shift: DemoShift
    sheet: DaySheet


class Planner:
    """Writes visits on the sheets, day by day and part by part; moves what is written only to make room."""

    def __init__(
        self,
        rota: list[DemoShift],
        shifts: list[Shift],
        legs: Legs,
        round_share: Mapping[str, float],
        swap_share: float,
        seed: int,
    ) -> None:
        self._round_share = round_share
        self._dice = Dice(seed, "manual plan")
        self._swap_share = swap_share
        self._duties: dict[date, list[Duty]] = defaultdict(list)
        for each, shift in zip(rota, shifts, strict=True):
            sheet = DaySheet(shift, [*self._rests(shift)], legs)
            self._duties[each.day].append(Duty(each, sheet))
        self._over_s: dict[str, int] = {}
        self._movable: dict[str, DatedVisit] = {}
        self._followers: dict[str, list[str]] = defaultdict(list)
        self._moved: dict[date, list[DatedVisit]] = defaultdict(list)

    def make(self, dated: list[DatedVisit]) -> Plan:
        """The plan; what found no place is left out of it."""
        by_day: dict[date, list[DatedVisit]] = defaultdict(list)
        for each in dated:
            by_day[each.day].append(each)
            for after in each.visits[0].after:
                self._followers[after.visit_id].append(each.visits[0].id)
        for day in sorted(self._duties):
            timed = [each for each in by_day[day] if each.need.slack_min is not None]
            loose = [each for each in by_day[day] if each.need.slack_min is None]
            for each in sorted(timed, key=_when_written):
                if not self._place(each, day) and len(each.visits) == 1:
                    self._make_room(each, day)
            for each in self._moved.pop(day, []) + loose:
                if not self._place(each, day) and not self._put_off(each, day):
                    self._make_room(each, day)
        if all(visit.id in self._over_s for each in dated for visit in each.visits):
            self._leave_one()
        return plan_of([duty.sheet for day in sorted(self._duties) for duty in self._duties[day]])

    def _leave_one(self) -> None:
        """Nobody gets everything done: what matters least, and nothing waits for, is left for later."""
        free = [each for each in self._movable.values() if not self._followers[each.visits[0].id]]
        left = max(free, key=lambda each: (each.need.service.priority, each.visits[0].id))
        for duty in (duty for duties in self._duties.values() for duty in duties):
            if any(entry.id == left.visits[0].id for entry in duty.sheet.entries):
                duty.sheet.strike(left.visits[0])

    def _rests(self, shift: Shift) -> Iterable[Entry]:
        for rest in shift.breaks:
            steps = (rest.latest_end_s - rest.duration_s - rest.earliest_s) // _BREAK_STEP_S
            start_s = rest.earliest_s + _BREAK_STEP_S * self._dice.whole(0, steps)
            yield Entry(start_s, start_s + rest.duration_s, rest.id)

    def _place(self, dated: DatedVisit, day: date) -> bool:
        """Write all visits of the need on different sheets at one start; False when there is no room."""
        if any(after.visit_id not in self._over_s for after in dated.visits[0].after):
            return False
        return self._place_on(dated, [duty.sheet for duty in self._in_order(dated, day)])

    def _place_on(self, dated: DatedVisit, sheets: list[DaySheet]) -> bool:
        first = dated.visits[0]
        ready_s = max((self._over_s[after.visit_id] + after.delay_s for after in first.after), default=0)
        for window in sorted(first.windows, key=lambda each: -each.preference):
            open_s, latest_s = max(window.start_s, ready_s), close_s(window, first.duration_s)
            chosen = _first_that_fit(first, len(dated.visits), sheets, open_s, latest_s)
            if chosen is not None:
                taken, start_s = chosen
                for visit, sheet in zip(dated.visits, taken, strict=True):
                    sheet.write(visit, start_s)
                    self._over_s[visit.id] = start_s + visit.duration_s
                if first.group_id is None:
                    self._movable[first.id] = dated
                return True
        return False

    def _make_room(self, dated: DatedVisit, day: date) -> bool:
        """Give one visit of another round to a third carer, if then this one fits in its place."""
        visit = dated.visits[0]
        if any(after.visit_id not in self._over_s for after in visit.after):
            return False
        for duty in self._in_order(dated, day):
            for entry in list(duty.sheet.entries):
                other = self._movable.get(entry.id)
                is_far = dated.need.slack_min is not None and abs(entry.start_s - dated.wished_s) > _NEAR_S
                if other is None or is_far or any(each in self._over_s for each in self._followers[entry.id]):
                    continue
                duty.sheet.strike(other.visits[0])
                fits = self._place_on(dated, [duty.sheet])
                if fits and self._place(other, day):
                    return True
                if fits:
                    duty.sheet.strike(visit)
                    del self._over_s[visit.id]
                    self._movable.pop(visit.id, None)
                duty.sheet.write(other.visits[0], entry.start_s)
        return False

    def _in_order(self, dated: DatedVisit, day: date) -> list[Duty]:
        """Who may do the visit, in the order the planner asks: the locked round, its neighbours, other districts."""
        may = [duty for duty in self._duties[day] if _may(duty, dated)]
        own = [duty for duty in may if duty.shift.employee.district == dated.client.home.district]
        others = self._dice.some([duty for duty in may if duty not in own], len(may))
        suited = [duty for duty in own if duty.shift.template.part in _parts(dated)]
        mixed = self._dice.some(own, len(own))
        if not suited or self._dice.chance(self._swap_share):
            return mixed + others
        on_round = suited[int(self._round_share[dated.client.id] * len(suited))]
        return [on_round, *(duty for duty in mixed if duty is not on_round), *others]

    def _put_off(self, dated: DatedVisit, day: date) -> bool:
        """Try again on the next day the visit allows; False if there is none."""
        days = sorted(later for later in self._duties if later > day)
        first_s = {later: min(duty.shift.start_s for duty in self._duties[later]) for later in days}
        last_s = {later: max(duty.shift.end_s for duty in self._duties[later]) for later in days}
        for later in days:
            if any(first_s[later] <= window.start_s < last_s[later] for window in dated.visits[0].windows):
                self._moved[later].append(dated)
                return True
        return False


def _first_that_fit(
    visit: Visit, carers: int, sheets: list[DaySheet], open_s: int, latest_s: int
) -> tuple[list[DaySheet], int] | None:
    """The first sheet if it has room, else the one with the shortest way; pairs where both can be at one start."""
    if carers > 1:
        return _pair_that_fits(visit, carers, sheets, open_s, latest_s)
    best: tuple[DaySheet, Room] | None = None
    for at, sheet in enumerate(sheets):
        room = sheet.room(visit, open_s, latest_s)
        if room is not None and at == 0:
            return [sheet], room.start_s
        if room is not None and (best is None or room.added_s < best[1].added_s):
            best = sheet, room
    return None if best is None else ([best[0]], best[1].start_s)


def _pair_that_fits(
    visit: Visit, carers: int, sheets: list[DaySheet], open_s: int, latest_s: int
) -> tuple[list[DaySheet], int] | None:
    for lead in sheets:
        room = lead.room(visit, open_s, latest_s)
        while room is not None:
            start_s = room.start_s
            mates = [s for s in sheets if s is not lead and s.room(visit, start_s, start_s) is not None]
            if len(mates) >= carers - 1:
                return [lead, *mates[: carers - 1]], start_s
            room = lead.room(visit, start_s + 1, latest_s)
    return None


def _when_written(dated: DatedVisit) -> tuple[int, bool, int, str]:
    """A part of the day after the other, in each what must be done on the minute or by two before the rest."""
    need = dated.need
    part = sum(need.at_min >= begin for begin in _PARTS_BEGIN_MIN)
    is_strict = need.carers > 1 or (need.slack_min or 0) <= MEDICAL_SLACK_MIN
    return part, not is_strict, need.at_min, dated.visits[0].id


def _may(duty: Duty, dated: DatedVisit) -> bool:
    visit, employee, shift = dated.visits[0], duty.shift.employee, duty.sheet.shift
    client = dated.client
    return (
        any(shift.start_s < window.end_s and window.start_s < shift.end_s for window in visit.windows)
        and employee.id not in client.declined
        and (not client.pool or employee.id in client.pool)
        and all(skill in duty.sheet.skills for skill, _ in visit.skills)
    )


def _parts(dated: DatedVisit) -> tuple[Part, ...]:
    return (Part.DAY, Part.BOTH) if dated.need.at_min < MIDDAY_MIN else (Part.EVENING, Part.BOTH)
