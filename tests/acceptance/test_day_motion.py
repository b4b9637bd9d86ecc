"""The day in motion, on the board's own test page: the slider moves people, and the server is not asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.acceptance.seeing import expect


@pytest.fixture
def day(browser_page: Page, board_address: str) -> Page:
    browser_page.goto(f"{board_address}/?motion=yes")
    expect(browser_page.locator(".motion .carer")).to_have_count(2, timeout=30_000)
    return browser_page


def to(page: Page, minutes: int) -> None:
    """Slide to so many minutes after midnight."""
    page.get_by_label("Tid på dagen").evaluate(
        """(slider, minutes) => { slider.value = 1801436400000 + minutes * 60000
        slider.dispatchEvent(new Event('input', { bubbles: true })) }""",
        minutes,
    )


def test_it_begins_now_and_says_what_everybody_does(day: Page) -> None:
    expect(day.locator(".motion output")).to_have_text("10:30")
    to(day, 8 * 60 + 10)
    expect(day.locator(".motion output")).to_have_text("08:10")
    expect(day.locator(".motion p")).to_have_text("1 hos klient · 0 på väg · 1 väntar")
    to(day, 8 * 60 + 33)
    expect(day.locator(".motion p")).to_contain_text("1 på väg")


def test_whoever_is_not_at_work_is_not_on_the_map(day: Page) -> None:
    to(day, 7 * 60 + 10)
    expect(day.locator(".motion .carer:visible")).to_have_count(1)


def test_playing_moves_the_day_on_without_asking_the_server(day: Page) -> None:
    frames: list[int] = []
    day.on("websocket", lambda socket: socket.on("framesent", lambda _: frames.append(1)))
    day.reload()
    expect(day.locator(".motion output")).to_have_text("10:30", timeout=30_000)
    day.wait_for_timeout(1000)
    asked = len(frames)
    day.get_by_role("button", name="Spela upp dagen").click()
    expect(day.locator(".motion output")).not_to_have_text("10:30")
    day.wait_for_timeout(1000)
    day.get_by_role("button", name="Pausa").click()
    assert len(frames) == asked


def test_a_carer_picked_on_it_is_told(day: Page) -> None:
    to(day, 8 * 60 + 10)
    day.locator(".motion .carer", has_text="Bo").dispatch_event("click")
    expect(day.get_by_text("chosen g:Bo")).to_be_visible()
    expect(day.locator(".motion .carer.chosen")).to_have_count(1)
