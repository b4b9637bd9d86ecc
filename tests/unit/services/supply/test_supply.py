"""Quarters add up to what was put in, whatever the windows and the clocks; a carer more never makes a gap wider."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import EmployeeRow, HeldSkill
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.visits import PinRow, VisitRow, WindowRow
from data.vocabulary import EmployeeStatus, VisitStatus
from services.supply import ANYBODY, Picture, Quarters, gaps
from services.supply.demand import visiting
from services.supply.duty import on_duty
from services.supply.picture import draw
from services.supply.spreading import Stay, spread
from services.words import Language

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
TUESDAY = MONDAY + timedelta(days=1)
INSULIN = ("insulin", 1)
EVA = EmployeeRow(new_id(), "M1", skills=(HeldSkill("insulin", valid_to=MONDAY),))
BO = EmployeeRow(new_id(), "M2")
PLACE, CLIENT = new_id(), new_id()


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def a_visit(
    first: str, last: str, minutes: int = 30, skills: tuple[tuple[str, int], ...] = (), day: date = MONDAY
) -> VisitRow:
    """A visit that starts from `first` to `last`."""
    length = timedelta(minutes=minutes)
    window = WindowRow(at(first, day), at(last, day), at(last, day) + length)
    return VisitRow(new_id(), day, CLIENT, PLACE, 60 * minutes, (window,), skills=skills)


def a_shift(who: EmployeeRow, first: str, last: str, breaks: tuple[BreakRow, ...] = (), day: date = MONDAY) -> ShiftRow:
    return ShiftRow(new_id(), day, who.id, at(first, day), at(last, day), PLACE, PLACE, breaks=breaks)


def a_break(first: str, last: str, minutes: int = 30) -> BreakRow:
    return BreakRow("b", at(first), at(last), 60 * minutes)


def a_picture(
    shifts: list[ShiftRow], visits: list[VisitRow], away: tuple[EmployeeAbsenceRow, ...] = (), last: date = MONDAY
) -> Picture:
    duties = on_duty(shifts, {EVA.id: EVA, BO.id: BO}, away)
    return draw(Quarters(MONDAY, last, ZONE), duties, visiting(visits))


def quarter(clock: str) -> int:
    return (time.fromisoformat(clock).hour * 60 + time.fromisoformat(clock).minute) // 15


def told(picture: Picture, language: Language = Language.SV) -> list[str]:
    return [gap.words(language) for gap in gaps(picture)]


@pytest.mark.parametrize(
    ("day", "count"),
    [(MONDAY, 96), (date(2027, 3, 28), 92), (date(2027, 10, 31), 100)],
    ids=["usual", "spring", "autumn"],
)
def test_a_day_has_as_many_quarters_as_its_clock_shows(day: date, count: int) -> None:
    quarters = Quarters(day, day, ZONE)
    assert len(quarters) == len(quarters.days[day]) == count
    assert quarters.moment(0) == at("00:00", day)
    assert quarters.moment(count) == at("00:00", day + timedelta(days=1))


def test_a_night_shift_in_spring_is_on_duty_for_seven_hours() -> None:
    saturday, sunday = date(2027, 3, 27), date(2027, 3, 28)
    night = ShiftRow(new_id(), saturday, EVA.id, at("22:00", saturday), at("06:00", sunday), PLACE, PLACE)
    picture = draw(Quarters(saturday, sunday, ZONE), on_duty([night], {EVA.id: EVA}, ()), [])
    assert picture.lines[ANYBODY].on_duty.sum() == 7 * 4


def test_a_visit_with_one_start_is_wanted_in_its_quarters_and_no_others() -> None:
    wanted = a_picture([], [a_visit("08:00", "08:00")]).lines[ANYBODY].wanted
    assert wanted[quarter("08:00") : quarter("08:30")].tolist() == [1, 1]
    assert wanted.sum() == 2


def test_a_visit_that_may_start_in_half_an_hour_is_certain_only_where_every_start_overlaps() -> None:
    line = a_picture([], [a_visit("08:00", "08:30", minutes=60)]).lines[ANYBODY]
    first, last = quarter("08:00"), quarter("09:30")
    assert line.wanted[first:last].tolist() == [0.25, 0.75, 1, 1, 0.75, 0.25]
    assert line.must[first:last].tolist() == [0, 0, 1, 1, 0, 0]


def test_of_several_windows_each_counts_by_the_starts_it_gives() -> None:
    narrow, wide = a_visit("08:00", "08:00", 15), a_visit("13:00", "13:02", 15)
    both = replace(narrow, windows=(*narrow.windows, *wide.windows))
    wanted = a_picture([], [both]).lines[ANYBODY].wanted
    assert wanted[quarter("08:00")] == pytest.approx(0.25)
    assert wanted.sum() == pytest.approx(1)


def test_a_pinned_visit_is_wanted_when_it_is_pinned_and_one_that_is_cancelled_never() -> None:
    pinned = replace(a_visit("08:00", "12:00"), pin=PinRow(MONDAY, new_id(), at("10:00")))
    cancelled = replace(a_visit("15:00", "15:00"), status=VisitStatus.CANCELLED)
    wanted = a_picture([], [pinned, cancelled]).lines[ANYBODY].wanted
    assert np.flatnonzero(wanted).tolist() == [quarter("10:00"), quarter("10:15")]


def test_the_way_to_a_visit_lies_before_it() -> None:
    (visit,) = visiting([a_visit("08:15", "08:15", 15)], travel_s=900)
    assert [(stay.open_s, stay.duration_s) for stay in visit.stays] == [(int(at("08:00").timestamp()), 1800)]


def test_a_visit_for_two_counts_both() -> None:
    pair = new_id()
    members = [replace(a_visit("08:00", "08:00"), group_id=pair) for _ in range(2)]
    assert told(a_picture([a_shift(EVA, "07:00", "12:00")], members)) == ["mån 08:00–08:30: 1 medarbetare saknas"]


def test_a_break_without_a_fixed_time_takes_its_part_of_every_quarter_it_may_lie_in() -> None:
    line = a_picture([a_shift(EVA, "07:00", "12:00", (a_break("10:00", "11:00"),))], []).lines[ANYBODY]
    assert line.on_duty[quarter("10:00") : quarter("11:00")].tolist() == [0.75, 0.25, 0.25, 0.75]
    assert line.on_duty.sum() == 4 * 4.5


def test_somebody_away_is_not_on_duty_and_the_break_is_taken_while_she_is_there() -> None:
    away = EmployeeAbsenceRow(new_id(), EVA.id, at("07:00"), at("10:30"))
    line = a_picture([a_shift(EVA, "07:00", "12:00", (a_break("10:00", "11:00"),))], [], (away,)).lines[ANYBODY]
    assert line.on_duty.sum() == 4 * 1
    assert line.on_duty[quarter("10:30") : quarter("11:00")].tolist() == [0, 0]


def test_nobody_is_on_duty_who_is_away_all_day_or_has_left() -> None:
    away = EmployeeAbsenceRow(new_id(), EVA.id, at("00:00"), at("23:00"))
    assert on_duty([a_shift(EVA, "07:00", "12:00")], {EVA.id: EVA}, (away,)) == []
    gone = replace(EVA, status=EmployeeStatus.INACTIVE)
    assert on_duty([a_shift(EVA, "07:00", "12:00")], {EVA.id: gone}, ()) == []


def test_a_delegation_counts_until_its_last_day_and_the_gap_after_it_is_named() -> None:
    days = (MONDAY, TUESDAY)
    shifts = [a_shift(EVA, "16:00", "22:00", day=day) for day in days]
    visits = [a_visit("17:15", "17:15", 75, (INSULIN,), day) for day in days]
    picture = a_picture(shifts, visits, last=TUESDAY)
    assert told(picture) == ["tis 17:15–18:30: 1 medarbetare med insulin saknas"]
    assert told(picture, Language.EN) == ["Tue 17:15–18:30: 1 carer with insulin missing"]


def test_a_level_is_met_by_the_same_or_a_higher_one() -> None:
    nurse = replace(EVA, skills=(HeldSkill("insulin", 3),))
    visits = [a_visit("08:00", "08:00", 15, (("insulin", level),)) for level in (2, 4)]
    picture = draw(
        Quarters(MONDAY, MONDAY, ZONE), on_duty([a_shift(EVA, "07:00", "12:00")], {EVA.id: nurse}, ()), visiting(visits)
    )
    assert {need: int(line.missing.sum()) for need, line in picture.lines.items()} == {
        ANYBODY: 1, ("insulin", 2): 1, ("insulin", 4): 1,
    }  # fmt: skip


def test_a_gap_that_changes_tells_its_worst_and_the_largest_stands_first() -> None:
    visits = [a_visit("08:00", "08:00", 30), a_visit("08:15", "08:15", 15), a_visit("23:45", "23:45", 15)]
    assert told(a_picture([], visits)) == [
        "mån 08:00–08:30: upp till 2 medarbetare saknas", "mån 23:45–24:00: 1 medarbetare saknas",
    ]  # fmt: skip


def test_less_than_half_a_carer_is_no_gap() -> None:
    assert told(a_picture([], [a_visit("08:00", "12:00", 30)])) == []


DAYS = st.sampled_from([MONDAY, date(2027, 3, 28), date(2027, 10, 31)])
STAYS = st.builds(
    lambda day, begin, slack, length: (day, Stay(begin, begin + slack, length)),
    DAYS, st.integers(0, 20 * 3600), st.integers(0, 3 * 3600), st.integers(1, 4 * 3600),
)  # fmt: skip


@given(STAYS)
def test_the_quarters_of_a_stay_add_up_to_its_length(drawn: tuple[date, Stay]) -> None:
    day, told = drawn
    quarters = Quarters(day, day + timedelta(days=1), ZONE)
    stay = Stay(quarters.start_s + told.open_s, quarters.start_s + told.close_s, told.duration_s)
    load = spread([stay], quarters)
    assert 900 * load.sum() == pytest.approx(told.duration_s)
    assert load.min() >= -1e-9
    assert load.max() <= 1 + 1e-9
    sure = spread([must for must in [stay.must] if must is not None], quarters)
    assert np.all(sure <= load + 1e-9)


VISITS = st.lists(
    st.builds(
        lambda first, slack, minutes, skilled: (first, slack, minutes, (INSULIN,) if skilled else ()),
        st.integers(0, 60), st.integers(0, 12), st.integers(5, 120), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip
SHIFTS = st.lists(st.tuples(st.sampled_from([EVA, BO]), st.integers(0, 60), st.integers(8, 32)), max_size=6)


def _shifts(drawn: list[tuple[EmployeeRow, int, int]]) -> list[ShiftRow]:
    """Half an hour of break somewhere in the second hour of each."""
    found = []
    for who, first, length in drawn:
        start = at("00:00") + timedelta(minutes=15 * first)
        hour = timedelta(hours=1)
        pause = BreakRow("b", start + hour, start + 2 * hour, 1800)
        end = start + timedelta(minutes=15 * length)
        found.append(ShiftRow(new_id(), MONDAY, who.id, start, end, PLACE, PLACE, breaks=(pause,)))
    return found


@given(VISITS, SHIFTS, st.tuples(st.sampled_from([EVA, BO]), st.integers(0, 60), st.integers(8, 32)))
def test_a_carer_more_never_makes_a_gap_wider(
    visits: list[tuple[int, int, int, tuple[tuple[str, int], ...]]],
    shifts: list[tuple[EmployeeRow, int, int]],
    one_more: tuple[EmployeeRow, int, int],
) -> None:
    begin = at("00:00")
    rows = []
    for first, slack, minutes, skills in visits:
        start = begin + timedelta(minutes=15 * first)
        latest = start + timedelta(minutes=15 * slack)
        window = WindowRow(start, latest, latest + timedelta(minutes=minutes))
        rows.append(VisitRow(new_id(), MONDAY, CLIENT, PLACE, 60 * minutes, (window,), skills=skills))
    before = a_picture(_shifts(shifts), rows, last=TUESDAY)
    after = a_picture(_shifts([*shifts, one_more]), rows, last=TUESDAY)
    for need, line in before.lines.items():
        assert np.all(after.lines[need].missing <= line.missing)
        assert np.all(after.lines[need].wanted == line.wanted)
    whole = 60 * sum(minutes for _, _, minutes, _ in visits)
    assert 900 * before.lines[ANYBODY].wanted.sum() == pytest.approx(whole)
    paid = sum(900 * length - 1800 for _, _, length in shifts)
    assert 900 * before.lines[ANYBODY].on_duty.sum() == pytest.approx(paid)
