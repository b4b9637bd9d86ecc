"""Visits moved on the board by mouse, finger, key and card in a real browser: the same acts, the same answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.acceptance.conftest import DESK
from tests.acceptance.seeing import expect

ANNA, KAJ = "Anna Morgon", "Oplanerade: Kaj"
FIVE_MINUTES_PX = 5


@pytest.fixture
def board(browser_page: Page, board_address: str) -> Page:
    browser_page.goto(board_address)
    expect(visit(browser_page, ANNA)).to_be_visible(timeout=30_000)
    return browser_page


def visit(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def acted(page: Page, words: str, count: int = 1) -> None:
    expect(page.get_by_text(f"acts {count}: {words}")).to_be_visible()


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def minute_px(page: Page) -> float:
    """How wide a minute is drawn: Anna's visit takes thirty."""
    box = visit(page, ANNA).bounding_box()
    assert box
    return box["width"] / 30


def take(page: Page, bar: Locator) -> tuple[float, float]:
    """Press on the bar and begin to pull."""
    x, y = middle(bar)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 6, y)
    return x, y


def row(page: Page, name: str) -> float:
    return middle(page.get_by_role("button", name=name))[1]


def test_a_bar_is_dragged_to_another_carer_and_keeps_its_time(board: Page) -> None:
    x, _ = take(board, visit(board, ANNA))
    board.mouse.move(x, row(board, "Eva, 3 besök"), steps=6)
    expect(board.locator(".aim")).to_contain_text("08:00–08:30 · Eva")
    board.mouse.up()
    acted(board, "Move(visit_id='Anna', carer_id='Eva', start_s=1801465200,")
    expect(visit(board, "Anna Morgon, 08:00–08:30, Eva, Ändrat")).to_be_visible()
    expect(board.locator(".ghost")).to_have_count(0)
    expect(board.locator(".live")).to_contain_text("Sparat")


def test_a_bar_is_dragged_along_the_day_in_steps_of_five_minutes(board: Page) -> None:
    x, y = take(board, visit(board, ANNA))
    board.mouse.move(x + 38 * minute_px(board), y, steps=6)
    board.mouse.up()
    expect(visit(board, "Anna Morgon, 08:40–09:10, Bo")).to_be_visible()


def test_the_bar_keeps_its_element_and_the_board_its_scroll(board: Page) -> None:
    visit(board, ANNA).evaluate("bar => { bar.dataset.kept = 'yes' }")
    board.locator(".scroller").evaluate("scroller => { scroller.scrollLeft = 40 }")
    x, y = take(board, visit(board, ANNA))
    board.mouse.move(x + 20 * minute_px(board), y, steps=4)
    board.mouse.up()
    moved = visit(board, "Anna Morgon, 08:20–08:50, Bo")
    expect(moved).to_have_attribute("data-kept", "yes")
    assert board.locator(".scroller").evaluate("scroller => scroller.scrollLeft") == 40


def test_what_is_forbidden_says_why_and_the_bar_goes_back_by_itself(board: Page) -> None:
    x, _ = take(board, visit(board, ANNA))
    board.mouse.move(x + 180 * minute_px(board), row(board, "Eva, 3 besök"), steps=8)
    expect(board.locator(".aim")).to_contain_text("utanför fönstret")
    expect(board.locator(".ghost")).to_have_class("bar ghost wrong")
    board.mouse.up()
    expect(board.locator(".note")).to_contain_text("flytta det till en tid inom fönstret")
    expect(board.locator(".live")).to_contain_text("utanför fönstret")
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo")).to_be_visible()
    expect(board.locator(".ghost")).to_have_count(0)
    expect(board.locator(".leaving")).to_have_count(0)


