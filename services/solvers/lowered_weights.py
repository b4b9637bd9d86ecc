"""Effective weights in the form the kernel adds up: points per second or per unit, by carer, client or visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import Effective, effective
from services.constraints.kind import Level, OfPairs, Score, Weights
from services.constraints.levels import at_level
from services.constraints.soft.cost_staff import shift_cost_sek
from services.constraints.soft.risk_shift_end import is_important
from services.problem.columns import Columns, Ints, Longs
from services.problem.plan import Plan
from services.problem.timetable import timetable

OF_PAIRS = {rule.id: rule.find for rule in CATALOGUE if isinstance(rule.find, OfPairs)}
"""Constraints whose cost is known from visit and shift alone; one that is hard is a ban and costs nothing here."""


@dataclass(frozen=True)
class Lowered:
    """Points; C carers, K clients, V visits, S shifts.

    travel, waiting, overtime : int64[C] per second;  distance : per 100 m
    opened : int64[S] when the shift is used: opening, wages, wishes;  pay : per krona of overtime
    face, unmet : int64[K] per further carer, per carer never met;  preferred : int64[K] weight of the wish distance
    usual : int64[K] per second from the usual time;  at_risk : int64[V] when too late in the shift
    medium, optional : int64[V] when unassigned;  load, overlap : per second of unevenness, per pair
    unsocial : per evening or weekend shift to change hands;  late : medium points of a visit after its period
    late_points : what a visit after its period costs in the search, where medium points stand above all soft ones
    constant : what no plan can change: shifts as they were given (hard), shifts wished for before any is used (soft)
    static : for each of `OF_PAIRS` its effective weight per (client, carer), points per unit, int64[K, C]
    """

    travel: Longs
    distance: Longs
    waiting: Longs
    overtime: Longs
    opened: Longs
    face: Longs
    unmet: Longs
    preferred: Longs
    medium: Longs
    optional: Longs
    usual: Longs
    at_risk: Longs
    load: int
    overlap: int
    unsocial: int
    pay: int
    late: int
    late_points: int
    constant: Score
    static: dict[str, Longs]

    def static_cost(self, c: Columns, visit: Ints, shift: Ints) -> Longs:
        """int64[N]: what serving `visit[i]` in `shift[i]` costs whatever the times."""
        client, carer = c.visit_client[visit], c.shift_carer[shift]
        cost = np.zeros(len(visit), np.int64)
        for name, found in OF_PAIRS.items():
            weight = self.static[name]
            if weight.any():
                cost += weight[client, carer] * found.units(c, visit, shift).astype(np.int64)
        return cost + self.late_points * (c.shift_start_s[shift] >= c.terms.due_s[visit])


def lowered_weights(c: Columns, weights: Weights) -> Lowered:
    """Weights of every constraint the kernel knows, overrides resolved, times points per unit."""

    def points(name: str) -> tuple[Effective, int]:
        rule = at_level(BY_ID[name], weights)
        return effective(rule, c, weights), rule.points_per_unit if rule.level is not Level.HARD else 0

    def per_carer(name: str) -> Longs:
        found, unit = points(name)
        return _either(found.carer, found.organization) * unit

    def per_client(name: str) -> Longs:
        found, unit = points(name)
        return _either(found.client, found.organization) * unit

    def whole(name: str) -> int:
        found, unit = points(name)
        return found.organization * unit

    def pairs(name: str) -> Longs:
        found, unit = points(name)
        by_carer = _either(found.carer, found.organization)
        own = found.client >= 0
        return np.where(own[:, None], found.client[:, None], by_carer[None, :]) * unit

    pay, wish = whole("soft.cost.staff"), per_carer("soft.preference.shift")[c.shift_carer]
    opened = per_carer("soft.shift.opened")[c.shift_carer] - c.terms.shift_wish * wish
    at_risk = np.where(is_important(c), per_client("soft.risk.shift_end")[c.visit_client], 0)
    priority_points = (11 - c.visit_priority) * whole("medium.visit.unassigned")
    return Lowered(
        travel=per_carer("soft.travel.minutes"),
        distance=per_carer("soft.travel.distance"),
        waiting=per_carer("soft.time.waiting"),
        overtime=per_carer("soft.time.overtime"),
        opened=opened + pay * shift_cost_sek(c) if pay else opened,
        face=per_client("soft.continuity.new_face"),
        unmet=per_client("soft.continuity.never_met"),
        preferred=per_client("soft.time.preferred"),
        medium=np.where(c.visit_optional, 0, priority_points).astype(np.int64),
        optional=np.where(c.visit_optional, per_client("soft.visit.optional")[c.visit_client], 0).astype(np.int64),
        usual=per_client("soft.time.same_hour"),
        at_risk=at_risk,
        load=whole("soft.fair.load"),
        overlap=whole("soft.visit.overlap"),
        unsocial=whole("soft.fair.unsocial"),
        pay=pay,
        late=whole("medium.visit.skipped_week"),
        late_points=0,
        constant=Score(hard=_of_shifts(c, weights), soft=int(wish[c.terms.shift_wish > 0].sum())),
        static={name: pairs(name) for name in OF_PAIRS},
    )


def _of_shifts(c: Columns, weights: Weights) -> int:
    """Hard points of the shifts as they were given."""
    t = timetable(c, Plan())
    return sum(effective(rule, c, weights).cost(rule.find(c, t)) for rule in CATALOGUE if rule.of_shifts)


def _either(own: NDArray[np.int64], common: int) -> Longs:
    """An entity's own weight, or the common one where it has none (−1)."""
    return np.where(own >= 0, own, common).astype(np.int64)
