"""From sign-up to a solved plan: what somebody who wants to try waits for, with demo data or a file of their own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from data.ids import new_id
from services.demo import DemoSize, make
from services.demo_seeding.use_case import coming_monday, local_today
from services.integrations.timefold.writer import write_input
from tests.acceptance.conftest import DESK
from tests.acceptance.test_starting_a_trial import start_a_trial
from tests.benchmarks.ui_acts import Desk, Measurement

LONGEST_MS = 300_000
SEARCH = "10 s"
"""Search time chosen with the own file."""


@dataclass(frozen=True)
class _Newcomer:
    """A browser of somebody who has just signed up."""

    page: Page

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click(timeout=LONGEST_MS)


def _signed_up(desk: Desk, begin: Callable[[_Newcomer], None], *, with_demo: bool) -> float:
    """Milliseconds from the sign-in page in an empty browser until a solved plan can be opened."""
    context = desk.browser.new_context(viewport=DESK, locale="sv-SE", timezone_id="Europe/Stockholm")
    page = context.new_page()
    begun = time.perf_counter()
    start_a_trial(page, desk.url, f"{new_id()}@example.test", with_demo=with_demo)
    begin(_Newcomer(page))
    page.get_by_role("button", name="Öppna planen").wait_for(timeout=LONGEST_MS)
    taken = 1000 * (time.perf_counter() - begun)
    context.close()
    return taken


def with_demo_data(desk: Desk) -> float:
    """Signs up, waits for the demo data, asks for a plan with one click."""
    return _signed_up(desk, lambda who: who.presses("Räkna ut en plan"), with_demo=True)


def with_own_file(desk: Desk) -> float:
    """Signs up, takes in a fortnight of a district in Timefold's format, positions and all, and solves it."""
    problem = make(DemoSize.M, coming_monday(local_today())).problem
    raw = json.dumps(write_input(problem)).encode()

    def begin(who: _Newcomer) -> None:
        who.presses("Till Importera")
        file = {"name": "egen.json", "mimeType": "application/json", "buffer": raw}
        who.page.locator("input[type=file]").set_input_files(file, timeout=LONGEST_MS)  # type: ignore[arg-type]
        who.presses("Läs in filen")
        who.presses("Kör planeringen")
        who.page.get_by_text(SEARCH, exact=True).click(timeout=LONGEST_MS)
        who.presses("Starta planeringen")

    return _signed_up(desk, begin, with_demo=False)


TRIALS = (
    Measurement("Trial, from sign-up to a solved plan of demo data", with_demo_data, most=1),
    Measurement("Trial, from sign-up to a solved plan of an own file", with_own_file, most=1),
)
"""Once each: one address of the network starts ten trials a day, and each takes a minute."""
