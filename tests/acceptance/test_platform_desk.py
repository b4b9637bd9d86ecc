"""The platform's staff at their desk: a trial extended, support opened, looked at, ended by the organisation."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from data.vocabulary import Role
from services.demo_users import DEMO_USERS
from tests.acceptance.conftest import DESK, RunningApp
from tests.acceptance.districts import district
from tests.acceptance.entering import sign_in
from tests.acceptance.grids import PATIENT_MS, settled
from tests.acceptance.newcomers import services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.windows import OpenWindow

Photograph = Callable[[Page, str], tuple[Path, Path]]
STAFF = next(user for user in DEMO_USERS if user.role is Role.SUPER_ADMIN)
NAME = "Supportens distrikt"
WHY = "Planen ritas inte på kartan"


def pick(page: Page, name: str) -> None:
    """Search the organisation and pick its row."""
    page.get_by_label("Sök namn").fill(name)
    page.get_by_label("Sök namn").press("Enter")
    expect(page.get_by_text("1 organisation.")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 18, box["y"] + 52)
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=PATIENT_MS)
    settled(page)


def act(page: Page, name: str, reason: str) -> None:
    page.get_by_label("Åtgärd").click()
    page.get_by_role("option", name=name).click()
    settled(page)
    page.get_by_label(re.compile("^Skäl")).fill(reason)
    page.get_by_role("button", name="Gör det").click()


def test_the_staff_look_in_for_a_reason_and_the_organisation_ends_it(
    running_app: RunningApp, window: OpenWindow, browser_page: Page, photograph: Photograph
) -> None:
    page = browser_page
    with services_of(running_app) as services:
        town = district(services, NAME)
    sign_in(page, running_app.url, STAFF)
    pick(page, NAME)
    photograph(page, "platform-desk")
    act(page, "Begär supportåtkomst", WHY)
    expect(page.get_by_text(f"Supportåtkomst: du ser {NAME}")).to_be_visible(timeout=PATIENT_MS)
    settled(page)
    photograph(page, "platform-looking")
    page.goto(f"{running_app.url}/plan")
    expect(page.locator("button.visit").first).to_be_visible(timeout=PATIENT_MS)
    page.goto(f"{running_app.url}/clients")
    expect(page.get_by_text("Supportåtkomst ger bara rätt att titta.")).to_be_visible(timeout=PATIENT_MS)

    theirs = window(DESK)
    sign_in_as(theirs, running_app, town.manager)
    expect(theirs.get_by_text(f"Skäl: {WHY}")).to_be_visible(timeout=PATIENT_MS)
    settled(theirs)
    theirs.get_by_role("button", name="Avsluta nu").click()
    expect(theirs.get_by_text(f"Skäl: {WHY}")).to_have_count(0, timeout=PATIENT_MS)

    page.goto(f"{running_app.url}/plan")
    expect(page.get_by_text("Din roll får inte göra det här.")).to_be_visible(timeout=PATIENT_MS)
    expect(page.locator("button.visit")).to_have_count(0)

    page.goto(f"{running_app.url}/operations")
    expect(page.get_by_text("uppdateras var femte sekund")).to_be_visible(timeout=PATIENT_MS)
    photograph(page, "operations")