def test_in_the_hand_a_visit_shows_its_windows_its_ties_and_who_takes_it_at_what_price(board: Page) -> None:
    x, y = take(board, visit(board, ANNA))
    expect(board.locator(".window")).to_have_count(1)
    expect(board.locator(".name.can")).to_have_count(2)
    expect(visit(board, "Eva, 3 besök").locator(".offer")).to_have_text("−240\u202fp")
    expect(board.locator(".slot")).to_have_count(2)
    expect(board.locator(".tied")).to_have_attribute("data-id", "Siv")
    expect(board.locator(".strip")).to_have_count(1)
    expect(visit(board, "Mats, 0 besök")).to_have_class("name cannot")
    board.mouse.move(x, row(board, "Mats, 0 besök"), steps=4)
    expect(board.locator(".aim")).to_contain_text("saknar delegering")
    board.mouse.move(x, row(board, "Eva, 3 besök"), steps=4)
    expect(board.locator(".aim")).to_contain_text("−240\u202fp (känd av klienten)")
    board.mouse.move(x + 20 * minute_px(board), row(board, "Eva, 3 besök"))
    expect(board.locator(".aim")).to_contain_text("08:20–08:50 · Eva · 08:00: −240\u202fp")  # exact at its own start
    board.mouse.move(x, y)
    board.mouse.up()
    expect(board.locator(".slot")).to_have_count(0)
    expect(board.get_by_text("acts 0")).to_be_visible()


def test_escape_puts_a_dragged_bar_back(board: Page) -> None:
    x, _ = take(board, visit(board, ANNA))
    board.mouse.move(x, row(board, "Eva, 3 besök"), steps=4)
    board.keyboard.press("Escape")
    expect(board.locator(".ghost")).to_have_count(0)
    board.mouse.up()
    expect(board.get_by_text("acts 0")).to_be_visible()
    expect(board.get_by_text("chosen None")).to_be_visible()


def test_a_chip_is_dragged_into_a_row_and_a_bar_back_into_the_lane(board: Page) -> None:
    take(board, visit(board, KAJ))
    x = middle(board.locator(".hour", has_text="13:00"))[0]
    board.mouse.move(x + 20, row(board, "Mats, 0 besök"), steps=8)
    expect(board.locator(".ghost")).to_be_visible()
    board.mouse.up()
    bar = board.locator(".visit", has_text="Kaj")
    expect(bar).to_have_attribute("data-id", "Kaj")
    take(board, bar)
    board.mouse.move(*middle(board.locator(".lane")), steps=8)
    expect(board.locator(".lane")).to_have_class("lane target")
    board.mouse.up()
    acted(board, "Unassign(visit_id='Kaj'", 2)
    expect(visit(board, KAJ)).to_be_visible()


def test_a_locked_visit_stays_in_place_and_says_how_to_unlock_it(board: Page) -> None:
    take(board, visit(board, "Rut Lunch"))
    board.mouse.move(500, 500, steps=3)
    board.mouse.up()
    expect(board.locator(".note")).to_contain_text("Lås upp det med P")
    expect(board.get_by_text("acts 0")).to_be_visible()


def test_near_the_edge_the_board_scrolls_by_itself(board: Page) -> None:
    _, y = take(board, visit(board, ANNA))
    box = board.locator(".scroller").bounding_box()
    assert box
    board.mouse.move(box["x"] + box["width"] - 6, y, steps=4)
    expect(board.locator(".aim")).to_contain_text("16:", timeout=10_000)
    assert board.locator(".scroller").evaluate("scroller => scroller.scrollLeft") > 0
    board.keyboard.press("Escape")
    board.mouse.up()


def test_a_plan_that_changed_meanwhile_refuses_the_move(board: Page, browser: Browser) -> None:
    take(board, visit(board, ANNA))
    expect(board.locator(".slot")).to_have_count(2)
    # Clicked by script: the hand is busy.
    board.get_by_role("button", name="Somebody else").evaluate("button => button.click()")
    expect(board.get_by_text("picked Anna")).to_be_visible()
    board.wait_for_timeout(800)
    board.mouse.move(middle(visit(board, ANNA))[0], row(board, "Eva, 3 besök"), steps=4)
    board.mouse.up()
    expect(board.locator(".note")).to_contain_text("har ändrats sedan dess")
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo")).to_be_visible()


def test_the_keyboard_moves_a_visit_and_sends_nothing_before_enter(board: Page) -> None:
    visit(board, ANNA).focus()
    for key in ("Alt+ArrowRight", "Alt+ArrowRight", "Alt+ArrowDown"):
        board.keyboard.press(key)
    expect(board.locator(".live")).to_contain_text("Anna Morgon 08:10–08:40 · Eva")
    expect(board.get_by_text("acts 0")).to_be_visible()
    board.keyboard.press("Enter")
    acted(board, "Move(visit_id='Anna', carer_id='Eva'")
    expect(visit(board, "Anna Morgon, 08:10–08:40, Eva, Ändrat")).to_be_focused()
    expect(board.get_by_text("chosen None")).to_be_visible()


