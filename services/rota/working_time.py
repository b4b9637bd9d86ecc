"""Rest, weekly hours, weekends and contracts: what the working-time rules say of a period's shifts.

Sources: arbetstidslagen §13 (11 hours' daily rest in every 24), §10 b (48 hours a week on average); weekends and
contract hours are the organisation's own. They warn; in planning they are rules of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from uuid import UUID

from data.repositories.people import EmployeeRow
from data.repositories.shifts import ShiftRow
from services.problem.report import in_hours
from services.rota.conflicts import LONG_WEEK, MANY_WEEKENDS, OVER_CONTRACT, SHORT_REST, Conflict, conflict
from services.words import SHORT_DAYS, Language, Text, long_date

_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class WorkingTimeRules:
    """Limits; `weekends_in_a_row` is how many worked weekends in a row are too many."""

    least_rest_h: int = 11
    most_week_h: int = 48
    weekends_in_a_row: int = 3
    contract_slack_share: float = 0.05


def working_time(
    shifts: Iterable[ShiftRow], employees: Mapping[UUID, EmployeeRow], rules: WorkingTimeRules = WorkingTimeRules()
) -> list[Conflict]:
    """Every breach, by employee and day. A split shift on one day is one spell of work: its gap is no daily rest."""
    ordered = sorted(shifts, key=lambda row: (row.employee_id, row.planned_start))
    found: list[Conflict] = []
    for who, group in groupby(ordered, key=lambda row: row.employee_id):
        own = list(group)
        found += _rests(who, own, rules)
        found += _weeks(who, own, rules)
        found += _weekends(who, own, rules)
        found += _contract(employees[who], own, rules)
    return found


def paid_s(shift: ShiftRow) -> int:
    """Working seconds: the shift without its unpaid breaks."""
    whole = (shift.planned_end - shift.planned_start).total_seconds()
    return int(whole) - sum(pause.duration_s for pause in shift.breaks if not pause.is_paid)


def _rests(who: UUID, own: Sequence[ShiftRow], rules: WorkingTimeRules) -> list[Conflict]:
    found = []
    for before, after in pairwise(own):
        rest_s = int((after.planned_start - before.planned_end).total_seconds())
        if before.day != after.day and rest_s < rules.least_rest_h * _HOUR_S:
            rest = in_hours(max(0, rest_s))
            found.append(
                conflict(
                    SHORT_REST,
                    who,
                    after.day,
                    before=_named(before.day),
                    after=_named(after.day),
                    hours=rest,
                    least=rules.least_rest_h,
                )
            )
    return found


def _weeks(who: UUID, own: Sequence[ShiftRow], rules: WorkingTimeRules) -> list[Conflict]:
    found = []
    for monday, group in groupby(own, key=lambda row: _monday(row.day)):
        rows = list(group)
        worked_s = sum(paid_s(row) for row in rows)
        if worked_s > rules.most_week_h * _HOUR_S:
            days = _listed([SHORT_DAYS[day.weekday()] for day in sorted({row.day for row in rows})])
            found.append(
                conflict(
                    LONG_WEEK,
                    who,
                    monday,
                    week=monday.isocalendar().week,
                    days=days,
                    hours=in_hours(worked_s),
                    most=rules.most_week_h,
                )
            )
    return found


def _weekends(who: UUID, own: Sequence[ShiftRow], rules: WorkingTimeRules) -> list[Conflict]:
    worked = sorted({_monday(row.day) for row in own if row.day.isoweekday() >= 6})
    found, count = [], 0
    for i, monday in enumerate(worked):
        count = count + 1 if i and monday - worked[i - 1] == timedelta(weeks=1) else 1
        if count >= rules.weekends_in_a_row:
            saturdays = [each + timedelta(days=5) for each in worked[i - count + 1 : i + 1]]
            days = _listed([_named(saturday) for saturday in saturdays])
            found.append(conflict(MANY_WEEKENDS, who, saturdays[-1], count=count, days=days))
    return found


def _contract(employee: EmployeeRow, own: Sequence[ShiftRow], rules: WorkingTimeRules) -> list[Conflict]:
    if employee.contract_minutes_week is None:
        return []
    weeks = len({_monday(row.day) for row in own})
    agreed_s, worked_s = 60 * employee.contract_minutes_week * weeks, sum(paid_s(row) for row in own)
    if worked_s <= agreed_s * (1 + rules.contract_slack_share):
        return []
    return [conflict(OVER_CONTRACT, employee.id, own[0].day, hours=in_hours(worked_s), most=in_hours(agreed_s))]


def _named(day: date) -> Text:
    return Text(sv=long_date(day, Language.SV), en=long_date(day, Language.EN))


def _listed(words: Sequence[Text]) -> Text:
    return Text(sv=", ".join(each.sv for each in words), en=", ".join(each.en for each in words))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
