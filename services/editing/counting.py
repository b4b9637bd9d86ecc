"""What other routes would change in the score, exactly, counted by the catalogue on what they touch and nothing else.

Context      A planner who lifts a visit wants to see the price of every place while it hangs there: dozens of plans
             that differ from this one in two routes.
Decision     The alternatives are laid side by side as one narrowed problem (`services.problem.narrowing`) and every
             rule counts them in one pass. Most rules judge one route at a time; `OF_HOUSEHOLDS` judge what happens at
             one client's (and those tied to it), whoever comes; `OF_ALL` judge the whole staff and take the sums of
             the untouched. What the touched parts cost now is known from the plan's own score sheet.
Consequence  The catalogue stays the only arithmetic. A property test holds every change equal to scoring both plans.
Not chosen   Deltas written beside each rule, which would be a third twin to keep equal; estimates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from services.constraints import CATALOGUE
from services.constraints.effective import effective
from services.constraints.kind import Constraint, Level, Matches, Weights
from services.constraints.levels import at_level
from services.constraints.scoring import ScoreSheet, score_sheet
from services.constraints.soft.fair_load import carer_load_s, unevenness_s
from services.editing.households import Households, households
from services.editing.routes import Laid, laid, plan_of, starts_of
from services.editing.side_by_side import routes_side_by_side, whereabouts
from services.editing.views import Change, RuleChange
from services.problem import Plan
from services.problem.columns import Columns, Longs
from services.problem.narrowing import of_households
from services.problem.timetable import Timetable, timetable

OF_HOUSEHOLDS = frozenset(
    {
        "hard.visit.together",
        "hard.visit.after",
        "hard.visit.pinned",
        "medium.visit.unassigned",
        "soft.continuity.new_face",
        "soft.continuity.never_met",
        "soft.visit.optional",
        "soft.visit.overlap",
    }
)
"""Rules about one client's visits, whichever shifts make them."""

LOAD, UNSOCIAL = "soft.fair.load", "soft.fair.unsocial"
OF_ALL = frozenset({LOAD, UNSOCIAL})
"""Rules about the whole staff; no single match of theirs belongs to a route."""

Alternative = Mapping[int, Laid]
"""Shift row → what its stops would be; every visit taken from one of these routes is in another or in none."""


@dataclass(frozen=True)
class Counted:
    """A plan with everything counted, ready to be asked what would change.

    `by_route` and `by_household` hold, per rule id, units and points of each shift and each household now.
    """

    columns: Columns
    weights: Weights
    routes: dict[int, Laid]
    times: Timetable
    sheet: ScoreSheet
    homes: Households
    by_route: dict[str, tuple[Longs, Longs]]
    by_household: dict[str, tuple[Longs, Longs]]

    @cached_property
    def plan(self) -> Plan:
        """The routes as a plan."""
        return plan_of(self.columns, self.routes)

    def changes(self, alternatives: Sequence[Alternative]) -> list[Change]:
        """The change each alternative makes to this plan's score."""
        sums = _Sums(self, len(alternatives))
        if alternatives:
            after = sums.of_routes(alternatives)
            sums.of_households(alternatives)
            sums.of_all(alternatives, after)
        return [sums.change(at) for at in range(len(alternatives))]


def count(c: Columns, plan: Plan, weights: Weights) -> Counted:
    """Count a whole plan once."""
    routes, times = laid(c, plan), timetable(c, plan)
    sheet, homes = score_sheet(c, times, weights), households(c)
    by_route: dict[str, tuple[Longs, Longs]] = {}
    by_household: dict[str, tuple[Longs, Longs]] = {}
    for rule in live(c, weights):
        found = sheet.row(rule.id).matches
        points = _points(rule, found, c, weights)
        if rule.id in OF_HOUSEHOLDS:
            whose = np.where(found.visit >= 0, homes.of_visit[found.visit], homes.of_client[found.client])
            by_household[rule.id] = _summed(whose, found.units, points, len(homes.all))
        elif rule.id not in OF_ALL:
            by_route[rule.id] = _summed(found.shift, found.units, points, len(c.shift_carer))
    return Counted(c, weights, routes, times, sheet, homes, by_route, by_household)


def live(c: Columns, weights: Weights) -> list[Constraint]:
    """The rules a plan's routes can change and that weigh something, as this organisation has them."""
    found = []
    for rule in CATALOGUE:
        mine = at_level(rule, weights)
        held = effective(mine, c, weights)
        if not rule.of_shifts and (held.organization or (held.carer > 0).any() or (held.client > 0).any()):
            found.append(mine)
    return found


