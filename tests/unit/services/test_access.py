"""The policy table, held against the roles' duties written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from data.vocabulary import Role
from services.access import POLICY, READING, SUPPORT, Actor, Capability, Looking
from services.errors import NotAllowed

PLANNING = {
    "plan.see",
    "plan.solve",
    "plan.edit",
    "plan.publish",
    "constraints.tune",
    "data.import",
    "figures.see",
    "figures.persons",
}
EXPECTED = {
    "super_admin": {"platform.manage", "account.own"},
    "admin": PLANNING
    | {
        "persons.reveal",
        "persons.rights",
        "users.manage",
        "plan.override",
        "return.see",
        "assumptions.set",
        "connections.manage",
        "keys.manage",
        "organization.set",
        "audit.read",
        "account.own",
    },
    "scheduler": PLANNING | {"persons.reveal", "account.own"},
    "employee": {"portal.own_day", "portal.report", "portal.wish", "account.own"},
    "client": {"portal.own_visits", "portal.wish", "account.own"},
}


def an_actor(role: Role, read_only: bool = False) -> Actor:
    return Actor(organization_id=uuid4(), user_id=uuid4(), role=role, read_only=read_only)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_its_duties_say_and_nothing_else(role: Role) -> None:
    allowed = {capability.value for capability in Capability if an_actor(role).may(capability)}
    assert allowed == EXPECTED[role.value]


def test_every_role_stands_in_the_policy() -> None:
    assert set(POLICY) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_when_the_trial_has_ended_only_reading_remains(role: Role) -> None:
    actor = an_actor(role, read_only=True)
    remaining = {capability for capability in Capability if actor.may(capability)}
    assert remaining == POLICY[role] & READING


@pytest.mark.parametrize("role", list(Role))
def test_who_owes_a_second_step_may_only_look_after_the_own_account(role: Role) -> None:
    actor = replace(an_actor(role), owes_second_step=True)
    assert {capability for capability in Capability if actor.may(capability)} == {Capability.OWN_ACCOUNT}
    with pytest.raises(NotAllowed, match="ACCESS-002"):
        actor.require(Capability.SEE_PLAN)


def test_a_missing_capability_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotAllowed) as refused:
        an_actor(Role.CLIENT).require(Capability.PUBLISH_PLAN)
    assert refused.value.code == "ACCESS-001"
    assert "administratör" in refused.value.action.sv


def test_a_held_capability_is_not_refused() -> None:
    an_actor(Role.SCHEDULER).require(Capability.PUBLISH_PLAN)


@pytest.mark.parametrize(("role", "capability"), [
    (role, capability) for role in Role for capability in sorted(POLICY[role] - READING)
])  # fmt: skip
def test_every_act_that_changes_something_is_refused_after_the_trial_and_says_what_is_left(
    role: Role, capability: Capability
) -> None:
    with pytest.raises(NotAllowed) as refused:
        an_actor(role, read_only=True).require(capability)
    assert refused.value.code == "ACCESS-004"
    assert "ta ut som fil" in refused.value.action.sv
    assert "kontakt hos Caire" in refused.value.action.sv


def test_after_the_trial_what_was_never_allowed_is_refused_as_before() -> None:
    with pytest.raises(NotAllowed, match="ACCESS-001"):
        an_actor(Role.CLIENT, read_only=True).require(Capability.PUBLISH_PLAN)


@pytest.mark.parametrize("capability", list(Capability))
def test_whoever_looks_in_for_support_may_look_and_do_nothing_else(capability: Capability) -> None:
    looking = replace(an_actor(Role.SUPER_ADMIN), looking=Looking(uuid4(), datetime(2027, 2, 3, tzinfo=UTC)))
    assert looking.may(capability) is (capability in SUPPORT)
    if capability not in SUPPORT:
        with pytest.raises(NotAllowed, match="ACCESS-003"):
            looking.require(capability)


def test_support_never_shows_a_name_or_changes_anything() -> None:
    assert READING - {Capability.PERSON_RIGHTS} >= SUPPORT
    assert Capability.REVEAL not in SUPPORT
