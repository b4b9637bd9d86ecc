"""A plan as key figures look at it: its columns, its timetable and its accounts, with what several figures share.

Performed visits are looked at the same way: as a plan whose visits begin and last as they did, on the shifts of those
who made them (services.insights.performed). So there is one kind of frame and one function for every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from services.constraints.effective import effective
from services.constraints.kind import Level, Row
from services.constraints.scoring import ScoreSheet, score_sheet
from services.kpi.accounts import NOTHING_ELSE, Accounts
from services.problem.columns import Columns, Flags, Ints, Longs
from services.problem.days import Days, day_of_visit, days
from services.problem.timetable import Timetable

Floats = NDArray[np.float64]
T = TypeVar("T")


@dataclass(frozen=True)
class Frame:
    """V visits, S shifts, K clients, D days, N served stops; everything lazy is counted once."""

    c: Columns
    t: Timetable
    accounts: Accounts = NOTHING_ELSE
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, what: Hashable, count: Callable[[], T]) -> T:
        """What several figures share: counted by the first who asks, named by `what`."""
        if what not in self._known:
            self._known[what] = count()
        return cast("T", self._known[what])

    @cached_property
    def calendar(self) -> Days:
        """The local days of the plan."""
        return days(self.c)

    @cached_property
    def day_of_visit(self) -> Ints:
        """int32[V]: the one day each visit belongs to."""
        return day_of_visit(self.c, self.t, self.calendar)

    @cached_property
    def is_served(self) -> Flags:
        """bool[V]: visits somebody makes."""
        return self.t.shift_of >= 0

    @cached_property
    def carer_of(self) -> Ints:
        """int32[V]: who makes each visit, −1 for nobody."""
        if not len(self.c.shift_carer):
            return np.full(len(self.t.shift_of), -1, np.int32)
        return np.where(self.is_served, self.c.shift_carer[self.t.shift_of], -1).astype(np.int32)

    @cached_property
    def reimbursed_sek(self) -> Floats:
        """float64[V]: what each visit that is made brings in."""
        price = np.array([self._price(visit.title) for visit in self.c.problem.visits], np.float64)
        per_visit = self.accounts.assumptions.reimbursement_visit_sek
        return np.where(self.is_served, price * self.c.visit_duration_s / 3600 + per_visit, 0.0)

    @cached_property
    def sheet(self) -> ScoreSheet:
        """The plan's score, rule by rule."""
        return score_sheet(self.c, self.t, self.accounts.weights)

    @cached_property
    def costs(self) -> tuple[tuple[Row, Longs], ...]:
        """Each rule's row with the cost of every match; each adds up to the row's cost."""
        return tuple((row, self._cost(row)) for row in self.sheet.rows)

    @cached_property
    def is_broken(self) -> Flags:
        """bool[V]: visits that break a hard rule, or that should be made and are not."""
        broken = np.zeros(self.c.size[0], np.bool_)
        for row in self.sheet.rows:
            if row.constraint.level is not Level.SOFT and row.weight > 0:
                broken[row.matches.visit[row.matches.visit >= 0]] = True
        return broken

    def per_shift(self, of_visits: NDArray[np.float64] | Longs) -> Floats:
        """float64[S]: sums over the visits each shift makes."""
        shifts = self.c.size[1]
        summed = np.bincount(self.t.stop_shift, of_visits[self.t.stop_visit].astype(np.float64), minlength=shifts)
        return summed.astype(np.float64)

    def _price(self, title: str) -> float:
        return self.accounts.reimbursement_by_title.get(title, self.accounts.assumptions.reimbursement_hour_sek)

    def _cost(self, row: Row) -> Longs:
        held = effective(row.constraint, self.c, self.accounts.weights)
        return row.matches.units * held.of_matches(row.matches) * row.constraint.points_per_unit
