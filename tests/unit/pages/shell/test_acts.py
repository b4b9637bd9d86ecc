"""A phone tells what was done at a visit: believed with the session of who did it, and told when to try again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest
from httpx import Response
from starlette.applications import Starlette

from data.ids import new_id
from data.vocabulary import ReportClock, ReportKind, Role, VisitStatus
from pages.shell.routes import cookie_name, routes
from services import bootstrap
from services.access import Actor
from services.errors import CareError
from services.portal import Attending, refusals
from services.portal.acts import Act
from services.portal.attending import Reported
from tests.browser_without_window import BrowserWithoutWindow
from tests.fakes import FakeDoor, FakeUser, services_for, settings_for

EMAIL, PASSWORD = "anna@kommunen.example", "ett bra långt lösenord"


@dataclass
class FakeAttending:
    """Takes acts, or refuses them."""

    refuses: CareError | None = None
    acts: list[Act] = field(default_factory=list)

    def report(self, actor: Actor, act: Act) -> Reported:
        if self.refuses:
            raise self.refuses
        self.acts.append(act)
        return Reported(VisitStatus.STARTED, None, None, ReportClock.LIVE)


@dataclass(frozen=True)
class Phone:
    """A browser with Anna's session."""

    browser: BrowserWithoutWindow
    attending: FakeAttending
    anna: FakeUser

    def post(self, site: str = "same-origin", **changes: str) -> Response:
        told = {"user": str(self.anna.user_id), "id": str(new_id()), "visit": str(new_id()), "kind": "START"}
        told |= {"waited": "90"} | changes
        return self.browser.post("/portal/acts", data=told, headers={"Sec-Fetch-Site": site})


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    door, attending = FakeDoor(), FakeAttending()
    anna = door.add(EMAIL, PASSWORD, role=Role.EMPLOYEE.value, subject_id=new_id())
    services = replace(services_for(settings_for(tmp_path), door), attending=cast("Attending", attending))
    bootstrap.set_current(services)
    token = services.signing_in.redeem(services.signing_in.admit(EMAIL, PASSWORD, "10.0.0.1"))
    assert token is not None
    browser = BrowserWithoutWindow(Starlette(routes=routes([])), base_url="http://localhost")
    browser.cookies[cookie_name(services.settings)] = token
    yield Phone(browser, attending, anna)
    bootstrap.set_current(None)


def test_an_act_is_taken_with_how_long_it_waited(phone: Phone) -> None:
    visit = new_id()
    answer = phone.post(visit=str(visit))
    assert (answer.status_code, answer.json()) == (200, {"visit": str(visit), "state": "STARTED"})
    assert [(act.visit_id, act.kind, act.waited_s) for act in phone.attending.acts] == [(visit, ReportKind.START, 90)]


def test_anothers_act_waits_for_its_own_user(phone: Phone) -> None:
    assert phone.post(user=str(new_id())).status_code == 401
    phone.browser.cookies.clear()
    assert phone.post().status_code == 401
    assert phone.attending.acts == []


def test_another_sites_page_reports_nothing(phone: Phone) -> None:
    assert phone.post(site="cross-site").status_code == 403
    assert phone.attending.acts == []


@pytest.mark.parametrize("garbage", [{"id": "7"}, {"visit": ""}, {"kind": "CORRECT"}, {"waited": "1e9"}], ids=str)
def test_what_cannot_be_read_is_refused_for_good_in_words(phone: Phone, garbage: dict[str, str]) -> None:
    answer = phone.post("same-origin", **garbage)
    assert answer.status_code == 422
    assert "kan inte läsas" in answer.json()["why"]


def test_what_cannot_be_is_refused_with_why_and_a_database_that_is_away_is_tried_again(phone: Phone) -> None:
    phone.attending.refuses = refusals.not_begun()
    answer = phone.post()
    assert (answer.status_code, answer.json()["why"].startswith("Besöket är inte påbörjat.")) == (422, True)
    phone.attending.refuses = refusals.database_is_away()
    assert phone.post().status_code == 503
