"""A grid as a hand uses it: cells are drawn on a canvas, and their words stand in a hidden table behind it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.acceptance.seeing import RESTS, expect

PATIENT_MS = 60_000
ROW_PX, FIRST_COLUMN_PX = 36, 60
WALKS, ARRIVE_MS = 4, 3_000
LOOKS, LOOK_MS = 100, 100.0
EDITOR = "input.gdg-input, textarea.gdg-input"


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end and rests: one run may be followed by another at once."""
    page.evaluate("delete window.restsSince")
    page.wait_for_function(RESTS, arg=250, timeout=PATIENT_MS)


def grid(page: Page, place: int = 0) -> Locator:
    """The grid, once it is drawn."""
    found = page.get_by_test_id("stDataFrame").nth(place)
    expect(found.get_by_role("columnheader", include_hidden=True)).not_to_have_count(0, timeout=PATIENT_MS)
    return found


def cell(of: Locator, row: int, title: str) -> Locator:
    """The words of a cell; rows count from 0, as on the screen."""
    titles = _titles(of, title)
    first = of.locator("[data-testid^='glide-cell-']").first.get_attribute("data-testid") or ""
    return of.get_by_test_id(f"glide-cell-{titles.index(title) + int(first.split('-')[2])}-{row}")


def _titles(of: Locator, wanted: str) -> list[str]:
    """The titles of its columns once `wanted` is among them: a grid that is drawn anew has none for a moment."""
    columns = of.get_by_role("columnheader", include_hidden=True)
    for _ in range(LOOKS):
        titles = columns.all_inner_texts()
        if wanted in titles:
            return titles
        of.page.wait_for_timeout(LOOK_MS)
    raise AssertionError(f"no column {wanted!r}, only {titles}")


def click_row(of: Locator, row: int) -> None:
    of.locator(".dvn-scroller").click(position={"x": FIRST_COLUMN_PX, "y": ROW_PX * (row + 1) + ROW_PX // 2})


def go_to(page: Page, of: Locator, row: int, title: str) -> None:
    """Click into the row's first column and walk to the cell; once more where the grid was drawn anew on the way."""
    titles = _titles(of, title)
    for _ in range(WALKS):
        if page.get_by_test_id("portal").locator(EDITOR).count():
            page.keyboard.press("Escape")  # two clicks close upon each other opened the cell
        click_row(of, row)
        for _ in range(titles.index(title)):
            page.keyboard.press("ArrowRight")
        try:
            expect(cell(of, row, title)).to_have_attribute("aria-selected", "true", timeout=ARRIVE_MS)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the cell {title!r} of row {row} was never reached")


def reads(page: Page, of: Locator, row: int, title: str, words: str) -> None:
    """Wait until the cell holds these words.

    The hidden table is brought up to date a moment after the canvas, and now and then only when somebody walks on.
    """
    for _ in range(WALKS):
        try:
            expect(cell(of, row, title)).to_have_text(words, timeout=ARRIVE_MS)
        except AssertionError:
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowRight")
            continue
        return
    expect(cell(of, row, title)).to_have_text(words, timeout=PATIENT_MS)


def put(page: Page, of: Locator, row: int, title: str, words: str) -> None:
    """Write over a cell, and wait until the page has taken it."""
    go_to(page, of, row, title)
    page.keyboard.press("Enter")
    field = page.get_by_test_id("portal").locator(EDITOR)
    field.fill(words)
    field.press("Enter")
    reads(page, of, row, title, words)
    settled(page)


def paste(page: Page, of: Locator, row: int, title: str, table: str) -> None:
    """Paste cells copied from a spreadsheet, whose first comes here."""
    _copy(page, table)
    go_to(page, of, row, title)
    page.keyboard.press("ControlOrMeta+v")


def paste_below(page: Page, of: Locator, rows: int, table: str) -> None:
    """Paste rows copied from a spreadsheet into the empty line below the `rows` that are there."""
    _copy(page, table)
    click_row(of, rows)
    opened = page.get_by_test_id("portal").locator("input, textarea")
    expect(opened).not_to_have_count(0, timeout=PATIENT_MS)  # the new row's first cell opens by itself
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0, timeout=PATIENT_MS)
    settled(page)
    page.keyboard.press("ControlOrMeta+v")


def _copy(page: Page, table: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("table => navigator.clipboard.writeText(table)", table)
