"""Plans as the planning use case would open them, made from problems in words instead of a database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from data.vocabulary import PlanKind
from services.access import Actor, Capability
from services.comparing import Accepted, accept
from services.comparing.beside import Comparison, beside
from services.comparing.refusals import NO_COMMON_DAY
from services.comparing.sharing import common_days
from services.comparing.use_case import Between, Weighing, between_plans
from services.constraints.kind import DEFAULT_WEIGHTS, Score, Weights
from services.constraints.scoring import score_sheet
from services.editing.answers import Wider, if_wider, why_here, why_not_carer
from services.editing.lifting import Lifted, lifted
from services.editing.offering import Bench, bench_of, offers
from services.editing.publishing import Publication
from services.editing.trading import Trade, replacements, swaps
from services.editing.views import Done, Draft, Edit, Offer, Override, Wish
from services.errors import CareError
from services.planning.results import results
from services.planning.views import OpenPlan, PlanSummary
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language, Text

MADE_AT = datetime(2027, 1, 29, 14, 5, tzinfo=UTC)


def an_open_plan(
    problem: Problem,
    plan: Plan,
    *,
    number: int = 1,
    kind: PlanKind = PlanKind.OPTIMISED,
    name: str = "",
    days: tuple[date, date] = (date(2027, 2, 1), date(2027, 2, 2)),
) -> OpenPlan:
    """A finished plan of the first days of the builders' week."""
    c = columns(problem)
    t = timetable(c, plan)
    sheet = score_sheet(c, t)
    summary = PlanSummary(
        id=UUID(int=number), kind=kind, name=name, first_day=days[0], last_day=days[1], made_at=MADE_AT,
        profile="balanced" if kind is PlanKind.OPTIMISED else None, score=sheet.score, results=results(c, t),
        was_stopped=False, parent_id=None,
    )  # fmt: skip
    return OpenPlan(summary, problem, c, plan, t, sheet)


@dataclass
class FakePlanning:
    """Finished plans, the newest first."""

    opened: Sequence[OpenPlan] = field(default_factory=tuple)

    def plans(self, actor: Actor) -> list[PlanSummary]:
        actor.require(Capability.SEE_PLAN)
        return [each.summary for each in self.opened]

    def open_plan(self, actor: Actor, plan_id: UUID) -> OpenPlan:
        actor.require(Capability.SEE_PLAN)
        return next(each for each in self.opened if each.summary.id == plan_id)


@dataclass
class FakeEditing:
    """Remembers what was wished of plans; a wish is refused with `refusal`, where there is one."""

    opened: Sequence[OpenPlan] = field(default_factory=tuple)
    refusal: CareError | None = None
    draft: Draft | None = None
    edits: Sequence[Edit] = field(default_factory=tuple)
    wished: list[tuple[int, Wish, Override | None]] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    published: list[tuple[UUID, int, str]] = field(default_factory=list)
    noted: list[UUID] = field(default_factory=list)

    def open_plan(self, actor: Actor, summary: PlanSummary) -> OpenPlan:
        actor.require(Capability.SEE_PLAN)
        return next(each for each in self.opened if each.summary.id == summary.id)

    def note_opened(self, actor: Actor, plan_id: UUID) -> None:
        self.noted.append(plan_id)

    def version(self, actor: Actor, plan_id: UUID) -> int:
        return next(each.summary.version for each in self.opened if each.summary.id == plan_id)

    def parent_plan(self, actor: Actor, plan_id: UUID) -> Plan | None:
        return next(each.plan for each in self.opened if each.summary.id == plan_id) if self.draft else None

    def state(self, actor: Actor, plan_id: UUID) -> Draft:
        return self.draft or Draft(plan_id, None, 1)

    def history(self, actor: Actor, plan_id: UUID) -> list[Edit]:
        return list(self.edits)

    def lifted(self, actor: Actor, plan_id: UUID, visit_id: str, language: Language) -> Lifted:
        plan = next(each for each in self.opened if each.summary.id == plan_id)
        bench = bench_of(plan.columns, plan.plan, DEFAULT_WEIGHTS)
        return lifted(bench, plan.columns.visit_index[visit_id], language)

    def offers(self, actor: Actor, plan_id: UUID, visit_id: str) -> list[Offer]:
        plan = next(each for each in self.opened if each.summary.id == plan_id)
        bench = bench_of(plan.columns, plan.plan, DEFAULT_WEIGHTS)
        return offers(bench, plan.columns.visit_index[visit_id])

    def edit(
        self, actor: Actor, plan_id: UUID, base: int, wish: Wish, reason: str | None = None,
        override: Override | None = None,
    ) -> Done:  # fmt: skip
        self.wished.append((base, wish, override))
        if self.refusal is not None and override is None:
            raise self.refusal
        return Done(plan_id, base + 1, 1, Score(), Text(sv="Besöket flyttades", en="The visit was moved"))

    def publish(self, actor: Actor, plan_id: UUID, base: int, reason: str) -> Publication:
        self.published.append((plan_id, base, reason))
        return Publication(self.opened[-1].summary.id, 1, 3, 2)

    def undo(self, actor: Actor, plan_id: UUID, seq: int | None = None) -> Done:
        self.turned.append(f"undo {seq}")
        return Done(plan_id, 3, seq or 1, Score(), Text(sv="Ångrat", en="Undone"))

    def redo(self, actor: Actor, plan_id: UUID) -> Done:
        self.turned.append("redo")
        return Done(plan_id, 3, 1, Score(), Text(sv="Gjort om", en="Redone"))


