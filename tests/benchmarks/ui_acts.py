"""What is measured at a planner's desk, one function each: the list to add to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from playwright.sync_api import Browser, Page

from tests.acceptance.conftest import DESK

LONGEST_MS = 120_000
# Components of our own draw inside shadow roots; Streamlit says on its root element when a run is over.
LIBRARY = """
    const all = (selector, root = document) => [
        ...root.querySelectorAll(selector),
        ...[...root.querySelectorAll("*")].filter(e => e.shadowRoot).flatMap(e => all(selector, e.shadowRoot)),
    ];
    const text = selector => all(selector).map(e => e.textContent).join("|");
    const rests = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
"""
TODAY = ""
"""The first page has no address of its own."""
BOARD = ".visit"
GRID = "[data-testid=data-grid-canvas] [role=gridcell]"
COUNT, HEADING = "[data-testid=stCaptionContainer]", "h3"
INSPECTOR = ".st-key-plan_inspector"


@dataclass(frozen=True)
class Desk:
    """A planner signed in, and the browser to open other windows in."""

    page: Page
    browser: Browser
    url: str
    turns: Iterator[int] = field(default_factory=count)

    def there(self, condition: str, argument: object = None, page: Page | None = None) -> None:
        """Wait until the condition holds, looked at in every frame the browser draws."""
        script = f"argument => {{ {LIBRARY} return {condition} }}"
        (page or self.page).wait_for_function(script, arg=argument, polling="raf", timeout=LONGEST_MS)

    def said(self, selector: str) -> str:
        """What stands there now."""
        return str(self.page.evaluate(f"selector => {{ {LIBRARY} return text(selector) }}", selector))

    def timed(self, act: Callable[[], object], condition: str, argument: object = None) -> float:
        """Milliseconds from the act until the condition holds."""
        begun = time.perf_counter()
        act()
        self.there(condition, argument)
        return 1000 * (time.perf_counter() - begun)

    def open(self, address: str, condition: str) -> None:
        """Bring the page where a measurement begins."""
        if self.page.url.rpartition("/")[2] != address:
            self.menu(address)
        self.there(f"{condition} && rests()")

    def menu(self, address: str) -> None:
        """Choose a page in the menu, as planners do."""
        self.page.locator(f"[data-testid=stSidebarNav] a[href$='/{address}']").first.click()


@dataclass(frozen=True)
class Measurement:
    """What it is called in the table, and one sample of it in milliseconds."""

    name: str
    sample: Callable[[Desk], float]


def sign_in_page(desk: Desk) -> float:
    """A stranger opens the app in an empty browser, until the password can be typed."""
    context = desk.browser.new_context(viewport=DESK, locale="sv-SE")
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(desk.url, wait_until="commit")
    desk.there("all('input[type=password]').length > 0", page=page)
    taken = 1000 * (time.perf_counter() - begun)
    context.close()
    return taken


def today(desk: Desk) -> float:
    """The app is opened anew, which shows Today, until its last card is drawn."""
    loaded = "all('.st-key-today_plan').length > 0 && all('[data-testid=stMetric]').length >= 6 && rests()"
    return desk.timed(lambda: desk.page.goto(f"{desk.url}/{TODAY}", wait_until="commit"), loaded)


def plan_first_paint(desk: Desk) -> float:
    """Plan is chosen in the menu, until the board's visits are painted."""
    desk.open(TODAY, "all('.st-key-today_plan').length > 0")
    return desk.timed(lambda: desk.menu("plan"), f"all('{BOARD}').length > 0")


def clients_opened(desk: Desk) -> float:
    """Clients is chosen in the menu, until the grid has its cells."""
    desk.open(TODAY, "all('.st-key-today_plan').length > 0")
    return desk.timed(lambda: desk.menu("clients"), f"all('{GRID}').length > 0 && rests()")


def clients_filtered(desk: Desk) -> float:
    """Something is typed in the search over the clients, until the rows are counted anew."""
    desk.open("clients", f"all('{GRID}').length > 0")
    before = desk.said(COUNT)
    search = desk.page.locator(".st-key-clients-search input")
    search.fill("K00" if next(desk.turns) % 2 else "K01")
    return desk.timed(lambda: search.press("Enter"), f"text('{COUNT}') !== argument && rests()", before)


def day_changed(desk: Desk) -> float:
    """The next day is chosen on the plan, until heading and board show it; back again every other time."""
    desk.open("plan", f"all('{BOARD}').length > 0")
    step = "before" if next(desk.turns) % 2 else "after"
    button = desk.page.locator(f".st-key-plan-{step} button").first
    if button.is_disabled():
        step = "after" if step == "before" else "before"
        button = desk.page.locator(f".st-key-plan-{step} button").first
    before = [desk.said(HEADING), desk.said(BOARD)]
    changed = f"text('{HEADING}') !== argument[0] && text('{BOARD}') !== argument[1] && rests()"
    return desk.timed(button.click, changed, before)


def visit_selected(desk: Desk) -> float:
    """Another visit is clicked on the board, until the card beside it tells of that visit."""
    desk.open("plan", f"all('{BOARD}').length > 0")
    bars = desk.page.locator(f"button{BOARD}[aria-pressed='false']")
    bar = bars.nth(next(desk.turns) % min(20, bars.count()))
    bar.scroll_into_view_if_needed()
    before = desk.said(INSPECTOR)
    return desk.timed(bar.click, f"text('{INSPECTOR}') !== argument && rests()", before)


MEASUREMENTS = (
    Measurement("sign-in page", sign_in_page),
    Measurement("Today", today),
    Measurement("Plan, first paint", plan_first_paint),
    Measurement("Clients, opened", clients_opened),
    Measurement("Clients, filtered", clients_filtered),
    Measurement("Plan, another day", day_changed),
    Measurement("Plan, a visit selected", visit_selected),
)
