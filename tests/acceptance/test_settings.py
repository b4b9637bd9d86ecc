"""An administrator makes a district and a key, finds it all in the log, and erases a client who asked for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets
from tests.acceptance.conftest import RunningApp
from tests.acceptance.grids import cell, grid, paste_below, settled
from tests.acceptance.newcomers import newcomer, services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page

Photograph = Callable[[Page, str], tuple[Path, Path]]
NAME = "Valborg Varg"


def test_an_administrator_sets_up_looks_back_and_keeps_a_persons_rights(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        who = newcomer(services, "Inställningsby")
        services.register.add(who.actor, [(ClientRow(new_id(), "K7"), ClientSecrets(NAME, "Storgatan 1"))])
        sign_in_as(page, running_app, who)

        open_page(page, "Inställningar")
        settled(page)
        photograph(page, "settings")
        page.get_by_test_id("stButtonGroup").get_by_text("Områden", exact=True).click(timeout=PATIENT_MS)
        settled(page)
        paste_below(page, grid(page), 0, "Norr\t5")
        settled(page)
        page.get_by_role("button", name="Spara 1 ändring").click(timeout=PATIENT_MS)
        expect(page.get_by_text("Kontor på kartan").last).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        photograph(page, "settings-districts")
        assert [(line.name, line.tolerance_min) for line in services.districts.all(who.actor)] == [("Norr", 5)]

        open_page(page, "Nycklar och webhookar")
        settled(page)
        page.get_by_text("Ny nyckel", exact=True).click()
        page.get_by_label("Vad den är till").fill("Lönesystemet")
        page.get_by_test_id("stButtonGroup").get_by_text("Läsa besök", exact=True).click()
        settled(page)
        page.get_by_role("button", name="Gör nyckeln").click()
        shown = page.get_by_test_id("stCode")
        expect(shown).to_be_visible(timeout=PATIENT_MS)
        key = shown.inner_text().strip()
        settled(page)
        photograph(page, "settings-keys")
        assert services.api_keys.admit(key).prefix == key.partition(".")[0]

        open_page(page, "Logg")
        settled(page)
        expect(cell(grid(page), 0, "Vem")).to_have_text("Nils Ny", timeout=PATIENT_MS)
        photograph(page, "audit-log")
        assert key not in page.content()

        open_page(page, "Personens rätt")
        settled(page)
        page.get_by_label("Pseudonym eller nummer").click()
        page.get_by_role("option", name="K7").click()
        settled(page)
        page.get_by_text("Radera personen", exact=True).click()
        page.get_by_label("Skriv K7 för att bekräfta").fill("K7")
        page.get_by_label("Skriv K7 för att bekräfta").press("Enter")
        settled(page)
        photograph(page, "person-erasing")
        assert NAME not in page.content()
        page.get_by_role("button", name="Radera för gott").click()
        expect(page.get_by_text("Personen är raderad.")).to_be_visible(timeout=PATIENT_MS)
        (erased,) = services.register.clients(who.actor)
        assert erased.pseudonym.startswith("Raderad")
