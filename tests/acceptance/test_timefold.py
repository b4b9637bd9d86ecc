"""An administrator connects Timefold; a day is planned there, stopped early, brought home and compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.districts import district
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.standins.timefold import Switches, a_timefold
from tests.standins.timefold.server import KEY

Photograph = Callable[[Page, str], tuple[Path, Path]]
A_MINUTE_S = 60.0


def connect(page: Page, address: str, key: str) -> None:
    open_page(page, "Anslutningar")
    settled(page)
    section = page.locator(".st-key-connection_timefold")
    section.get_by_role("textbox", name="Adress", exact=True).fill(address)
    section.get_by_role("textbox", name="Nyckel", exact=True).fill(key)
    section.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Anslutningen är sparad.")).to_be_visible(timeout=PATIENT_MS)
    settled(page)  # a click while the page is still being drawn would be lost


def test_a_day_is_planned_at_timefold_stopped_early_and_compared(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services, a_timefold(Switches(most_solving_s=A_MINUTE_S)) as timefold:
        town = district(services, "Timefoldsbyn")
        sign_in_as(page, running_app, town.manager)
        connect(page, timefold.url, "fel nyckel")
        expect(page.get_by_role("textbox", name="Nyckel", exact=True)).to_have_value("")
        page.get_by_role("button", name="Prova anslutningen").click()
        expect(page.get_by_text("Timefold godtar inte nyckeln.")).to_be_visible(timeout=PATIENT_MS)
        connect(page, timefold.url, KEY)
        page.get_by_role("button", name="Prova anslutningen").click()
        expect(page.get_by_text("Timefold svarar och godtar nyckeln.")).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "connections")
        assert KEY not in page.content()

        open_page(page, "Kör planering")
        page.get_by_test_id("stButtonGroup").get_by_text("Timefold", exact=True).click(timeout=PATIENT_MS)
        expect(page.get_by_text("Räknar hos Timefold.")).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        photograph(page, "solve-timefold")
        page.get_by_role("button", name="Starta planeringen").click()
        expect(page.get_by_text("Timefold letar efter en bättre plan")).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "solve-at-timefold")
        page.get_by_role("button", name="Stoppa och behåll det bästa").click()
        expect(page.get_by_text("Stoppad: den bästa planen är sparad")).to_be_visible(timeout=PATIENT_MS)
        expect(page.get_by_text("Timefolds poäng")).to_be_visible()
        photograph(page, "solve-timefold-done")
        assert len(timefold.datasets) == 1

        page.get_by_role("button", name="Öppna planen").click()
        page.get_by_role("button", name="Poäng").click(timeout=PATIENT_MS)
        expect(page.get_by_text("Enligt Timefold")).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "plan-timefold")
        open_page(page, "Jämför planer")
        expect(page.get_by_role("heading", name="Jämför planer")).to_be_visible(timeout=PATIENT_MS)
        expect(page.get_by_text(re.compile("Importerad")).first).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "compare-timefold")
