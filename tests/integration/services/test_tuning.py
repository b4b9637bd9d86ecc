"""Turning the dials on a real database: tried without saving, saved with every version, refused with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import EntityType, PlanKind, Role
from data.work import Context
from services.access import Actor
from services.constraints import CATALOGUE
from services.constraints.kind import DEFAULT_WEIGHTS, Level, Weights
from services.constraints.limits import Change
from services.constraints.scoring import score_sheet
from services.editing import Editing
from services.editing.views import Unassign
from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.problem import Plan, Route, Stop, StopKind
from services.problem.timetable import timetable
from services.solvers.moves import moves
from services.solvers.reach import reach
from services.tuning import Override, Tuning
from services.tuning.documents import EMPTY, from_file, to_file
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, seed_care

TRAVEL, NEW_FACE, POOL = "soft.travel.minutes", "soft.continuity.new_face", "hard.carer.pool"


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def plan_id(database: Database, care: Care) -> UUID:
    """A plan by hand: everything in the order it may begin, one carer after the other."""
    with database.writing(_context(care.actor)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        shift, other = problem.shifts[:2]
        starts = {v.id: v.windows[0].start_s for v in problem.visits}
        visits = sorted(problem.visits, key=lambda v: starts[v.id])
        routes = (
            Route(
                shift.id, tuple(Stop(StopKind.VISIT, v.id, starts[v.id] + 2100 * i) for i, v in enumerate(visits[:4]))
            ),
            Route(
                other.id, tuple(Stop(StopKind.VISIT, v.id, starts[v.id] + 2100 * i) for i, v in enumerate(visits[8:11]))
            ),
        )
        return store_plan(work, PlanKind.MANUAL, "", (MONDAY, MONDAY), problem, Plan(routes))


def test_a_draft_edited_meanwhile_is_counted_as_it_is_now(database: Database, care: Care, plan_id: UUID) -> None:
    tuning, editing = Tuning(database), Editing(database)
    planner = replace(care.actor, role=Role.SCHEDULER)
    draft = editing.draft(planner, plan_id)
    visit = Planning(database).open_plan(planner, plan_id).plan.routes[0].stops[0].id
    before = tuning.what_if(planner, draft.id, EMPTY).before
    done = editing.edit(planner, draft.id, draft.version, Unassign(visit))
    after = tuning.what_if(planner, draft.id, EMPTY).before
    assert after == done.score != before


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, Role.ADMIN)


def an_admin(care: Care) -> Actor:
    return replace(care.actor, role=Role.ADMIN)


def with_weight(weights: dict[str, int], **more: object) -> Weights:
    return replace(DEFAULT_WEIGHTS, organization=weights, **more)  # type: ignore[arg-type]


def test_every_rule_is_a_dial_and_system_rules_cannot_be_turned(database: Database, care: Care) -> None:
    dials = Tuning(database).dials(care.actor, with_weight({TRAVEL: 7}))
    assert [dial.rule.id for dial in dials] == [rule.id for rule in CATALOGUE]
    travel = next(dial for dial in dials if dial.rule.id == TRAVEL)
    assert (travel.weight, travel.organization, travel.default) == (7, 2, 2)
    with pytest.raises(BadInput, match="TUNE-002"):
        Tuning(database).checked(DEFAULT_WEIGHTS, Change("hard.skill.required", weight=5))


def test_what_a_draft_means_equals_scoring_the_plan_anew(database: Database, care: Care, plan_id: UUID) -> None:
    draft = with_weight({TRAVEL: 9, NEW_FACE: 200}, disabled=frozenset({POOL}))
    told = Tuning(database).what_if(care.actor, plan_id, draft)
    opened = Planning(database).open_plan(care.actor, plan_id)
    assert told.before == opened.sheet.score
    assert told.after == score_sheet(opened.columns, opened.timetable, draft).score
    assert told.after.soft == sum(row.cost_after for row in told.rows if row.rule.level is Level.SOFT)
    travel = next(row for row in told.rows if row.rule.id == TRAVEL)
    assert travel.delta == 7 * travel.units > 0


def test_trying_saves_nothing(database: Database, care: Care, plan_id: UUID) -> None:
    tuning = Tuning(database)
    tuning.what_if(care.actor, plan_id, with_weight({TRAVEL: 9}))
    assert tuning.history(care.actor) == []
    assert [profile.id for profile in tuning.profiles(care.actor) if profile.id] == []


def test_a_profile_keeps_every_version_and_is_rolled_back(database: Database, care: Care) -> None:
    tuning = Tuning(database)
    tuning.save(care.actor, "Vår vardag", with_weight({TRAVEL: 4}), "första")
    own = next(profile for profile in tuning.profiles(care.actor) if profile.id)
    tuning.save_version(care.actor, own, with_weight({TRAVEL: 8}), "mer bil")
    with pytest.raises(Conflict, match="TUNE-011"):
        tuning.save_version(care.actor, own, with_weight({TRAVEL: 9}))
    newest = next(profile for profile in tuning.profiles(care.actor) if profile.id)
    assert (newest.version, newest.weights.organization, newest.note) == (2, {TRAVEL: 8}, "mer bil")
    tuning.roll_back(care.actor, newest, 1, "tillbaka")
    assert newest.id is not None
    versions = tuning.versions(care.actor, newest.id)
    assert [(v.version, v.weights.organization[TRAVEL]) for v in versions] == [(3, 4), (2, 8), (1, 4)]
    assert [line.became for line in tuning.history(care.actor)] == [f"{TRAVEL} 4", f"{TRAVEL} 8", f"{TRAVEL} 4"]


def test_a_name_is_taken_once_and_a_profile_can_be_removed(database: Database, care: Care) -> None:
    tuning = Tuning(database)
    first = tuning.save(care.actor, "Natt", with_weight({}))
    with pytest.raises(Conflict, match="TUNE-010"):
        tuning.save(care.actor, "Natt", with_weight({}))
    tuning.make_default(care.actor, first)
    tuning.rename(care.actor, first, "Helg")
    (own,) = (profile for profile in tuning.profiles(care.actor) if profile.id)
    assert (own.title.sv, own.is_default) == ("Helg", True)
    tuning.remove(care.actor, own)
    assert all(profile.id is None for profile in tuning.profiles(care.actor))


def test_a_profile_travels_as_a_file_and_a_bad_file_is_refused(database: Database, care: Care) -> None:
    tuning = Tuning(database)
    draft = with_weight({TRAVEL: 5}, disabled=frozenset({POOL}))
    tuning.take_in(care.actor, to_file("Från grannen", draft))
    own = next(profile for profile in tuning.profiles(care.actor) if profile.id)
    assert (own.title.sv, own.weights) == ("Från grannen", draft)
    told = json.loads(to_file("x", draft))
    for weights, code in (
        ({"organization": {TRAVEL: -1}}, "TUNE-004"), ({"organization": {TRAVEL: 10**12}}, "TUNE-004"),
        ({"organization": {TRAVEL: "mycket"}}, "TUNE-003"), ({"organization": {"soft.nothing": 1}}, "TUNE-001"),
        ({"organization": {POOL: 0}}, "TUNE-005"), ({"organization": {}, "disabled": ["hard.time.window"]}, "TUNE-002"),
        ({"organization": [], "more": 1}, "TUNE-020"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=code):
            from_file(json.dumps(told | {"weights": weights}).encode())
    for raw in (b"", b"[1]", b"[" * 9000, b"{" * 9000, b"\xff"):
        with pytest.raises(BadInput, match="TUNE-020"):
            from_file(raw)


def test_a_clients_weight_goes_before_a_carers_and_a_clash_is_named(
    database: Database, care: Care, plan_id: UUID
) -> None:
    tuning, admin = Tuning(database), an_admin(care)
    carer, client = care.carers[0], care.clients[0]
    mine = Override("soft.preference.carer", EntityType.EMPLOYEE, carer, "", 3)
    theirs = Override("soft.preference.carer", EntityType.CLIENT, client, "", 9)
    tuning.set_overrides(admin, [theirs])
    steps = tuning.resolution(admin, DEFAULT_WEIGHTS, theirs.constraint_id, carer, client)
    assert [(step.weight, step.wins) for step in steps] == [
        (8, False),
        (8, False),
        (None, False),
        (None, False),
        (9, True),
    ]
    with pytest.raises(BadInput, match="TUNE-008"):
        tuning.set_overrides(admin, [replace(theirs, constraint_id="hard.travel.mode")])
    with pytest.raises(BadInput, match="TUNE-002"):
        tuning.set_overrides(admin, [replace(theirs, constraint_id="hard.time.window")])
    try:
        tuning.set_overrides(admin, [mine])
    except BadInput:
        assert tuning.clashes(admin) == []
    else:
        (clash,) = tuning.clashes(admin)
        assert (clash.employee_weight, clash.client_weight) == (3, 9)
    tuning.set_overrides(admin, [], [theirs])
    assert all(each.entity is not EntityType.CLIENT for each in tuning.overrides(admin))


def test_a_run_keeps_the_exact_weights_it_was_asked_with(database: Database, care: Care) -> None:
    draft = with_weight({TRAVEL: 9})
    request = SolveRequest(MONDAY, MONDAY, seconds=5, profile="Vår vardag", weights=draft)
    run_id = Planning(database).start_run(care.actor, request)
    with database.reading(_context(care.actor)) as work:
        row = work.solutions.find(run_id)
    assert row is not None
    assert row.weights is not None
    assert row.weights["organization"][TRAVEL] == 9
    assert row.summary.profile == "Vår vardag"


def test_the_worst_breaches_come_as_sentences_in_both_languages(database: Database, care: Care, plan_id: UUID) -> None:
    lines = Tuning(database).matches(care.actor, plan_id, TRAVEL)
    assert lines
    assert [line.units for line in lines] == sorted((line.units for line in lines), reverse=True)
    assert all(line.sentence.sv and line.sentence.en for line in lines)


def test_an_exchange_rate_sets_the_weight(database: Database, care: Care) -> None:
    draft = Tuning(database).exchanged(care.actor, DEFAULT_WEIGHTS, NEW_FACE, TRAVEL, 12)
    assert draft.organization[NEW_FACE] == 24


def test_who_may_not_tune_is_refused(database: Database, care: Care, plan_id: UUID) -> None:
    reader = replace(care.actor, read_only=True)
    carer = replace(care.actor, role=Role.EMPLOYEE)
    for actor in (reader, carer):
        with pytest.raises(NotAllowed):
            Tuning(database).what_if(actor, plan_id, DEFAULT_WEIGHTS)
        with pytest.raises(NotAllowed):
            Tuning(database).save(actor, "x", DEFAULT_WEIGHTS)


def test_another_organisations_plan_cannot_be_tried(database: Database, care: Care, plan_id: UUID) -> None:
    tuning = Tuning(database)
    tuning.what_if(care.actor, plan_id, DEFAULT_WEIGHTS)
    stranger = make_tenant(database, "Grannen")
    other = Actor(stranger.organization_id, stranger.admin_id, Role.ADMIN)
    with pytest.raises(NotFound):
        tuning.what_if(other, plan_id, DEFAULT_WEIGHTS)
    with pytest.raises(NotFound):
        tuning.what_if(other, new_id(), DEFAULT_WEIGHTS)


def test_a_parameter_is_set_for_the_organisation_and_reaches_the_next_problem(database: Database, care: Care) -> None:
    tuning, admin = Tuning(database), an_admin(care)
    rule = next(rule for rule in CATALOGUE if rule.parameters and not rule.is_system)
    parameter = rule.parameters[0]
    value = parameter.limits.most
    tuning.set_parameter(admin, rule.id, parameter.name, value)
    assert tuning.parameters(admin)[rule.id, parameter.name] == value
    with database.reading(_context(admin)) as work:
        settings = load_problem(work, MONDAY, MONDAY).settings
    assert [(s.constraint_id, s.name, s.value) for s in settings] == [(rule.id, parameter.name, value)]
    for name, bad, code in ((parameter.name, value + 1, "TUNE-004"), ("nothing", 1, "TUNE-007")):
        with pytest.raises(BadInput, match=code):
            tuning.set_parameter(admin, rule.id, name, bad)


def test_what_somebody_else_would_cost_is_the_score_of_the_very_plan(
    database: Database, care: Care, plan_id: UUID
) -> None:
    tuning = Tuning(database)
    opened = Planning(database).open_plan(care.actor, plan_id)
    c, weights = opened.columns, tuning.whole(care.actor, DEFAULT_WEIGHTS)
    row = next(i for i, visit in enumerate(c.problem.visits) if opened.timetable.shift_of[i] >= 0)
    found = moves(c, opened.timetable, opened.plan, opened.sheet, weights, reach(c), row)
    assert found
    for move in found:
        t = timetable(c, move.plan)
        sheet = score_sheet(c, t, weights)
        assert sheet.score == move.score
        assert sum(points for _, points in move.by_rule) == sum(
            after.cost - before.cost for after, before in zip(sheet.rows, opened.sheet.rows, strict=True)
        )
        assert move.plan.served() == opened.plan.served()
    told = tuning.alternatives(care.actor, plan_id, c.problem.visits[row].id)
    assert [each.soft for each in told] == [move.score.soft - opened.sheet.score.soft for move in found]
    with pytest.raises(NotFound, match="TUNE-013"):
        tuning.alternatives(care.actor, plan_id, "nobody's")


def test_what_the_breaches_cost_adds_up_where_one_carer_has_a_weight_of_her_own(
    database: Database, care: Care, plan_id: UUID
) -> None:
    tuning, admin = Tuning(database), an_admin(care)
    draft = with_weight({TRAVEL: 5})
    usual = tuning.matches(care.actor, plan_id, TRAVEL, draft, worst=10_000)
    tuning.set_overrides(admin, [Override(TRAVEL, EntityType.EMPLOYEE, care.carers[0], "", 900)])
    lines = tuning.matches(care.actor, plan_id, TRAVEL, draft, worst=10_000)
    row = next(row for row in tuning.what_if(care.actor, plan_id, draft).rows if row.rule.id == TRAVEL)
    assert sum(line.cost for line in lines) == row.cost_after > sum(line.cost for line in usual) > 0
    assert [line.cost for line in lines] == sorted((line.cost for line in lines), reverse=True)
    assert {line.cost // line.units for line in lines} == {5, 900}
