"""The app starts on an empty machine and greets whoever comes with the sign-in page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.acceptance.conftest import RunningApp
from tests.acceptance.seeing import expect


def test_a_stranger_is_asked_to_sign_in_whatever_address_is_opened(running_app: RunningApp, browser_page: Page) -> None:
    for address in ("/", "/plan", "/solve", "/no-such-page"):
        browser_page.goto(running_app.url + address)
        expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=30_000)


def test_the_sign_in_page_fits_a_desk_and_a_phone(
    running_app: RunningApp, browser_page: Page, pictured: Callable[[Page, str], tuple[Path, Path]]
) -> None:
    browser_page.goto(running_app.url)
    expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=30_000)
    for picture in pictured(browser_page, "sign-in"):
        assert picture.stat().st_size > 10_000
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.wait_for_timeout(500)
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_started_app_shows_the_sign_in_page_within_seconds(running_app: RunningApp, browser_page: Page) -> None:
    begun = time.monotonic()
    browser_page.goto(running_app.url)
    expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=30_000)
    assert time.monotonic() - begun < 20


def test_the_browser_can_draw_maps(browser_page: Page) -> None:
    assert browser_page.evaluate("!!document.createElement('canvas').getContext('webgl2')")