class _Sums:
    """Units and points more, per rule and alternative, while they are added up."""

    def __init__(self, now: Counted, count_: int) -> None:
        self.now = now
        self.rules = live(now.columns, now.weights)
        self.units = {rule.id: np.zeros(count_, np.int64) for rule in self.rules}
        self.points = {rule.id: np.zeros(count_, np.int64) for rule in self.rules}

    def of_routes(self, alternatives: Sequence[Alternative]) -> Timetable:
        """Rules about single routes; the timetable of every new route, in order, is returned."""
        now = self.now
        owner, shift = _owners(alternatives), [row for each in alternatives for row in each]
        c, t = routes_side_by_side(now.columns, [(row, stops) for each in alternatives for row, stops in each.items()])
        rows = np.array(shift, np.int64)
        for rule in self.rules:
            if rule.id in now.by_route:
                found = rule.find(c, t)
                units, points = _summed(found.shift, found.units, _points(rule, found, c, now.weights), len(rows))
                before_units, before_points = now.by_route[rule.id]
                np.add.at(self.units[rule.id], owner, units - before_units[rows])
                np.add.at(self.points[rule.id], owner, points - before_points[rows])
        return t

    def of_households(self, alternatives: Sequence[Alternative]) -> None:
        """Rules about what happens at the clients whose visits change hands or times."""
        now, t = self.now, self.now.times
        owner: list[int] = []
        home: list[int] = []
        shift_of: list[np.ndarray] = []
        start_s: list[np.ndarray] = []
        for at, each in enumerate(alternatives):
            moved = changed_visits(now, each)
            for h in dict.fromkeys(int(now.homes.of_visit[v]) for v in moved):
                visits = now.homes.all[h].visits
                owner.append(at)
                home.append(h)
                shift_of.append(t.shift_of[visits])
                start_s.append(t.start_s[visits])
                for k, v in enumerate(visits.tolist()):
                    if v in moved:
                        shift_of[-1][k], start_s[-1][k] = moved[v]
        if not home:
            return
        c = of_households(now.columns, [now.homes.all[h] for h in home])
        there = whereabouts(len(now.columns.shift_carer), np.concatenate(shift_of), np.concatenate(start_s))
        visit_copy = np.repeat(np.arange(len(home)), [len(now.homes.all[h].visits) for h in home])
        client_copy = np.repeat(np.arange(len(home)), [len(now.homes.all[h].clients) for h in home])
        for rule in self.rules:
            if rule.id in OF_HOUSEHOLDS:
                found = rule.find(c, there)
                copy = np.where(found.visit >= 0, visit_copy[found.visit], client_copy[found.client])
                units, points = _summed(copy, found.units, _points(rule, found, c, now.weights), len(home))
                before_units, before_points = now.by_household[rule.id]
                np.add.at(self.units[rule.id], owner, units - before_units[home])
                np.add.at(self.points[rule.id], owner, points - before_points[home])

    def of_all(self, alternatives: Sequence[Alternative], after: Timetable) -> None:
        """Fairness among the whole staff: the untouched keep their sums."""
        now = self.now
        worked, available = carer_load_s(now.columns, now.times)
        uneven = unevenness_s(worked, available)
        new_worked, old_worked = after.worked_s, now.times.worked_s
        rule_of = {rule.id: rule for rule in self.rules}
        first = 0
        for at, each in enumerate(alternatives):
            rows = np.array(list(each), np.int64)
            new = slice(first, first + len(rows))
            first += len(rows)
            if LOAD in rule_of:
                then = worked.copy()
                np.add.at(then, now.columns.shift_carer[rows], new_worked[new] - old_worked[rows])
                self._add(rule_of[LOAD], at, unevenness_s(then, available) - uneven)
            if UNSOCIAL in rule_of and (after.is_used[new] != now.times.is_used[rows]).any():
                used = now.times.is_used.copy()
                used[rows] = after.is_used[new]
                found = rule_of[UNSOCIAL].find(now.columns, replace(now.times, is_used=used))
                self._add(rule_of[UNSOCIAL], at, int(found.units.sum()) - now.sheet.row(UNSOCIAL).units)

    def _add(self, rule: Constraint, at: int, units: int) -> None:
        weight = effective(rule, self.now.columns, self.now.weights).organization
        self.units[rule.id][at] += units
        self.points[rule.id][at] += units * weight * rule.points_per_unit

    def change(self, at: int) -> Change:
        """One alternative's change."""
        by_rule = tuple(
            RuleChange(rule.id, int(self.units[rule.id][at]), int(self.points[rule.id][at]))
            for rule in self.rules
            if self.units[rule.id][at] or self.points[rule.id][at]
        )
        level = {rule.id: rule.level for rule in self.rules}
        sums = {each: sum(row.points for row in by_rule if level[row.rule_id] is each) for each in Level}
        return Change(by_rule, sums[Level.HARD], sums[Level.MEDIUM], sums[Level.SOFT])


def changed_visits(now: Counted, alternative: Alternative) -> dict[int, tuple[int, int]]:
    """Visit row → shift row (−1 nobody) and start, for every visit that stands otherwise than now."""
    then = {v: (-1, 0) for row in alternative for v in starts_of(now.routes.get(row, ()))}
    for row, stops in alternative.items():
        then |= {v: (row, start) for v, start in starts_of(stops).items()}
    t = now.times
    return {
        v: stands
        for v, stands in then.items()
        if stands != ((int(t.shift_of[v]), int(t.start_s[v])) if t.shift_of[v] >= 0 else (-1, 0))
    }


def _owners(alternatives: Sequence[Alternative]) -> Longs:
    return np.repeat(np.arange(len(alternatives)), [len(each) for each in alternatives])


def _points(rule: Constraint, found: Matches, c: Columns, weights: Weights) -> Longs:
    return found.units * effective(rule, c, weights).of_matches(found) * rule.points_per_unit


def _summed(whose: np.ndarray, units: Longs, points: Longs, most: int) -> tuple[Longs, Longs]:
    sums = np.zeros(most, np.int64), np.zeros(most, np.int64)
    np.add.at(sums[0], whose, units)
    np.add.at(sums[1], whose, points)
    return sums
