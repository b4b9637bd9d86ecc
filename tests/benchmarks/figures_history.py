"""Measures key figures over history and prints one JSON line: `python -m tests.benchmarks.figures_history`.

Two questions: how long 90 days of a district take to be counted and kept anew (goal 30 s), and how long a trend of
24 months over 340 clients takes to read by day, week and month (goal 500 ms). The first uses the demo's district made
performed by dice; the second lays rows of one figure straight into the table.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.ids import new_id
from data.repositories.figures import FigureRow
from data.repositories.people import ClientRow, ClientSecrets
from data.repositories.users import UserRow
from data.vault import KeyRing
from data.vocabulary import FigureBasis, FigureLevel, Role, UserStatus
from data.work import Context
from services.access import Actor
from services.demo import DemoSize
from services.demo_organization import DemoOrganization
from services.demo_seeding.history import lay_history
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID
from services.insights.keeping import FigureKeeping
from services.insights.use_case import Insights
from services.insights.views import Scope, Span
from tests.benchmarks.__main__ import commit

MASTER_KEY = bytes(32)
FIRST = date(2027, 2, 1)
DAYS, MONTHS_DAYS, CLIENTS, TAKES = 90, 730, 340, 7


def main() -> int:
    """One line of figures."""
    with tempfile.TemporaryDirectory(prefix="caire-bench-") as home:
        server = EmbeddedPostgres(Path(home))
        owner = server.start()
        try:
            migrating.upgrade(owner)
            url = migrating.prepare_login(owner, migrating.login_password(MASTER_KEY))
            database = Database(url, KeyRing.of(MASTER_KEY))
            DemoOrganization(database).switch(True)
            print(json.dumps({"commit": commit(), **history(database), **trends(database)}))
            database.close()
        finally:
            server.stop()
    return 0


def history(database: Database) -> dict[str, object]:
    """Seconds to count 90 performed days of a district anew, and how many figures they are."""
    with database.writing(Context(DEMO_ORGANIZATION_ID, None, Role.ADMIN.value)) as work:
        laid = lay_history(work, DemoSize.M, FIRST)
    begun, cpu_s = time.perf_counter(), time.process_time()
    kept = FigureKeeping(database).count(DEMO_ORGANIZATION_ID, FIRST - timedelta(days=DAYS), FIRST)
    return {
        "visits": laid.visits,
        "count_s": round(time.perf_counter() - begun, 1),
        "own_cpu_s": round(time.process_time() - cpu_s, 1),
        "figures": kept,
    }


def trends(database: Database) -> dict[str, object]:
    """Milliseconds, the median of several takes, for a trend of two years of every client."""
    organization, admin = new_id(), new_id()
    with database.writing(Context(organization, None, Role.SUPER_ADMIN.value)) as work:
        work.organizations.make_own("Stor")
        work.users.add(UserRow(admin, "A", f"{admin}@example.test", Role.ADMIN, UserStatus.ACTIVE), "no hash")
    clients = [new_id() for _ in range(CLIENTS)]
    span = Span(FIRST - timedelta(days=MONTHS_DAYS - 1), FIRST)
    with database.writing(Context(organization, admin, Role.ADMIN.value)) as work:
        work.people.add_clients([(ClientRow(each, f"K{i}"), ClientSecrets()) for i, each in enumerate(clients)])
        work.figures.replace(FigureBasis.PERFORMED, span.first_day, span.last_day, _rows(clients, span))
    insights, actor = Insights(database), Actor(organization, admin, Role.ADMIN)
    client = Scope(FigureLevel.CLIENT, clients[0])
    asked = {
        "trend_day_ms": lambda: insights.trend(actor, "assigned_visits", span, "day", client),
        "trend_month_ms": lambda: insights.trend(actor, "assigned_visits", span, "month", client),
        "breakdown_ms": lambda: insights.breakdown(actor, "assigned_visits", span, FigureLevel.CLIENT),
    }
    return {name: _median_ms(ask) for name, ask in asked.items()}


def _rows(clients: list[UUID], span: Span) -> list[FigureRow]:
    days = [span.first_day + timedelta(days=i) for i in range(span.days)]
    return [
        FigureRow(day, "assigned_visits", FigureLevel.CLIENT, client, 3.0, 3.0, 1.0, 3)
        for day in days
        for client in clients
    ]


def _median_ms(ask: object) -> float:
    taken = []
    for _ in range(TAKES):
        begun = time.perf_counter()
        ask()  # type: ignore[operator]
        taken.append(1000 * (time.perf_counter() - begun))
    return round(statistics.median(taken), 1)


if __name__ == "__main__":
    raise SystemExit(main())
