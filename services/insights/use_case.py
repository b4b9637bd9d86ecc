"""The use case: key figures of a period, their trend, who they come from, what stands behind them, what to expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from data.connect import Database
from data.vocabulary import ClientStatus, EmployeeStatus, FigureBasis, FigureLevel
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.assumptions.stored import own_assumptions
from services.delivery.simulating import Delivery, simulate
from services.errors import NotFound
from services.insights.counting import STORED, WITH_IMPACTS
from services.insights.reading import members_of, points, rows_of, values
from services.insights.rule_costs import RuleCosts, rule_costs
from services.insights.views import (
    NO_VALUE,
    SMALLEST_GROUP,
    TOO_FEW,
    Breakdown,
    Card,
    Member,
    Pace,
    Point,
    RuleImpact,
    Scope,
    Span,
)
from services.jobs.queue import enqueue_figures
from services.kpi import BY_SLUG, Kpi, Reach
from services.planning.use_case import Planning
from services.words import Text

PEOPLE = frozenset({FigureLevel.EMPLOYEE, FigureLevel.CLIENT})
SLUGS = tuple(kpi.slug for kpi in STORED)
_REACH = {
    FigureLevel.DISTRICT: Reach.DISTRICT,
    FigureLevel.EMPLOYEE: Reach.EMPLOYEE,
    FigureLevel.CLIENT: Reach.CLIENT,
}
_NO_FIGURE = NotFound(
    "FIGURES-001",
    Text(sv="Nyckeltalet finns inte på den nivån.", en="There is no such figure at that level."),
    Text(sv="Välj ett annat nyckeltal eller en annan nivå.", en="Choose another figure or another level."),
)


class Insights:
    """Reads what is kept, and has it counted anew; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, actor: Actor) -> dict[FigureBasis, Span]:
        """From when to when there are figures, planned and performed."""
        actor.require(Capability.SEE_FIGURES)
        with self._database.reading(_context(actor)) as work:
            found = {basis: work.figures.days(basis) for basis in FigureBasis}
        return {basis: Span(*days) for basis, days in found.items() if days is not None}

    def overview(self, actor: Actor, span: Span, scope: Scope | None = None) -> tuple[Card, ...]:
        """Every figure of the days that the scope has, with the days before to compare with."""
        whose = scope or Scope()
        _may_see(actor, whose.level)
        known = [kpi for kpi in STORED if _has(kpi, whose.level)]
        length = timedelta(days=span.days)
        before = Span(span.first_day - length, span.last_day - length)
        with self._database.reading(_context(actor)) as work:
            _is_large_enough(work, whose)
            now, then = (values(rows_of(work, known, whose, days, None)) for days in (span, before))
        planned, performed = FigureBasis.PLANNED, FigureBasis.PERFORMED
        return tuple(
            Card(kpi.slug, *(held[basis].get(kpi.slug, NO_VALUE) for held in (now, then)
                             for basis in (planned, performed)))
            for kpi in known
        )  # fmt: skip

    def trend(self, actor: Actor, slug: str, span: Span, step: Pace, scope: Scope | None = None) -> tuple[Point, ...]:
        """A figure by day, week or month, planned beside performed; performed values that stand out are flagged."""
        return self.trends(actor, (slug,), span, step, scope)[slug]

    def trends(
        self, actor: Actor, slugs: Sequence[str], span: Span, step: Pace, scope: Scope | None = None
    ) -> dict[str, tuple[Point, ...]]:  # fmt: skip
        """Several figures over time in one question; one without a value has no points."""
        whose = scope or Scope()
        _may_see(actor, whose.level)
        kpis = [_known(slug, whose.level) for slug in slugs]
        with self._database.reading(_context(actor)) as work:
            _is_large_enough(work, whose)
            found = points(rows_of(work, kpis, whose, span, step), step)
        return {slug: found.get(slug, ()) for slug in slugs}

    def breakdown(
        self, actor: Actor, slug: str, span: Span, level: FigureLevel, district_id: UUID | None = None
    ) -> Breakdown:
        """A figure by district, carer or client; people by pseudonym, and never a group of fewer than five."""
        _may_see(actor, level)
        kpi = _known(slug, level)
        with self._database.reading(_context(actor)) as work:
            labels = _labels(work, level, district_id)
            if level in PEOPLE and len(labels) < SMALLEST_GROUP:
                return Breakdown((), TOO_FEW)
            found = members_of(work, kpi, level, span, list(labels))
        members = (
            Member(each, label, *(found[b].get(each, NO_VALUE) for b in (FigureBasis.PLANNED, FigureBasis.PERFORMED)))
            for each, label in labels.items()
        )
        return Breakdown(tuple(sorted(members, key=lambda member: member.label)))

    def people(self, actor: Actor, level: FigureLevel) -> dict[UUID, str] | Text:
        """Whose figures may be asked for at a level, by name or pseudonym; or why nobody is singled out."""
        _may_see(actor, level)
        with self._database.reading(_context(actor)) as work:
            labels = _labels(work, level, None)
        if level in PEOPLE and len(labels) < SMALLEST_GROUP:
            return TOO_FEW
        return dict(sorted(labels.items(), key=lambda each: each[1]))

    def impacts(self, actor: Actor, day: date, basis: FigureBasis) -> tuple[RuleImpact, ...]:
        """What each rule cost on a day, the dearest first, with the visits behind it."""
        actor.require(Capability.SEE_FIGURES)
        actor.require(Capability.SEE_PERSON_FIGURES)
        with self._database.reading(_context(actor)) as work:
            found = work.figures.impacts(WITH_IMPACTS, basis, day)
        impacts = (
            RuleImpact(rule, told["units"], told["cost"], tuple(UUID(visit) for visit in told["visits"]))
            for rules in found.values()
            for rule, told in rules.items()
        )
        return tuple(sorted(impacts, key=lambda impact: -impact.cost))

    def rule_costs(self, actor: Actor, span: Span, step: Pace) -> RuleCosts:
        """What the rules cost the organisation over time, planned and performed; no visits are named."""
        actor.require(Capability.SEE_FIGURES)
        with self._database.reading(_context(actor)) as work:
            return rule_costs(work.figures.rule_costs(WITH_IMPACTS, (span.first_day, span.last_day), step))

    def expected_delivery(self, actor: Actor, plan_id: UUID, seed: int = 1) -> Delivery:
        """What a plan's visits are to expect on real days; rows are those of the opened plan's columns."""
        actor.require(Capability.SEE_FIGURES)
        opened = Planning(self._database).open_plan(actor, plan_id)
        with self._database.reading(_context(actor)) as work:
            tolerance_s = own_assumptions(work).tolerance_s
        return simulate(opened.columns, opened.timetable, seed, tolerance_s=tolerance_s)

    def count_anew(self, actor: Actor, span: Span) -> int:
        """Have the figures of these days counted anew by a worker; the number of the job."""
        actor.require(Capability.IMPORT)
        with self._database.writing(_context(actor)) as work:
            return enqueue_figures(work, span.first_day, span.last_day)