def test_escape_undoes_what_the_keyboard_has_not_saved(board: Page) -> None:
    visit(board, ANNA).focus()
    board.keyboard.press("Alt+ArrowLeft")
    expect(board.locator(".ghost")).to_be_visible()
    board.keyboard.press("Escape")
    expect(board.locator(".ghost")).to_have_count(0)
    expect(board.locator(".live")).to_contain_text("Ingenting ändrat")
    expect(visit(board, ANNA)).to_be_focused()


def test_leaving_the_board_by_tab_puts_the_visit_back(board: Page) -> None:
    visit(board, ANNA).focus()
    board.keyboard.press("Alt+ArrowRight")
    board.keyboard.press("Tab")
    expect(board.locator(".ghost")).to_have_count(0)


def test_a_chip_is_placed_by_the_keyboard_where_it_is_offered(board: Page) -> None:
    visit(board, KAJ).focus()
    board.keyboard.press("Shift+F10")  # asks for offers
    expect(board.get_by_role("dialog")).to_contain_text("resa −2 min")
    board.keyboard.press("Escape")
    visit(board, KAJ).focus()
    board.keyboard.press("Alt+ArrowDown")
    expect(board.locator(".live")).to_contain_text("Kaj Dag 13:00–13:30 · Mats · −120\u202fp")
    board.keyboard.press("Enter")
    expect(visit(board, "Kaj Dag, 13:00–13:30, Mats")).to_be_focused()


def test_p_locks_and_unlocks_and_delete_takes_out(board: Page) -> None:
    visit(board, ANNA).focus()
    board.keyboard.press("p")
    acted(board, "PinVisit(visit_id='Anna', is_pinned=True")
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo, Låst")).to_be_focused()
    board.keyboard.press("p")
    acted(board, "PinVisit(visit_id='Anna', is_pinned=False", 2)
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo, Låst")).to_have_count(0)
    board.keyboard.press("Delete")
    expect(visit(board, "Oplanerade: Anna Morgon")).to_be_focused()


def test_the_last_act_is_taken_back_and_done_again(board: Page) -> None:
    undo, redo = visit(board, "Ångra"), visit(board, "Gör om")
    expect(undo).to_be_disabled()
    visit(board, ANNA).focus()
    board.keyboard.press("Delete")
    expect(visit(board, "Oplanerade: Anna Morgon")).to_be_focused()
    board.keyboard.press("Control+z")
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo")).to_be_visible()
    expect(redo).to_be_enabled()
    visit(board, ANNA).focus()
    board.keyboard.press("Control+Shift+z")
    expect(visit(board, "Oplanerade: Anna Morgon")).to_be_visible()
    undo.click()
    acted(board, "Undo(", 4)
    expect(visit(board, "Anna Morgon, 08:00–08:30, Bo")).to_be_visible()


def test_the_card_moves_locks_and_takes_out_without_dragging(board: Page) -> None:
    visit(board, ANNA).click(button="right")
    card = board.get_by_role("dialog", name="Anna Morgon")
    expect(card).to_be_visible()
    card.get_by_label("Medarbetare").select_option("Mats")
    card.get_by_label("Börjar").fill("08:45")
    card.get_by_role("button", name="Flytta").click()
    expect(visit(board, "Anna Morgon, 08:45–09:15, Mats")).to_be_visible()
    visit(board, ANNA).click(button="right")
    card.get_by_role("button", name="Ta ur planen").click()
    acted(board, "Unassign(visit_id='Anna'", 2)


def test_the_card_names_who_has_room_and_one_press_moves_it_there(board: Page) -> None:
    visit(board, ANNA).click(button="right")
    board.get_by_role("button", name="Eva 08:00 −240").click()
    expect(visit(board, "Anna Morgon, 08:00–08:30, Eva")).to_be_visible()


def test_a_board_nobody_may_change_cannot_be_dragged(browser_page: Page, board_address: str) -> None:
    browser_page.goto(f"{board_address}/?fixed=yes")
    expect(visit(browser_page, ANNA)).to_be_visible(timeout=30_000)
    take(browser_page, visit(browser_page, ANNA))
    expect(browser_page.locator(".ghost")).to_have_count(0)
    browser_page.mouse.up()
    expect(visit(browser_page, "Ångra")).to_have_count(0)


