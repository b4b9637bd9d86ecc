"""Somebody who wants to try: from the sign-in page to a plan of demo data; and back where the address is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from data.ids import new_id
from tests.acceptance.conftest import RunningApp
from tests.acceptance.grids import PATIENT_MS, settled
from tests.acceptance.seeing import expect

Photograph = Callable[[Page, str], tuple[Path, Path]]
PASSWORD = "sju gröna elefanter"
SOLVES_MS = 180_000


def start_a_trial(page: Page, url: str, email: str, *, with_demo: bool) -> None:
    """Fill in the form, as a stranger does who came to the sign-in page, and send it."""
    page.goto(url)
    page.get_by_text("Prova gratis i 30 dagar").click(timeout=PATIENT_MS)
    expect(page.get_by_label("Organisationens namn")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    for label, words in (
        ("Organisationens namn", "Hemtjänsten Norr"),
        ("Ditt namn", "Nina Ny"),
        ("E-postadress", email),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    if not with_demo:
        page.get_by_text("Egen fil, som du läser in själv").click()
    page.get_by_role("button", name="Starta provperioden").click()


def test_a_trial_is_started_filled_with_demo_data_and_planned_with_one_click(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    start_a_trial(page, running_app.url, f"{new_id()}@example.test", with_demo=True)
    expect(page.get_by_role("heading", name="Kom igång")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Provperiod: 30 dagar kvar")).to_be_visible()
    solve = page.get_by_role("button", name="Räkna ut en plan")
    expect(solve).to_be_visible(timeout=SOLVES_MS)
    settled(page)
    photograph(page, "trial-ready")
    solve.click()
    stop = page.get_by_role("button", name="Stoppa och behåll det bästa")
    expect(stop).to_be_visible(timeout=SOLVES_MS)
    expect(page.get_by_text(re.compile(r"^[1-9][\d,]* av 30 s$"))).to_be_visible(timeout=SOLVES_MS)
    stop.click()
    expect(page.get_by_role("button", name="Öppna planen")).to_be_visible(timeout=SOLVES_MS)
    photograph(page, "trial-planned")


def test_somebody_with_a_file_is_led_to_the_import_and_a_known_address_makes_nothing_new(
    running_app: RunningApp, browser_page: Page
) -> None:
    page, email = browser_page, f"{new_id()}@example.test"
    start_a_trial(page, running_app.url, email, with_demo=False)
    page.get_by_role("button", name="Till Importera").click(timeout=PATIENT_MS)
    expect(page.get_by_role("heading", name="Importera")).to_be_visible(timeout=PATIENT_MS)
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("button", name="Logga in")).to_be_visible(timeout=PATIENT_MS)

    start_a_trial(page, running_app.url, email, with_demo=False)
    expect(page.get_by_label("Organisationens namn")).to_have_value("", timeout=PATIENT_MS)  # it was loaded anew
    expect(page.get_by_role("button", name="Logga ut")).to_have_count(0)
