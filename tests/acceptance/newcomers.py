"""An organisation that has just been made, beside the demo organisation of the running app, and its planner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Context
from services.access import Actor
from services.bootstrap import Services
from services.passwords import hash_password
from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import enter, services_at

PASSWORD = "ett alldeles nytt distrikt"


@dataclass(frozen=True)
class Newcomer:
    """A planner of an empty organisation."""

    email: str
    actor: Actor


@contextmanager
def services_of(app: RunningApp) -> Iterator[Services]:
    """The services on the database of the running app, for what no page can do yet."""
    yield services_at(app.url)


def newcomer(services: Services, name: str) -> Newcomer:
    """A new organisation with nothing but its planner."""
    organization_id, user_id = new_id(), new_id()
    email = f"{user_id}@example.test"
    with services.database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
        work.organizations.make_own(name)
        planner = UserRow(user_id, "Nils Ny", email, Role.ADMIN, UserStatus.ACTIVE)
        work.users.add(planner, hash_password(PASSWORD))
    return Newcomer(email, Actor(organization_id, user_id, Role.ADMIN))


def sign_in_as(page: Page, app: RunningApp, who: Newcomer) -> None:
    enter(page, app.url, who.email, PASSWORD)
