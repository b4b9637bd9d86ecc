"""Measures the key figures page with 24 months of 340 clients: `python -m tests.benchmarks.figures_page [HOME]`.

Goals: the page 2 s, any way down 500 ms. Lays every figure of every level into a database of its own (minutes), asks
the service and draws the page by Streamlit's own test runner. HOME keeps the database, so that it is laid only once.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import streamlit as st
from streamlit.testing.v1 import AppTest

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.vault import KeyRing
from data.vocabulary import FigureLevel, Role
from pages.insights.figures import PAGE
from services.access import Actor
from services.bootstrap import build
from services.insights.counting import STORED
from services.insights.report import ReportForm
from services.insights.reporting import Reporting
from services.insights.use_case import Insights
from services.insights.views import Scope, Span
from services.signing_in import SignedIn
from services.words import Language
from tests.benchmarks.__main__ import commit
from tests.benchmarks.figures_seeding import Municipality, lay_figures, municipality
from tests.fakes import STOCKHOLM, a_context, settings_for

MASTER_KEY = bytes(32)
LAST = date(2027, 2, 28)
SPAN = Span(date(2025, 3, 1), LAST)
WEEKS = Span(LAST - timedelta(days=55), LAST)
TAKES = 5
KEPT, KEPT_IDS = "municipality.json", ("organization", "admin", "district", "client")


def main() -> int:
    """One line of figures."""
    if len(sys.argv) > 1:
        return _measured(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="caire-bench-") as home:
        return _measured(Path(home))


def _measured(home: Path) -> int:
    server = EmbeddedPostgres(home)
    owner = server.start()
    try:
        migrating.upgrade(owner)
        database = Database(
            migrating.prepare_login(owner, migrating.login_password(MASTER_KEY)), KeyRing.of(MASTER_KEY)
        )
        of = _laid(database, owner, home / KEPT)
        for name, told in (_asked(database, of) | _drawn(database, of, home)).items():
            print(f"{name:<44}{told:>9.0f} ms", flush=True)
        print(json.dumps({"commit": commit()}))
        database.close()
    finally:
        server.stop()
    return 0


def _laid(database: Database, owner: str, kept: Path) -> Municipality:
    """The figures, laid unless this home holds them already."""
    if kept.exists():
        told = json.loads(kept.read_text())
        organization, admin, district, client = (UUID(told[name]) for name in KEPT_IDS)
        return Municipality(Actor(organization, admin, Role.ADMIN), district, client)
    begun, of = time.perf_counter(), municipality(database)
    rows = lay_figures(database, owner, of, SPAN)
    print(json.dumps({"rows": rows, "laid_s": round(time.perf_counter() - begun, 1)}), flush=True)
    ids = (of.actor.organization_id, of.actor.user_id, of.district, of.client)
    kept.write_text(json.dumps(dict(zip(KEPT_IDS, map(str, ids), strict=True))))
    return of


def _asked(database: Database, of: Municipality) -> dict[str, float]:
    """Milliseconds of the service, the median of several takes."""
    insights, reporting, actor = Insights(database), Reporting(database), of.actor
    client, district = Scope(FigureLevel.CLIENT, of.client), Scope(FigureLevel.DISTRICT, of.district)
    slugs = [kpi.slug for kpi in STORED]
    questions: dict[str, Callable[[], object]] = {
        "cards of the organisation, 24 months": lambda: insights.overview(actor, SPAN),
        "every trend by month": lambda: insights.trends(actor, slugs, SPAN, "month"),
        "every trend by week": lambda: insights.trends(actor, slugs, SPAN, "week"),
        "one trend by day": lambda: insights.trend(actor, slugs[0], SPAN, "day"),
        "cost of the rules by week": lambda: insights.rule_costs(actor, SPAN, "week"),
        "cards of a district": lambda: insights.overview(actor, SPAN, district),
        "cards of a client": lambda: insights.overview(actor, SPAN, client),
        "trends of a client by week": lambda: insights.trends(
            actor, ("assigned_visits", "revenue"), SPAN, "week", client
        ),
        "down to districts": lambda: insights.breakdown(actor, "client_time_share", SPAN, FigureLevel.DISTRICT),
        "down to carers": lambda: insights.breakdown(actor, "client_time_share", SPAN, FigureLevel.EMPLOYEE),
        "down to clients": lambda: insights.breakdown(actor, "assigned_visits", SPAN, FigureLevel.CLIENT),
        "continuity of every client": lambda: insights.breakdown(actor, "continuity_14d", SPAN, FigureLevel.CLIENT),
        "the report as a web page": lambda: reporting.take_out(actor, SPAN, ReportForm.HTML, Language.SV, "", None),
    }
    return {name: statistics.median(_ms(ask) for _ in range(TAKES)) for name, ask in questions.items()}


def _drawn(database: Database, of: Municipality, home: Path) -> dict[str, float]:
    """Milliseconds of whole runs of the page, by Streamlit's own test runner; the first one loads its libraries."""
    services = build(settings_for(home), database)
    signed_in = SignedIn(of.actor, "A", "Stor", STOCKHOLM)
    ctx = a_context(home, actor=of.actor, services=services, needs=PAGE.needs, ask_again=lambda touch: signed_in)
    page = AppTest.from_function(_script, args=(ctx,), default_timeout=180)
    taken = {"page, first run": _ms(page.run)}
    for name, days in (("page, 8 weeks", (WEEKS.first_day, LAST)), ("page, 24 months", (SPAN.first_day, LAST))):
        st.cache_data.clear()
        page.date_input[0].set_value(days)
        taken[name] = _ms(page.run)
        taken[f"{name}, again"] = _ms(page.run)
    if page.exception:
        raise SystemExit(str(page.exception))
    return taken


def _script(ctx: object) -> None:
    from pages.insights.figures import PAGE

    PAGE.render(ctx)  # type: ignore[arg-type]


def _ms(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    raise SystemExit(main())
