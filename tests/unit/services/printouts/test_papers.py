"""A carer's day and a client's week on paper: complete, in local time, with names only where they were given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.printouts import Names, day_sheets, week_letters
from services.words import clock
from tests.fakes_planning import an_open_plan
from tests.unit.services.comparing.test_accepting import two_plans
from tests.unit.services.printouts.a_week import DAYS, MONDAY, NAMES, PLAN, TUESDAY, a_week

WEEK = a_week()


def test_every_carer_has_a_sheet_for_each_day_with_a_visit() -> None:
    made = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)
    assert [(sheet.day, sheet.carer) for sheet in made] == [
        (MONDAY, "Bo Ek & Son"), (MONDAY, "Eva Łuczak"), (TUESDAY, "Eva Łuczak"),
    ]  # fmt: skip


def test_a_split_day_stands_on_one_sheet_in_order_of_time() -> None:
    made = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)[0]
    assert [(clock(a), clock(b)) for a, b in made.spells] == [("07:00", "12:00"), ("16:00", "21:00")]
    assert [(clock(line.start), line.client) for line in made.lines] == [
        ("08:00", "Anna <Andersson>"), ("09:00", "Olle Öberg"), ("11:00", None), ("17:00", "Ulla"),
    ]  # fmt: skip


def test_those_who_make_a_visit_together_are_named_to_each_other() -> None:
    bo, eva, _ = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)
    assert bo.lines[1].mates == ("Eva Łuczak",)
    assert eva.lines[0].mates == ("Bo Ek & Son",)


def test_without_names_there_are_pseudonyms_and_no_address() -> None:
    for sheet in day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, Names()):
        assert sheet.carer in {"Bo", "Eva"}
        assert {line.address for line in sheet.lines} == {None}


def test_only_the_carers_asked_for_get_a_sheet() -> None:
    made = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES, ("Eva",))
    assert {sheet.carer_id for sheet in made} == {"Eva"}


def test_a_client_reads_who_comes_and_that_nobody_does() -> None:
    letters = {letter.client_id: letter for letter in week_letters(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)}
    olle = letters["Olle"]
    assert [day.day for day in olle.days] == [MONDAY, TUESDAY]
    (line,) = olle.days[0].lines  # two carers, one visit
    assert line.mates == ("Bo Ek & Son", "Eva Łuczak")
    assert not olle.days[1].lines


@given(st.integers(0, 2**32))
def test_every_visit_of_any_plan_is_on_exactly_one_sheet_and_in_one_letter(seed: int) -> None:
    problem, plan, _, _ = two_plans(seed)
    opened = an_open_plan(problem, plan)
    far = (MONDAY.replace(year=2026), MONDAY.replace(year=2028))
    made = day_sheets(opened.columns, opened.timetable, plan, far, Names())
    on_sheets = [line.id for sheet in made for line in sheet.lines if line.client is not None]
    assert sorted(on_sheets) == sorted(plan.served())
    letters = week_letters(opened.columns, opened.timetable, plan, far, Names())
    told = [line.id for letter in letters for day in letter.days for line in day.lines]
    group = {visit.id: visit.group_id or visit.id for visit in problem.visits}
    days_of = {(group[line.id], sheet.day) for sheet in made for line in sheet.lines if line.client is not None}
    assert {group[visit_id] for visit_id in told} == {each for each, _ in days_of}
