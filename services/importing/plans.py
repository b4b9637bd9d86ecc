"""A plan from a file: Timefold's output, or ours, laid on the visits and shifts the organisation holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.vocabulary import PlanKind
from data.work import ReadingWork, Work
from services.access import Actor
from services.integrations.timefold.places import is_client_id
from services.integrations.timefold.reader import ReadOutput, read_output
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Problem, Stop, StopKind, Visit

KIND = "fsr-plan"
"""Kind of a model output in the table of imports."""

TIMES = ("startServiceTime", "arrivalTime", "startTime")


def is_plan(raw: bytes) -> bool:
    """Whether the file is an output rather than an input: it says so near its beginning or holds routes only."""
    return b'"modelOutput"' in raw and b'"modelInput"' not in raw


def days_of_plan(raw: bytes, zone: ZoneInfo) -> tuple[date, date] | None:
    """First and last local day the plan's stops begin on; None when no time can be read."""
    try:
        document = json.loads(raw)
    except ValueError:
        return None
    days = sorted(_days(document, zone))
    return (days[0], days[-1]) if days else None


def read_plan(work: ReadingWork, raw: bytes, days: tuple[date, date]) -> tuple[ReadOutput, Problem]:
    """The plan in the file against the rows of these days, and the problem both are about; ids are the rows'."""
    problem, called = load_problem(work, *days), Called.of(work, days)
    read = read_output(raw, called.renamed(problem))
    if read.plan is None:
        return read, problem
    return replace(read, plan=_named_back(read.plan, called.visits, called.shifts)), problem


def store(work: Work, actor: Actor, name: str, days: tuple[date, date], problem: Problem, plan: Plan) -> UUID:
    """Keep the plan as an imported one, scored by our own catalogue."""
    return store_plan(work, PlanKind.IMPORTED, name, days, problem, plan, asked_by=actor.user_id)


def _days(element: Any, zone: ZoneInfo) -> Iterator[date]:
    if isinstance(element, list):
        for inner in element:
            yield from _days(inner, zone)
    elif isinstance(element, dict):
        for key, inner in element.items():
            if key in TIMES and isinstance(inner, str):
                try:
                    moment = datetime.fromisoformat(inner)
                except ValueError:
                    continue
                if moment.tzinfo is not None:
                    yield moment.astimezone(zone).date()
            elif isinstance(inner, list | dict):
                yield from _days(inner, zone)


@dataclass(frozen=True)
class Called:
    """What files call the organisation's rows, by our ids; what came from no file keeps ours."""

    visits: dict[str, str | None]
    shifts: dict[str, str | None]
    carers: dict[str, str | None]
    clients: dict[str, str | None]

    @classmethod
    def of(cls, work: ReadingWork, days: tuple[date, date]) -> Called:
        """The names of everything around these days."""
        around = (days[0] - timedelta(days=14), days[1] + timedelta(days=1))
        return cls(
            {str(v.id): v.external_ref for v in work.visits.between(*around)},
            {str(s.id): s.external_ref for s in work.shifts.between(*around)},
            {str(e.id): e.external_ref for e in work.people.employees()},
            {str(c.id): c.external_ref or c.pseudonym for c in work.people.clients()},
        )

    def renamed(self, problem: Problem) -> Problem:
        """The problem with the ids its file gave, clients left out: no plan names them."""
        return replace(
            problem,
            visits=tuple(self._visit(visit) for visit in problem.visits),
            carers=tuple(replace(each, id=_name(self.carers, each.id)) for each in problem.carers),
            shifts=tuple(
                replace(s, id=_name(self.shifts, s.id), carer_id=_name(self.carers, s.carer_id)) for s in problem.shifts
            ),
            groups=tuple(
                replace(g, visit_ids=tuple(_name(self.visits, m) for m in g.visit_ids)) for g in problem.groups
            ),
            met=frozenset(),
            given=None,
            baseline=None,
        )

    def of_plan(self, plan: Plan) -> Plan:
        """The plan with the ids its file gave."""
        return _stops_named(plan, self.visits, self.shifts)

    def with_clients(self, problem: Problem) -> Problem:
        """The clients too by what files call them, where that can be read back from a visit's name."""
        names = {c.id: self.clients.get(c.id) or c.id for c in problem.clients}
        told = {own: name if is_client_id(name) else own for own, name in names.items()}
        return replace(
            problem,
            clients=tuple(replace(c, id=told[c.id]) for c in problem.clients),
            visits=tuple(replace(v, client_id=told[v.client_id]) for v in problem.visits),
        )

    def _visit(self, visit: Visit) -> Visit:
        def carers(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(_name(self.carers, each) for each in ids)

        return replace(
            visit,
            id=_name(self.visits, visit.id),
            contact=visit.contact and _name(self.carers, visit.contact),
            after=tuple(replace(a, visit_id=_name(self.visits, a.visit_id)) for a in visit.after),
            pin=visit.pin and replace(visit.pin, shift_id=_name(self.shifts, visit.pin.shift_id)),
            pool=carers(visit.pool),
            preferred=carers(visit.preferred),
            prohibited=carers(visit.prohibited),
        )


def _name(names: dict[str, str | None], own: str) -> str:
    return names.get(own) or own


def _named_back(plan: Plan, visits: dict[str, str | None], shifts: dict[str, str | None]) -> Plan:
    ours: dict[str, str | None] = {ref: row_id for row_id, ref in visits.items() if ref}
    our_shifts: dict[str, str | None] = {ref: row_id for row_id, ref in shifts.items() if ref}
    return _stops_named(plan, ours, our_shifts)


def _stops_named(plan: Plan, visits: dict[str, str | None], shifts: dict[str, str | None]) -> Plan:
    def stop(given: Stop) -> Stop:
        return replace(given, id=_name(visits, given.id)) if given.kind is StopKind.VISIT else given

    return Plan(
        tuple(
            replace(route, shift_id=_name(shifts, route.shift_id), stops=tuple(map(stop, route.stops)))
            for route in plan.routes
        )
    )
