"""Every action of the product by every role, on a real database, held against the matrix written by hand."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Context
from services.access import Actor
from services.accounts.managing import RoleWish
from services.bootstrap import Services, build
from services.errors import CareError, NotAllowed
from services.passwords import hash_password
from services.words import Text
from tests import roles
from tests.fakes import settings_for
from tests.integration.conftest import Tenant
from tests.integration.services.care import Care, seed_care
from tests.integration.services.plausible import arguments

PASSWORD = "ett bra långt lösenord"
ACTIONS = {each.name: each for each in roles.actions()}


@dataclass(frozen=True)
class Door:
    """Everybody's session, and who it says acts now."""

    services: Services
    owner: psycopg.Connection[tuple[object, ...]]
    emails: dict[str, str]
    tokens: dict[str, str]
    ids: dict[str, UUID]

    def sign_in(self, person: str) -> None:
        token = self.services.signing_in.redeem(
            self.services.signing_in.admit(self.emails[person], PASSWORD, "10.0.0.1")
        )
        assert token is not None
        self.tokens[person] = token

    def actor(self, person: str) -> Actor:
        found = self.services.signing_in.resolve(self.tokens[person])
        assert found is not None
        return found.actor


@pytest.fixture(scope="module")
def services(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Services:
    return build(settings_for(tmp_path_factory.mktemp("home")), database)


@pytest.fixture(scope="module")
def owner(owner_url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The database's owner, who sees every row and may turn the clock."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SET row_security = off")
        yield connection


@pytest.fixture(scope="module")
def door(
    services: Services, own: Tenant, other: Tenant, owner: psycopg.Connection[tuple[object, ...]]
) -> Door:  # fmt: skip
    """One user of each role, signed in; `other` is a trial that has ended."""
    care = seed_care(services.database, own, clients=2, carers=1)
    end_trial(owner, other.organization_id)
    hashed = hash_password(PASSWORD)
    emails, ids = {}, {}
    for person in roles.people():
        user = user_of(person, care)
        with services.database.writing(home_of(person, services, own, other)) as work:
            work.users.add(user, hashed)
        emails[person], ids[person] = user.email, user.id
    found = Door(services, owner, emails, {}, ids)
    for person in roles.people():
        found.sign_in(person)
    return found


def user_of(person: str, care: Care) -> UserRow:
    user_id, role = new_id(), roles.role_of(person)
    return UserRow(
        user_id, person, f"{user_id}@example.test", role, UserStatus.ACTIVE,
        care.carers[0] if role is Role.EMPLOYEE else None, care.clients[0] if role is Role.CLIENT else None,
    )  # fmt: skip


def home_of(person: str, services: Services, own: Tenant, other: Tenant) -> Context:
    if person != Role.SUPER_ADMIN:
        return (other if person == roles.ENDED else own).acting()
    platform = Context(PLATFORM_ORGANIZATION_ID, None, Role.SUPER_ADMIN)
    with services.database.writing(platform) as work:
        work.organizations.make_own("Plattformen")
    return platform


def end_trial(owner: psycopg.Connection[tuple[object, ...]], organization_id: UUID) -> None:
    owner.execute(
        "UPDATE caire.organizations SET status = 'trial', trial_expiration_date = current_date - 2 WHERE id = %s",
        [organization_id],
    )


def method_of(services: Services, action: str) -> Callable[..., object]:
    service, _, method = action.partition(".")
    found: Callable[..., object] = getattr(getattr(services, service), method)
    return found


def told(act: Callable[[], object]) -> CareError | None:
    """What the actor is told when it is not done."""
    try:
        act()
    except CareError as refused:
        return refused
    return None


class LookedFirst(CareError):
    """An argument was looked at before the actor was asked for the capability."""

    def __init__(self) -> None:
        told = Text(sv="Frågades för sent.", en="Asked too late.")
        super().__init__("an argument was looked at first", told, told)


class Untouched:
    """An argument nobody may look at: who may not do a thing is told so before anything else."""

    def __getattribute__(self, name: str) -> object:
        raise LookedFirst


def tried_blindly(method: Callable[..., object], actor: Actor) -> Callable[[], object]:
    unseen = {
        name: Untouched()
        for name, each in inspect.signature(method).parameters.items()
        if name != "actor" and each.default is inspect.Parameter.empty
    }
    return partial(method, actor, **unseen)


def everything(owner: psycopg.Connection[tuple[object, ...]]) -> dict[str, object]:
    """A sum over every row of every table."""
    tables = owner.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('caire', 'sec', 'public')"
    ).fetchall()
    one = " UNION ALL ".join(
        f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {name} t"
        for (name,) in tables
    )
    return {str(name): (count, total) for name, count, total in owner.execute(one).fetchall()}


@pytest.mark.parametrize("person", roles.people())
def test_who_may_not_is_told_so_first_and_nothing_changes(door: Door, person: str) -> None:
    actor, before = door.actor(person), everything(door.owner)
    wrong = {}
    for action in ACTIONS.values():
        expected = action.refusal(person)
        if expected is None:
            continue
        found = told(tried_blindly(method_of(door.services, action.name), actor))
        if not isinstance(found, NotAllowed) or (found.code, found.cause) != (expected.code, expected.cause):
            wrong[action.name] = found and found.code
    assert wrong == {}
    assert everything(door.owner) == before


@pytest.mark.parametrize("person", roles.people())
def test_who_may_is_never_told_otherwise(door: Door, person: str) -> None:
    actor, wrong = door.actor(person), {}
    for action in ACTIONS.values():
        if person not in action.may or action.name in ELSEWHERE:
            continue
        method = method_of(door.services, action.name)
        found = told(partial(method, actor, **arguments(method)))
        if found is not None and found.code.startswith("ACCESS-"):
            wrong[action.name] = found.code
    assert wrong == {}


ELSEWHERE = {"demo.fill_fortnight", "demo.fill_sick_day", "trial.take_out"}
"""Laying a fortnight takes seconds and a report needs a real comparison; that they are allowed is shown there."""


def test_nothing_that_acts_for_somebody_is_missing_from_the_matrix(services: Services) -> None:
    acting = {
        f"{field.name}.{name}"
        for field in dataclasses.fields(services)
        for name, method in inspect.getmembers(getattr(services, field.name), inspect.ismethod)
        if not name.startswith("_") and takes_an_actor(method)
    }
    assert acting == set(ACTIONS)


def takes_an_actor(method: Callable[..., object]) -> bool:
    first = next(iter(inspect.signature(method).parameters.values()), None)
    return first is not None and first.annotation == "Actor"


def test_no_action_stands_in_the_matrix_twice() -> None:
    assert len(roles.actions()) == len(ACTIONS)


def test_another_role_ends_the_session_and_a_trial_that_ends_makes_it_read_only(door: Door, own: Tenant) -> None:
    for person in ("scheduler", "admin"):
        door.sign_in(person)
    assert not door.actor("scheduler").read_only
    end_trial(door.owner, own.organization_id)
    assert door.actor("scheduler").read_only
    again = "UPDATE caire.organizations SET status = 'active', trial_expiration_date = NULL WHERE id = %s"
    door.owner.execute(again, [own.organization_id])
    door.services.accounts.change_role(door.actor("admin"), door.ids["scheduler"], RoleWish(Role.ADMIN))
    assert door.services.signing_in.resolve(door.tokens["scheduler"]) is None
