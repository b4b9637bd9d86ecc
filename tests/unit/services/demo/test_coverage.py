"""What is given so that somebody can come: to few, and never against a client's word."""

from __future__ import annotations

from collections import Counter

import pytest

from services.demo import DemoOrganization
from services.demo.skills import SKILL_SHARES


@pytest.mark.parametrize("skill", SKILL_SHARES)
def test_delegations_stay_near_what_the_recipe_says(fortnight: DemoOrganization, skill: str) -> None:
    held = sum(any(each.skill == skill for each in employee.delegations) for employee in fortnight.employees)
    share = held / len(fortnight.employees)
    assert SKILL_SHARES[skill] - 0.05 <= share <= SKILL_SHARES[skill] + 0.15


def test_nobody_holds_a_delegation_twice(fortnight: DemoOrganization) -> None:
    for employee in fortnight.employees:
        assert max(Counter(each.skill for each in employee.delegations).values(), default=0) <= 1


def test_nobody_whom_the_client_declined_is_in_the_pool_or_the_contact(fortnight: DemoOrganization) -> None:
    for client in fortnight.clients:
        assert not set(client.declined) & {client.contact, *client.pool, *client.preferred}


def test_the_contact_belongs_to_the_clients_district_and_to_the_pool(fortnight: DemoOrganization) -> None:
    district = {employee.id: employee.district for employee in fortnight.employees}
    for client in fortnight.clients:
        assert district[client.contact] == client.home.district
        assert not client.pool or client.contact in client.pool
