"""Whoever leaves a page by the menu comes to the page asked for, whatever stands open on the one that is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import sign_in
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import PATIENT_MS

OFTEN = 4  # without pages/shell/leaving.py about every third time ends in an empty page


@pytest.mark.parametrize("box", ["Poäng", "Filter"])
def test_the_plan_is_left_with_a_box_on_it_standing_open(box: str, running_app: RunningApp, browser_page: Page) -> None:
    page = browser_page
    sign_in(page, running_app.url)
    menu = page.get_by_test_id("stSidebarNav")
    for _ in range(OFTEN):
        menu.get_by_role("link", name="Plan", exact=True).click()
        expect(page.locator(".visit").first).to_be_visible(timeout=PATIENT_MS)
        page.get_by_role("button", name=box).first.click()
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible(timeout=PATIENT_MS)
        menu.get_by_role("link", name="Jämför planer", exact=True).click()
        expect(page.get_by_role("heading", name="Jämför planer")).to_be_visible(timeout=PATIENT_MS)
