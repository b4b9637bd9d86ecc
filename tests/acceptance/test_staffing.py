"""A planner sees who is missing when, skill by skill, and how booked the carers are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.acceptance.conftest import RunningApp
from tests.acceptance.test_signing_in import PATIENT_MS, sign_in

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
