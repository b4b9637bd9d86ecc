"""The question of a relaxation: which visits need a place, in which gaps of the plan, and how an answer is proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from services.constraints.kind import Score, Weights
from services.constraints.scoring import ScoreSheet, score_sheet
from services.problem.columns import Columns, Flags, Longs
from services.problem.plan import Plan
from services.problem.timetable import Timetable, timetable
from services.solvers.openings import limits_of
from services.solvers.placing import with_visits
from services.solvers.reach import Reach
from services.solvers.rooms import Rooms, rooms
from services.words import Text

FURTHEST_S = 4 * 3600
"""No change of times beyond this is told of: it would be another visit."""
STEP_S = 300
"""Changes of times are told in steps of five minutes."""


class Kind(StrEnum):
    """What gives."""

    LATER = "later"
    EARLIER = "earlier"
    LONGER_SHIFT = "longer-shift"
    SOONER_SHIFT = "sooner-shift"
    MOVE = "move"
    POOL = "pool"
    FEWER = "fewer"
    SKILL = "skill"


EFFORT = {Kind.MOVE: 15, Kind.POOL: 30, Kind.FEWER: 60, Kind.SKILL: 120}
"""What one such change is like in minutes of another time, to tell the easiest first."""

Span = tuple[int, int]
Places = dict[int, tuple[int, int]]
"""Visit row → shift row and start."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change, proven: with it the visit starts at `start_s` (epoch seconds) with `carer_ids`.

    `size` counts minutes of times, else carers or visits; `cost` is the exact change of the plan's score.
    """

    kind: Kind
    size: int
    carer_ids: tuple[str, ...]
    shift_ids: tuple[str, ...]
    start_s: int
    cost: Score
    text: Text

    @property
    def effort(self) -> int:
        """Minutes the change is like."""
        return self.size * EFFORT.get(self.kind, 1)


@dataclass(frozen=True)
class Ask:
    """The visits that need a place together, `unit`, in a plan; `near` are the shifts about their time."""

    c: Columns
    reach: Reach
    plan: Plan
    t: Timetable
    sheet: ScoreSheet
    weights: Weights
    unit: tuple[int, ...]
    near: Longs

    @staticmethod
    def of(
        c: Columns, reach: Reach, plan: Plan, t: Timetable, sheet: ScoreSheet, weights: Weights, v: int
    ) -> Ask | None:
        """None when the visit has somebody, is pinned, has no time, or waits for a visit that nobody has."""
        group = int(c.visit_group[v])
        mates = c.group_visit[c.group_off[group] : c.group_off[group + 1]].tolist() if group >= 0 else [v]
        unit = tuple(u for u in mates if t.shift_of[u] < 0)
        waits = c.arc_before[np.isin(c.arc_after, unit)]
        if v not in unit or (c.pin_shift[list(unit)] >= 0).any() or (t.shift_of[waits] < 0).any():
            return None
        spans = [span for u in unit for span in windows_of(c, u)]
        if not spans:
            return None
        first, last = min(a for a, _ in spans) - FURTHEST_S, max(b for _, b in spans) + FURTHEST_S
        near = np.flatnonzero((c.shift_end_s > first) & (c.shift_start_s < last))
        return Ask(c, reach, plan, t, sheet, weights, unit, near)

    def gaps(self, c: Columns, v: int, may: Flags, dropped: Longs | None = None) -> Rooms:
        """The gaps for `v` in the shifts of `near` that `may` serve it."""
        return rooms(c, self.reach, v, self.near[may], self.t, limits_of(c, self.t, v), dropped=dropped)

    def proven(self, c: Columns, places: Places) -> tuple[Score, Plan] | None:
        """What the plan costs more with the visits in their places, under the columns as changed; None if it breaks."""
        plan: Plan | None = self.plan
        for v, (shift, start) in places.items():
            plan = with_visits(c, plan, self.t, shift, {v: start}) if plan is not None else None
        if plan is None:
            return None
        then = score_sheet(c, timetable(c, plan), self.weights).score
        return (then - self.sheet.score, plan) if then.hard <= self.sheet.score.hard else None


def windows_of(c: Columns, v: int, later_s: int = 0, earlier_s: int = 0) -> list[Span]:
    """When `v` may start, its windows widened."""
    own = slice(int(c.window_off[v]), int(c.window_off[v + 1]))
    opened, closed = c.window_open_s[own].tolist(), c.window_close_s[own].tolist()
    return [(a - earlier_s, b + later_s) for a, b in zip(opened, closed, strict=True) if a <= b]


def placed(c: Columns, gaps: Sequence[tuple[int, Rooms]], spans: Sequence[list[Span]]) -> Places | None:
    """The visits at one common start, each with a carer of its own and the least extra travel; None if impossible."""
    choices = [
        [
            (extra, shift, max(first, a), min(last, b))
            for shift, first, last, extra in zip(
                found.shift.tolist(), found.first_s.tolist(), found.last_s.tolist(), found.extra_travel_s.tolist(),
                strict=True,
            )
            for a, b in own
            if max(first, a) <= min(last, b)
        ]
        for (_, found), own in zip(gaps, spans, strict=True)
    ]  # fmt: skip
    if not all(choices):
        return None
    if len(gaps) == 1:
        _, shift, start, _ = min(choices[0])
        return {gaps[0][0]: (shift, start)}
    best: tuple[int, int, tuple[int, ...]] | None = None
    for start in sorted({first for own in choices for _, _, first, _ in own}):
        options = [sorted({(x, s) for x, s, first, last in own if first <= start <= last}) for own in choices]
        match = _apart(c, options)
        if match is not None and (best is None or (match[0], start) < best[:2]):
            best = (match[0], start, match[1])
    return None if best is None else {v: (s, best[1]) for (v, _), s in zip(gaps, best[2], strict=True)}


def _apart(c: Columns, options: Sequence[list[tuple[int, int]]]) -> tuple[int, tuple[int, ...]] | None:
    """The cheapest choice of shifts with different carers; a group has four members at most."""
    best: tuple[int, tuple[int, ...]] | None = None

    def choose(k: int, cost: int, taken: tuple[int, ...], carers: frozenset[int]) -> None:
        nonlocal best
        if best is not None and cost >= best[0]:
            return
        if k == len(options):
            best = (cost, taken)
            return
        for extra, shift in options[k]:
            if int(c.shift_carer[shift]) not in carers:
                choose(k + 1, cost + max(0, extra), (*taken, shift), carers | {int(c.shift_carer[shift])})

    choose(0, 0, (), frozenset())
    return best


def relaxed(c: Columns, **changed: Any) -> Columns:
    """The columns with some exchanged; what was worked out from the others is kept."""
    made = replace(c, **changed)
    for name in ("visit_index", "shift_index", "terms"):
        if name in vars(c):
            vars(made)[name] = vars(c)[name]
    return made


def smallest(fits: Callable[[int], Places | None]) -> tuple[int, Places] | None:
    """The least whole number of steps for which it fits; what fits with some fits with more."""
    most = FURTHEST_S // STEP_S
    found = fits(most * STEP_S)
    if found is None:
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        tried = fits(middle * STEP_S)
        if tried is None:
            low = middle
        else:
            high, found = middle, tried
    return high * STEP_S, found
