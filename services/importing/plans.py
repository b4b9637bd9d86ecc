"""A plan from a file: Timefold's output, or ours, laid on the visits and shifts the organisation holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.vocabulary import PlanKind
from data.work import ReadingWork, Work
from services.access import Actor
from services.integrations.timefold.reader import ReadOutput, read_output
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.problem import Plan, Problem, StopKind

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
    problem = load_problem(work, *days)
    around = (days[0] - timedelta(days=14), days[1] + timedelta(days=1))
    visits = {str(v.id): v.external_ref for v in work.visits.between(*around)}
    shifts = {str(s.id): s.external_ref for s in work.shifts.between(*around)}
    carers = {str(e.id): e.external_ref for e in work.people.employees()}
    read = read_output(raw, _renamed(problem, visits, shifts, carers))
    if read.plan is None:
        return read, problem
    return replace(read, plan=_named_back(read.plan, visits, shifts)), problem


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


def _renamed(
    problem: Problem, visits: dict[str, str | None], shifts: dict[str, str | None], carers: dict[str, str | None]
) -> Problem:
    """The problem with the ids its file gave; what came from elsewhere keeps ours."""

    def carer(carer_id: str) -> str:
        return carers.get(carer_id) or carer_id

    def visit(visit_id: str) -> str:
        return visits.get(visit_id) or visit_id

    def shift(shift_id: str) -> str:
        return shifts.get(shift_id) or shift_id

    return replace(
        problem,
        visits=tuple(
            replace(
                v,
                id=visit(v.id),
                pool=tuple(map(carer, v.pool)),
                preferred=tuple(map(carer, v.preferred)),
                prohibited=tuple(map(carer, v.prohibited)),
                contact=v.contact and carer(v.contact),
                after=tuple(replace(a, visit_id=visit(a.visit_id)) for a in v.after),
                pin=v.pin and replace(v.pin, shift_id=shift(v.pin.shift_id)),
            )
            for v in problem.visits
        ),
        carers=tuple(replace(each, id=carer(each.id)) for each in problem.carers),
        shifts=tuple(replace(s, id=shift(s.id), carer_id=carer(s.carer_id)) for s in problem.shifts),
        groups=tuple(replace(g, visit_ids=tuple(visit(m) for m in g.visit_ids)) for g in problem.groups),
        met=frozenset(),
        given=None,
        baseline=None,
    )


def _named_back(plan: Plan, visits: dict[str, str | None], shifts: dict[str, str | None]) -> Plan:
    ours = {ref: row_id for row_id, ref in visits.items() if ref}
    our_shifts = {ref: row_id for row_id, ref in shifts.items() if ref}
    return Plan(
        tuple(
            replace(
                route,
                shift_id=our_shifts.get(route.shift_id, route.shift_id),
                stops=tuple(
                    replace(s, id=ours.get(s.id, s.id)) if s.kind is StopKind.VISIT else s for s in route.stops
                ),
            )
            for route in plan.routes
        )
    )
