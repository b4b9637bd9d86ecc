"""Hindrances of people and shifts: away, two at once, short rest, vehicles booked twice, delegations that end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from data.repositories.people import EmployeeRow
from data.repositories.shifts import ShiftRow
from data.repositories.visits import VisitRow
from services.hindrances.hindrance import Hindrance, Mend
from services.problem import Severity
from services.rota.conflicts import ABSENT, DOUBLE_BOOKED, IN_REPAIR, SHORT_REST, Conflict
from services.rota.making import Ground, Making
from services.rota.standing import standing
from services.rota.working_time import paid_s, working_time
from services.words import Language, Text, long_date

EXPIRES, NOT_MADE = "PLAN-031", "PLAN-034"
_EXPIRES = Text(
    sv="Delegeringen i {skill} gäller till och med {day}; därefter kräver {count} besök i perioden den.",
    en="The delegation for {skill} holds until {day}; {count} {count:visit|visits} of the period "
    "{count:requires|require} it after that.",
)
_RENEW = Text(sv="Förnya delegeringen, eller ge den till någon annan.", en="Renew it, or give it to somebody else.")

_NOT_MADE = Text(
    sv="{count} pass ur mönstren är inte {count:gjort|gjorda} än.",
    en="{count} {count:shift|shifts} of the patterns {count:is|are} not made yet.",
)
_MAKE = Text(sv="Gör passen för dagarna.", en="Make the shifts of these days.")


def of_patterns(making: Making, ground: Ground) -> list[Hindrance]:
    """Shifts the patterns would give: not made yet, or forbidden by something that stands."""
    names = {row.id: row.pseudonym for row in ground.employees.values()}
    found = [
        Hindrance(Severity.WARNING, each.code, names[each.employee_id], each.cause, each.action, _mend(each),
                  each.employee_id, each.day)
        for each in making.conflicts
    ]  # fmt: skip
    if making.new:
        cause, risk_s = _NOT_MADE.fill(count=len(making.new)), sum(paid_s(row) for row in making.new)
        found.append(Hindrance(Severity.WARNING, NOT_MADE, "", cause, _MAKE, Mend.MAKE, risk_s=risk_s))
    return found


def _mend(reason: Conflict) -> Mend:
    if reason.code == ABSENT:
        return Mend.ABSENCE
    return Mend.VEHICLES if reason.code in {IN_REPAIR, DOUBLE_BOOKED} else Mend.SHIFTS


def of_shifts(ground: Ground, first: date, last: date) -> list[Hindrance]:
    """What stands against planned shifts, and rests that are too short."""
    names = {row.id: row.pseudonym for row in ground.employees.values()}
    found = [
        Hindrance(
            Severity.WARNING, reason.code, names[shift.employee_id], reason.cause, reason.action,
            _mend(reason), shift.employee_id, shift.day, risk_s=paid_s(shift),
        )
        for shift, reason in standing(ground, first, last)
    ]  # fmt: skip
    rests = (each for each in working_time(ground.shifts, ground.employees) if each.code == SHORT_REST)
    return found + [
        Hindrance(each.severity, each.code, names[each.employee_id], each.cause, each.action, Mend.SHIFTS,
                  each.employee_id, each.day)
        for each in rests
        if first <= each.day <= last
    ]  # fmt: skip


def of_delegations(
    employees: Mapping[UUID, EmployeeRow],
    shifts: Iterable[ShiftRow],
    visits: Iterable[VisitRow],
    first: date,
    last: date,
) -> list[Hindrance]:
    """Skills that end inside the period, of those who work after that day; at risk are the visits that require them."""
    works_until: dict[UUID, date] = {}
    for shift in shifts:
        works_until[shift.employee_id] = max(shift.day, works_until.get(shift.employee_id, shift.day))
    known = list(visits)
    found = []
    for row in employees.values():
        for held in row.skills:
            ends = held.valid_to
            if ends is None or not first <= ends < works_until.get(row.id, first) or _goes_on(row, held.name, ends):
                continue
            later = [v for v in known if ends < v.visit_date <= last and any(name == held.name for name, _ in v.skills)]
            day = Text(sv=long_date(ends, Language.SV), en=long_date(ends, Language.EN))
            cause = _EXPIRES.fill(skill=held.name, day=day, count=len(later))
            found.append(
                Hindrance(Severity.WARNING, EXPIRES, row.pseudonym, cause, _RENEW, Mend.SKILLS, row.id, ends,
                          risk_s=sum(visit.duration_s for visit in later))
            )  # fmt: skip
    return found


def _goes_on(row: EmployeeRow, skill: str, ends: date) -> bool:
    """Whether another line of the same skill holds after that day."""
    return any(held.name == skill and (held.valid_to is None or held.valid_to > ends) for held in row.skills)
