"""What is measured at a planner's desk, one function each: the list to add to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from playwright.sync_api import Browser, Locator, Page

from services.demo_users import DEMO_CARER, DEMO_USERS
from tests.acceptance.conftest import DESK, PHONE
from tests.acceptance.test_signing_in import sign_in_by_form as sign_in

LONGEST_MS = 120_000
# Components of our own draw inside shadow roots; Streamlit says on its root element when a run is over.
LIBRARY = """
    // Looked at in every frame: to walk through the whole page for them would slow down what is measured.
    const roots = () => [document, ...[...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
        .map(e => e.shadowRoot).filter(Boolean)];
    const all = selector => roots().flatMap(root => [...root.querySelectorAll(selector)]);
    const text = selector => all(selector).map(e => e.textContent).join("|");
    const rests = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
"""
PRESSED = """() => {
    delete window.pressedAt;
    for (const kind of ["pointerup", "keydown"])
        addEventListener(kind, () => { window.pressedAt ??= performance.now(); }, { capture: true, once: true });
}"""
LATE_FIRST = """bars => bars.map(bar => [bar.getBoundingClientRect().right, bar.dataset.id])
    .sort((a, b) => b[0] - a[0]).slice(0, 20).map(bar => bar[1])"""
TODAY = ""
"""The first page has no address of its own."""
BOARD = ".visit"
GRID = "[data-testid=data-grid-canvas] [role=gridcell]"
COUNT, HEADING = "[data-testid=stCaptionContainer]", "h3"
INSPECTOR = ".st-key-plan_inspector"
MANAGER = DEMO_USERS[1]


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

    def felt(self, act: Callable[[], object], condition: str, argument: object = None) -> float:
        """Milliseconds on the page's own clock from the press it got (let go, or a key) until the condition holds.

        What the hand of the browser does before it presses (it waits until nothing moves) is nobody's waiting.
        """
        self.page.evaluate(PRESSED)
        act()
        script = f"argument => {{ {LIBRARY} return {condition} && performance.now() - window.pressedAt }}"
        held = self.page.wait_for_function(script, arg=argument, polling="raf", timeout=LONGEST_MS)
        return float(held.json_value())

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
    """What it is called in the table, and one sample in milliseconds; of what takes long, `most` samples at most."""

    name: str
    sample: Callable[[Desk], float]
    most: int | None = None


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


def part(desk: Desk, name: str) -> None:
    """Choose a part of the page."""
    desk.page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()


def visits_opened(desk: Desk) -> float:
    """The list of visits is chosen among the parts of Clients, until the grid has its cells."""
    desk.open("clients", f"all('{GRID}').length > 0")
    part(desk, "Klienter")
    desk.there(f"all('.st-key-clients-search').length > 0 && all('{GRID}').length > 0 && rests()")
    filters = "all('.st-key-visit_filters').length > 0"
    return desk.timed(lambda: part(desk, "Besök"), f"{filters} && all('{GRID}').length > 0 && rests()")


def visits_filtered(desk: Desk) -> float:
    """Only visits with a hindrance are asked for, or all again, until the rows are counted anew."""
    if desk.page.locator(".st-key-visit_filters").count() == 0:
        visits_opened(desk)
    toggle = desk.page.locator(".st-key-visits-hindered label").first
    before = desk.said(COUNT)
    return desk.timed(toggle.click, f"text('{COUNT}') !== argument && rests()", before)


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
    return desk.felt(button.click, changed, before)


def visit_selected(desk: Desk) -> float:
    """Another visit is clicked on the board, until the card beside it tells of that visit."""
    desk.open("plan", f"all('{BOARD}').length > 0")
    bars = desk.page.locator(f"button{BOARD}[aria-pressed='false']")
    bar = bars.nth(next(desk.turns) % min(20, bars.count()))
    bar.scroll_into_view_if_needed()
    before = desk.said(INSPECTOR)
    return desk.felt(bar.click, f"text('{INSPECTOR}') !== argument && rests()", before)


def picked(desk: Desk, *, is_late: bool = False) -> str:
    """Bring the page where an edit begins: a visit of the day picked that nothing holds; its id.

    For late visits no other waits.
    """
    desk.open("plan", f"all('{BOARD}').length > 0")
    bars = desk.page.locator(f"button{BOARD}:not([aria-label*='Låst'])")
    if is_late:
        last = bars.evaluate_all(LATE_FIRST)
        bar = desk.page.locator(f"button{BOARD}[data-id='{last[next(desk.turns) % len(last)]}']")
    else:
        bar = bars.nth(next(desk.turns) % min(20, bars.count()))
    bar.scroll_into_view_if_needed()
    visit_id = str(bar.get_attribute("data-id"))
    if bar.get_attribute("aria-pressed") != "true":
        desk.timed(bar.click, f"text('{INSPECTOR}') !== argument && rests()", desk.said(INSPECTOR))
    return visit_id


def button(desk: Desk, key: str) -> Locator:
    """One of the card's or the header's, which both are drawn anew with every edit."""
    return desk.page.locator(f".st-key-plan-{key} button:not([disabled])").first


def edited(desk: Desk, key: str, *, is_whole: bool = False) -> float:
    """From the click on a button of the card until the card says something else; whole: until all is drawn."""
    said = f"text('{INSPECTOR}') !== argument" + " && rests()" * is_whole
    taken = desk.felt(button(desk, key).click, said, desk.said(INSPECTOR))
    desk.there("rests()")
    return taken


def visit_dragged(desk: Desk, *, is_whole: bool = False) -> float:
    """A visit is dropped where there is room with another carer, until the board has its answer."""
    for _ in range(20):
        visit_id = picked(desk)
        middle = desk.page.locator(f"{BOARD}[data-id='{visit_id}']").bounding_box()
        slot = _free_slot(desk, visit_id)
        if middle is None or slot is None:
            continue
        desk.page.mouse.move(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
        desk.page.mouse.down()
        desk.page.mouse.move(*slot, steps=4)
        desk.there("all('.ghost').length > 0 && all('.slot').length > 0 && rests()")
        bar = f"all('{BOARD}').find(e => e.dataset.id === argument[0])?.ariaLabel"
        before = desk.page.evaluate(f"argument => {{ {LIBRARY} return {bar} }}", [visit_id])
        moved = f"all('.busy').length === 0 && {bar} && {bar} !== argument[1]" + " && rests()" * is_whole
        taken = desk.felt(desk.page.mouse.up, moved, [visit_id, before])
        desk.there("rests()")
        edited(desk, "undo")  # else there is no room left after twenty moves
        return taken
    raise AssertionError("no visit of the day has room with another carer in sight")


def _free_slot(desk: Desk, visit_id: str) -> tuple[float, float] | None:
    """The middle of a place in sight that is offered to the visit in another row; its prices are asked for first."""
    desk.page.locator(f"{BOARD}[data-id='{visit_id}']").hover()
    own = desk.page.locator(f"{BOARD}[data-id='{visit_id}']").bounding_box()
    desk.page.mouse.down()
    desk.page.mouse.move(700, 600, steps=4)
    desk.there("all('.ghost').length > 0 && rests()")
    boxes = [slot.bounding_box() for slot in desk.page.locator(".slot").all()]
    desk.page.keyboard.press("Escape")
    desk.page.mouse.up()
    desk.there("all('.ghost').length === 0 && rests()")
    # Near its edges the board scrolls by itself, and the place would move away under the pointer.
    lane = desk.page.locator(".scroller").bounding_box() or {"x": 0, "y": 0, "width": 1440, "height": 900}
    seen = [
        box
        for box in boxes
        if box and own and abs(box["y"] - own["y"]) > 10
        and lane["y"] + 60 < box["y"] < lane["y"] + lane["height"] - 80
        and lane["x"] + 240 < box["x"] < lane["x"] + lane["width"] - 120
    ]  # fmt: skip
    return (seen[0]["x"] + seen[0]["width"] / 2, seen[0]["y"] + seen[0]["height"] / 2) if seen else None


def visit_pinned(desk: Desk, *, is_whole: bool = False) -> float:
    """A visit is locked by its card, until card and board say so."""
    picked(desk)
    taken = edited(desk, "pin", is_whole=is_whole)
    edited(desk, "undo")
    return taken


def allowed(desk: Desk, act: Callable[[], float]) -> float:
    """The act at the first visit the rules allow it at, taken back; at some others wait, which is told and refused."""
    for _ in range(20):
        picked(desk, is_late=True)
        taken = act()
        desk.page.wait_for_timeout(400)  # the header is drawn after the card
        if desk.page.locator(".st-key-plan-undo button:not([disabled])").count():
            edited(desk, "undo")
            return taken
    raise AssertionError("the rules allow it at no visit of the day")


def visit_unassigned(desk: Desk) -> float:
    """A visit is taken out of the plan by its card, until it lies among the unplanned."""
    return allowed(desk, lambda: edited(desk, "unassign"))


def visit_cancelled(desk: Desk) -> float:
    """A visit is cancelled by its card, from the confirmation until it is gone."""

    def confirmed() -> float:
        desk.page.locator(f"{INSPECTOR} [class*='st-key-plan-cancel-'] button").first.click()
        return edited(desk, "cancel_sure")

    return allowed(desk, confirmed)


def edit_undone(desk: Desk) -> float:
    """The last edit is taken back by the button above the board, until card and board show it."""
    picked(desk)
    edited(desk, "pin")
    return edited(desk, "undo")


def seen_by_another(desk: Desk) -> float:
    """A visit is locked, until a second planner's board shows the lock in another browser."""
    visit_id = picked(desk)
    bar = f"all('{BOARD}').find(e => e.dataset.id === argument[0])"
    context = desk.browser.new_context(viewport=DESK, locale="sv-SE", timezone_id="Europe/Stockholm")
    other = context.new_page()
    sign_in(other, desk.url, MANAGER)
    other.goto(f"{desk.url}/plan", wait_until="commit")
    desk.there(f"{bar} && rests()", [visit_id], other)
    before = other.evaluate(f"argument => {{ {LIBRARY} return {bar}.ariaLabel }}", [visit_id])
    begun = time.perf_counter()
    button(desk, "pin").click()
    desk.there(f"{bar} && {bar}.ariaLabel !== argument[1]", [visit_id, before], other)
    taken = 1000 * (time.perf_counter() - begun)
    context.close()
    desk.there("rests()")
    edited(desk, "undo")
    return taken


@contextmanager
def phone(desk: Desk) -> Iterator[Page]:
    """A carer's phone, signed in, on its first page."""
    context = desk.browser.new_context(viewport=DESK, locale="sv-SE", timezone_id="Europe/Stockholm")
    page = context.new_page()
    sign_in(page, desk.url, DEMO_CARER)
    page.set_viewport_size(PHONE)
    yield page
    context.close()


AT_HAND = "all('.attending .act').length > 0"
"""The button of the visit at hand: from then on the page is of use."""


def my_day_opened(desk: Desk) -> float:
    """A carer opens the app anew on a phone, until the button of the visit at hand can be pressed."""
    with phone(desk) as page:
        desk.there(f"{AT_HAND} && rests()", page=page)
        begun = time.perf_counter()
        page.goto(desk.url, wait_until="commit")
        desk.there(AT_HAND, page=page)
        return 1000 * (time.perf_counter() - begun)


def my_day_weight(desk: Desk) -> float:
    """Kilobytes over the wire when a carer opens the app anew: files, calls and the socket, all that is not kept."""
    with phone(desk) as page:
        desk.there(f"{AT_HAND} && rests()", page=page)
        sizes: list[float] = []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived", lambda told: sizes.append(len(told["response"]["payloadData"]) * 0.75)
        )
        page.goto(desk.url, wait_until="commit")
        desk.there(f"{AT_HAND} && rests()", page=page)
        return sum(sizes) / 1000


