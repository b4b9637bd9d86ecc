"""Taking exchange files into an organisation: looked at first, whole or not at all, once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from data.connect import Database
from data.vocabulary import PlanKind, Role
from services.access import Actor
from services.constraints.kind import Score
from services.errors import BadInput, NotAllowed
from services.importing import Importing
from services.importing.intake import days_of
from services.integrations.timefold.reader import read_input
from services.integrations.timefold.writer import write_input, write_output
from services.planning.use_case import Planning
from services.problem import Problem
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, skills
from tests.integration.conftest import Tenant
from tests.strategies import a_random_problem

CASES = sorted(Path(__file__).parents[4].glob("shared/cases/*.input.json"))


@pytest.fixture
def importing(database: Database) -> Importing:
    return Importing(database)


def an_actor(tenant: Tenant, role: Role = Role.SCHEDULER) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, role)


def a_file(problem: Problem) -> bytes:
    return json.dumps(write_input(problem)).encode()


def a_day() -> Problem:
    visits = [
        a_visit("C1.breakfast", "08:00-09:00", km=1),
        a_visit("C1.lunch", "11:00-13:00", km=1, after=(after("C1.breakfast 120"),), pool=("Bo",)),
        a_visit("C2.lift.1", "09:00-10:00", km=2, skills=(("lyft", 1),), preferred=("Eva",)),
        a_visit("C2.lift.2", "09:00-10:00", km=2, prohibited=("Cia",)),
    ]
    shifts = [a_shift("Bo", breaks=["11:00-13:00 30"], skills=skills(["lyft"])), a_shift("Eva"), a_shift("Cia")]
    return a_problem(*visits, *shifts, groups=[["C2.lift.1", "C2.lift.2"]])


def test_looking_changes_nothing_and_counts_what_is_new(importing: Importing, own: Tenant, database: Database) -> None:
    look = importing.look(an_actor(own), a_file(a_day()))
    assert look.may_apply
    assert {kind: tally.new for kind, tally in look.tallies.items()} == {
        "employees": 3, "clients": 2, "shifts": 3, "visits": 4,
    }  # fmt: skip
    with database.reading(own.acting()) as work:
        assert work.visits.days() is None


def test_what_was_applied_is_unchanged_when_looked_at_again(importing: Importing, own: Tenant) -> None:
    raw = a_file(a_day())
    importing.apply(an_actor(own), "day.json", raw)
    look = importing.look(an_actor(own), raw)
    assert look.was_applied
    assert not look.may_apply
    assert all(tally.new == tally.changed == 0 for tally in look.tallies.values())


def test_a_changed_visit_keeps_its_id_and_others_stay(importing: Importing, own: Tenant, database: Database) -> None:
    importing.apply(an_actor(own), "day.json", a_file(a_day()))
    first, last = days_of(a_day())
    with database.reading(own.acting()) as work:
        before = {v.external_ref: v for v in work.visits.between(first, last)}
    day = a_day()
    longer = tuple(replace(v, duration_s=2400) if v.id == "C1.lunch" else v for v in day.visits)
    applied = importing.apply(an_actor(own), "day2.json", a_file(replace(day, visits=longer)))
    assert (applied.tallies["visits"].changed, applied.tallies["visits"].unchanged) == (1, 3)
    with database.reading(own.acting()) as work:
        now = {v.external_ref: v for v in work.visits.between(first, last)}
    assert {ref: v.id for ref, v in now.items()} == {ref: v.id for ref, v in before.items()}
    assert now["C1.lunch"].duration_s == 2400


def test_a_file_with_one_fault_changes_nothing_at_all(importing: Importing, own: Tenant, database: Database) -> None:
    whole = json.loads(a_file(a_day()))
    whole["modelInput"]["visits"][0]["requiredVehicles"] = ["nobody"]
    with pytest.raises(BadInput) as refused:
        importing.apply(an_actor(own), "bad.json", json.dumps(whole).encode())
    assert refused.value.problems
    with database.reading(own.acting()) as work:
        assert not any(v.external_ref == "C9" for v in work.visits.between(date(2027, 2, 1), date(2027, 2, 2)))


def test_what_one_organisation_takes_in_another_never_sees(
    importing: Importing, own: Tenant, other: Tenant, database: Database
) -> None:
    importing.apply(an_actor(own), "day.json", a_file(a_day()))
    with database.reading(other.acting()) as work:
        assert work.visits.days() is None
        assert work.people.clients() == []


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_only_planners_import(importing: Importing, own: Tenant, role: Role) -> None:
    with pytest.raises(NotAllowed):
        importing.look(an_actor(own, role), b"{}")


def test_any_exchangeable_problem_goes_in_and_is_then_unchanged(importing: Importing, other: Tenant) -> None:
    for seed in range(12):
        raw = a_file(a_random_problem(Random(seed), is_exchangeable=True))
        if importing.look(an_actor(other), raw).may_apply:
            importing.apply(an_actor(other), f"{seed}.json", raw)
            again = importing.look(an_actor(other), raw)
            assert all(tally.new == tally.changed == 0 for tally in again.tallies.values()), f"seed {seed}"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.name)
def test_a_real_district_goes_in_whole(path: Path, importing: Importing, own: Tenant) -> None:
    raw = path.read_bytes()
    problem = read_input(raw).problem
    assert problem is not None
    applied = importing.apply(an_actor(own), path.name, raw)
    assert applied.tallies["visits"].total == len(problem.visits)
    assert not importing.look(an_actor(own), raw).may_apply


def test_a_plan_from_a_file_is_kept_scored_by_our_own_rules(
    importing: Importing, own: Tenant, database: Database
) -> None:
    day = a_day()
    actor = an_actor(own)
    importing.apply(actor, "day.json", a_file(day))
    plan = a_plan({"Bo": ["C1.breakfast 08:00", "break 11:00", "C1.lunch 11:31"], "Eva": ["C2.lift.2 09:10"]})
    raw = json.dumps(write_output(day, plan, Score())).encode()
    look = importing.look(actor, raw)
    assert look.is_plan
    assert look.may_apply
    importing.apply(actor, "plan.json", raw)
    assert not importing.look(actor, raw).may_apply
    (summary,) = Planning(database).plans(actor)
    opened = Planning(database).open_plan(actor, summary.id)
    assert summary.kind is PlanKind.IMPORTED
    assert len(opened.plan.served()) == 3
    assert opened.sheet.score == summary.score


def test_a_plan_for_visits_nobody_here_has_is_refused_by_name(importing: Importing, other: Tenant) -> None:
    plan = a_plan({"Bo": ["C1.breakfast 08:00"]})
    look = importing.look(an_actor(other), json.dumps(write_output(a_day(), plan, Score())).encode())
    assert not look.may_apply
    assert {issue.value for issue in look.issues} >= {"Bo"}
