"""The plan board in a real browser: what it shows, and that hand, keyboard and reader get the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.acceptance.conftest import DESK, PHONE
from tests.acceptance.seeing import expect


@pytest.fixture
def board(browser_page: Page, board_address: str) -> Page:
    browser_page.goto(board_address)
    expect(visit(browser_page, "Anna Morgon")).to_be_visible(timeout=30_000)
    return browser_page


def visit(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def chosen(page: Page, word: str) -> None:
    expect(page.get_by_text(f"chosen {word} after")).to_be_visible()


def test_every_carer_visit_and_unplanned_visit_can_be_found_by_name(board: Page) -> None:
    for name in (
        "Bo, 3 besök, Effektivitet", "Mats, 0 besök, Inga besök", "Anna Morgon, 08:00–08:30, Bo",
        "Olle Dusch, 09:00–09:40, Eva, Dubbel", "Rut Lunch, 12:00–12:30, Eva, Låst",
        "Siv Städ, 12:00–13:00, Bo, Flyttbart", "Oplanerade: Kaj Dag",
    ):  # fmt: skip
        expect(board.get_by_role("button", name=name)).to_have_count(1)
    expect(board.get_by_role("button", name="Utanför fönster")).to_have_count(1)
    expect(board.locator(".rest")).to_have_count(1)
    expect(board.locator(".travel")).not_to_have_count(0)
    expect(board.locator(".now")).to_be_visible()


def test_words_are_said_in_the_readers_language(browser_page: Page, board_address: str) -> None:
    browser_page.goto(f"{board_address}/?language=en")
    expect(browser_page.get_by_role("button", name="Bo, 3 visits, Efficiency")).to_be_visible(timeout=30_000)
    expect(browser_page.get_by_role("button", name="Whole day")).to_be_visible()


def test_a_clicked_visit_is_selected_shows_its_windows_and_rings_its_mate(board: Page) -> None:
    visit(board, "Olle Dusch, 09:00–09:40, Bo").click()
    chosen(board, "Olle.1")
    expect(visit(board, "Olle Dusch, 09:00–09:40, Bo")).to_have_attribute("aria-pressed", "true")
    expect(board.locator(".window")).to_have_count(1)
    expect(board.locator(".mate")).to_have_attribute("data-id", "Olle.2")
    expect(board.locator(".live")).to_contain_text("Olle Dusch")


def test_a_second_click_lets_go(board: Page) -> None:
    for word in ("Anna", "None"):
        visit(board, "Anna Morgon").click()
        chosen(board, word)
    expect(board.locator("[aria-pressed=true]")).to_have_count(0)


def test_a_carer_and_an_unplanned_visit_can_be_selected_too(board: Page) -> None:
    visit(board, "Eva, 3 besök").click()
    chosen(board, "g:Eva")
    visit(board, "Oplanerade: Kaj").click()
    chosen(board, "Kaj")
    expect(board.locator(".window")).to_have_count(1)


def test_when_an_unplanned_visit_could_be_made_is_brought_into_view(board: Page) -> None:
    board.set_viewport_size(PHONE)
    visit(board, "Oplanerade: Kaj").click()
    expect(board.locator(".window")).to_be_in_viewport()


def test_a_selection_made_elsewhere_is_shown(board: Page) -> None:
    board.get_by_role("button", name="Olle from elsewhere").click()
    expect(visit(board, "Olle Dusch, 09:00–09:40, Eva")).to_have_attribute("aria-pressed", "true")


def test_the_arrow_keys_walk_between_visits_and_rows(board: Page) -> None:
    visit(board, "Bo, 3 besök").focus()
    for key, name in (
        ("ArrowRight", "Anna Morgon"), ("ArrowRight", "Olle Dusch, 09:00–09:40, Bo"),
        ("ArrowDown", "Olle Dusch, 09:00–09:40, Eva"), ("End", "Rut Lunch"), ("ArrowUp", "Siv Städ"),
        ("ArrowLeft", "Olle Dusch, 09:00–09:40, Bo"), ("Home", "Bo, 3 besök"), ("ArrowUp", "Oplanerade: Kaj"),
    ):  # fmt: skip
        board.keyboard.press(key)
        expect(visit(board, name)).to_be_focused()


def test_the_keyboard_selects_and_lets_go(board: Page) -> None:
    visit(board, "Anna Morgon").focus()
    board.keyboard.press("Enter")
    chosen(board, "Anna")
    board.keyboard.press("Escape")
    chosen(board, "None")


def test_the_bars_are_one_stop_of_the_tab_key(board: Page) -> None:
    assert board.locator(".scroller button[tabindex='0']").count() == 1
    visit(board, "Rut Lunch").focus()
    assert board.locator(".scroller button[tabindex='0']").get_attribute("data-id") == "Rut"


def test_a_selection_touches_no_bar_anew(board: Page) -> None:
    visit(board, "Anna Morgon").click()
    chosen(board, "Anna")
    expect(board.locator(".window")).to_have_count(1)
    expect(board.locator(".board")).to_have_attribute("data-changed", "0")


def test_another_day_is_patched_into_the_same_board(board: Page) -> None:
    board.locator(".board").evaluate("board => { board.dataset.kept = 'yes' }")
    board.get_by_role("button", name="Tuesday").click()
    expect(visit(board, "Tove Morgon")).to_be_visible()
    expect(visit(board, "Anna Morgon")).to_have_count(0)
    expect(board.locator(".now")).to_be_hidden()
    expect(board.locator(".board")).to_have_attribute("data-kept", "yes")


def test_a_week_shows_its_days(browser_page: Page, board_address: str) -> None:
    browser_page.goto(f"{board_address}/?days=7")
    expect(visit(browser_page, "Tove Morgon")).to_have_count(1, timeout=30_000)
    expect(browser_page.locator(".hour", has_text="tis 2")).to_be_visible()


def test_zooming_widens_the_bars_and_keeps_their_place_in_time(board: Page) -> None:
    anna = visit(board, "Anna Morgon")
    board.get_by_role("button", name="Hela dagen").click()
    narrow = anna.bounding_box()
    board.get_by_role("button", name="Zooma in").click()
    wide = anna.bounding_box()
    assert narrow
    assert wide
    assert wide["width"] > narrow["width"] * 1.3


def test_another_page_and_back_shows_the_same_hours_as_large_as_before(board: Page) -> None:
    board.get_by_role("button", name="Zooma in").click()
    board.locator(".scroller").evaluate("scroller => { scroller.scrollLeft = 333 }")
    width = board.locator(".body").evaluate("body => body.offsetWidth")
    board.wait_for_timeout(300)
    for _ in range(2):
        board.get_by_text("Another page").click()
        board.wait_for_timeout(500)
    expect(visit(board, "Anna Morgon")).to_be_visible()
    assert board.locator(".body").evaluate("body => body.offsetWidth") == width
    assert board.locator(".scroller").evaluate("scroller => scroller.scrollLeft") == 333


def test_a_week_of_nineteen_hundred_visits_is_drawn_whole_and_patched_in_one_place(
    browser_page: Page, board_address: str
) -> None:
    browser_page.goto(f"{board_address}/?many=yes&days=5")
    visits = browser_page.locator(".board .visit")
    expect(visits).to_have_count(1900, timeout=60_000)
    expect(browser_page.locator(".board .name")).to_have_count(40)
    visits.first.focus()
    browser_page.keyboard.press("p")
    expect(browser_page.locator(".board .lock")).to_have_count(1 + 1, timeout=30_000)  # one in the legend
    expect(browser_page.locator(".board")).to_have_attribute("data-changed", "1")


def test_a_filtered_board_shows_the_rows_with_a_match_and_fades_the_rest(
    browser_page: Page, board_address: str
) -> None:
    browser_page.goto(f"{board_address}/?only=Anna")
    expect(visit(browser_page, "Bo, 3 besök")).to_be_visible(timeout=30_000)
    expect(browser_page.locator(".board .name")).to_have_count(1)
    expect(browser_page.locator(".board .faded")).to_have_count(2)
    expect(browser_page.locator(".board .chip")).to_have_count(0)
    visit(browser_page, "Bo, 3 besök").focus()
    browser_page.keyboard.press("End")
    expect(visit(browser_page, "Anna Morgon")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_and_weak_eyes_meet_nothing_serious(
    browser: Browser, board_address: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=DESK, color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    page.goto(board_address)
    expect(visit(page, "Anna Morgon")).to_be_visible(timeout=30_000)
    assert serious(page) == []
    visit(page, "Anna Morgon").click()
    expect(page.locator(".strip")).to_have_count(1)
    assert serious(page) == []
    visit(page, "Anna Morgon").click(button="right")
    expect(page.get_by_role("dialog")).to_contain_text("Har plats")
    assert serious(page) == []
    context.close()


def serious(page: Page) -> list[str]:
    """What axe-core finds in the board's own elements."""
    found = Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in {"serious", "critical"}]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for each in grave for node in each["nodes"] if isinstance(node["target"][0], list)  # inside the shadow root
    ]  # fmt: skip


