"""Two plans side by side, told visit by visit, carer by carer and client by client."""

from __future__ import annotations

from services.dayof.differences import Happened, differences
from services.dayof.telling import Teller
from services.problem import Problem
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock


def a_town() -> Problem:
    return a_problem(*[a_visit(name, km=i) for i, name in enumerate(("Anna", "Olle", "Tore", "Siv"))],
                     a_shift("Bo"), a_shift("Eva"))  # fmt: skip


BEFORE = a_plan({"Bo": ["Anna 08:00", "Olle 10:00"], "Eva": ["Tore 09:00"]})
AFTER = a_plan({"Bo": ["Anna 08:30"], "Eva": ["Olle 10:00", "Siv 11:00"]})


def test_every_visit_that_is_not_as_it_was_is_there_once_with_what_becomes_of_it() -> None:
    found = differences((a_town(), BEFORE), (a_town(), AFTER))
    assert {each.visit_id: each.happened for each in found.visits} == {
        "Anna": Happened.RETIMED,
        "Olle": Happened.HANDED_OVER,
        "Tore": Happened.UNPLANNED,
        "Siv": Happened.PLANNED,
    }
    assert [each.visit_id for each in found.visits] == ["Anna", "Tore", "Olle", "Siv"]
    assert (found.same_carer, found.served_in_both) == (1, 2)


def test_a_start_that_moves_less_than_a_minute_is_no_difference() -> None:
    almost = a_plan({"Bo": ["Anna 08:00:59", "Olle 10:00"], "Eva": ["Tore 09:00"]})
    assert differences((a_town(), BEFORE), (a_town(), almost)).visits == ()


def test_carers_are_told_what_they_get_and_give_and_how_their_work_changes() -> None:
    found = {each.carer_id: each for each in differences((a_town(), BEFORE), (a_town(), AFTER)).carers}
    assert (found["Bo"].visits, found["Bo"].gives, found["Bo"].gets) == ((2, 1), ("Olle",), ())
    assert (found["Eva"].gives, found["Eva"].gets) == (("Tore",), ("Olle", "Siv"))
    assert found["Bo"].travel_s == (2 * 60, 0)


def test_clients_are_told_whom_they_have_not_met_in_the_plan_before() -> None:
    found = {each.client_id: each for each in differences((a_town(), BEFORE), (a_town(), AFTER)).clients}
    assert (found["Olle"].carers, found["Olle"].new_carers) == ((1, 1), ("Eva",))
    assert (found["Tore"].carers, found["Tore"].new_carers) == ((1, 0), ())


def test_what_is_new_and_what_is_cancelled_is_told_from_what_is_given_or_taken() -> None:
    more = a_problem(*a_town().visits[:3], a_visit("Siv.akut"), *a_town().shifts)
    found = differences((a_town(), BEFORE), (more, BEFORE))
    assert {each.visit_id: each.happened for each in found.visits} == {
        "Siv": Happened.CANCELLED,
        "Siv.akut": Happened.ADDED,
    }


def test_differences_read_well_in_both_languages() -> None:
    found = differences((a_town(), BEFORE), (a_town(), AFTER))
    teller = Teller(a_town(), a_town())
    said = [teller.visit(each)(Language.SV) for each in found.visits]
    assert said == [
        "Anna flyttas från 08:00 till 08:30 hos Bo.",
        "Tore har ingen längre (var Eva 09:00).",
        "Olle går från Bo till Eva, kl. 10:00.",
        "Siv får Eva, kl. 11:00.",
    ]
    assert teller.visit(found.visits[2])(Language.EN) == "Olle goes from Bo to Eva, at 10:00."
    bo, eva = (next(each for each in found.carers if each.carer_id == who) for who in ("Bo", "Eva"))
    assert teller.carer(bo)(Language.EN).startswith("Bo: 2 → 1 visit, −")
    assert "min resa" in teller.carer(eva)(Language.SV)
    olle = next(each for each in found.clients if each.client_id == "Olle")
    assert teller.client(olle)(Language.SV) == "Olle: 1 → 1 medarbetare, ny: Eva."


def test_a_plan_of_several_days_says_on_which_day_a_visit_changes() -> None:
    days = a_problem(
        a_visit("Anna", "07:00-16:00+1"), a_visit("Siv"), a_shift("Bo"), a_shift("Bo.2", "07:00+1-16:00+1")
    )
    before = a_plan({"Bo": ["Anna 08:00", "Siv 10:00"], "Bo.2": []})
    after = a_plan({"Bo": ["Siv 11:00"], "Bo.2": ["Anna 09:00+1"]})
    said = [Teller(days, days).visit(each)(Language.SV) for each in differences((days, before), (days, after)).visits]
    assert said == [
        "Anna flyttas från mån 1/2 08:00 till tis 2/2 09:00 hos Bo.",
        "Siv mån 1/2 flyttas från 10:00 till 11:00 hos Bo.",
    ]


def test_an_added_visit_nobody_has_yet_says_so() -> None:
    more = a_problem(*a_town().visits, a_visit("Siv.akut"), *a_town().shifts)
    (each,) = differences((a_town(), BEFORE), (more, BEFORE)).visits
    assert Teller(a_town(), more).visit(each)(Language.EN) == "Siv is new and has nobody yet."
    assert clock("08:00") < clock("08:30")