@dataclass
class FakeAsking:
    """Answers from the plans themselves; `asked` counts what was worked out."""

    opened: Sequence[OpenPlan] = field(default_factory=tuple)
    asked: list[str] = field(default_factory=list)

    def why_here(self, actor: Actor, plan_id: UUID, visit_id: str) -> tuple[Text, ...]:
        return why_here(*self._about("here", plan_id, visit_id))

    def why_not(self, actor: Actor, plan_id: UUID, visit_id: str, carer_id: str) -> tuple[Text, ...]:
        return why_not_carer(*self._about("not", plan_id, visit_id), carer_id)

    def if_wider(self, actor: Actor, plan_id: UUID, client_id: str, minutes: int) -> Wider:
        self.asked.append("wider")
        return if_wider(self._bench(plan_id), client_id, minutes)

    def swaps(self, actor: Actor, plan_id: UUID, visit_id: str) -> list[Trade]:
        return swaps(*self._about("swaps", plan_id, visit_id))

    def replacements(self, actor: Actor, plan_id: UUID, shift_id: str) -> list[Trade]:
        self.asked.append("replacements")
        bench = self._bench(plan_id)
        return replacements(bench, bench.now.columns.shift_index[shift_id])

    def _about(self, what: str, plan_id: UUID, visit_id: str) -> tuple[Bench, int]:
        self.asked.append(what)
        bench = self._bench(plan_id)
        return bench, bench.now.columns.visit_index[visit_id]

    def _bench(self, plan_id: UUID) -> Bench:
        plan = next(each for each in self.opened if each.summary.id == plan_id)
        return bench_of(plan.columns, plan.plan, DEFAULT_WEIGHTS)


@dataclass
class FakeComparing(FakePlanning):
    """The same plans compared and merged as the use case does, weighed with the catalogue's weights or a profile's."""

    kept: list[tuple[UUID, UUID, frozenset[str], str]] = field(default_factory=list)

    def compare(self, actor: Actor, plan_ids: Sequence[UUID], weighing: Weighing) -> Comparison:
        opened = [self.open_plan(actor, plan_id) for plan_id in plan_ids]
        days = common_days([(each.summary.first_day, each.summary.last_day) for each in opened])
        if days is None:
            raise NO_COMMON_DAY
        return beside(opened, days, _weights(weighing))

    def between(self, actor: Actor, first: UUID, other: UUID) -> Between:
        return between_plans(self.open_plan(actor, first), self.open_plan(actor, other))

    def preview(
        self, actor: Actor, first: UUID, other: UUID, chosen: Collection[str], weighing: Weighing
    ) -> Accepted:  # fmt: skip
        a, found = self.open_plan(actor, first), self.between(actor, first, other)
        return accept(a.columns, a.plan, found.other, chosen, _weights(weighing))

    def keep(
        self, actor: Actor, first: UUID, other: UUID, chosen: Collection[str], weighing: Weighing, name: str
    ) -> UUID:
        actor.require(Capability.EDIT_PLAN)
        self.kept.append((first, other, frozenset(chosen), name))
        return UUID(int=99)


def _weights(weighing: Weighing) -> Weights:
    return DEFAULT_WEIGHTS if isinstance(weighing, UUID) else weighing
