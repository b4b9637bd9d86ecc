"""The demo organisation: its users exist only while DEMO is on."""

from __future__ import annotations

import pytest

from data.connect import Database
from data.vocabulary import Role
from services.demo_organization import DEMO_NAME, DEMO_ORGANIZATION_ID, DemoOrganization
from services.demo_users import DEMO_PASSWORD, DEMO_USERS
from services.errors import NotAllowed
from services.signing_in import SigningIn


@pytest.fixture
def demo(database: Database) -> DemoOrganization:
    return DemoOrganization(database)


@pytest.fixture
def signing_in(database: Database) -> SigningIn:
    return SigningIn(database.door, b"k" * 32)


def who(signing_in: SigningIn, email: str) -> tuple[str, Role] | None:
    try:
        token = signing_in.redeem(signing_in.admit(email, DEMO_PASSWORD, "10.0.0.1"))
    except NotAllowed:
        return None
    found = signing_in.resolve(token or "")
    return None if found is None else (found.user_name, found.actor.role)


def test_switched_on_every_demo_user_signs_in_switched_off_nobody_does(
    demo: DemoOrganization, signing_in: SigningIn
) -> None:
    everybody = [(user.name, user.role) for user in DEMO_USERS]
    demo.switch(is_on=True)
    assert [who(signing_in, user.email) for user in DEMO_USERS] == everybody
    demo.switch(is_on=False)
    assert [who(signing_in, user.email) for user in DEMO_USERS] == [None] * len(DEMO_USERS)
    demo.switch(is_on=True)
    assert [who(signing_in, user.email) for user in DEMO_USERS] == everybody


def test_switching_off_ends_the_sessions_that_were_open(demo: DemoOrganization, signing_in: SigningIn) -> None:
    demo.switch(is_on=True)
    tokens = [signing_in.redeem(signing_in.admit(user.email, DEMO_PASSWORD, "10.0.0.1")) for user in DEMO_USERS]
    demo.switch(is_on=False)
    assert [signing_in.resolve(token or "") for token in tokens] == [None] * len(DEMO_USERS)


def test_starting_twice_makes_nothing_twice(demo: DemoOrganization, signing_in: SigningIn) -> None:
    for _ in range(3):
        demo.switch(is_on=True)
    planner = next(user for user in DEMO_USERS if user.role is Role.SCHEDULER)
    token = signing_in.redeem(signing_in.admit(planner.email, DEMO_PASSWORD, "10.0.0.1"))
    found = signing_in.resolve(token or "")
    assert found is not None
    assert found.actor.organization_id == DEMO_ORGANIZATION_ID
    assert found.actor.is_demo
    assert found.organization_name == DEMO_NAME


def test_carer_and_client_are_somebody_and_the_platform_is_elsewhere(
    demo: DemoOrganization, signing_in: SigningIn
) -> None:
    demo.switch(is_on=True)
    for user in DEMO_USERS:
        found = signing_in.resolve(signing_in.redeem(signing_in.admit(user.email, DEMO_PASSWORD, "10.0.0.1")) or "")
        assert found is not None
        assert (found.actor.subject_id is not None) == (user.role in {Role.EMPLOYEE, Role.CLIENT})
        assert (found.actor.organization_id == DEMO_ORGANIZATION_ID) == (user.role is not Role.SUPER_ADMIN)
