"""A planner sees who is missing when, skill by skill, and how booked the carers are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.grids import PATIENT_MS, grid, paste, reads, settled
from tests.acceptance.seeing import expect

Photograph = Callable[[Page, str], tuple[Path, Path]]


def part(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


def test_a_planner_sees_supply_against_demand_and_its_table(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    page.goto(f"{running_app.url}/shifts")
    part(page, "Bemanning och behov")
    expect(page.get_by_text("Behövs i medeltal").first).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Luckor i alla kompetenser")).to_be_visible(timeout=PATIENT_MS)
    photograph(page, "supply")
    page.get_by_text("Samma siffror som tabell").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENT_MS)


def test_a_planner_sees_how_booked_everybody_is(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    page.goto(f"{running_app.url}/employees")
    part(page, "Beläggning")
    expect(page.get_by_test_id("stMetric").filter(has_text="Över avtal")).to_be_visible(timeout=PATIENT_MS)
    photograph(page, "utilisation")


def test_what_was_worked_is_refused_with_row_and_column_undone_done_again_and_saved(
    running_app: RunningApp, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    page.goto(f"{running_app.url}/shifts")
    grid(page)
    settled(page)
    save = page.get_by_role("button", name="Spara 1 ändring")
    paste(page, grid(page), 0, "Utfört till", "15:30")
    save.click(timeout=PATIENT_MS)
    refusal = page.get_by_test_id("stAlert").filter(has_text="Inget är sparat än.")
    expect(refusal).to_contain_text("kolumn Utfört från: Utfört slutar utan att ha börjat.", timeout=PATIENT_MS)
    photograph(page, "shift-refused")
    settled(page)
    page.get_by_role("button", name="Ångra", exact=True).click()
    expect(save).to_have_count(0, timeout=PATIENT_MS)
    settled(page)
    page.get_by_role("button", name="Gör om").click()
    reads(page, grid(page), 0, "Utfört till", "15:30:00")
    settled(page)
    paste(page, grid(page), 0, "Utfört från", "07:05")
    expect(refusal).to_have_count(0, timeout=PATIENT_MS)
    reads(page, grid(page), 0, "Utfört från", "07:05:00")
    settled(page)
    save.click()
    expect(page.get_by_text("Sparat.")).to_be_visible(timeout=PATIENT_MS)
    reads(page, grid(page), 0, "Skillnad, min", "85")
