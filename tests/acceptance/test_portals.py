"""The portals on a phone: a visit ended in a cellar counts once, a client's wish is answered, nobody is shut out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from data.repositories.visit_reports import ReportRow
from data.repositories.visits import VisitRow
from data.vocabulary import ReportKind, VisitStatus
from data.work import Context
from services.bootstrap import Services
from tests.acceptance.conftest import PHONE, RunningApp
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.portals import ZONE, Home, home
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.acceptance.test_plan_keyboard import grave
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]
KEPT = "() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.startsWith('caire.acts.')))"


@pytest.fixture
def phone(window: OpenWindow) -> Page:
    return window(PHONE)


def on_record(services: Services, house: Home) -> tuple[list[ReportRow], dict[UUID, VisitRow]]:
    """Every act at Anna's visits, and the visits as planners see them."""
    today = datetime.now(ZONE).date()
    days = (today - timedelta(days=1), today + timedelta(days=1))
    acting = Context(house.manager.actor.organization_id, house.manager.actor.user_id, "admin")
    with services.database.reading(acting) as work:
        visits = {row.id: row for row in work.visits.wanted(*days)}
        return work.visit_reports.of(house.visits, *days), visits


def test_a_visit_ended_without_a_network_survives_a_reload_and_counts_once(
    running_app: RunningApp, phone: Page, photograph: Photograph
) -> None:
    with services_of(running_app) as services:
        house = home(services, "I källaren")
        sign_in_as(phone, running_app, house.anna)
        card = phone.locator("[class*='st-key-stay_']").first
        expect(card.get_by_text("Nyckel 4")).to_be_visible(timeout=PATIENT_MS)
        assert not grave(phone)
        card.get_by_role("button", name="Starta besök").click()
        expect(card.get_by_role("button", name="Avsluta besök")).to_be_visible(timeout=PATIENT_MS)
        expect(card.get_by_text("Nu", exact=True)).to_be_visible(timeout=PATIENT_MS)
        settled(phone)

        phone.context.set_offline(True)
        card.get_by_role("button", name="Avsluta besök").click()
        expect(phone.get_by_text("Väntar på nätet. 1 sparat")).to_be_visible(timeout=PATIENT_MS)
        expect(phone.get_by_role("button", name="Starta besök")).to_be_visible()  # the next one's, meanwhile
        kept = phone.evaluate(KEPT)
        assert str(house.visits[0]) in kept
        assert not any(name in kept for name in ("Karl", "Klara", "Storgatan"))
        assert [row.kind for row in on_record(services, house)[0]] == [ReportKind.START]
        with pytest.raises(BrowserError, match="ERR_INTERNET_DISCONNECTED"):
            phone.reload()

        phone.context.set_offline(False)
        phone.goto(running_app.url)
        expect(phone.get_by_text("1 av 2 klara")).to_be_visible(timeout=PATIENT_MS)
        settled(phone)
        phone.reload()
        expect(phone.get_by_text("1 av 2 klara")).to_be_visible(timeout=PATIENT_MS)
        settled(phone)
        photograph(phone, "my-day-reported")
        assert phone.evaluate(KEPT) == "[]"
        acts, visits = on_record(services, house)
    assert [row.kind for row in acts] == [ReportKind.START, ReportKind.FINISH]
    assert [visits[each].status for each in house.visits] == [VisitStatus.DONE, VisitStatus.PLANNED]


def test_a_client_reads_who_comes_wishes_by_keys_alone_and_reads_the_planners_answer(
    running_app: RunningApp, phone: Page, browser_page: Page, photograph: Photograph
) -> None:
    with services_of(running_app) as services:
        house = home(services, "Hemma hos Karl")
        sign_in_as(phone, running_app, house.karl)
        visits = phone.locator(".st-key-my_visits")
        expect(visits.get_by_text("Anna kommer")).to_be_visible(timeout=PATIENT_MS)
        assert not grave(phone)
        visits.get_by_text("Vem som kommer", exact=True).click()
        expect(visits.get_by_text("Kommer gärna oftare")).to_be_visible(timeout=PATIENT_MS)
        settled(phone)
        visits.get_by_label("Vill du berätta något mer? (frivilligt)").focus()
        phone.keyboard.type("Hon kan min katt")
        phone.keyboard.press("Tab")
        phone.keyboard.press("Enter")
        expect(visits.get_by_text("Vill gärna få besök av Anna")).to_be_visible(timeout=PATIENT_MS)
        expect(visits.get_by_text("Väntar på svar")).to_be_visible()
        photograph(phone, "my-visits")

        page = browser_page
        sign_in_as(page, running_app, house.manager)
        open_page(page, "Pass och fordon")
        page.get_by_test_id("stButtonGroup").get_by_text("Önskemål", exact=True).click(timeout=PATIENT_MS)
        expect(page.get_by_text("Hon kan min katt")).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        page.get_by_label("Svar i ord (frivilligt)").fill("Så gärna")
        page.get_by_label("Svar i ord (frivilligt)").press("Enter")
        settled(page)
        photograph(page, "wishes-to-answer")
        page.get_by_role("button", name="Ja", exact=True).click()
        expect(page.get_by_text("Inga önskemål väntar på svar")).to_be_visible(timeout=PATIENT_MS)

        phone.reload()
        expect(visits.get_by_text("Svar: Så gärna")).to_be_visible(timeout=PATIENT_MS)