def test_the_dark_board_stands_on_the_dark_page(browser: Browser, board_address: str) -> None:
    context = browser.new_context(viewport=DESK, color_scheme="dark", locale="sv-SE")
    page = context.new_page()
    page.goto(board_address)
    expect(visit(page, "Anna Morgon")).to_be_visible(timeout=30_000)
    ground = page.locator(".board").evaluate("board => getComputedStyle(board).backgroundColor")
    assert ground == "rgb(20, 18, 31)"
    context.close()


def test_a_visit_named_like_markup_stays_text(board: Page) -> None:
    expect(board.get_by_role("button", name="Ulf <img src=x")).to_be_visible()
    assert board.locator(".board img").count() == 0
    assert board.title() != "owned"


def test_a_phone_shows_the_board_without_scrolling_the_page_sideways(browser: Browser, board_address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(board_address)
    expect(visit(page, "Anna Morgon")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".names").evaluate("names => names.offsetWidth") == 92
    context.close()


def test_the_board_looks_as_it_should(board: Page, pictured: Callable[[Page, str], tuple[Path, Path]]) -> None:
    visit(board, "Olle Dusch, 09:00–09:40, Bo").click()
    expect(board.locator(".window")).to_have_count(1)
    desk, phone = pictured(board, "board")
    assert desk.stat().st_size > 20_000
    assert phone.stat().st_size > 10_000
