"""A carer falls ill: from the call to the day she reads herself, through a proposal of which a part is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.acceptance.conftest import PHONE, RunningApp
from tests.acceptance.districts import BY_HAND, district, visits_by_client
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]
KEPT_CLIENT = "C001"
"""Bo's first visit: all of his others are taken from the proposal."""


def choose(page: Page, of: Locator, words: str | re.Pattern[str]) -> None:
    """Pick from a list that opens below its field."""
    of.click()
    page.get_by_role("option", name=words).first.click()
    settled(page)


def publish(page: Page, reason: str) -> None:
    settled(page)
    page.get_by_role("button", name="Publicera").click()
    field = page.get_by_label("Varför publiceras den?")
    expect(field).to_have_count(1, timeout=PATIENT_MS)
    field.fill(reason)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_text("Publicerad", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def propose_for_a_sick_carer(page: Page, name: str) -> None:
    page.get_by_role("button", name="Något har hänt").click()
    panel = page.locator(".st-key-day_of")
    expect(panel).to_be_visible(timeout=PATIENT_MS)
    choose(page, panel.get_by_role("combobox", name="Vem?"), name)
    panel.get_by_role("button", name="Ta fram ett förslag").click()
    expect(panel.get_by_text(re.compile(r"^Förslag: [1-9]\d* ändringar"))).to_be_visible(timeout=PATIENT_MS)


def take_over(page: Page, clients: list[str]) -> None:
    """What differs for these clients, from the plan that is not measured against."""
    page.get_by_test_id("stButtonGroup").get_by_text("Ta över delar", exact=True).click(timeout=PATIENT_MS)
    page.get_by_test_id("stButtonGroup").get_by_text("Klient", exact=True).click(timeout=PATIENT_MS)
    settled(page)
    for client in clients:
        choose(page, page.get_by_role("combobox", name="Vad ska tas över?"), re.compile(f"^{client} "))
    page.keyboard.press("Tab")  # closes the list
    expect(page.get_by_text(f"{len(clients)} skillnader tas över", exact=True)).to_be_visible(timeout=PATIENT_MS)


def test_a_sick_carers_visits_are_handed_over_in_part_published_and_read_by_the_carers(
    running_app: RunningApp, browser_page: Page, window: OpenWindow, photograph: Photograph
) -> None:
    page = browser_page
    mine = [stop.split(".")[0] for stop in BY_HAND["Bo"]]
    with services_of(running_app) as services:
        town = district(services, "Sjukdagen")
        services.publishing.publish(town.manager.actor, town.by_hand, 1, "Dagens plan")
        sign_in_as(page, running_app, town.planner)
        open_page(page, "Plan")
        expect(page.get_by_text("Publicerad", exact=True)).to_be_visible(timeout=PATIENT_MS)
        settled(page)

        propose_for_a_sick_carer(page, "Bo")
        panel = page.locator(".st-key-day_of")
        expect(panel.get_by_text(re.compile(f"{KEPT_CLIENT}.* går från Bo till"))).to_be_visible()
        photograph(page, "day-of-proposal")
        panel.get_by_role("button", name="Visa förslaget på tavlan").click()
        expect(page.get_by_text("Förslag", exact=True)).to_be_visible(timeout=PATIENT_MS)
        settled(page)

        panel.get_by_role("button", name="Ta över delar").click()
        expect(page.get_by_text(re.compile("^A · Publicerad")).first).to_be_visible(timeout=PATIENT_MS)
        take_over(page, [client for client in mine if client != KEPT_CLIENT])
        photograph(page, "day-of-part")
        page.get_by_role("button", name="Spara som ny plan").click()
        page.get_by_role("button", name="Öppna planen").click(timeout=PATIENT_MS)
        expect(page.locator("button.bar").first).to_be_visible(timeout=PATIENT_MS)
        publish(page, "Bo är sjuk")

        newest = max(services.planning.plans(town.planner.actor), key=lambda plan: plan.publication or 0)
        made_by = visits_by_client(services, town, newest.id)
    assert made_by[KEPT_CLIENT] == "Bo"
    assert len(made_by) == sum(map(len, BY_HAND.values()))
    assert all(made_by[client] != "Bo" for client in mine if client != KEPT_CLIENT)

    own = window(PHONE)
    sign_in_as(own, running_app, town.carers["Bo"])
    news = own.locator(".st-key-my_day_news")
    expect(news.get_by_text("är inte längre ditt")).to_have_count(len(mine) - 1, timeout=PATIENT_MS)
    settled(own)
    own.locator(".st-key-my_day-after button").last.click()
    expect(own.locator("[class*='st-key-stay_']").get_by_text(KEPT_CLIENT)).to_be_visible(timeout=PATIENT_MS)
    expect(own.get_by_text("0 av 1 klara")).to_be_visible()
    photograph(own, "day-of-my-day")
