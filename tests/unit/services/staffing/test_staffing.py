"""Hours as lines, booked against agreed time, and what hangs on a delegation that runs out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.people import EmployeeRow, HeldSkill
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import AvailabilityKind, EmployeeStatus, VisitStatus
from services.errors import BadInput
from services.staffing import Endangered, Hours, Utilisation
from services.staffing.endangered import endangered
from services.staffing.hours import as_hours, as_rows
from services.staffing.utilisation import utilisation
from services.supply.duty import on_duty

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)
PLACE = new_id()
EVA = EmployeeRow(new_id(), "M1", contract_minutes_week=40 * 60, skills=(HeldSkill("insulin", valid_to=MONDAY),))
BO = EmployeeRow(new_id(), "M2", skills=(HeldSkill("insulin"),))
KIND = AvailabilityKind.AVAILABLE


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def a_shift(who: EmployeeRow, day: date = MONDAY, first: str = "07:00", last: str = "16:00") -> ShiftRow:
    pause = BreakRow("b", at("11:00", day), at("13:00", day), 1800)
    return ShiftRow(new_id(), day, who.id, at(first, day), at(last, day), PLACE, PLACE, breaks=(pause,))


def a_visit(day: date = TUESDAY, clock: str = "08:00", **fields: object) -> VisitRow:
    start = at(clock, day)
    window = WindowRow(start, start, start + timedelta(minutes=30))
    row = VisitRow(new_id(), day, PLACE, PLACE, 1800, (window,), skills=(("insulin", 1),))
    return replace(row, **fields)  # type: ignore[arg-type]


def used(*shifts: ShiftRow, **given: object) -> dict[str, Utilisation]:
    told = {"employees": [EVA, BO], "away": [], "visits": [], "days": (MONDAY, SUNDAY), **given}
    return {each.pseudonym: each for each in utilisation(shifts=shifts, **told)}  # type: ignore[arg-type]


def test_a_full_week_is_booked_against_its_contract_without_unpaid_breaks() -> None:
    week = used(*(a_shift(EVA, MONDAY + timedelta(days=i)) for i in range(5)))
    assert (week["M1"].shifts, week["M1"].booked_s, week["M1"].contract_s) == (5, 5 * 8.5 * 3600, 40 * 3600)
    assert week["M1"].share == pytest.approx(42.5 / 40)
    assert (week["M2"].booked_s, week["M2"].share) == (0, None)


def test_of_a_contract_two_days_are_two_sevenths() -> None:
    assert used(days=(MONDAY, TUESDAY))["M1"].contract_s == round(40 * 3600 * 2 / 7)


def test_absence_during_a_shift_and_time_with_clients_are_told() -> None:
    away = [EmployeeAbsenceRow(new_id(), EVA.id, at("12:00"), at("23:00")),
            EmployeeAbsenceRow(new_id(), BO.id, at("00:00"), at("23:00"))]  # fmt: skip
    made = a_visit(employee_id=EVA.id)
    visits = [made, replace(made, id=new_id(), status=VisitStatus.CANCELLED), a_visit()]
    eva = used(a_shift(EVA), away=away, visits=visits)["M1"]
    assert (eva.away_s, eva.care_s) == (4 * 3600, 1800)


def test_whoever_has_left_is_counted_only_with_shifts() -> None:
    gone = replace(BO, status=EmployeeStatus.INACTIVE)
    assert list(used(employees=[EVA, gone])) == ["M1"]
    assert list(used(a_shift(gone), employees=[EVA, gone])) == ["M1", "M2"]


def risk(visits: list[VisitRow], *shifts: ShiftRow, people: tuple[EmployeeRow, ...] = (EVA, BO)) -> list[Endangered]:
    duties = on_duty(shifts, {row.id: row for row in people}, ())
    return endangered(people, duties, visits, (MONDAY, SUNDAY), ZONE)


def test_visits_planned_with_her_after_the_last_day_are_endangered() -> None:
    before, after = a_visit(MONDAY, employee_id=EVA.id), a_visit(employee_id=EVA.id)
    (found,) = risk([before, after, a_visit(employee_id=BO.id)], a_shift(BO, TUESDAY))
    assert (found.skill, found.last_day, found.theirs, found.nobodys) == ("insulin", MONDAY, (after,), ())
    assert (found.needing, found.others) == (2, 1)


def test_a_visit_without_a_carer_is_endangered_when_nobody_else_on_duty_can_make_it() -> None:
    morning, evening = a_visit(), a_visit(clock="18:00")
    (found,) = risk([morning, evening], a_shift(BO, TUESDAY))
    assert found.nobodys == (evening,)
    (harder,) = risk([replace(morning, skills=(("insulin", 2),))], a_shift(BO, TUESDAY))
    assert len(harder.nobodys) == 1


def test_a_skill_that_goes_on_by_another_line_is_not_running_out() -> None:
    renewed = replace(EVA, skills=(*EVA.skills, HeldSkill("insulin", valid_from=TUESDAY)))
    assert risk([a_visit()], people=(renewed,)) == []


def test_what_endangers_most_stands_first() -> None:
    cleaner = replace(BO, skills=(HeldSkill("såromläggning", valid_to=MONDAY),))
    found = risk([a_visit(employee_id=EVA.id)], people=(cleaner, EVA))
    assert [each.skill for each in found] == ["insulin", "såromläggning"]


@pytest.mark.parametrize(
    ("given_fields", "code"),
    [
        ({}, "STAFF-001"),
        ({"weekdays": (1,), "day": MONDAY}, "STAFF-001"),
        ({"weekdays": (1,), "start": None}, "STAFF-002"),
        ({"weekdays": (1,), "valid_from": TUESDAY, "valid_to": MONDAY}, "STAFF-003"),
        ({"day": MONDAY, "valid_to": MONDAY}, "STAFF-003"),
    ],
)
def test_a_line_of_hours_that_cannot_be_is_refused(given_fields: dict[str, object], code: str) -> None:
    fields: dict[str, object] = {"start": time(7), "end": time(16), **given_fields}
    with pytest.raises(BadInput, match=code):
        Hours(KIND, **fields)  # type: ignore[arg-type]


LINES = st.builds(
    Hours, st.sampled_from(AvailabilityKind), st.sampled_from([time(6), time(7)]), st.sampled_from([time(16), time(5)]),
    st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
)  # fmt: skip


@given(st.lists(LINES, max_size=6, unique_by=lambda line: (line.kind, line.start, line.end)))
def test_lines_come_back_as_they_were_written(lines: list[Hours]) -> None:
    assert as_hours(as_rows(EVA.id, lines)) == lines
