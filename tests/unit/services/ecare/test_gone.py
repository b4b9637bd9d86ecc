"""Visits the care system tells of no more: which are called off, which stand and why, and when somebody is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.care_tasks import CareTaskRow
from data.repositories.visits import PinRow, VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.ecare.gone import EMPTY, MANY, Gone, Heard, Why, gone_of
from services.ecare.intake import Held
from services.importing.care.rules import Ground, Rules, Wins
from services.integrations.care_files import CareFile

NOW = datetime(2027, 2, 10, 9, tzinfo=UTC)
TODAY, HOUR, DAY = NOW.date(), timedelta(hours=1), timedelta(days=1)
CLIENT, PLACE = new_id(), new_id()
WEEK = (TODAY, TODAY + 6 * DAY)


def a_visit(number: int, start: datetime = NOW + DAY) -> VisitRow:
    window = WindowRow(start, start, start + HOUR)
    return VisitRow(
        new_id(), start.date(), CLIENT, PLACE, 1800, (window,), status=VisitStatus.PLANNED, employee_id=new_id(),
        planned_start=start, planned_end=start + HOUR / 2, external_ref=str(number),
    )  # fmt: skip


def ten() -> list[VisitRow]:
    return [a_visit(number) for number in range(10)]


def held(visits: Iterable[VisitRow], ground: Ground = Ground(), group: str = "17") -> Held:
    rows = {row.external_ref or "": row for row in visits}
    return Held(rows, {row.id: CareTaskRow(row.visit_date, row.id, group) for row in rows.values()}, ground)


def heard(refs: Collection[str], group: str = "", unread: Collection[str] = ()) -> Heard:
    return Heard([(WEEK, CareFile(rows=len(refs), unread=set(unread)))], refs, NOW, group)


def all_but(*gone: int) -> set[str]:
    return {str(number) for number in range(10)} - {str(number) for number in gone}


def off(found: Gone) -> set[str | None]:
    return {row.external_ref for row in found.off}


def test_what_they_tell_of_no_more_is_called_off() -> None:
    found = gone_of(held(ten()), heard(all_but(3, 4)), ())
    assert (off(found), found.left, found.asks) == ({"3", "4"}, [], "")


def test_what_has_been_lies_outside_the_days_or_never_was_theirs_says_nothing() -> None:
    others = [a_visit(20, NOW - HOUR), a_visit(21, NOW - DAY), a_visit(22, NOW + 7 * DAY)]
    stranger = a_visit(23)
    here = held([*ten(), *others])
    found = gone_of(replace(here, visits={**here.visits, "23": stranger}), heard(all_but(3)), ())
    assert (off(found), found.standing) == ({"3"}, 10)


def test_a_question_about_one_group_says_nothing_of_the_others() -> None:
    assert off(gone_of(held(ten()), heard(all_but(3), group="18"), ())) == set()
    assert off(gone_of(held(ten()), heard(all_but(3), group="17"), ())) == {"3"}


@pytest.mark.parametrize(
    ("row", "ground", "why"),
    [
        (replace(a_visit(3), status=VisitStatus.DONE), Ground(), Why.BEGUN),
        (a_visit(3), Ground(published=(WEEK,)), Why.PUBLISHED),
        (replace(a_visit(3), pin=PinRow(TODAY, new_id(), NOW)), Ground(), Why.PINNED),
        (replace(a_visit(3), is_by_hand=True), Ground(), Why.BY_HAND),
        (a_visit(3), Ground(Rules(wanted=Wins.OURS)), Why.OURS),
    ],
    ids=[why.value for why in (Why.BEGUN, Why.PUBLISHED, Why.PINNED, Why.BY_HAND, Why.OURS)],
)
def test_what_is_held_here_is_left_alone_with_its_reason(row: VisitRow, ground: Ground, why: Why) -> None:
    visits = [each for each in ten() if each.external_ref != "3"]
    found = gone_of(held([*visits, row], ground), heard(all_but(3)), ())
    assert (found.off, [each for _, each in found.left], found.asks) == ([], [why], "")


def test_a_task_that_could_not_be_read_is_not_gone_and_one_without_an_id_may_be_any() -> None:
    assert gone_of(held(ten()), heard(all_but(3), unread=["3"]), ()).missing == []
    found = gone_of(held(ten()), heard(all_but(3), unread=[""]), ())
    assert (found.off, [why for _, why in found.left]) == ([], [Why.UNREAD])


def test_a_question_that_was_answered_with_nothing_is_asked_about_however_few_it_concerns() -> None:
    late = a_visit(30, NOW + 8 * DAY)
    here = held([*ten(), late])
    answers = [(WEEK, CareFile(rows=10)), ((TODAY + 7 * DAY, TODAY + 9 * DAY), CareFile())]
    assert gone_of(here, Heard(answers, all_but(), NOW), ()).asks == MANY
    assert gone_of(here, Heard([(days, CareFile()) for days, _ in answers], (), NOW), (), agreed=11).asks == EMPTY


def test_what_a_planner_was_told_of_before_raises_no_question_again() -> None:
    here = held(ten(), Ground(published=(WEEK,)))
    assert gone_of(here, heard(all_but(1, 2, 3)), ()).asks == MANY
    assert gone_of(here, heard(all_but(1, 2, 3)), {"1", "2"}).asks == ""


@given(st.sets(st.integers(0, 9)), st.integers(0, 10))
def test_never_more_than_a_fifth_is_called_off_unless_somebody_agreed_to_as_many(gone: set[int], agreed: int) -> None:
    found = gone_of(held(ten()), heard(all_but(*gone)), (), agreed)
    if found.asks:
        assert off(found) == set()
        assert not found.left
        assert len(gone) > 2
        assert len(gone) > agreed or len(gone) == 10
    else:
        assert off(found) == {str(number) for number in gone}
        assert len(gone) <= max(2, agreed)


def test_a_day_of_the_week_is_answered_by_its_own_question() -> None:
    first, second = CareFile(rows=1), CareFile(rows=2)
    told = Heard([(WEEK, first), ((TODAY + 7 * DAY, TODAY + 9 * DAY), second)], (), NOW)
    assert told.days == (TODAY, date(2027, 2, 19))
    assert told.answer(TODAY + 8 * DAY) is second
