"""`seed-demo`: lays demo data into the demo organisation, a day of a small one or a fortnight of a whole district."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict

from services.access import Actor
from services.bootstrap import open_services
from services.cli.saying import answer
from services.demo import DemoSize
from services.demo_organization import DemoOrganization
from services.demo_seeding.ids import DEMO_ORGANIZATION_ID, demo_id
from services.demo_users import DEMO_USERS
from services.settings import BadSetting, read_settings


def run(arguments: list[str]) -> int:
    """0 when the data are there, 2 when a setting cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m services seed-demo",
        description="Needs the same CAIRE_HOME or DATABASE_URL and master key as the app.",
    )
    parser.add_argument("--size", choices=[size.value for size in DemoSize], default=DemoSize.S.value)
    parser.add_argument("--history", action="store_true", help="lay 90 performed days before it too")
    asked = parser.parse_args(arguments)
    size = DemoSize(asked.size)
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"Demo data cannot be laid. {refused}", file=sys.stderr)
        return 2
    since = time.perf_counter()
    with open_services(settings) as services:
        DemoOrganization(services.database).switch(is_on=True)
        filled = services.demo.prepare() if size is DemoSize.S else services.demo.fill_fortnight(_planner())
        history = services.demo.fill_history() if asked.history else None
    days = {name: str(value) for name, value in asdict(filled).items() if name.endswith("_day")}
    past = {} if history is None else {"history_first_day": str(history.first_day), "history_visits": history.visits}
    answer({**asdict(filled), **days, **past, "seconds": round(time.perf_counter() - since, 1)})
    return 0


def _planner() -> Actor:
    planner = DEMO_USERS[0]
    return Actor(DEMO_ORGANIZATION_ID, demo_id(planner.email), planner.role, is_demo=True)
