"""`seed-demo`: lays demo data into the demo organisation: a size, or a variant of it, and its performed history."""

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
from services.demo_seeding.use_case import Demo, Filled
from services.demo_users import DEMO_USERS
from services.errors import Conflict
from services.settings import BadSetting, read_settings

RURAL, SICK_DAY = "rural", "sick-day"
VARIANTS = (RURAL, SICK_DAY)
SIZES = [size.value for size in DemoSize if size is not DemoSize.RURAL]


def run(arguments: list[str]) -> int:
    """0 when the data are there, 2 when a setting cannot be used or the days are taken."""
    parser = argparse.ArgumentParser(
        prog="python -m services seed-demo",
        description="Needs the same CAIRE_HOME or DATABASE_URL and master key as the app.",
    )
    parser.add_argument(
        "--size", choices=SIZES, help="a day of a small one (S), or a fortnight of a district or a town"
    )
    parser.add_argument("--variant", choices=VARIANTS, help="a rural district, or a day on which a carer falls ill")
    parser.add_argument("--history", action="store_true", help="lay 90 performed days before it too")
    asked = parser.parse_args(arguments)
    if asked.variant == RURAL and asked.size:
        parser.error("a rural district has a size of its own")
    if asked.variant == SICK_DAY and asked.size == DemoSize.S:
        parser.error("a day on which a carer falls ill needs a fortnight: size M or L")
    size = DemoSize.RURAL if asked.variant == RURAL else DemoSize(asked.size or (DemoSize.M if asked.variant else "S"))
    try:
        settings = read_settings()
    except BadSetting as refused:
        print(f"Demo data cannot be laid. {refused}", file=sys.stderr)
        return 2
    since = time.perf_counter()
    with open_services(settings) as services:
        DemoOrganization(services.database).switch(is_on=True)
        try:
            filled = _fill(services.demo, size, is_sick_day=asked.variant == SICK_DAY)
        except Conflict as refused:
            print(f"Demo data cannot be laid. {refused.cause.en} {refused.action.en}", file=sys.stderr)
            return 2
        past = DemoSize.M if size is DemoSize.S else size
        history = services.demo.fill_history(past) if asked.history else None
    days = {name: str(value) for name, value in asdict(filled).items() if name.endswith("_day")}
    before = {} if history is None else {"history_first_day": str(history.first_day), "history_visits": history.visits}
    answer({**asdict(filled), **days, **before, "seconds": round(time.perf_counter() - since, 1)})
    return 0


def _fill(demo: Demo, size: DemoSize, *, is_sick_day: bool) -> Filled:
    if is_sick_day:
        return demo.fill_sick_day(_planner(), size=size)
    return demo.prepare() if size is DemoSize.S else demo.fill_fortnight(_planner(), size=size)


def _planner() -> Actor:
    planner = DEMO_USERS[0]
    return Actor(DEMO_ORGANIZATION_ID, demo_id(planner.email), planner.role, is_demo=True)
