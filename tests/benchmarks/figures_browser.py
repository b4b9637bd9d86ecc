"""Measures the key figures page in Chromium with 24 months of 340 clients.

    python -m tests.benchmarks.figures_browser HOME [part of a name …]

HOME is what `python -m tests.benchmarks.figures_page HOME` has laid. Goals: the page 2 s, any way down 500 ms.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Locator

from pages.shell.routes import cookie_name
from services.bootstrap import open_services
from services.settings import read_settings
from services.signing_in import ABSOLUTE_S
from tests.benchmarks.__main__ import commit
from tests.benchmarks.figures_page import KEPT, KEPT_IDS, MASTER_KEY, SPAN
from tests.benchmarks.ui import a_window, p95, serving
from tests.benchmarks.ui_acts import Desk
from tests.benchmarks.work_share import our_share

TAKES = 20
ADDRESS = f"figures?first={SPAN.first_day}&last={SPAN.last_day}&figure=assigned_visits"
DRAWN = "all('[data-testid=stMetric]').length >= 6 && all('.js-plotly-plot .main-svg').length > 0 && rests()"
ROW_PX = 35
LEVELS = {"Område": "DISTRICT", "Medarbetare": "EMPLOYEE", "Klient": "CLIENT"}


@dataclass(frozen=True)
class Sitting:
    """The manager's window, one method a measurement."""

    desk: Desk

    def opened(self) -> float:
        """The page is loaded anew at its address, until cards and charts are drawn."""
        return self.desk.timed(lambda: self.desk.page.goto(f"{self.desk.url}/{ADDRESS}", wait_until="commit"), DRAWN)

    def chosen_in_the_menu(self) -> float:
        """From Today by the menu, with the days the page shows first."""
        self.desk.menu("")
        self.desk.there("all('[data-testid=stMetric]').length > 0 && location.pathname === '/' && rests()")
        return self.desk.timed(lambda: self.desk.menu("figures"), f"location.pathname === '/figures' && {DRAWN}")

    def down_to(self, level: str) -> Callable[[], float]:
        """Those below are listed by another level, until their table is drawn."""

        def sample() -> float:
            self._whole()
            self._press("Medarbetare" if level != "Medarbetare" else "Klient")
            listed = f"all('.st-key-figures_down [class*=figures-rows-{LEVELS[level]}] canvas').length > 0"
            return self.desk.felt(lambda: self._button(level).click(), f"{listed} && rests()")

        return sample

    def down_to_one(self) -> float:
        """A row is chosen, until all figures on the page are that client's."""
        self._whole()
        self._press("Klient")
        grid = self.desk.page.locator(".st-key-figures_down [data-testid=stDataFrame]").first
        grid.scroll_into_view_if_needed()
        scroller = grid.locator(".dvn-scroller")
        before = self.desk.said("[data-testid=stMetric]")
        changed = f"text('[data-testid=stMetric]') !== argument && {DRAWN}"
        return self.desk.felt(lambda: scroller.click(position={"x": 15, "y": int(1.5 * ROW_PX)}), changed, before)

    def _whole(self) -> None:
        if "level=organization" not in self.desk.page.url:
            self.opened()

    def _button(self, word: str) -> Locator:
        return self.desk.page.locator(".st-key-figures_down").get_by_text(word, exact=True).first

    def _press(self, word: str) -> None:
        self._button(word).click()
        self.desk.page.wait_for_timeout(400)
        self.desk.there("rests()")


def main() -> int:
    """A row for each way to the figures."""
    home = Path(sys.argv[1])
    told = json.loads((home / KEPT).read_text())
    organization, admin = (UUID(told[name]) for name in KEPT_IDS[:2])
    environment = {"CAIRE_HOME": str(home), "CAIRE_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(), "DEMO": "off"}
    with serving(home, home / "app.log", environment) as app, a_window(app) as desk:
        _enter(desk, environment, organization, admin)
        sitting = Sitting(desk)
        ways: dict[str, Callable[[], float]] = {
            "opened at its address": sitting.opened,
            "chosen in the menu": sitting.chosen_in_the_menu,
            "down to districts": sitting.down_to("Område"),
            "down to carers": sitting.down_to("Medarbetare"),
            "down to clients": sitting.down_to("Klient"),
            "down to one client": sitting.down_to_one,
        }
        wanted = sys.argv[2:]
        for name, sample in ways.items():
            if wanted and not any(part in name for part in wanted):
                continue
            first = sample()
            with our_share() as share:
                taken = [sample() for _ in range(TAKES)]
            print(f"{name:<28}first {first:>6.0f} ms, median {statistics.median(taken):>6.0f}, "
                  f"p95 {p95(taken):>6.0f}, share {share()}", flush=True)  # fmt: skip
    print(json.dumps({"commit": commit()}))
    return 0


def _enter(desk: Desk, environment: dict[str, str], organization: UUID, admin: UUID) -> None:
    """A session of the municipality's admin, who has no password."""
    token = secrets.token_urlsafe(32)
    settings = read_settings(environment)
    with open_services(settings) as services, services.database.door() as door:
        digest = hashlib.sha256(token.encode()).digest()
        assert door.start_session(organization, admin, digest, 1, ABSOLUTE_S)
    desk.page.context.add_cookies([{"name": cookie_name(settings), "value": token, "url": desk.url, "httpOnly": True}])


if __name__ == "__main__":
    raise SystemExit(main())
