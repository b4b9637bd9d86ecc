"""Delegations that run out in a period, and the visits that are left without somebody because of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.people import EmployeeRow, HeldSkill
from data.repositories.visits import VisitRow
from data.vocabulary import VisitStatus
from services.supply.duty import OnDuty

_NOT_NEEDED = frozenset({VisitStatus.CANCELLED, VisitStatus.MISSED, VisitStatus.DONE})


@dataclass(frozen=True, slots=True)
class Endangered:
    """`skill` of a carer holds until `last_day`; the visits after it in the period that hang on it.

    `theirs` are planned with the carer, `nobodys` have no carer yet and nobody else on duty then holds the skill;
    `needing` is how many visits need the skill after that day, `others` how many other carers hold it then.
    """

    employee_id: UUID
    pseudonym: str
    skill: str
    last_day: date
    theirs: tuple[VisitRow, ...]
    nobodys: tuple[VisitRow, ...]
    needing: int
    others: int


def endangered(
    employees: Sequence[EmployeeRow], duties: Sequence[OnDuty], visits: Iterable[VisitRow], days: tuple[date, date],
    zone: ZoneInfo,
) -> list[Endangered]:  # fmt: skip
    """Every skill whose last day lies in the period, those that endanger most visits first."""
    wanted = [visit for visit in visits if visit.skills and visit.status not in _NOT_NEEDED]
    found = [
        _weighed(row, held, employees, duties, wanted, days[1], zone)
        for row in employees
        for held in row.skills
        if held.valid_to is not None and days[0] <= held.valid_to <= days[1] and not _goes_on(row, held)
    ]
    return sorted(found, key=lambda each: (-len(each.theirs) - len(each.nobodys), each.last_day, each.pseudonym))


def _weighed(
    row: EmployeeRow, held: HeldSkill, employees: Sequence[EmployeeRow], duties: Sequence[OnDuty],
    visits: Sequence[VisitRow], last: date, zone: ZoneInfo,
) -> Endangered:  # fmt: skip
    assert held.valid_to is not None
    ends = held.valid_to
    needing = [
        visit for visit in visits
        if any(name == held.name for name, _ in visit.skills) and ends < _day(visit, zone) <= last
    ]  # fmt: skip
    theirs = [visit for visit in needing if visit.employee_id == row.id]
    able = [duty for duty in duties if duty.employee_id != row.id and held.name in duty.skills]
    nobodys = [v for v in needing if v.employee_id is None and not any(_can(duty, v, held.name) for duty in able)]
    others = {each.id for each in employees if each.id != row.id and _holds(each, held.name, ends)}
    return Endangered(
        row.id, row.pseudonym, held.name, ends, tuple(theirs), tuple(nobodys), len(needing), len(others)
    )  # fmt: skip


def _day(visit: VisitRow, zone: ZoneInfo) -> date:
    """When it is planned, else the last day it may be on: until then it need not be in danger."""
    moment = visit.planned_start or max(window.latest_start for window in visit.windows)
    return moment.astimezone(zone).date()


def _can(duty: OnDuty, visit: VisitRow, skill: str) -> bool:
    level = max(least for name, least in visit.skills if name == skill)
    return duty.skills[skill] >= level and any(
        min(spell.open_s + spell.duration_s, int(window.end.timestamp()))
        - max(spell.open_s, int(window.start.timestamp()))
        >= visit.duration_s
        for spell in duty.spells
        for window in visit.windows
    )


def _holds(row: EmployeeRow, skill: str, after: date) -> bool:
    return any(held.name == skill and (held.valid_to or date.max) > after for held in row.skills)


def _goes_on(row: EmployeeRow, ending: HeldSkill) -> bool:
    return ending.valid_to is not None and _holds(row, ending.name, ending.valid_to)