def test_by_client_a_visit_moves_along_its_own_row_only(browser_page: Page, board_address: str) -> None:
    browser_page.goto(f"{board_address}/?by=client")
    bar = visit(browser_page, "Bo Morgon, 08:00–08:30, Anna")
    expect(bar).to_be_visible(timeout=30_000)
    halves = [browser_page.locator(f"[data-id='Olle.{n}']").bounding_box() for n in (1, 2)]
    assert halves[0]
    assert halves[1]
    assert halves[0]["y"] + halves[0]["height"] <= halves[1]["y"]
    x, _ = take(browser_page, bar)
    browser_page.mouse.move(x, row(browser_page, "Siv, 1 besök"), steps=4)
    expect(browser_page.locator(".aim")).to_contain_text("en annan klients rad")
    browser_page.mouse.up()
    bar.focus()
    browser_page.keyboard.press("Alt+ArrowRight")
    browser_page.keyboard.press("Enter")
    acted(browser_page, "Move(visit_id='Anna', carer_id=None, start_s=1801465500,")


def test_scrolling_stays_in_the_browser_and_draws_nothing_anew(board: Page) -> None:
    drawn = board.get_by_text(re.compile("drawn [0-9]+ times"))
    before = drawn.inner_text()
    for left in (1, 200):
        board.locator(".scroller").evaluate("(scroller, left) => { scroller.scrollLeft = left }", left)
        board.wait_for_timeout(1300)
    assert drawn.inner_text() == before
    assert board.locator(".scroller").evaluate("scroller => scroller.scrollLeft") == 200


@pytest.fixture
def phone(browser: Browser, board_address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 800}, has_touch=True, locale="sv-SE")
    page = context.new_page()
    page.goto(board_address)
    expect(visit(page, ANNA)).to_be_visible(timeout=30_000)
    yield page
    context.close()


def touches(page: Page) -> Any:
    """`finger(kind, x, y)`: what a finger on the glass does."""
    session = page.context.new_cdp_session(page)

    def finger(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return finger


def test_a_finger_held_still_takes_the_visit_up_and_carries_it(phone: Page) -> None:
    finger = touches(phone)
    x, y = middle(visit(phone, ANNA))
    finger("touchStart", x, y)
    expect(phone.locator(".ghost")).to_have_count(1)
    for share in (0.3, 0.6, 1.0):
        finger("touchMove", x, y + share * (row(phone, "Eva, 3 besök") - y))
    expect(phone.locator(".aim")).to_contain_text("Eva")
    finger("touchEnd")
    expect(visit(phone, "Anna Morgon, 08:00–08:30, Eva")).to_be_visible()


def test_a_finger_that_moves_at_once_scrolls_and_takes_nothing(phone: Page) -> None:
    finger = touches(phone)
    x, y = middle(visit(phone, "Siv Städ"))
    finger("touchStart", x, y)
    for step in range(1, 12):
        finger("touchMove", x - 14 * step, y)
    phone.wait_for_timeout(600)
    expect(phone.locator(".ghost")).to_have_count(0)
    finger("touchEnd")
    assert phone.locator(".scroller").evaluate("scroller => scroller.scrollLeft") > 0
    expect(phone.get_by_text("acts 0")).to_be_visible()


def test_a_finger_held_and_let_go_opens_the_card(phone: Page) -> None:
    finger = touches(phone)
    finger("touchStart", *middle(visit(phone, ANNA)))
    expect(phone.locator(".ghost")).to_have_count(1)
    finger("touchEnd")
    expect(phone.get_by_role("dialog", name=ANNA)).to_be_visible()


def test_a_visit_put_down_glides_back_only_where_motion_is_wanted(browser: Browser, board_address: str) -> None:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", locale="sv-SE")
    page = context.new_page()
    page.goto(board_address)
    expect(visit(page, ANNA)).to_be_visible(timeout=30_000)
    made = page.locator(".board").evaluate(
        """board => { const bar = document.createElement('i'); bar.className = 'bar ghost returning'
        board.append(bar); const told = getComputedStyle(bar).transitionDuration; bar.remove(); return told }"""
    )
    assert made == "0s"
    context.close()
