"""Patterns give dated shifts, and what stands in the way of one is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.people import EmployeeRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import EmployeeStatus, VehicleStatus
from services.recurrence import Frequency, Kind
from services.rota import Making, Pattern, WorkingTimeRules, make_shifts, working_time
from services.rota.making import Ground, free_vehicles

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = date(2027, 2, 1)
SUNDAY = MONDAY + timedelta(days=6)
PAUSE = [{"start": "10:00", "end": "13:00", "required": True, "duration_min": 30, "paid": False}]
DAY = TemplateRow(new_id(), "Dag", time(7), time(16), PAUSE)
NIGHT = TemplateRow(new_id(), "Natt", time(22), time(6), [{"start": "02:00", "end": "03:00", "required": True}])
EVENING = TemplateRow(new_id(), "Kväll", time(16), time(22))
EVA = EmployeeRow(new_id(), "M1", contract_minutes_week=40 * 60)
BO = EmployeeRow(new_id(), "M2")
CAR = VehicleRow(new_id(), "Bil 1", "car")
SPARE = VehicleRow(new_id(), "Bil 2", "car")
OFFICE = new_id()


def a_pattern(template: TemplateRow = DAY, who: EmployeeRow = EVA, **given: object) -> Pattern:
    pattern = Pattern(new_id(), who.id, template.id, Frequency(Kind.WEEKLY, (1, 2, 3)), MONDAY, OFFICE, OFFICE)
    return replace(pattern, **given)  # type: ignore[arg-type]


def a_ground(**given: object) -> Ground:
    people, kinds, cars = (EVA, BO), (DAY, NIGHT, EVENING), (CAR, SPARE)
    ground = Ground({e.id: e for e in people}, {t.id: t for t in kinds}, {v.id: v for v in cars})
    return replace(ground, **given)  # type: ignore[arg-type]


def made(*patterns: Pattern, last: date = SUNDAY, **given: object) -> Making:
    return make_shifts(patterns, a_ground(**given), MONDAY, last, ZONE)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def test_a_pattern_gives_its_shifts_with_their_breaks() -> None:
    shifts = made(a_pattern()).new
    assert [shift.day for shift in shifts] == [MONDAY + timedelta(days=i) for i in range(3)]
    assert shifts[0].planned_start == datetime(2027, 2, 1, 6, tzinfo=UTC)
    (pause,) = shifts[0].breaks
    assert (pause.earliest, pause.duration_s, pause.is_fixed) == (at(MONDAY, 10), 1800, False)


def test_making_the_same_period_again_makes_nothing() -> None:
    pattern = a_pattern()
    again = made(pattern, shifts=made(pattern).new)
    assert (again.new, again.unchanged, again.conflicts) == ([], 3, [])


def test_a_night_shift_has_its_break_after_midnight_and_its_true_length() -> None:
    rule, spring = Frequency(Kind.DATES, dates=(date(2027, 3, 27),)), date(2027, 3, 28)
    (night,) = make_shifts([a_pattern(NIGHT, rule=rule)], a_ground(), date(2027, 3, 27), spring, ZONE).new
    assert night.planned_end - night.planned_start == timedelta(hours=7)
    assert night.breaks[0].earliest.astimezone(ZONE).date() == spring


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"away": [EmployeeAbsenceRow(new_id(), EVA.id, at(MONDAY, 12), at(MONDAY, 13))]}, "ROTA-001"),
        ({"employees": {EVA.id: replace(EVA, status=EmployeeStatus.INACTIVE)}}, "ROTA-003"),
        ({"vehicles": {CAR.id: replace(CAR, status=VehicleStatus.MAINTENANCE)}}, "ROTA-004"),
        ({"in_repair": [VehicleAbsenceRow(new_id(), CAR.id, at(MONDAY, 6), at(MONDAY, 8))]}, "ROTA-004"),
    ],
)
def test_what_stands_in_the_way_of_a_shift_is_told(given: dict[str, object], code: str) -> None:
    (told, *_) = made(a_pattern(vehicle_id=CAR.id), last=MONDAY, **given).conflicts
    assert (told.code, told.employee_id, told.day) == (code, EVA.id, MONDAY)
    assert told.action.sv


def test_nobody_works_two_shifts_at_once_but_two_after_each_other() -> None:
    assert len(made(a_pattern(), a_pattern(EVENING), last=MONDAY).new) == 2
    both = made(a_pattern(), a_pattern(replace(DAY, id=NIGHT.id)), last=MONDAY, templates={DAY.id: DAY, NIGHT.id: DAY})
    assert [told.code for told in both.conflicts] == ["ROTA-002"]


def test_a_vehicle_is_not_booked_twice_and_a_free_one_is_proposed() -> None:
    late = replace(DAY, id=new_id(), start_time=time(9))
    kinds = {DAY.id: DAY, late.id: late}
    making = made(a_pattern(vehicle_id=CAR.id), a_pattern(late, BO, vehicle_id=CAR.id), last=MONDAY, templates=kinds)
    assert [(told.code, told.vehicle_id) for told in making.conflicts] == [("ROTA-005", CAR.id)]
    wanted = replace(making.new[0], id=new_id(), planned_start=at(MONDAY, 9))
    assert free_vehicles(wanted, a_ground(), making.new) == [SPARE]


def test_a_shift_changed_by_hand_is_kept_and_told() -> None:
    pattern = a_pattern()
    by_hand = [replace(row, planned_end=at(row.day, 14)) for row in made(pattern).new]
    again = made(pattern, shifts=by_hand)
    assert again.new == []
    assert {told.code for told in again.conflicts} == {"ROTA-006"}


def a_shift(day: date, start: int, length_h: int, who: UUID = EVA.id) -> ShiftRow:
    begins = at(day, start)
    return ShiftRow(new_id(), day, who, begins, begins + timedelta(hours=length_h), OFFICE, OFFICE)


def codes(*shifts: ShiftRow, rules: WorkingTimeRules = WorkingTimeRules()) -> list[str]:
    return [told.code for told in working_time(shifts, {EVA.id: EVA, BO.id: BO}, rules)]


def test_a_short_night_between_two_shifts_is_warned_of_but_not_the_gap_of_a_split_shift() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert codes(a_shift(MONDAY, 14, 8), a_shift(tuesday, 7, 5)) == ["ROTA-010"]
    assert codes(a_shift(MONDAY, 7, 5), a_shift(MONDAY, 16, 5)) == []
    assert codes(a_shift(MONDAY, 14, 8), a_shift(tuesday, 7, 5, BO.id)) == []


def test_a_long_week_many_weekends_and_hours_above_the_contract_are_warned_of() -> None:
    week = [a_shift(MONDAY + timedelta(days=i), 7, 9) for i in range(6)]
    assert codes(*week) == ["ROTA-011", "ROTA-013"]
    saturdays = [a_shift(MONDAY + timedelta(days=5 + 7 * i), 7, 8) for i in range(3)]
    assert codes(*saturdays) == ["ROTA-012"]
    assert codes(saturdays[0], saturdays[2]) == []