def my_day_turned(desk: Desk) -> float:
    """A carer turns to the next day on a phone, until it is drawn."""
    with phone(desk) as page:
        desk.there(f"{AT_HAND} && rests()", page=page)
        before = page.evaluate(f"() => {{ {LIBRARY} return text('{HEADING}') }}")
        begun = time.perf_counter()
        page.locator(".st-key-my_day-after button").last.click()
        desk.there(f"text('{HEADING}') !== argument && rests()", before, page)
        return 1000 * (time.perf_counter() - begun)


MEASUREMENTS = (
    Measurement("sign-in page", sign_in_page),
    Measurement("Today", today),
    Measurement("Plan, first paint", plan_first_paint),
    Measurement("Clients, opened", clients_opened),
    Measurement("Clients, filtered", clients_filtered),
    Measurement("Visits of a fortnight, opened", visits_opened),
    Measurement("Visits of a fortnight, filtered", visits_filtered),
    Measurement("Plan, another day", day_changed),
    Measurement("Plan, a visit selected", visit_selected),
    Measurement("Edit, a visit dragged", visit_dragged),
    Measurement("Edit, a visit dragged, all drawn", partial(visit_dragged, is_whole=True)),
    Measurement("Edit, a visit locked", visit_pinned),
    Measurement("Edit, a visit locked, all drawn", partial(visit_pinned, is_whole=True)),
    Measurement("Edit, a visit taken out", visit_unassigned),
    Measurement("Edit, a visit cancelled", visit_cancelled),
    Measurement("Edit, undone", edit_undone),
    Measurement("Edit, seen by a second planner", seen_by_another),
    Measurement("My day on a phone, of use", my_day_opened),
    Measurement("My day on a phone, kilobytes", my_day_weight),
    Measurement("My day on a phone, another day", my_day_turned),
)
