"""Why each carer does not make a visit: the rules that forbid it, how full their shifts are, or what it would take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from services.problem.columns import Columns, Longs
from services.problem.timetable import Timetable
from services.solvers.openings import Openings, limits_of, openings
from services.solvers.reach import Reach
from services.solvers.reach.misses import Misses, Rule, misses, rule_of, tell
from services.solvers.reach.saying import between, length, moment
from services.words import Text


class Verdict(StrEnum):
    """How a carer stands to a visit."""

    SERVES = "serves"
    FREE = "free"
    FULL = "full"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule in words; the carer is the subject of the sentence."""

    rule: Rule
    text: Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """One carer: what stands in the way, or where there is room.

    `shift_id` is the shift that could take the visit, else the one that comes nearest; `start_s` (epoch seconds) and
    `extra_travel_s` are given with a plan, where there is room in it.
    """

    carer_id: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    shift_id: str | None = None
    start_s: int | None = None
    extra_travel_s: int | None = None


PROHIBITED = Text(sv="får inte göra besök hos kunden", en="may not visit the client")
OUTSIDE = Text(sv="hör inte till kundens krets", en="is outside the client's pool")
LACKS = Text(sv="saknar {skills}", en="lacks {skills}")
NO_SHIFT = Text(sv="har inget pass i perioden", en="has no shift in the period")
PINNED = Text(sv="besöket är låst till ett annat pass", en="the visit is pinned to another shift")
NO_START = Text(
    sv="kan komma, men inte när besöket kan göras ihop med dem det är kopplat till ({window})",
    en="can come, but not when the visit can be made with those it is linked to ({window})",
)
NOBODY = Text(sv="kan komma, men besöket går inte att göra: {why}", en="can come, but the visit cannot be made: {why}")
WITH_MATE = Text(
    sv="gör redan ett av besöken som ska ske samtidigt", en="already makes one of the visits at the same time"
)
WAITS = Text(
    sv="kan komma, men besöket väntar på {before} som inte är planerat",
    en="can come, but the visit waits for {before}, which is not planned",
)
LINKED = Text(
    sv="har ingen lucka så länge de besök det är kopplat till är planerade som nu",
    en="has no gap while the visits it is linked to are planned as now",
)
IS_FULL = Text(sv="har inget utrymme på passet som det är planerat", en="has no room on the shift as planned")
HAS_ROOM = Text(sv="kan ta besöket {start}: {more}", en="could take the visit {start}: {more}")
MORE = Text(sv="+{minutes} resa", en="+{minutes} travel")
NO_MORE = Text(sv="ingen extra resa", en="no extra travel")
MAY = Text(sv="inget hindrar", en="nothing stands in the way")


def why_not(c: Columns, reach: Reach, visit_row: int, timetable: Timetable | None = None) -> tuple[Refusal, ...]:
    """Every carer, those with room first. With a plan, room is sought at every place of every shift."""
    near = misses(c, reach.found.ends, visit_row, np.arange(len(c.shift_carer)))
    found = None
    if timetable is not None:
        can = np.flatnonzero(reach.can_serve[visit_row])
        found = openings(c, reach, visit_row, can, timetable, limits_of(c, timetable, visit_row))
    refusals = [_one(c, reach, visit_row, row, near, timetable, found) for row in range(len(c.problem.carers))]
    return tuple(sorted(refusals, key=lambda r: (_ORDER[r.verdict], r.extra_travel_s or 0, len(r.reasons), r.carer_id)))


_ORDER = {verdict: at for at, verdict in enumerate(Verdict)}


def _one(
    c: Columns, reach: Reach, v: int, carer: int, near: Misses, t: Timetable | None, found: Openings | None
) -> Refusal:
    name = c.problem.carers[carer].id
    shifts = np.flatnonzero(c.shift_carer == carer)
    if t is not None and t.shift_of[v] >= 0 and c.shift_carer[t.shift_of[v]] == carer:
        start_s = int(t.start_s[v]) + c.origin_s
        return Refusal(name, Verdict.SERVES, (), c.problem.shifts[t.shift_of[v]].id, start_s)
    if not len(shifts):
        return Refusal(name, Verdict.FORBIDDEN, (Reason(Rule.ABSENT, NO_SHIFT),))
    able = shifts[reach.can_serve[v, shifts]]
    if not len(able):
        reasons, nearest = _forbidden(c, reach, v, carer, shifts, near)
        return Refusal(name, Verdict.FORBIDDEN, reasons, c.problem.shifts[nearest].id)
    if t is None or found is None:
        return Refusal(name, Verdict.FREE, (Reason(Rule.ROOM, MAY),), c.problem.shifts[able[0]].id)
    return _in_plan(c, v, name, able, t, found)


