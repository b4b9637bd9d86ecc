"""Laying needs out: once and again with one result, on nights the clocks move, leap days and the turn of the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.requirements import RequirementRow
from data.repositories.visits import AfterRow, VisitRow
from data.vocabulary import VisitStatus
from services.demand import Expansion, expand
from services.recurrence import Frequency, Kind
from services.recurrence.windows import DayWindow

ZONE = ZoneInfo("Europe/Stockholm")
CLIENT = ClientRow(new_id(), "K1", place_id=new_id())
MONDAY = date(2027, 2, 1)
HOUR = timedelta(hours=1)


def a_need(
    rule: Frequency = Frequency(Kind.DAILY),
    hours: Sequence[tuple[str, str]] = (("08:00", "10:00"),),
    minutes: int = 30,
    **fields: object,
) -> RequirementRow:
    windows = [DayWindow(time.fromisoformat(start), time.fromisoformat(end)) for start, end in hours]
    stored = [entry for window in windows for entry in window.to_json()]
    need = RequirementRow(new_id(), CLIENT.id, "Morgon", 60 * minutes, rule.to_json(), stored)
    return replace(need, **fields)  # type: ignore[arg-type]


def laid(needs: Sequence[RequirementRow], first: date, last: date, standing: Sequence[VisitRow] = ()) -> Expansion:
    return expand(needs, {CLIENT.id: CLIENT}, standing, first, last, ZONE)


def after_laying(standing: Sequence[VisitRow], found: Expansion) -> list[VisitRow]:
    """What stands in the database when the expansion is written."""
    gone = {(row.id, row.visit_date) for row in found.gone}
    changed = {row.id: row for row in found.changed}
    kept = [changed.get(row.id, row) for row in standing if (row.id, row.visit_date) not in gone]
    return [*kept, *found.new]


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
clocks = st.times(time(0), time(23, 45)).map(
    lambda wall: wall.replace(minute=wall.minute // 15 * 15, second=0, microsecond=0)
)
rules = st.one_of(
    st.just(Frequency(Kind.DAILY)),
    st.sets(st.integers(1, 7), min_size=1).map(lambda found: Frequency(Kind.WEEKLY, tuple(sorted(found)))),
    st.integers(2, 4).map(lambda step: Frequency(Kind.EVERY_N_WEEKS, (3,), step)),
    st.integers(1, 3).map(lambda times: Frequency(Kind.N_PER_WEEK, (1, 2, 3, 4, 5), 1, times)),
)


@st.composite
def needs(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[RequirementRow]:
    """One to three needs of a client, each perhaps after the one before, perhaps by two carers, day or night."""
    found: list[RequirementRow] = []
    for _ in range(draw(st.integers(1, 3))):
        start, end = draw(clocks), draw(clocks)
        need = a_need(
            draw(rules), [(start.isoformat("minutes"), end.isoformat("minutes"))], draw(st.sampled_from([15, 60, 180])),
            carers_needed=draw(st.integers(1, 2)), valid_from=draw(st.none() | days),
        )  # fmt: skip
        if found and draw(st.booleans()):
            need = replace(need, after_requirement_id=found[-1].id, min_delay_min=draw(st.sampled_from([0, 210])))
        found.append(need)
    return found


@given(needs(), days, st.integers(1, 20))
def test_laid_out_again_nothing_changes(granted: list[RequirementRow], first: date, length: int) -> None:
    last = first + timedelta(days=length - 1)
    once = laid(granted, first, last)
    again = laid(granted, first, last, once.new)
    assert (again.new, again.changed, again.gone) == ([], [], [])
    assert again.unchanged == len(once.new)


@given(needs(), days, st.integers(1, 10), st.integers(1, 10))
def test_two_periods_in_a_row_give_what_one_period_gives(
    granted: list[RequirementRow], first: date, here: int, there: int
) -> None:
    middle, last = first + timedelta(days=here), first + timedelta(days=here + there - 1)
    earlier = laid(granted, first, middle - timedelta(days=1)).new
    both = [*earlier, *laid(granted, middle, last, earlier).new]
    assert sorted(row.external_ref or "" for row in both) == sorted(
        row.external_ref or "" for row in laid(granted, first, last).new
    )


@given(needs(), needs(), days)
def test_whatever_becomes_of_the_needs_links_and_groups_lead_to_visits_that_stand(
    granted: list[RequirementRow], wanted: list[RequirementRow], first: date
) -> None:
    """Hours and rules of the same needs change; every visit waited for is there, on the day that is named."""
    last = first + timedelta(days=13)
    standing = laid(granted, first, last).new
    changed = [
        replace(old, frequency=new.frequency, time_windows=new.time_windows, carers_needed=new.carers_needed)
        for old, new in zip(granted, [*wanted, *granted], strict=False)
    ]
    stand = after_laying(standing, laid(changed, first, last, standing))
    known = {(row.id, row.visit_date) for row in stand}
    assert len(known) == len(stand)
    assert all((link.visit_id, link.visit_date) in known for row in stand for link in row.after)
    assert laid(changed, first, last, stand).unchanged == len(stand)
    groups = {row.group_id for row in stand if row.group_id}
    carers = {need.id: need.carers_needed for need in changed}
    for group in groups:
        members = [row for row in stand if row.group_id == group]
        assert len(members) == carers[members[0].visit_requirement_id or new_id()]
        assert len({row.windows for row in members}) == 1


@given(needs(), days)
def test_a_window_always_has_room_for_its_visit_and_begins_on_the_day_of_the_visit(
    granted: list[RequirementRow], first: date
) -> None:
    for row in laid(granted, first, first + timedelta(days=13)).new:
        stay = timedelta(seconds=row.duration_s)
        assert all(each.latest_start == each.end - stay >= each.start for each in row.windows)
        assert row.windows[0].start.astimezone(ZONE).date() == row.visit_date


@pytest.mark.parametrize(
    ("night", "length"),
    [(date(2027, 3, 27), 7), (date(2027, 10, 30), 9), (date(2027, 6, 1), 8)],
    ids=["clocks go forward", "clocks go back", "an ordinary night"],
)
def test_a_night_window_is_as_long_as_the_night(night: date, length: int) -> None:
    (row,) = laid([a_need(hours=[("22:00", "06:00")])], night, night).new
    (window,) = row.windows
    assert row.visit_date == night
    assert window.end - window.start == length * HOUR


def test_a_visit_longer_than_the_short_night_is_named_for_that_night_only() -> None:
    found = laid([a_need(hours=[("23:00", "06:00")], minutes=390)], date(2027, 3, 26), date(2027, 3, 28))
    assert [row.visit_date for row in found.new] == [date(2027, 3, 26), date(2027, 3, 28)]
    assert [(gap.code, gap.day) for gap in found.gaps] == [("NEED-004", date(2027, 3, 27))]


def test_half_past_two_on_the_night_it_does_not_exist_is_an_hour_later_on_the_wall() -> None:
    (row,) = laid([a_need(hours=[("02:30", "04:00")])], date(2027, 3, 28), date(2027, 3, 28)).new
    assert row.windows[0].start == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_the_leap_day_and_the_turn_of_the_year_are_days_like_others() -> None:
    every_other = a_need(Frequency(Kind.EVERY_N_WEEKS, (2,), 2), valid_from=date(2027, 12, 20))
    found = laid([every_other], date(2027, 12, 20), date(2028, 3, 5)).new
    assert [row.visit_date for row in found] == [date(2027, 12, 21) + timedelta(weeks=2 * i) for i in range(6)]
    daily = laid([a_need()], date(2028, 2, 28), date(2028, 3, 1)).new
    assert [row.visit_date for row in daily] == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


def test_on_red_days_a_need_that_stays_away_gives_no_visit() -> None:
    rule = Frequency(Kind.DAILY, skips_holidays=True)
    found = laid([a_need(rule)], date(2027, 12, 24), date(2027, 12, 27)).new
    assert [row.visit_date for row in found] == [date(2027, 12, 24), date(2027, 12, 27)]


def test_a_need_waited_for_that_moves_to_another_day_takes_its_followers_links_along() -> None:
    """Movable visits stand on the first day of their week that has hours; new hours move them."""
    movable = Frequency(Kind.N_PER_WEEK, (1, 2))
    first = a_need(movable)
    later = a_need(movable, hours=[("12:00", "14:00")], after_requirement_id=first.id, min_delay_min=60)
    standing = laid([first, later], MONDAY, MONDAY + timedelta(days=6)).new
    tuesdays = [{"day": 2, "start": "08:00", "end": "10:00"}]
    found = laid([replace(first, time_windows=tuesdays), later], MONDAY, MONDAY + timedelta(days=6), standing)
    (moved,) = found.new
    (follower,) = found.changed
    assert moved.visit_date == MONDAY + timedelta(days=1)
    assert follower.after == (AfterRow(moved.id, moved.visit_date, 3600),)
    assert [row.id for row in found.gone] == [standing[0].id]


def test_a_visit_changed_by_hand_is_kept_and_counted_until_its_need_ends() -> None:
    need = a_need()
    (row,) = laid([need], MONDAY, MONDAY).new
    by_hand = replace(row, duration_s=600, is_by_hand=True)
    found = laid([replace(need, duration_s=3600)], MONDAY, MONDAY, [by_hand])
    assert (found.new, found.changed, found.gone, found.by_hand) == ([], [], [], 1)
    ended = laid([replace(need, valid_to=MONDAY - timedelta(days=1))], MONDAY, MONDAY, [by_hand])
    assert ended.gone == [by_hand]


def test_a_movable_visit_that_was_made_is_not_made_again_when_the_hours_move_to_another_day() -> None:
    need = a_need(Frequency(Kind.N_PER_WEEK, (1, 2)))
    (row,) = laid([need], MONDAY, MONDAY + timedelta(days=6)).new
    done = replace(row, status=VisitStatus.DONE)
    tuesdays = replace(need, time_windows=[{"day": 2, "start": "08:00", "end": "10:00"}])
    found = laid([tuesdays], MONDAY, MONDAY + timedelta(days=6), [done])
    assert (found.new, found.changed, found.gone, found.unchanged) == ([], [], [], 1)


def test_in_what_order_skills_are_read_changes_nothing() -> None:
    need = a_need(skills=(("Å", 1), ("a", 1), ("Z", 2)))
    (row,) = laid([need], MONDAY, MONDAY).new
    assert laid([need], MONDAY, MONDAY, [replace(row, skills=row.skills[::-1])]).unchanged == 1
