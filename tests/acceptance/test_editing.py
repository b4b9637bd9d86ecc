"""A planner changes a plan by the card of a visit, takes it back, and publishes it; two planners see each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from services.demo_users import DEMO_CARER, DEMO_USERS
from tests.acceptance.conftest import DESK, RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.grids import settled
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS, open_page
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]
MANAGER = DEMO_USERS[1]


def pick_a_visit(page: Page) -> None:
    """The last visit of the last row, by its button on the board: nothing waits for it."""
    open_page(page, "Plan")
    bar = page.locator("button.bar").last
    expect(bar).to_be_visible(timeout=PATIENT_MS)
    bar.click()
    expect(page.get_by_test_id("stMarkdownContainer").get_by_text("Medarbetare").first).to_be_visible()
    settled(page)


def card(page: Page) -> Locator:
    return page.locator(".st-key-plan_inspector")


def test_a_visit_is_locked_taken_out_put_back_and_published(
    running_app: RunningApp, browser_page: Page, window: OpenWindow, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    pick_a_visit(page)
    photograph(page, "edit-card")
    card(page).get_by_role("button", name="Lås", exact=True).click()
    expect(page.get_by_text("Utkast", exact=True)).to_be_visible(timeout=PATIENT_MS)
    expect(card(page).get_by_role("button", name="Lås upp")).to_be_visible(timeout=PATIENT_MS)
    settled(page)  # until then the buttons of before stand beside those of now
    card(page).get_by_role("button", name="Lås upp").click()
    expect(card(page).get_by_role("button", name="Lås", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)

    card(page).get_by_role("button", name="Flytta").click()
    expect(page.get_by_role("radiogroup", name="Plats finns hos")).to_be_visible(timeout=PATIENT_MS)
    photograph(page, "edit-offers")
    page.keyboard.press("Escape")
    settled(page)

    others = window(DESK)
    sign_in(others, running_app.url, MANAGER)
    open_page(others, "Plan")
    expect(others.get_by_text("Utkast", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(others)

    card(page).get_by_role("button", name="Ta ur planen").click()
    expect(card(page).get_by_text("Oplanerat")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    others.get_by_role("button", name="Historik").or_(others.locator("button:has-text('history')")).first.click()
    expect(others.get_by_text(re.compile("togs ur planen"))).to_be_visible(timeout=PATIENT_MS)
    photograph(others, "edit-history")
    others.close()

    page.locator(".st-key-plan-undo button:not([disabled])").first.click()
    expect(card(page).get_by_role("button", name="Ta ur planen")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Ångrat:")).to_be_visible(timeout=PATIENT_MS)
    settled(page)  # the buttons of before are taken away when the page is whole again
    page.get_by_role("button", name="Publicera").click()
    reason = page.get_by_label("Varför publiceras den?")
    expect(reason).to_have_count(1, timeout=PATIENT_MS)
    reason.fill("Dagens plan")
    photograph(page, "edit-publish")
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_text("Publicerad", exact=True)).to_be_visible(timeout=PATIENT_MS)
    photograph(page, "edit-published")


def test_a_carer_reads_the_day_on_a_phone(running_app: RunningApp, browser_page: Page, photograph: Photograph) -> None:
    page = browser_page
    sign_in(page, running_app.url, DEMO_CARER)
    expect(page.get_by_role("button", name="Föregående dag").or_(page.locator(".st-key-my_day")).first).to_be_visible(
        timeout=PATIENT_MS
    )
    photograph(page, "my-day")


def test_a_visit_is_moved_on_the_board_by_the_keyboard(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    pick_a_visit(page)
    page.wait_for_timeout(2000)
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("flyttades från"))).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Utkast", exact=True)).to_be_visible(timeout=PATIENT_MS)
