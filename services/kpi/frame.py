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
from services.kpi.tariffs import tariff_for
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
        prices = np.array([self._prices(row) for row in range(self.c.size[0])], np.float64).reshape(-1, 2)
        return np.where(self.is_served, prices[:, 0] * self.c.visit_duration_s / 3600 + prices[:, 1], 0.0)

    @cached_property
    def tolerance_s(self) -> Longs:
        """int64[V]: how far outside its window each visit may begin and still be on time."""
        own, usual = self.accounts.tolerance_s_by_district, self.accounts.assumptions.tolerance_s
        of_client = [own.get(client.district or "", usual) for client in self.c.problem.clients]
        return np.array(of_client, np.int64)[self.c.visit_client] if of_client else np.zeros(0, np.int64)

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

    def _prices(self, row: int) -> tuple[float, float]:
        """What an hour of a visit brings in, and the visit beside it."""
        visit, held = self.c.problem.visits[row], self.accounts.assumptions
        if self.accounts.tariffs:
            district = self.c.problem.clients[self.c.visit_client[row]].district
            day = self.calendar.dates[max(0, int(self.day_of_visit[row]))]
            found = tariff_for(self.accounts.tariffs, visit.title, district, day)
            if found is not None:
                return found.hour_sek, found.visit_sek
        hour_sek = self.accounts.reimbursement_by_title.get(visit.title, held.reimbursement_hour_sek)
        return hour_sek, held.reimbursement_visit_sek

    def _cost(self, row: Row) -> Longs:
        held = effective(row.constraint, self.c, self.accounts.weights)
        return row.matches.units * held.of_matches(row.matches) * row.constraint.points_per_unit
