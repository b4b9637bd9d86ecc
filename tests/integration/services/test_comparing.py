"""Comparing plans of a real database: judged alike, a part taken over and kept as a plan of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, PlanKind, Role
from services.access import Actor
from services.comparing import PartKind, parts
from services.comparing.use_case import Comparing
from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.problem import Plan, Problem, Route, Stop, StopKind
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care

HEAVY = Weights(organization={"soft.travel.minutes": 50}, carer={}, client={})


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def two(database: Database, care: Care) -> tuple[UUID, UUID]:
    """The same visits by hand and by machine, on different shifts."""
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        made = [
            store_plan(work, kind, "", (MONDAY, MONDAY), problem, _laid(problem, first))
            for kind, first in ((PlanKind.PUBLISHED, 0), (PlanKind.OPTIMISED, 1))
        ]
    return made[0], made[1]


def test_two_plans_are_scored_with_the_weights_chosen(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    comparing = Comparing(database)
    light = comparing.compare(care.actor, two, DEFAULT_WEIGHTS)
    heavy = comparing.compare(care.actor, two, HEAVY)
    own = comparing.compare(care.actor, two, two[0])
    assert heavy.plans[0].sheet.score.soft > light.plans[0].sheet.score.soft
    assert own.plans[0].sheet.score == Planning(database).open_plan(care.actor, two[0]).sheet.score


def test_a_part_taken_over_becomes_a_plan_with_the_score_that_was_shown(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    comparing, planning = Comparing(database), Planning(database)
    between = comparing.between(care.actor, *two)
    part = parts(between.first.problem, between.found, PartKind.VISIT)[0]
    shown = comparing.preview(care.actor, *two, part.keys, HEAVY)
    kept = comparing.keep(care.actor, *two, part.keys, HEAVY, "  Lite av varje ")
    opened = planning.open_plan(care.actor, kept)
    assert opened.plan == shown.plan
    assert opened.sheet.score == shown.sheet.score
    assert opened.summary.name == "Lite av varje"
    assert opened.summary.parent_id == two[0]
    assert opened.summary.kind is PlanKind.MANUAL  # what was published is not changed behind anybody's back
    assert planning.open_plan(care.actor, two[0]).plan != shown.plan


def test_taking_everything_over_gives_the_other_plan(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    comparing = Comparing(database)
    between = comparing.between(care.actor, *two)
    made = comparing.preview(care.actor, *two, {each.key for each in between.found}, DEFAULT_WEIGHTS)
    assert made.sheet.score == comparing.compare(care.actor, two, DEFAULT_WEIGHTS).plans[1].sheet.score


def test_what_cannot_be_compared_is_refused_with_a_reason(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    comparing = Comparing(database)
    with database.writing(acting(care)) as work:
        later = MONDAY + timedelta(days=40)
        elsewhere = store_plan(work, PlanKind.MANUAL, "", (later, later), load_problem(work, MONDAY, MONDAY), Plan())
    with pytest.raises(BadInput, match="COMPARE-001"):
        comparing.compare(care.actor, two[:1], DEFAULT_WEIGHTS)
    with pytest.raises(BadInput, match="COMPARE-001"):
        comparing.compare(care.actor, (two[0], two[0]), DEFAULT_WEIGHTS)
    with pytest.raises(BadInput, match="COMPARE-002"):
        comparing.compare(care.actor, (two[0], elsewhere), DEFAULT_WEIGHTS)
    with pytest.raises(Conflict, match="COMPARE-004"):
        comparing.keep(care.actor, *two, (), DEFAULT_WEIGHTS, "")


def test_a_plan_of_another_organisation_is_not_there(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    stranger = seed_care(database, make_tenant(database, "Granliden")).actor
    comparing = Comparing(database)
    comparing.compare(care.actor, two, DEFAULT_WEIGHTS)
    with pytest.raises(NotFound):
        comparing.compare(stranger, two, DEFAULT_WEIGHTS)


def test_who_may_not_see_plans_may_not_compare_and_who_may_not_edit_may_not_keep(
    database: Database, care: Care, two: tuple[UUID, UUID]
) -> None:
    comparing = Comparing(database)
    with pytest.raises(NotAllowed):
        comparing.compare(replace(care.actor, role=Role.EMPLOYEE), two, DEFAULT_WEIGHTS)
    expired = replace(care.actor, read_only=True)
    found = comparing.between(expired, *two).found
    with pytest.raises(NotAllowed):
        comparing.keep(expired, *two, {found[0].key}, DEFAULT_WEIGHTS, "")


def test_each_opening_of_positions_is_on_record_once(database: Database, care: Care, two: tuple[UUID, UUID]) -> None:
    comparing = Comparing(database)
    for _ in range(3):
        comparing.compare(care.actor, two, DEFAULT_WEIGHTS)
    now = datetime.now(UTC)
    admin = Actor(care.actor.organization_id, care.actor.user_id, Role.ADMIN)
    with database.reading(acting(replace(care, actor=admin))) as work:
        found = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.READ)
    read = [str(each.row_id) for each in found if each.table_name == "schedule_solutions"]
    assert sorted(read) == sorted(str(each) for each in two)


def _laid(problem: Problem, first: int) -> Plan:
    """Two shifts that take turns, from shift `first`; visits in the order they may begin."""
    visits = sorted(problem.visits, key=lambda v: v.windows[0].start_s)[:6]
    shifts = problem.shifts[:2]
    stops: dict[str, list[Stop]] = {shift.id: [] for shift in shifts}
    for number, visit in enumerate(visits):
        shift = shifts[(number + first) % 2]
        stops[shift.id].append(Stop(StopKind.VISIT, visit.id, visit.windows[0].start_s + 2100 * number))
    return Plan(tuple(Route(shift_id, tuple(made)) for shift_id, made in stops.items()))
