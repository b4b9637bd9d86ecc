"""Names each visit nobody can serve, with the chain of reasons: people, time, group, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from services.problem.columns import FAR_S, Columns, Longs
from services.problem.issue import Issue, Severity
from services.solvers.reach.groups import meeting
from services.solvers.reach.misses import misses, tell
from services.solvers.reach.saying import between, joined, length, moment
from services.solvers.reach.wording import (
    ACTIONS,
    BARRED,
    COUNTS,
    FIRST,
    GAP,
    MATE_DEAD,
    NO_CARER,
    NO_GAP,
    NO_MEETING,
    NO_SHIFT,
    NONE,
    SHIFT,
    THEN,
    THIS,
    TOO_FEW,
    WAITS_DEAD,
    WAITS_GAP,
    WAITS_LONG,
)
from services.words import Text

if TYPE_CHECKING:
    from services.solvers.reach import Found, Reach

MOST_TOLD = 2
"""Shifts told of when none reaches a visit: the nearest miss, and the nearest on the other side of it."""


def name_dead(reach: Reach) -> tuple[Issue, ...]:
    """One warning per visit nobody can serve, in order of visits."""
    return tuple(_why(reach, int(v)) for v in np.flatnonzero(reach.dead))


def _why(reach: Reach, v: int) -> Issue:
    found, c = reach.found, reach.found.columns
    if not found.starts.spans.of(v):
        return _nobody(found, v)
    if not found.together.of(v):
        return _group(reach, v)
    mates = _members(c, v)
    waiting = max(np.flatnonzero(np.isin(c.arc_after, mates)), key=lambda a: _ready(found, int(a)))
    if c.arc_after[waiting] != v:
        return _mate(reach, v, int(c.arc_after[waiting]))
    before = int(c.arc_before[waiting])
    if found.earliest_s[before] >= FAR_S:
        cause = WAITS_DEAD.fill(before=_id(c, before), why=_why(reach, before).cause)
        return _issue(c, "REACH-005", v, "after", _id(c, before), cause)
    steps = list(_chain(found, before))
    told = [*reversed(steps), THIS.fill(gap=_gap(c, int(waiting)), before=_id(c, before))]
    ready, last = _ready(found, int(waiting)), found.together.of(v)[-1][1]
    words = WAITS_LONG if ready > last else WAITS_GAP
    cause = words.fill(chain=joined(told), ready=moment(c, ready), last=moment(c, last))
    return _issue(c, "REACH-006", v, "after", _id(c, before), cause)


def _nobody(found: Found, v: int) -> Issue:
    c = found.columns
    carers = np.arange(len(c.problem.carers))
    skilled = np.zeros(len(carers), np.bool_)
    skilled[c.shift_carer[c.missing[c.visit_need[v], c.shift_skillset] == 0]] = True
    works = np.isin(carers, c.shift_carer)
    declined = c.is_prohibited[v] & works
    outside = ~c.in_pool[v] & works & ~declined
    unskilled = ~skilled & works & ~declined & ~outside
    numbers = {"prohibited": declined.sum(), "pool": outside.sum(), "skills": unskilled.sum()}
    skills = ", ".join(f"{name} {level}" if level > 1 else name for name, level in c.problem.visits[v].skills)
    counts = joined([text.fill(n=int(numbers[k]), skills=skills) for text, k in COUNTS if numbers[k]] or [NONE], ", ")
    allowed = np.flatnonzero(
        c.in_pool[v, c.shift_carer]
        & ~c.is_prohibited[v, c.shift_carer]
        & (c.missing[c.visit_need[v], c.shift_skillset] == 0)
    )
    if not len(allowed):
        field = "skills" if numbers["skills"] else "pool"
        cause = NO_CARER.fill(carers=int(works.sum()), counts=counts)
        return _issue(c, "REACH-001", v, field, skills if numbers["skills"] else "", cause)
    told = [SHIFT.fill(shift=c.problem.shifts[s].id, why=tell(c, v, s, w)) for s, w in _nearest(found, v, allowed)]
    if numbers["prohibited"] or numbers["pool"] or numbers["skills"]:
        told.append(BARRED.fill(counts=counts))
    w = _nearest(found, v, allowed)[0][1]
    window = between(c, int(c.window_open_s[w]), int(c.window_close_s[w]))
    stay = int(c.visit_duration_s[v])
    cause = NO_SHIFT.fill(window=window, stay=length(stay), nearest=joined(told))
    return _issue(c, "REACH-002", v, "windows", length(stay), cause)


def _nearest(found: Found, v: int, shifts: Longs) -> list[tuple[int, int]]:
    """The shift and window that miss by least, and the nearest that begins after (or, then, before) it."""
    c = found.columns
    m = misses(c, found.ends, v, shifts)
    best = int(m.gap_s.argmin())
    told = [best]
    is_other = (c.shift_start_s[shifts] > c.window_close_s[m.window]) != (
        c.shift_start_s[shifts[best]] > c.window_close_s[m.window[best]]
    )
    is_other &= m.window == m.window[best]
    if is_other.any():
        told.append(int(np.flatnonzero(is_other)[m.gap_s[is_other].argmin()]))
    return [(int(shifts[i]), int(m.window[i])) for i in told[:MOST_TOLD]]


def _group(reach: Reach, v: int) -> Issue:
    found, c = reach.found, reach.found.columns
    mates = _members(c, v)
    dead = [m for m in mates if not found.starts.spans.of(m)]
    if dead:
        return _mate(reach, v, dead[0])
    group = c.problem.groups[c.visit_group[v]].id
    common = meeting(found.starts, mates)
    if not common:
        return _issue(c, "REACH-003", v, "group_id", group, NO_MEETING.fill(group=group))
    cause = TOO_FEW.fill(group=group, members=len(mates), window=between(c, common[0][0], common[-1][1]))
    return _issue(c, "REACH-003", v, "group_id", group, cause)


def _mate(reach: Reach, v: int, mate: int) -> Issue:
    c = reach.found.columns
    why = _why(reach, mate).cause
    cause = MATE_DEAD.fill(group=c.problem.groups[c.visit_group[v]].id, mate=_id(c, mate), why=why)
    return _issue(c, "REACH-004", v, "group_id", _id(c, mate), cause)


def _chain(found: Found, v: int) -> Iterator[Text]:
    """Backwards from `v`: when it can start at the earliest, and which visit makes it so."""
    c = found.columns
    start = int(found.earliest_s[v])
    arcs = np.flatnonzero(np.isin(c.arc_after, _members(c, v)))
    spans = found.together.of(v)
    if not len(arcs) or c.pin_shift[v] >= 0 or start <= spans[0][0]:
        yield FIRST.fill(visit=_id(c, v), start=moment(c, start), stay=length(int(c.visit_duration_s[v])))
        return
    waiting = max(arcs, key=lambda a: _ready(found, int(a)))
    before = int(c.arc_before[waiting])
    yield THEN.fill(visit=_id(c, v), gap=_gap(c, int(waiting)), before=_id(c, before), start=moment(c, start))
    yield from _chain(found, before)


def _gap(c: Columns, arc: int) -> Text:
    delay = int(c.arc_delay_s[arc])
    return GAP.fill(delay=length(delay)) if delay else NO_GAP


def _ready(found: Found, arc: int) -> int:
    """The earliest start the dependency leaves to the later visit."""
    c, before = found.columns, found.columns.arc_before[arc]
    if found.earliest_s[before] >= FAR_S:
        return FAR_S
    return int(found.earliest_s[before] + c.visit_duration_s[before] + c.arc_delay_s[arc])


def _members(c: Columns, v: int) -> list[int]:
    """The visit's group if it starts as one, else the visit alone."""
    g = c.visit_group[v]
    members: list[int] = c.group_visit[c.group_off[g] : c.group_off[g + 1]].tolist() if g >= 0 else []
    return members if members and (c.pin_shift[members] < 0).all() else [v]


def _id(c: Columns, v: int) -> str:
    return c.problem.visits[v].id


def _issue(c: Columns, code: str, v: int, field: str, value: str, cause: Text) -> Issue:
    return Issue(Severity.WARNING, code, f"visit {_id(c, v)}", field, value, cause, ACTIONS[code])
