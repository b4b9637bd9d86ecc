"""An administrator connects the care system and a router; a pull tells what came in and what waits, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import newcomer, services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.standins.ecare.server import KEY, ZONE, a_care_system, a_task
from tests.standins.routing.server import some_routers

Photograph = Callable[[Page, str], tuple[Path, Path]]


def test_the_care_system_is_connected_pulled_and_tells_what_waits(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page, today = browser_page, datetime.now(ZONE).date()
    with services_of(running_app) as services, a_care_system() as system, some_routers() as routers:
        system.tasks = {today: [a_task(1, today, "19300101-0001", "19800101-0003", 480)]}
        who = newcomer(services, "Alfabyn")
        sign_in_as(page, running_app, who)
        open_page(page, "Anslutningar")
        travel, care = page.locator(".st-key-connection_travel"), page.locator(".st-key-connection_care")
        settled(page)
        page.get_by_test_id("stButtonGroup").get_by_text("Restider", exact=True).click(timeout=PATIENT_MS)
        settled(page)
        travel.get_by_text("Valhalla", exact=True).click(timeout=PATIENT_MS)
        travel.get_by_label("Vägtjänstens adress").fill(routers.url)
        settled(page)
        travel.get_by_role("button", name="Spara restider").click()
        expect(travel.get_by_text("Restiderna är sparade")).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        travel.get_by_role("button", name="Prova vägtjänsten").click()
        expect(travel.get_by_text("Det finns inga två platser att prova med.")).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        page.get_by_test_id("stButtonGroup").get_by_text("Vårdsystemet (Alfa eCare)").click(timeout=PATIENT_MS)
        care.get_by_label("Vårdsystemets adress").fill(system.url)
        care.get_by_label("Nyckel till vårdsystemet", exact=True).fill(KEY)
        settled(page)
        care.get_by_role("button", name="Spara vårdsystemet").click()
        expect(care.get_by_text("Anslutningen till vårdsystemet är sparad.")).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "connections-care")
        assert KEY not in page.content()

        open_page(page, "Importera")
        settled(page)
        page.get_by_role("tab", name="Vårdsystemet").click()
        settled(page)
        page.get_by_role("button", name="Hämta nu").click(timeout=PATIENT_MS)
        expect(page.get_by_role("button", name="Försök igen med allt som väntar")).to_be_visible(timeout=PATIENT_MS)
        photograph(page, "care-exchange")
        (letter,) = services.ecare.standing(who.actor).letters
        assert (letter.ref, letter.code) == ("1", "ECARE-020")
