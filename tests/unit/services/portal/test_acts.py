"""Acts at visits: dated by whose clock, counted once, and corrected on their own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.visit_reports import Reportable
from data.vocabulary import ReportClock, ReportKind, VisitStatus
from services.errors import BadInput, CareError, Conflict
from services.portal.acts import Act, after, corrected, moment_of
from tests.fakes import NOON, STOCKHOLM

NOW = NOON.astimezone(STOCKHOLM)
MINUTE = timedelta(minutes=1)


def a_visit(start: datetime = NOW - 10 * MINUTE) -> Reportable:
    return Reportable(
        new_id(), start.date(), VisitStatus.PLANNED, start, start + 30 * MINUTE, actual_start=None, actual_end=None
    )


def begun(visit: Reportable, at: datetime) -> Reportable:
    return replace(visit, status=VisitStatus.STARTED, actual_start=at)


def an_act(kind: ReportKind = ReportKind.START, waited_s: int = 0) -> Act:
    return Act(new_id(), new_id(), kind, waited_s)


@pytest.mark.parametrize(
    ("waited_s", "done", "clock"),
    [
        (3, NOW, ReportClock.LIVE),
        (-3, NOW, ReportClock.LIVE),
        (600, NOW - 10 * MINUTE, ReportClock.DEVICE),
        (-600, NOW, ReportClock.RECEIVED),  # an act of the future: the phone's clock was set back meanwhile
        (20 * 3600, NOW, ReportClock.RECEIVED),  # nobody waits so long
        (9 * 3600, NOW, ReportClock.RECEIVED),  # long before the visit was planned
    ],
)
def test_an_act_is_dated_back_by_how_long_it_waited_within_bounds(
    waited_s: int, done: datetime, clock: ReportClock
) -> None:
    assert moment_of(an_act(waited_s=waited_s), a_visit(), NOW) == (done, clock)


def test_a_finish_is_not_dated_before_the_start() -> None:
    visit = begun(a_visit(), NOW - 5 * MINUTE)
    finish = an_act(ReportKind.FINISH, 600)
    assert moment_of(finish, visit, NOW) == (NOW, ReportClock.RECEIVED)


@given(st.lists(st.sampled_from([ReportKind.START, ReportKind.FINISH]), max_size=6), st.integers(0, 60))
def test_the_same_act_twice_is_one_and_time_never_runs_backwards(kinds: list[ReportKind], minutes: int) -> None:
    visit = a_visit()
    for number, kind in enumerate(kinds):
        at = NOW + number * minutes * MINUTE
        try:
            once = after(visit, kind, at)
        except CareError:
            assert kind is ReportKind.FINISH
            assert visit.status is VisitStatus.PLANNED
            continue
        assert after(once, kind, at + MINUTE) == once
        visit = once
    assert visit.actual_end is None or (visit.actual_start is not None and visit.actual_start <= visit.actual_end)
    assert (visit.status is VisitStatus.DONE) == (visit.actual_end is not None)


def test_a_visit_of_another_day_is_not_begun_today() -> None:
    with pytest.raises(Conflict, match="PORTAL-004"):
        after(a_visit(NOW + timedelta(days=1)), ReportKind.START, NOW)


def test_a_finish_forgotten_overnight_is_told_to_a_planner_instead() -> None:
    visit = begun(a_visit(), NOW)
    with pytest.raises(Conflict, match="PORTAL-006"):
        after(visit, ReportKind.FINISH, NOW + timedelta(hours=14))


def test_times_are_corrected_by_hand_while_the_day_lasts() -> None:
    visit = begun(a_visit(), NOW)
    right = corrected(visit, time(11, 50), time(12, 0), NOW, STOCKHOLM)
    assert (right.actual_start, right.actual_end) == (NOW - 10 * MINUTE, NOW)
    assert right.status is VisitStatus.DONE
    assert corrected(right, time(11, 45), None, NOW, STOCKHOLM).status is VisitStatus.STARTED
    with pytest.raises(BadInput, match="PORTAL-007"):
        corrected(visit, time(11, 50), time(12, 5), NOW, STOCKHOLM)
    with pytest.raises(Conflict, match="PORTAL-006"):
        corrected(visit, time(11, 50), time(12, 0), NOW + timedelta(days=1), STOCKHOLM)
    with pytest.raises(Conflict, match="PORTAL-005"):
        corrected(a_visit(), time(11, 50), time(12, 0), NOW, STOCKHOLM)


def test_a_night_visit_ends_after_midnight_and_is_corrected_the_morning_after() -> None:
    late = datetime.combine(date(2027, 2, 3), time(23, 45), STOCKHOLM)
    visit = begun(a_visit(late), late)
    right = corrected(visit, time(23, 50), time(0, 20), late + timedelta(hours=2), STOCKHOLM)
    assert right.actual_start == late + 5 * MINUTE
    assert right.actual_end == late + 35 * MINUTE
    assert corrected(visit, time(0, 5), time(0, 20), late + timedelta(hours=2), STOCKHOLM).actual_start == (
        late + 20 * MINUTE
    )
