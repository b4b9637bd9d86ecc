"""Single visits changed by planners: all or none, never over somebody else's change, never over what has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.visits import Assignment, VisitRow, WindowRow
from data.vocabulary import Role, VisitStatus
from services.access import Actor
from services.demand import Demand
from services.errors import BadInput, Conflict, NotAllowed
from services.planning.use_case import Planning
from services.visit_book import VisitBook, VisitEdit, VisitLine
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, at
from tests.integration.services.town import Town

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database, make_tenant(database, "Solbacken"))


def lines(town: Town, last: date = MONDAY) -> list[VisitLine]:
    return VisitBook(town.database).lines(town.actor, MONDAY, last)


def edit(line: VisitLine, **wanted: object) -> VisitEdit:
    return VisitEdit(line.id, line.day, line.row_version, **wanted)  # type: ignore[arg-type]


def change(town: Town, *edits: VisitEdit) -> int:
    return VisitBook(town.database).change(town.actor, edits)


def row_of(town: Town, line: VisitLine) -> VisitRow:
    with town.database.reading(town.tenant.acting()) as work:
        (row,) = [row for row in work.visits.between(line.day, line.day) if row.id == line.id]
    return row


def test_a_line_says_who_what_and_when_on_the_wall_clock(town: Town) -> None:
    town.visit(town.client("K1"), skills=(("insulin", 2),))
    (line,) = lines(town)
    assert (line.client, line.title, line.start, line.end, line.minutes) == ("K1", "Morgon", time(8), time(10), 30)
    assert (line.skills, line.carer, line.planned, line.carers) == ("insulin 2", "", None, 1)


def test_hours_length_and_priority_are_changed_and_planned_so(town: Town) -> None:
    town.visit(town.client("K1"))
    town.shift(town.carer("M1"))
    (line,) = lines(town)
    assert change(town, edit(line, start=time(9), end=time(12), minutes=45, priority=2)) == 1
    row = row_of(town, line)
    (window,) = row.windows
    assert (window.start, window.latest_start, window.end) == (at(9), at(11, 15), at(12))
    assert (row.duration_s, row.priority, row.is_by_hand, row.row_version) == (2700, 2, True, 2)


def test_a_last_start_of_the_care_system_stays_when_only_the_length_changes(town: Town) -> None:
    exact = WindowRow(at(8), at(8), at(9))
    town.visit(town.client("K1"), windows=(exact,))
    (line,) = lines(town)
    change(town, edit(line, minutes=40))
    assert row_of(town, line).windows == (exact,)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_and_nothing_is_saved(town: Town) -> None:
    client = town.client("K1")
    town.visit(client)
    town.visit(client, hour=12)
    first, second = lines(town)
    change(town, edit(first, priority=1))
    with pytest.raises(Conflict, match="VISIT-001"):
        change(town, edit(second, priority=5), edit(first, priority=9))
    assert [line.priority for line in lines(town)] == [1, 10]


def test_a_solved_plan_that_was_written_meanwhile_counts_as_a_change(town: Town) -> None:
    carer = town.carer("M1")
    town.visit(town.client("K1"))
    (line,) = lines(town)
    town.write(lambda work: work.visits.assign([Assignment(line.id, MONDAY, carer.id, at(8), at(8, 30))]))
    with pytest.raises(Conflict, match="VISIT-001"):
        change(town, edit(line, priority=1))


def test_a_visit_that_has_begun_is_not_changed(town: Town) -> None:
    town.visit(town.client("K1"), status=VisitStatus.STARTED, actual_start=at(8))
    (line,) = lines(town)
    with pytest.raises(Conflict, match="VISIT-002"):
        change(town, edit(line, priority=1))


def test_a_window_shorter_than_the_visit_and_one_of_several_are_refused_by_name(town: Town) -> None:
    client = town.client("K1")
    town.visit(client)
    starts = (at(8, day=TUESDAY), at(12, day=TUESDAY))
    twice = tuple(WindowRow(start, start + timedelta(hours=1), start + timedelta(hours=2)) for start in starts)
    town.visit(client, TUESDAY, windows=twice)
    first, second = lines(town, TUESDAY)
    with pytest.raises(BadInput, match=r"VISIT-003.*K1 Morgon 2027-02-01"):
        change(town, edit(first, start=time(9, 45)))
    with pytest.raises(BadInput, match="VISIT-004"):
        change(town, edit(second, start=time(9)))


def test_hours_across_midnight_end_the_next_day(town: Town) -> None:
    town.visit(town.client("K1"))
    (line,) = lines(town)
    change(town, edit(line, start=time(22), end=time(2)))
    (window,) = row_of(town, line).windows
    assert (window.start, window.end) == (at(22), at(2, day=TUESDAY))


def test_visits_made_by_several_at_once_move_together(town: Town) -> None:
    client, group = town.client("K1"), new_id()
    town.visit(client, group_id=group)
    town.visit(client, group_id=group)
    first, second = lines(town)
    assert first.carers == 2
    assert change(town, edit(first, start=time(9), end=time(12))) == 2
    assert row_of(town, first).windows == row_of(town, second).windows


def test_a_cancelled_visit_is_nobodys_and_comes_back_unplanned(town: Town) -> None:
    carer = town.carer("M1")
    town.visit(town.client("K1"), status=VisitStatus.PLANNED, employee_id=carer.id, planned_start=at(8),
               planned_end=at(8, 30))  # fmt: skip
    (line,) = lines(town)
    change(town, edit(line, is_cancelled=True))
    (line,) = lines(town)
    assert (line.status, line.carer, line.planned) == (VisitStatus.CANCELLED, "", None)
    assert Planning(town.database).preflight(town.actor, MONDAY, MONDAY)[0].code == "RUN-011"
    change(town, edit(line, is_cancelled=False))
    assert lines(town)[0].status is VisitStatus.UNASSIGNED


def test_a_planned_visit_is_pinned_where_it_is_and_let_go_again(town: Town) -> None:
    carer = town.carer("M1")
    shift = town.shift(carer)
    town.visit(town.client("K1"), status=VisitStatus.PLANNED, employee_id=carer.id, planned_start=at(8),
               planned_end=at(8, 30))  # fmt: skip
    (line,) = lines(town)
    change(town, edit(line, is_pinned=True))
    pin = row_of(town, line).pin
    assert pin is not None
    assert (pin.shift_id, pin.start) == (shift.id, at(8))
    (line,) = lines(town)
    change(town, edit(line, is_pinned=False))
    assert row_of(town, line).pin is None


def test_what_is_planned_nowhere_cannot_be_pinned(town: Town) -> None:
    town.visit(town.client("K1"))
    (line,) = lines(town)
    with pytest.raises(BadInput, match="VISIT-005"):
        change(town, edit(line, is_pinned=True))


def test_laying_out_again_leaves_what_was_changed_by_hand(town: Town) -> None:
    demand = Demand(town.database)
    town.need(town.client("K1"))
    demand.lay_out(town.actor, MONDAY, TUESDAY)
    line = lines(town)[0]
    change(town, edit(line, minutes=10))
    laid = demand.lay_out(town.actor, MONDAY, TUESDAY)
    assert (laid.new, laid.changed, laid.gone, laid.unchanged, laid.by_hand) == (0, 0, 0, 1, 1)
    assert lines(town)[0].minutes == 10


def test_only_planners_change_and_strangers_find_nothing(town: Town, database: Database) -> None:
    town.visit(town.client("K1"))
    (line,) = lines(town)
    with pytest.raises(NotAllowed):
        VisitBook(database).change(replace(town.actor, read_only=True), [edit(line, priority=1)])
    stranger = make_tenant(database, "Björkhagen")
    actor = Actor(stranger.organization_id, stranger.admin_id, Role.ADMIN)
    assert VisitBook(database).lines(actor, MONDAY, MONDAY) == []
    with pytest.raises(Conflict, match="VISIT-001"):
        VisitBook(database).change(actor, [edit(line, priority=1)])


def test_too_many_days_are_refused(town: Town) -> None:
    with pytest.raises(BadInput, match="VISIT-006"):
        lines(town, MONDAY + timedelta(days=62))
