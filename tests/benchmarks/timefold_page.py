"""A run's way to Timefold and back through the pages, at real size: `python -m tests.benchmarks.timefold_page`.

The fortnight of 3,832 visits is taken in as a file by a new organisation, planned by the built-in engine, then at the
stand-in (which checks every document against the documented schema, and solves), followed, stopped early, brought home,
opened and compared with the engine's. Says how long each step took and keeps a picture of each in
tests/screenshots/latest.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.acceptance.conftest import PICTURES
from tests.acceptance.entering import side_door
from tests.acceptance.grids import settled
from tests.acceptance.newcomers import newcomer, services_of, sign_in_as
from tests.acceptance.seeing import expect
from tests.acceptance.test_first_plan import open_page
from tests.acceptance.test_timefold import connect
from tests.benchmarks.__main__ import CASES, commit
from tests.benchmarks.ui import a_window, serving
from tests.standins.timefold import Switches, a_timefold
from tests.standins.timefold.server import KEY, Timefold

INPUT = CASES / "district-two-weeks.input.json"
LONG_MS = 300_000
MOST_SOLVING_S = 600.0
FOLLOWED_S = 20.0
"""How long the run is followed before it is stopped early."""


def main() -> int:
    """One line a step."""
    if not INPUT.exists():
        print("the fortnight is not here; CASES names its folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="caire-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)  # an unprivileged account must be able to walk to the embedded database
        own = {"CAIRE_HOME": str(home / "home"), "DEMO": "off", "CAIRE_INSIDE_HOSTS": "127.0.0.1"}
        with (
            serving(home / "home", home / "app.log", own) as app, side_door(app.url, app.home), a_window(app) as desk,
            services_of(app) as services, a_timefold(Switches(most_solving_s=MOST_SOLVING_S)) as timefold,
        ):  # fmt: skip
            sign_in_as(desk.page, app, newcomer(services, "Fjortondagarshemmet"))
            connect(desk.page, timefold.url, KEY)
            _there_and_back(desk.page, timefold)
    print(json.dumps({"commit": commit()}))
    return 0


def _there_and_back(page: Page, timefold: Timefold) -> None:
    open_page(page, "Importera")
    page.locator("input[type=file]").first.set_input_files(INPUT)
    apply = page.get_by_role("button", name="Läs in filen")
    _timed("the file looked at", lambda: expect(apply).to_be_enabled(timeout=LONG_MS), page)
    apply.click()
    _timed("taken in", lambda: expect(page.get_by_text("Filen är inläst.")).to_be_visible(timeout=LONG_MS), page)
    page.get_by_role("button", name="Kör planeringen").click()
    page.get_by_text("10 s", exact=True).click(timeout=LONG_MS)
    settled(page)
    page.get_by_role("button", name="Starta planeringen").click()
    own = page.get_by_role("button", name="Öppna planen")
    _timed("planned by the built-in engine, 10 s", lambda: expect(own).to_be_visible(timeout=LONG_MS), page)
    page.get_by_role("button", name="Ny körning").click()
    page.get_by_test_id("stButtonGroup").get_by_text("Timefold", exact=True).click(timeout=LONG_MS)
    expect(page.get_by_text("Räknar hos Timefold.")).to_be_visible(timeout=LONG_MS)
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text("5 min", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Starta planeringen").click()
    there = page.get_by_text("Timefold letar efter en bättre plan")
    _timed("submitted and at work there", lambda: expect(there).to_be_visible(timeout=LONG_MS), page)
    page.wait_for_timeout(1000 * FOLLOWED_S)
    _timed("followed for a while", lambda: None, page)
    page.get_by_role("button", name="Stoppa och behåll det bästa").click()
    kept = page.get_by_text("Stoppad: den bästa planen är sparad")
    _timed("stopped, brought home, scored by us", lambda: expect(kept).to_be_visible(timeout=LONG_MS), page)
    assert len(timefold.datasets) == 1
    page.get_by_role("button", name="Öppna planen").click()
    board = page.locator(".visit").first
    _timed("the plan opened", lambda: expect(board).to_be_visible(timeout=LONG_MS), page)
    page.get_by_role("button", name="Poäng").click()
    _timed("both scores", lambda: expect(page.get_by_text("Enligt Timefold")).to_be_visible(timeout=LONG_MS), page)
    open_page(page, "Jämför planer")
    told = page.get_by_text(re.compile(r"3.832 besök|besök som alla planer har")).first
    _timed("compared", lambda: expect(told).to_be_visible(timeout=LONG_MS), page)
    page.get_by_test_id("stButtonGroup").get_by_text("Flyttade besök", exact=True).click()
    table = page.get_by_test_id("stDataFrame").first
    _timed("moved visits", lambda: expect(table).to_be_visible(timeout=LONG_MS), page)


def _timed(what: str, wait: Callable[[], object], page: Page) -> None:
    begun = time.perf_counter()
    wait()
    print(f"{what:<40}{time.perf_counter() - begun:>8.1f} s", flush=True)
    settled(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"real-size-{what.partition(',')[0].replace(' ', '-')}.png")


if __name__ == "__main__":
    sys.exit(main())
