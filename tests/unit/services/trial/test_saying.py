"""What is said of two plans: the sum with its band, honestly what is worse, and nothing of too small a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.vocabulary import PlanKind
from services.charts.worth_bars import tornado, waterfall
from services.comparing.beside import beside
from services.constraints.kind import DEFAULT_WEIGHTS
from services.kpi import USUAL
from services.planning.views import OpenPlan
from services.trial.choosing import first_pair
from services.trial.tables import assumptions_table, figures_table, swings_table, worth_table
from services.trial.views import Return, returned
from services.trial.words import freed, verdict, warnings
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes_planning import an_open_plan

MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, MONDAY)
PROBLEM = a_problem(
    *(a_visit(name, km=km) for name, km in (("Anna", 5), ("Olle", 10), ("Siv", 15), ("Tore", 20), ("Ulla", 25))),
    a_shift("Bo", "07:00-20:00"), a_shift("Eva", "07:00-20:00"),
)  # fmt: skip
TWO_ROUNDS = {"Bo": ["Anna 07:05", "Siv 07:50", "Ulla 08:40"], "Eva": ["Olle 07:10", "Tore 07:50"]}
ONE_ROUND = {"Bo": ["Anna 07:05", "Olle 07:40", "Siv 08:15", "Tore 08:50", "Ulla 09:25"]}


def opened(stops: dict[str, list[str]], number: int, kind: PlanKind) -> OpenPlan:
    return an_open_plan(PROBLEM, a_plan(stops), number=number, kind=kind, days=DAYS)


BY_HAND = opened(TWO_ROUNDS, 1, PlanKind.MANUAL)
BETTER = opened(ONE_ROUND, 2, PlanKind.OPTIMISED)
LESS = opened({"Eva": TWO_ROUNDS["Eva"]}, 3, PlanKind.OPTIMISED)


def told(by_hand: OpenPlan = BY_HAND, optimised: OpenPlan = BETTER) -> Return:
    found = beside([by_hand, optimised], DAYS, DEFAULT_WEIGHTS)
    return returned(found.plans[0], found.plans[1], found.shared, USUAL, 0.2)


def test_a_gain_is_said_with_its_band_and_a_loss_as_a_loss() -> None:
    there, back = told(), told(BETTER, BY_HAND)
    assert there.year.total == pytest.approx(-back.year.total) != 0
    assert "is worth" in verdict(there, Language.EN)
    assert "costs" in verdict(back, Language.EN)
    assert "skiljer sig inte" in verdict(told(BETTER, BETTER), Language.SV)


def test_what_is_worse_is_named_with_how_much() -> None:
    worse = " ".join(warnings(told(BETTER, BY_HAND), Language.SV))
    assert "Sämre i den optimerade planen" in worse
    assert "restid +" in worse
    assert "Sämre" not in " ".join(warnings(told(BETTER, BETTER), Language.SV))


def test_care_left_out_and_few_days_are_said_before_the_sum_is_believed() -> None:
    said = " ".join(warnings(told(BY_HAND, LESS), Language.EN))
    assert "3 visits fewer" in said
    assert "1 of 14 days" in said


@pytest.mark.parametrize("language", Language)
def test_freed_time_is_told_apart_from_payroll(language: Language) -> None:
    said = freed(told(), language)
    assert ("sjunker personalkostnaden" if language is Language.SV else "the cost of staff falls") in said


def test_how_many_carers_four_clients_meet_is_not_told() -> None:
    few = a_problem(*(a_visit(name, km=5) for name in ("Anna", "Olle", "Siv", "Tore")), a_shift("Bo", "07:00-20:00"))
    plan = an_open_plan(few, a_plan({"Bo": ["Anna 07:05"]}), days=DAYS)
    assert "continuity_all" not in told(plan, plan).slugs
    assert "continuity_all" in told().slugs


@pytest.mark.parametrize("language", Language)
def test_tables_say_what_the_sum_is_in_the_words_of_the_language(language: Language) -> None:
    found = told()
    worth, figures = worth_table(found, language), figures_table(found, language)
    assert sum(int(str(row[2])) for row in worth.raw[:-1]) == pytest.approx(int(str(worth.raw[-1][2])), abs=3)
    assert len(figures.shown) == len(found.slugs)
    assert len(swings_table(found, language).shown) == len(found.band_of_year.swings)
    own = assumptions_table(replace(USUAL, wage_sek=150), language).shown[0]
    assert own[2] == ("Egen uppgift" if language is Language.SV else "Your own figure")


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_charts_write_every_amount_beside_the_colour(is_dark: bool) -> None:
    steps = waterfall([("Travel", 10_000.0), ("Care", -2500.0)], "Sum", Language.EN, is_dark=is_dark)
    assert list(steps.data[0].text) == ["+10,000", "−2,500", "+7,500"]
    lower, higher = tornado([("Wage", 5000.0, 9000.0)], 7500.0, Language.EN, is_dark=is_dark).data
    assert lower.marker.pattern.shape != higher.marker.pattern.shape


def test_the_pair_with_most_days_in_common_is_looked_at_first() -> None:
    later = replace(BETTER.summary, first_day=date(2027, 3, 1), last_day=date(2027, 3, 14))
    assert first_pair([later, BETTER.summary, BY_HAND.summary]) == (BY_HAND.summary, BETTER.summary)
    assert first_pair([later, BY_HAND.summary]) is None
