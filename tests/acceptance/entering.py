"""In by the side door: a session made in the app's database, for tests whose subject is not the sign-in form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from data.vocabulary import Role
from pages.shell.routes import cookie_name
from services.bootstrap import Services, open_services
from services.demo_users import DEMO_PASSWORD, DEMO_USERS, DemoUser
from services.settings import read_settings
from tests.acceptance.seeing import expect

PATIENT_MS = 60_000
PLANNER = next(user for user in DEMO_USERS if user.role is Role.SCHEDULER)
_OPEN: dict[str, Services] = {}
"""The services on the database of each app that runs, by its address."""


@contextmanager
def side_door(url: str, home: Path) -> Iterator[None]:
    """While inside, `sign_in` and `services_at` reach the database of the app at `url`."""
    with open_services(read_settings({"CAIRE_HOME": str(home)})) as services:
        _OPEN[url] = services
        try:
            yield
        finally:
            del _OPEN[url]


def services_at(url: str) -> Services:
    """The services on the database of the app at `url`."""
    return _OPEN[url]


def sign_in(page: Page, url: str, user: DemoUser = PLANNER) -> None:
    """One of the demo's people, on the first page."""
    enter(page, url, user.email, DEMO_PASSWORD)


def enter(page: Page, url: str, email: str, password: str) -> None:
    """Whoever has the password, on the first page; planners have taken the tour, which has a test of its own."""
    door, settings = _OPEN[url].signing_in, _OPEN[url].settings
    token = door.redeem(door.admit(email, password, "127.0.0.1"))
    assert token is not None
    signed_in = door.resolve(token, touch=False)
    if signed_in is not None and _OPEN[url].tours.is_due(signed_in.actor):
        _OPEN[url].tours.end(signed_in.actor)
    page.context.add_cookies([{"name": cookie_name(settings), "value": token, "url": url, "httpOnly": True}])
    page.goto(url)
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible(timeout=PATIENT_MS)