def _forbidden(
    c: Columns, reach: Reach, v: int, carer: int, shifts: Longs, near: Misses
) -> tuple[tuple[Reason, ...], int]:
    """Every rule against this carer, and the carer's shift that comes nearest."""
    reasons = []
    if c.is_prohibited[v, carer]:
        reasons.append(Reason(Rule.PROHIBITED, PROHIBITED))
    if not c.in_pool[v, carer]:
        reasons.append(Reason(Rule.POOL, OUTSIDE))
    lacking = c.missing[c.visit_need[v], c.shift_skillset[shifts]]
    skilled = shifts[lacking == lacking.min()]
    if lacking.min() > 0:
        reasons.append(Reason(Rule.SKILLS, LACKS.fill(skills=_lacking(c, v, int(skilled[0])))))
    nearest = int(skilled[near.gap_s[skilled].argmin()])
    if near.gap_s[nearest] > 0:
        window = int(near.window[nearest])
        reasons.append(Reason(rule_of(c, v, nearest, window), tell(c, v, nearest, window)))
    if not reasons:
        reasons.append(_linked(c, reach, v))
    return tuple(reasons), nearest


def _linked(c: Columns, reach: Reach, v: int) -> Reason:
    """The carer could come to this visit alone: a pin, the group or a chain forbids it."""
    if c.pin_shift[v] >= 0:
        return Reason(Rule.PINNED, PINNED)
    rule = Rule.TOGETHER if c.visit_group[v] >= 0 else Rule.AFTER
    if reach.dead[v]:
        at = int(reach.dead[:v].sum())
        return Reason(rule, NOBODY.fill(why=reach.unservable[at].cause))
    spans = slice(int(reach.window_off[v]), int(reach.window_off[v + 1]))
    window = between(c, int(reach.window_open_s[spans][0]), int(reach.window_close_s[spans][-1]))
    return Reason(rule, NO_START.fill(window=window))


def _lacking(c: Columns, v: int, shift: int) -> str:
    held = {skill.name: skill.level for skill in c.problem.shifts[shift].skills}
    needs = c.problem.visits[v].skills
    return ", ".join(f"{name} {least}" if least > 1 else name for name, least in needs if held.get(name, 0) < least)


def _in_plan(c: Columns, v: int, name: str, able: Longs, t: Timetable, found: Openings) -> Refusal:
    before = [int(b) for b in c.arc_before[c.arc_after == v] if t.shift_of[b] < 0]
    if before:
        reason = Reason(Rule.AFTER, WAITS.fill(before=c.problem.visits[before[0]].id))
        return Refusal(name, Verdict.FULL, (reason,), c.problem.shifts[able[0]].id)
    rows = np.flatnonzero(np.isin(found.shift, able) & (found.start_s >= 0))
    if not len(rows):
        return Refusal(name, Verdict.FULL, (_full(c, v, able, t),), c.problem.shifts[able[0]].id)
    best = rows[found.extra_travel_s[rows].argmin()]
    start, extra = int(found.start_s[best]), int(found.extra_travel_s[best])
    more = MORE.fill(minutes=length(max(extra, 60))) if extra >= 30 else NO_MORE
    said = HAS_ROOM.fill(start=moment(c, start), more=more)
    return Refusal(
        name,
        Verdict.FREE,
        (Reason(Rule.ROOM, said),),
        c.problem.shifts[found.shift[best]].id,
        start + c.origin_s,
        extra,
    )


def _full(c: Columns, v: int, able: Longs, t: Timetable) -> Reason:
    limits = limits_of(c, t, v)
    if set(c.shift_carer[able].tolist()) <= limits.carers:
        return Reason(Rule.TOGETHER, WITH_MATE)
    bound = limits.carers or (c.arc_before == v).any() or (c.arc_after == v).any()
    return Reason(Rule.FULL, LINKED if bound else IS_FULL)
