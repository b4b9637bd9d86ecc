"""A small plan with all that paper must cope with: two carers together, breaks, split shifts, signs of every kind."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.planning.views import OpenPlan
from services.printouts import Names
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes_planning import an_open_plan

MADE_AT = datetime(2027, 1, 31, 15, 4, tzinfo=ZoneInfo("Europe/Stockholm"))
MONDAY, TUESDAY = date(2027, 2, 1), date(2027, 2, 2)
DAYS = (MONDAY, TUESDAY)
PROBLEM = a_problem(
    a_visit("Anna", title="Morgon, Dusch", km=5),
    a_visit("Olle.1", title="Förflyttning", km=3, minutes=20),
    a_visit("Olle.2", title="Förflyttning", km=3, minutes=20),
    a_visit("Siv", "08:00+1-12:00+1", title="=1+1; <b>Lunch</b>", km=9),
    a_visit("Ulla", title="Tillsyn"),
    a_shift("Bo", "07:00-12:00", breaks=("11:00-12:00 30",)),
    a_shift("Bo.evening", "16:00-21:00"),
    a_shift("Eva", "07:00-16:00"),
    a_shift("Eva.tuesday", "07:00+1-16:00+1"),
    groups=[["Olle.1", "Olle.2"]],
)
PLAN = a_plan(
    {
        "Bo": ["Anna 08:00", "Olle.1 09:00", "break 11:00"],
        "Bo.evening": ["Ulla 17:00"],
        "Eva": ["Olle.2 09:00"],
        "Eva.tuesday": ["Siv 08:30+1"],
    }
)
NAMES = Names(
    carers={"Bo": "Bo Ek & Son", "Eva": "Eva Łuczak"},
    clients={"Anna": "Anna <Andersson>", "Olle": "Olle Öberg"},
    addresses={"Anna": 'Storgatan 1, "gården"', "Olle": "Ängsvägen 2"},
)


def a_week() -> OpenPlan:
    return an_open_plan(PROBLEM, PLAN)
