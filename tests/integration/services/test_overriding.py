"""Weights and parameters of single people on a real database: side by side in one row, told in the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.connect import Database
from data.vocabulary import ConstraintChangeKind, EntityType, Role
from data.work import Context
from services.access import Actor
from services.constraints import BY_ID
from services.constraints.kind import DEFAULT_WEIGHTS, Level
from services.constraints.limits import Change
from services.errors import BadInput
from services.planning.problems import load_problem
from services.tuning import Override, Tuning
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, seed_care

USUAL_TIME, TOLERANCE = "soft.time.same_hour", "tolerance_min"
WISH, CONTACT = "soft.preference.wish", "soft.continuity.contact"


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def admin(care: Care) -> Actor:
    return replace(care.actor, role=Role.ADMIN)


@pytest.fixture
def tuning(database: Database) -> Tuning:
    return Tuning(database)


def of_client(care: Care, value: int, parameter: str = "", rule: str = USUAL_TIME) -> Override:
    return Override(rule, EntityType.CLIENT, care.clients[0], "", value, parameter)


def told(tuning: Tuning, admin: Actor) -> set[tuple[str, str, int]]:
    return {(each.constraint_id, each.parameter, each.weight) for each in tuning.overrides(admin)}


def test_a_client_has_a_weight_and_a_parameter_of_one_rule_and_either_can_go(
    tuning: Tuning, admin: Actor, care: Care
) -> None:
    weight, tolerance = of_client(care, 7), of_client(care, 5, TOLERANCE)
    tuning.set_overrides(admin, [weight, tolerance])
    assert told(tuning, admin) == {(USUAL_TIME, "", 7), (USUAL_TIME, TOLERANCE, 5)}
    tuning.set_overrides(admin, [], [weight])
    assert told(tuning, admin) == {(USUAL_TIME, TOLERANCE, 5)}
    tuning.set_overrides(admin, [], [tolerance])
    assert told(tuning, admin) == set()


def test_a_clients_own_tolerance_reaches_the_next_problem(
    database: Database, tuning: Tuning, admin: Actor, care: Care
) -> None:
    tuning.set_overrides(admin, [of_client(care, 5, TOLERANCE)])
    with database.reading(Context(admin.organization_id, admin.user_id, Role.ADMIN)) as work:
        (setting,) = load_problem(work, MONDAY, MONDAY).settings
    assert (setting.name, setting.value, setting.client_id) == (TOLERANCE, 5, str(care.clients[0]))


def test_the_same_thing_said_twice_of_one_client_is_refused_and_named(tuning: Tuning, admin: Actor, care: Care) -> None:
    with pytest.raises(BadInput, match="TUNE-014") as refused:
        tuning.set_overrides(admin, [of_client(care, 7), replace(of_client(care, 9), who="K001")])
    assert "K001" in refused.value.cause.sv
    assert "K001" in refused.value.cause.en
    assert told(tuning, admin) == set()


def test_a_parameter_that_is_not_a_clients_is_refused(tuning: Tuning, admin: Actor, care: Care) -> None:
    with pytest.raises(BadInput, match="TUNE-008"):
        tuning.set_overrides(admin, [of_client(care, 600, "day_min", "hard.employee.hours")])
    with pytest.raises(BadInput, match="TUNE-004"):
        tuning.set_overrides(admin, [of_client(care, 10**12, TOLERANCE)])


def test_where_a_parameter_is_looked_for_is_told_step_by_step(tuning: Tuning, admin: Actor, care: Care) -> None:
    tuning.set_parameter(admin, USUAL_TIME, TOLERANCE, 20)
    tuning.set_overrides(admin, [of_client(care, 5, TOLERANCE)])

    def steps(client: bool) -> list[tuple[int | None, bool]]:
        who = care.clients[0] if client else None
        found = tuning.resolution(admin, DEFAULT_WEIGHTS, USUAL_TIME, None, who, TOLERANCE)
        return [(step.weight, step.wins) for step in found]

    assert steps(client=True) == [(15, False), (20, False), (None, False), (5, True)]
    assert steps(client=False) == [(15, False), (20, True), (None, False), (None, False)]


def test_the_journal_tells_a_parameter_a_name_and_a_default(tuning: Tuning, admin: Actor, care: Care) -> None:
    tuning.set_parameter(admin, USUAL_TIME, TOLERANCE, 20)
    tuning.set_overrides(admin, [of_client(care, 5, TOLERANCE)])
    tuning.set_overrides(admin, [of_client(care, 5, TOLERANCE)])  # nothing becomes another: nothing to tell
    profile_id = tuning.save(admin, "Vår", DEFAULT_WEIGHTS)
    tuning.rename(admin, profile_id, "Sommar")
    tuning.make_default(admin, profile_id)
    tuning.make_default(admin, None)
    lines = [(line.kind, line.about, line.was, line.became) for line in reversed(tuning.history(admin))]
    own, person, profile = ConstraintChangeKind.WEIGHT, ConstraintChangeKind.OVERRIDE, ConstraintChangeKind.PROFILE
    assert lines == [
        (own, f"{USUAL_TIME} {TOLERANCE}", "–", "20"),
        (person, f"{USUAL_TIME} {TOLERANCE}", "–", "5"),
        (profile, "Vår", "–", "="),
        (profile, "Sommar", "Vår", "Sommar"),
        (profile, "Sommar", "Balanserad", "Sommar"),
        (profile, "Balanserad", "Sommar", "Balanserad"),
    ]


def test_a_profile_without_a_name_is_refused(tuning: Tuning, admin: Actor) -> None:
    with pytest.raises(BadInput, match="TUNE-015"):
        tuning.save(admin, "   ", DEFAULT_WEIGHTS)


def test_a_wish_that_becomes_a_ban_weighs_at_least_one(tuning: Tuning) -> None:
    idle = tuning.checked(DEFAULT_WEIGHTS, Change(CONTACT, weight=0))
    ban = tuning.checked(idle, Change(CONTACT, level=Level.HARD))
    assert (ban.levels[CONTACT], ban.organization[CONTACT]) == (Level.HARD, 1)
    with pytest.raises(BadInput, match="TUNE-005"):
        tuning.checked(ban, Change(CONTACT, weight=0))
    assert BY_ID[CONTACT].level is Level.SOFT