def _may_see(actor: Actor, level: FigureLevel) -> None:
    actor.require(Capability.SEE_FIGURES)
    if level in PEOPLE:
        actor.require(Capability.SEE_PERSON_FIGURES)


def _has(kpi: Kpi, level: FigureLevel) -> bool:
    return level is FigureLevel.ORGANIZATION or _REACH[level] in kpi.reach


def has_figure(slug: str, level: FigureLevel) -> bool:
    """Whether a figure is kept at a level."""
    return slug in SLUGS and _has(BY_SLUG[slug], level)


def _known(slug: str, level: FigureLevel) -> Kpi:
    if not has_figure(slug, level):
        raise _NO_FIGURE
    return BY_SLUG[slug]


def _is_large_enough(work: ReadingWork, scope: Scope) -> None:
    """One person of a group of fewer than five is not singled out either."""
    if scope.level not in PEOPLE or scope.whose is None:
        return
    people = work.people.employees() if scope.level is FigureLevel.EMPLOYEE else work.people.clients()
    own = next((person.district_id for person in people if person.id == scope.whose), None)
    if len(_labels(work, scope.level, own)) < SMALLEST_GROUP:
        raise NotFound("FIGURES-002", TOO_FEW, Text(sv="Visa hela gruppen.", en="Look at the whole group."))


def _labels(work: ReadingWork, level: FigureLevel, district_id: UUID | None) -> dict[UUID, str]:
    """Those of a level by name or pseudonym."""
    if level is FigureLevel.DISTRICT:
        return {district: name for name, district in work.people.districts().items()}
    if level is FigureLevel.EMPLOYEE:
        carers = (row for row in work.people.employees() if row.status is EmployeeStatus.ACTIVE)
        return {row.id: row.pseudonym for row in carers if district_id in {None, row.district_id}}
    clients = (row for row in work.people.clients() if row.status is not ClientStatus.ERASED)
    return {row.id: row.pseudonym for row in clients if district_id in {None, row.district_id}}


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
