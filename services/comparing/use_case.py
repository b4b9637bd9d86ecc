"""The use case: lay plans beside each other, try a part of one in another, keep the result as a new plan."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from data.connect import Database
from data.repositories.solutions import SolutionSummary
from data.vocabulary import AuditAction, PlanKind, SolutionStatus
from data.work import Context, Work
from services import noted
from services.access import Actor, Capability
from services.assumptions.stored import own_assumptions
from services.comparing import refusals
from services.comparing.accepting import accept
from services.comparing.beside import Comparison, beside
from services.comparing.difference import Accepted, Difference
from services.comparing.finding import differences
from services.comparing.sharing import common_days, projected
from services.constraints.kind import Weights
from services.planning.opening import assemble, open_problem
from services.planning.refusals import UNREADABLE, no_plan, not_finished
from services.planning.snapshot import MissingPlace
from services.planning.stored import weights_from_json
from services.planning.storing import store_plan
from services.planning.views import OpenPlan
from services.planning.weighing import weights_of
from services.problem import Plan

MOST_KEPT = 8
NAME_LENGTH = 120

Weighing = Weights | UUID
"""A profile's weights, laid over the organisation's; or a plan's, as it was made with them."""


@dataclass(frozen=True)
class _Held:
    """A plan opened once, as long as its row stays as it was."""

    row: SolutionSummary
    opened: OpenPlan
    weights: Weights


@dataclass(frozen=True)
class Between:
    """Two plans that can be merged: the second told in the first one's shifts, and what differs."""

    first: OpenPlan
    other: Plan
    found: tuple[Difference, ...]
    unknown: frozenset[str]


class Comparing:
    """Plans of an organisation beside each other; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[tuple[UUID, UUID], _Held] = OrderedDict()
        self._lock = threading.Lock()

    def compare(self, actor: Actor, plan_ids: Sequence[UUID], weighing: Weighing) -> Comparison:
        """Two to six plans over the days and visits they share, all under the same weights.

        Opened plans hold exact positions of homes: that they were opened is on record, once per opening.
        """
        actor.require(Capability.SEE_PLAN)
        if not refusals.FEWEST <= len(set(plan_ids)) <= refusals.MOST or len(set(plan_ids)) < len(plan_ids):
            raise refusals.BAD_COUNT
        with self._database.writing(_context(actor)) as work:
            held = self._open(work, actor, plan_ids)
            weights, moved_s = self._weights(work, actor, weighing), own_assumptions(work).moved_s
        days = common_days([(each.row.first_day, each.row.last_day) for each in held])
        if days is None:
            raise refusals.NO_COMMON_DAY
        found = beside([each.opened for each in held], days, weights)
        if not found.shared.visits:
            raise refusals.NOTHING_SHARED
        return replace(found, moved_s=moved_s)

    def between(self, actor: Actor, first: UUID, other: UUID) -> Between:
        """What `other` has elsewhere than `first`, as far as the first plan's visits and shifts can say it."""
        actor.require(Capability.SEE_PLAN)
        with self._database.writing(_context(actor)) as work:
            a, b = self._open(work, actor, (first, other))
        return between_plans(a.opened, b.opened)

    def preview(
        self, actor: Actor, first: UUID, other: UUID, chosen: Collection[str], weighing: Weighing
    ) -> Accepted:  # fmt: skip
        """`first` with the chosen differences in it, as far as they fit; nothing is saved."""
        actor.require(Capability.SEE_PLAN)
        with self._database.writing(_context(actor)) as work:
            return self._accept(work, actor, first, other, chosen, weighing)

    def keep(
        self, actor: Actor, first: UUID, other: UUID, chosen: Collection[str], weighing: Weighing, name: str
    ) -> UUID:
        """The same as `preview`, kept as a new plan whose parent is `first`; nothing is published by it."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            made = self._accept(work, actor, first, other, chosen, weighing)
            if not made.is_changed:
                raise refusals.NOTHING_TAKEN
            held = self._open(work, actor, (first,))[0]
            return store_plan(
                work, _kind(held.row.kind), name.strip()[:NAME_LENGTH], (held.row.first_day, held.row.last_day),
                held.opened.problem, made.plan, self._weights(work, actor, weighing), actor.user_id, parent_id=first,
            )  # fmt: skip

    def _accept(
        self, work: Work, actor: Actor, first: UUID, other: UUID, chosen: Collection[str], weighing: Weighing
    ) -> Accepted:
        a, b = self._open(work, actor, (first, other))
        found = between_plans(a.opened, b.opened)
        weights = self._weights(work, actor, weighing)
        return accept(a.opened.columns, a.opened.plan, found.other, frozenset(chosen) - found.unknown, weights)

    def _weights(self, work: Work, actor: Actor, weighing: Weighing) -> Weights:
        if isinstance(weighing, UUID):
            return self._open(work, actor, (weighing,))[0].weights
        return weights_of(work, weighing)

    def _open(self, work: Work, actor: Actor, plan_ids: Sequence[UUID]) -> list[_Held]:
        """The plans, each opened once while its row does not change; every reader is of the same organisation."""
        return [self._one(work, actor, plan_id) for plan_id in plan_ids]

    def _one(self, work: Work, actor: Actor, plan_id: UUID) -> _Held:
        key = (actor.organization_id, plan_id)
        summary = work.solutions.summary(plan_id)
        with self._lock:
            held = self._kept.get(key)
            if held is not None and held.row == summary:
                self._kept.move_to_end(key)
                return held
        held = _opened(work, plan_id)
        with self._lock:
            self._kept[key] = held
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return held


def _opened(work: Work, plan_id: UUID) -> _Held:
    row = work.solutions.find(plan_id)
    if row is None:
        raise no_plan()
    if row.summary.status is not SolutionStatus.COMPLETED:
        raise not_finished()
    try:
        problem = open_problem(work, row)
    except MissingPlace:
        raise UNREADABLE from None
    work.audit.note(AuditAction.READ, "schedule_solutions", [plan_id], noted.PLACES_OF_PLAN.en)
    return _Held(row.summary, assemble(row, problem), weights_from_json(row.weights))


def between_plans(first: OpenPlan, other: OpenPlan) -> Between:
    """What can be taken over from `other` into `first`."""
    told = projected(first.problem, other.problem, other.plan)
    found = differences(first.columns, first.plan, told.plan)
    return Between(first, told.plan, tuple(d for d in found if d.visit_id not in told.unknown), told.unknown)


def _kind(kind: PlanKind) -> PlanKind:
    """A part taken over is a plan somebody made: never published, never performed."""
    return PlanKind.MANUAL if kind in {PlanKind.PUBLISHED, PlanKind.PERFORMED} else kind


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
