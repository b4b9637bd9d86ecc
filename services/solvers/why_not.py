"""Why each carer does not make a visit: the rules that forbid it, or how full the shifts are, or what it would take."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.solvers.reach import Reach
from services.words import Text

PROHIBITED = Text(sv="är bortvald för besöket", en="is refused for the visit")
OUTSIDE_POOL = Text(sv="är inte i klientens grupp av medarbetare", en="is not among the client's agreed carers")
MISSING_SKILL = Text(sv="saknar {skills}", en="lacks {skills}")
NOT_WORKING = Text(sv="har inget pass som räcker vid den tiden", en="has no shift long enough at that time")
FULL = Text(sv="är upptagen med andra besök då", en="is busy with other visits then")
NOBODY_AT_ALL = Text(
    sv="besöket hör ihop med ett besök som ingen kan göra", en="the visit hangs on a visit nobody can make"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One carer and the reasons against; no reason, and the extra travel, where there is room."""

    carer_row: int
    reasons: tuple[Text, ...]
    extra_travel_s: int | None = None


def why_not(c: Columns, reach: Reach, visit_row: int, timetable: Timetable | None = None) -> tuple[Refusal, ...]:
    """Every carer with shifts, those with room first, then by name; room is looked for without moving other visits."""
    refusals = []
    for carer in np.unique(c.shift_carer):
        rules = _rules(c, reach, visit_row, int(carer))
        extra = None
        if not rules and timetable is not None:
            extra = _cheapest_gap(c, reach, visit_row, int(carer), timetable)
            rules = () if extra is not None else (FULL,)
        refusals.append(Refusal(int(carer), rules, extra))
    return tuple(sorted(refusals, key=lambda r: (len(r.reasons) > 0, r.extra_travel_s or 0, r.carer_row)))


def _rules(c: Columns, reach: Reach, visit: int, carer: int) -> tuple[Text, ...]:
    """The rules that forbid this carer, all of them."""
    reasons = []
    if c.is_prohibited[visit, carer]:
        reasons.append(PROHIBITED)
    if not c.in_pool[visit, carer]:
        reasons.append(OUTSIDE_POOL)
    shifts = np.flatnonzero(c.shift_carer == carer)
    lacking = c.missing[c.visit_need[visit], c.shift_skillset[shifts]]
    if lacking.min() > 0:
        reasons.append(MISSING_SKILL.fill(skills=", ".join(_lacking(c, visit, int(shifts[lacking.argmin()])))))
    if not reasons and not reach.can_serve[visit, shifts].any():
        has_starts = reach.window_off[visit] < reach.window_off[visit + 1]
        reasons.append(NOT_WORKING if has_starts or not _waits(c, visit) else NOBODY_AT_ALL)
    return tuple(reasons)


def _waits(c: Columns, visit: int) -> bool:
    return bool(c.visit_group[visit] >= 0 or (c.arc_after == visit).any())


def _lacking(c: Columns, visit: int, shift: int) -> list[str]:
    held = {skill.name: skill.level for skill in c.problem.shifts[shift].skills}
    needs = c.problem.visits[visit].skills
    return [name if least == 1 else f"{name} {least}" for name, least in needs if held.get(name, 0) < least]


def _cheapest_gap(c: Columns, reach: Reach, visit: int, carer: int, t: Timetable) -> int | None:
    """Least extra travel of a gap that holds the visit while all others and the breaks keep their times."""
    windows = range(reach.window_off[visit], reach.window_off[visit + 1])
    best: int | None = None
    for shift in np.flatnonzero((c.shift_carer == carer) & reach.can_serve[visit]):
        for leave_s, from_place, until_s, to_place in _gaps(c, int(shift), t):
            mode, place = c.shift_mode[shift], c.visit_place[visit]
            there = int(c.travel_s[mode, from_place, place])
            onward = int(c.travel_s[mode, place, to_place])
            latest = until_s - onward - int(c.visit_duration_s[visit])
            for w in windows:
                start = max(leave_s + there, int(reach.window_open_s[w]))
                if start <= min(latest, int(reach.window_close_s[w])):
                    extra = there + onward - int(c.travel_s[mode, from_place, to_place])
                    best = extra if best is None else min(best, extra)
    return best


def _gaps(c: Columns, shift: int, t: Timetable) -> list[tuple[int, int, int, int]]:
    """Free time of a shift as `(free from, at place, until, at place)`, breaks standing where they are."""
    start, end = int(c.shift_start_s[shift]), int(c.shift_end_s[shift])
    stands = [(start, start, int(c.shift_start_place[shift]))]
    for v in t.stop_visit[t.stop_shift == shift]:
        begin = int(t.start_s[v])
        stands.append((begin, begin + int(c.visit_duration_s[v]), int(c.visit_place[v])))
    stands.append((end, end, int(c.shift_end_place[shift])))
    rests = [
        (int(at), int(at + c.break_duration_s[row]))
        for row, at in zip(t.break_row[t.break_shift == shift], t.break_start_s[t.break_shift == shift], strict=True)
    ]
    gaps = []
    for (_, leave, origin), (until, _, target) in pairwise(stands):
        inside = [(a, b) for a, b in rests if leave <= a < until]
        for begin, finish in [(leave, inside[0][0]), (inside[-1][1], until)] if inside else [(leave, until)]:
            gaps.append((begin, origin, finish, target))
    return gaps
