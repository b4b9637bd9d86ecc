"""What a client is told when a visit is not as it was told first."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.ids import new_id
from data.repositories.own_visits import VisitNews
from services.portal.receiving import change_of
from tests.fakes import NOON, STOCKHOLM

ANNA, BO = new_id(), new_id()
NAMES = {ANNA: "Anna", BO: "Björn"}
PLAN, VISIT = new_id(), new_id()
NINE = NOON.astimezone(STOCKHOLM).replace(hour=9, minute=0)


def told(kind: str, carer: object, was: datetime | None, start: datetime | None) -> VisitNews:
    seconds = [None if each is None else int(each.timestamp()) for each in (was, start)]
    return VisitNews(PLAN, NOON, kind, VISIT, carer, *seconds)  # type: ignore[arg-type]


def said(start: datetime, *news: VisitNews) -> str | None:
    change = change_of(ANNA, start, NAMES, news, STOCKHOLM)
    return None if change is None else change.sv


def test_another_carer_and_another_time_are_told_in_one_sentence() -> None:
    later = NINE + timedelta(minutes=30)
    news = (told("gone", BO, NINE, later), told("new", ANNA, NINE, later))
    assert said(later, *news) == "Anna kommer i stället för Björn, 30 min senare (var kl. 09:00)"


def test_the_same_carer_at_another_time_or_another_at_the_same_are_told_alone() -> None:
    earlier = NINE - timedelta(minutes=15)
    assert said(earlier, told("moved", ANNA, NINE, earlier)) == "15 min tidigare (var kl. 09:00)"
    assert said(NINE, told("gone", BO, NINE, NINE), told("new", ANNA, NINE, NINE)) == "Anna kommer i stället för Björn"


def test_a_visit_moved_to_another_day_says_from_which() -> None:
    was = NINE - timedelta(days=1)
    news = (told("gone", ANNA, was, NINE), told("new", ANNA, was, NINE))
    assert said(NINE, *news) == "flyttat från tis 2/2 kl. 09:00"


def test_what_is_new_or_has_moved_on_since_is_no_change() -> None:
    assert said(NINE) is None
    assert said(NINE, told("new", ANNA, None, NINE)) is None
    assert said(NINE, told("new", BO, NINE, NINE)) is None
    assert said(NINE + timedelta(hours=1), told("moved", ANNA, NINE - timedelta(hours=1), NINE)) is None
