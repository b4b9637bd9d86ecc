"""Somebody can do every visit: where nobody free on duty may, a delegation is given or a pool is widened.

Visits that ask for somebody special are booked on paper one by one, so that two of them at once find two carers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from services.demo.clients import DemoClient
from services.demo.clock import MINUTE_S, at_s
from services.demo.employees import DemoEmployee
from services.demo.legs import Legs
from services.demo.places import Settlement
from services.demo.rota import DemoShift
from services.demo.skills import MEDICINES, VALID_DAYS, Delegation
from services.demo.visits import DatedVisit

MARGIN_S = 5 * MINUTE_S
"""On the way to a visit and from it."""

COMMON_SKILLS = (MEDICINES,)
"""What most may do needs no booking."""


class Coverage:
    """Which shifts could do a visit, and what was given so that some can."""

    def __init__(self, rota: list[DemoShift], settlement: Settlement, legs: Legs) -> None:
        self._settlement = settlement
        self._legs = legs
        self._by_day: dict[date, list[DemoShift]] = defaultdict(list)
        for shift in rota:
            self._by_day[shift.day].append(shift)
        self._booked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._given: dict[str, dict[str, Delegation]] = defaultdict(dict)
        self._widened: dict[str, tuple[str, ...]] = {}

    def cover(self, dated: DatedVisit) -> None:
        """Let as many carers as the visit needs be able to do it on its usual day."""
        if not dated.need.skills and not dated.client.pool and dated.need.carers == 1:
            return
        start_s = dated.wished_s - MARGIN_S
        end_s = dated.wished_s + dated.need.duration_min * MINUTE_S + MARGIN_S
        present = [shift for shift in self._by_day[dated.day] if self._has_time(shift, dated)]
        present = [s for s in present if s.employee.id not in dated.client.declined]
        is_busy = {s.id: any(begin < end_s and start_s < until for begin, until in self._booked[s.id]) for s in present}
        present.sort(key=lambda shift: (is_busy[shift.id], self._distance(shift, dated)))
        for shift in present[: dated.need.carers]:
            if not self._may(shift, dated):
                self._admit(shift, dated)
            if dated.need.skills != COMMON_SKILLS:
                self._booked[shift.id].append((start_s, end_s))

    def employees(self, employees: list[DemoEmployee]) -> list[DemoEmployee]:
        """The staff with the delegations given; one that was renewed stands once."""
        return [replace(each, delegations=self._held(each)) for each in employees]

    def clients(self, clients: list[DemoClient]) -> list[DemoClient]:
        """The clients with their pools widened."""
        return [replace(c, pool=tuple(sorted({*c.pool, *self._widened.get(c.id, ())}))) for c in clients]

    def _has_time(self, shift: DemoShift, dated: DatedVisit) -> bool:
        """Whether the carer could be there at the wished start and home again, beside the fixed breaks."""
        office, mode = self._settlement.office_ids[shift.employee.district], shift.employee.mode
        there_s = self._legs.seconds(mode, office, dated.client.home.place_id)
        start_s = dated.wished_s
        end_s = start_s + dated.need.duration_min * MINUTE_S
        fits = shift.start_s + there_s <= start_s and end_s + there_s <= shift.end_s
        return fits and self._legs.is_allowed(mode, there_s) and not _rests(shift, start_s - there_s, end_s + there_s)

    def _may(self, shift: DemoShift, dated: DatedVisit) -> bool:
        client, employee = dated.client, shift.employee
        skills = {each.skill for each in self._held(employee) if each.is_valid(dated.day)}
        pool = {*client.pool, *self._widened.get(client.id, ())}
        return (
            set(dated.need.skills) <= skills
            and employee.id not in client.declined
            and (not client.pool or employee.id in pool)
        )

    def _held(self, employee: DemoEmployee) -> tuple[Delegation, ...]:
        held = {each.skill: each for each in employee.delegations}
        return tuple((held | self._given[employee.id]).values())

    def _distance(self, shift: DemoShift, dated: DatedVisit) -> tuple[int, int, bool, bool, int, str]:
        """How much would have to be given, least first; what has run out is renewed last."""
        employee = shift.employee
        held = {each.skill: each.is_valid(dated.day) for each in self._held(employee)}
        expired = sum(not held.get(skill, True) for skill in dated.need.skills)
        missing = sum(skill not in held for skill in dated.need.skills)
        is_outside = not self._may(shift, dated)
        is_away = employee.district != dated.client.home.district
        return expired, missing, is_outside, is_away, -len(held), employee.id

    def _admit(self, shift: DemoShift, dated: DatedVisit) -> None:
        employee, client = shift.employee, dated.client
        held = {each.skill for each in self._held(employee) if each.is_valid(dated.day)}
        since = dated.day - timedelta(days=30)
        for skill in dated.need.skills:
            if skill not in held:
                self._given[employee.id][skill] = Delegation(skill, since, since + timedelta(days=VALID_DAYS))
        if client.pool:
            self._widened[client.id] = (*self._widened.get(client.id, ()), employee.id)


def _rests(shift: DemoShift, start_s: int, end_s: int) -> bool:
    """Whether a fixed break lies between the two."""
    return any(
        rest.is_fixed and at_s(shift.day, rest.first_min) < end_s and start_s < at_s(shift.day, rest.last_min)
        for rest in shift.template.breaks
    )
