"""What a key may do, scope by scope, and how its two halves are told apart."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import ApiScope, Role
from services.access import Capability
from services.api_keys import KeyActor, secret
from services.errors import NotAllowed

EXPECTED = {
    "visits.read": {"plan.see"},
    "clients.read": {"plan.see"},
    "employees.read": {"plan.see"},
    "shifts.read": {"plan.see"},
    "plans.read": {"plan.see"},
    "figures.read": {"figures.see"},
    "names.read": {"persons.reveal"},
    "imports.write": {"data.import"},
    "solves.run": {"plan.solve"},
    "webhooks.manage": set(),
}


def a_key(*scopes: ApiScope, read_only: bool = False) -> KeyActor:
    return KeyActor(uuid4(), uuid4(), Role.SCHEDULER, read_only=read_only, prefix="k" * 12, scopes=frozenset(scopes))


@pytest.mark.parametrize("scope", list(ApiScope))
def test_a_key_may_do_what_its_scope_says_and_nothing_else(scope: ApiScope) -> None:
    actor = a_key(scope)
    assert {capability.value for capability in Capability if actor.may(capability)} == EXPECTED[scope.value]


def test_a_key_with_every_scope_still_may_not_do_what_a_planner_may_not() -> None:
    actor = a_key(*ApiScope)
    assert not actor.may(Capability.MANAGE_USERS)
    assert not actor.may(Capability.MANAGE_KEYS)
    assert not actor.may(Capability.PUBLISH_PLAN)


def test_when_the_trial_has_ended_a_key_only_reads() -> None:
    actor = a_key(*ApiScope, read_only=True)
    assert actor.may(Capability.SEE_PLAN)
    assert not actor.may(Capability.IMPORT)
    assert not actor.may(Capability.RUN_SOLVER)


def test_a_missing_scope_is_refused_by_name() -> None:
    with pytest.raises(NotAllowed) as refused:
        a_key(ApiScope.VISITS_READ).require_scope(ApiScope.SOLVES_RUN)
    assert "solves.run" in refused.value.cause.sv


def test_a_key_drawn_is_told_apart_and_weighed_right_and_no_other_is() -> None:
    prefix, drawn = secret.draw()
    other_prefix, other = secret.draw()
    held = secret.kept(prefix, drawn)
    assert secret.halves(f"{prefix}.{drawn}") == (prefix, drawn)
    assert secret.is_right(prefix, drawn, held)
    assert not secret.is_right(prefix, other, held)
    assert not secret.is_right(other_prefix, drawn, held)
    assert drawn.encode() not in held


@given(st.text(max_size=80))
def test_whatever_else_is_sent_is_no_key(sent: str) -> None:
    halves = secret.halves(sent)
    assert halves is None or ".".join(halves) == sent
