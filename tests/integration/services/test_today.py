"""Today is told from the rows: every planned visit stands in the hour it begins, and what is lacking is advised."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import VisitStatus
from services.today.use_case import Today
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, acting, seed_care

ZONE = ZoneInfo("Europe/Stockholm")


def test_planned_visits_stand_in_their_hours_and_the_others_are_advised(database: Database) -> None:
    care = seed_care(database, make_tenant(database, "Sjövik"), clients=6, carers=5)
    with database.writing(acting(care)) as work:
        rows = work.visits.between(MONDAY, MONDAY)
        starts = [row.windows[0].start + timedelta(minutes=30) for row in rows[1:]]
        work.visits.record([
            replace(row, status=VisitStatus.PLANNED, employee_id=care.carers[number % 5], planned_start=start,
                    planned_end=start + timedelta(minutes=30))
            for number, (row, start) in enumerate(zip(rows[1:], starts, strict=True))
        ])  # fmt: skip
    view = Today(database).day(care.actor, MONDAY, ZONE)
    counted = {row.hour: row.visits for row in view.hours if row.visits}
    hours = [start.astimezone(ZONE).hour for start in starts]
    assert counted == {hour: hours.count(hour) for hour in hours}
    assert view.advice[0].key == "unplanned"
    assert view.advice[0].what.en == "1 visits today have no carer"
