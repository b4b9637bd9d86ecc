"""Grids in a real browser: several cells at once, undo step by step, and two planners on the same client."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from data.vocabulary import Role
from services.demo_users import DEMO_USERS
from tests.acceptance.conftest import DESK, RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.grids import PATIENT_MS, cell, grid, paste, put, settled
from tests.acceptance.seeing import expect
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]
MANAGER = next(user for user in DEMO_USERS if user.role is Role.ADMIN)
HOURS = "Beviljat, h/mån"
SAVE = re.compile(r"^Spara \d+ ändring")


@pytest.fixture
def second_page(window: OpenWindow, running_app: RunningApp) -> Page:
    """Another browser, in which the manager is signed in and has the clients open."""
    page = window(DESK)
    sign_in(page, running_app.url, MANAGER)
    opened(page, running_app)
    return page


def opened(page: Page, app: RunningApp, address: str = "clients") -> None:
    page.goto(f"{app.url}/{address}")
    grid(page)
    settled(page)


def of_the_demo(page: Page) -> None:
    """Only the demo's own clients: what other tests have taken in stands between them."""
    page.get_by_label("Sök pseudonym").fill("K00")
    page.get_by_label("Sök pseudonym").press("Enter")
    settled(page)


def saved(page: Page) -> None:
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("Sparat.")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_role("button", name=SAVE)).to_have_count(0, timeout=PATIENT_MS)
    settled(page)


def test_two_planners_on_one_client_the_second_sees_both_and_says_what_holds(
    running_app: RunningApp, browser_page: Page, second_page: Page, photograph: Photograph
) -> None:
    first, second = browser_page, second_page
    sign_in(first, running_app.url)
    opened(first, running_app)
    for page in (first, second):
        of_the_demo(page)
    for page, row, words in ((first, 0, "41"), (first, 1, "42"), (second, 0, "51"), (second, 1, "52")):
        put(page, grid(page), row, HOURS, words)
    put(second, grid(second), 2, HOURS, "53")
    saved(first)

    second.get_by_role("button", name=SAVE).click()
    expect(second.get_by_text("Någon annan har ändrat samma rader under tiden.")).to_be_visible(timeout=PATIENT_MS)
    rows = second.locator("[class*='st-key-clients-clash-']")
    expect(rows).to_have_count(2)
    expect(rows.first.get_by_role("cell", name="51")).to_be_visible()
    expect(rows.first.get_by_role("cell", name="41")).to_be_visible()
    expect(second.get_by_role("button", name=SAVE)).to_be_disabled()
    photograph(second, "grid-clash")

    settled(second)
    rows.filter(has_text="K001").get_by_role("button", name="Behåll mitt").click()
    expect(rows.filter(has_text="K001")).to_have_count(0, timeout=PATIENT_MS)
    settled(second)
    rows.filter(has_text="K002").get_by_role("button", name="Ta deras").click()
    expect(rows).to_have_count(0, timeout=PATIENT_MS)
    settled(second)
    saved(second)
    opened(first, running_app)
    of_the_demo(first)
    for row, words in enumerate(("51", "42", "53")):
        expect(cell(grid(first), row, HOURS)).to_have_text(words)


def test_what_is_typed_is_undone_step_by_step_and_outlives_a_search_and_another_page(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    opened(page, running_app)
    before = cell(grid(page), 4, HOURS).inner_text()
    put(page, grid(page), 4, HOURS, "61")
    paste(page, grid(page), 4, HOURS, "62\n63\n64")
    expect(page.get_by_role("button", name="Spara 3 ändringar")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible(timeout=PATIENT_MS)
    expect(cell(grid(page), 4, HOURS)).to_have_text("61", timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Gör om").click()
    expect(cell(grid(page), 5, HOURS)).to_have_text("63", timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible(timeout=PATIENT_MS)
    settled(page)

    page.get_by_label("Sök pseudonym").fill("K001")
    page.get_by_label("Sök pseudonym").press("Enter")
    expect(page.get_by_text("1 klient", exact=True)).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Medarbetare", exact=True).click()
    expect(page.get_by_role("heading", name="Medarbetare")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Klienter och besök").click()
    expect(page.get_by_role("heading", name="Klienter och besök")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    expect(cell(grid(page), 4, HOURS)).to_have_text("61", timeout=PATIENT_MS)
    settled(page)

    page.get_by_text("Visa ändringarna (1)").click()
    photograph(page, "grid-changes")
    page.get_by_role("button", name="Ångra raden").click()
    expect(cell(grid(page), 4, HOURS)).to_have_text(before, timeout=PATIENT_MS)
    expect(page.get_by_role("button", name=SAVE)).to_have_count(0, timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(cell(grid(page), 4, HOURS)).to_have_text("61", timeout=PATIENT_MS)
    page.get_by_role("button", name="Ångra allt").click()
    expect(cell(grid(page), 4, HOURS)).to_have_text(before, timeout=PATIENT_MS)


def test_a_save_that_is_refused_names_row_and_column_and_keeps_what_was_typed(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    opened(page, running_app)
    of_the_demo(page)
    put(page, grid(page), 5, "Pseudonym", "K001")
    page.get_by_role("button", name=SAVE).click()
    refusal = page.get_by_test_id("stAlert").filter(has_text="Inget är sparat än.")
    expect(refusal).to_contain_text("K006, kolumn Pseudonym: K001 står på flera rader.", timeout=PATIENT_MS)
    photograph(page, "grid-refused")
    expect(cell(grid(page), 5, "Pseudonym")).to_have_text("K001")
    page.get_by_role("button", name="Ångra allt").click()
    expect(cell(grid(page), 5, "Pseudonym")).to_have_text("K006", timeout=PATIENT_MS)
    expect(refusal).to_have_count(0, timeout=PATIENT_MS)


def test_every_part_of_the_pages_with_grids_opens_without_a_fault(running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    for address in ("employees", "shifts", "clients", "import"):
        page.goto(f"{running_app.url}/{address}")
        expect(page.get_by_role("heading").first).to_be_visible(timeout=PATIENT_MS)
        settled(page)
        parts = page.get_by_test_id("stMain").get_by_role("radio")
        for place in range(1, parts.count()):
            parts.nth(place).click()
            settled(page)
            expect(page.get_by_text("Något gick fel")).to_have_count(0)
        expect(page.get_by_text("Något gick fel")).to_have_count(0)
