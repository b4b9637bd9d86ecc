"""Ids are unique within their kind, and there is something to plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report
from services.words import Text

KINDS = {
    "carer": Text(sv="medarbetare", en="carer"),
    "client": Text(sv="kund", en="client"),
    "place": Text(sv="plats", en="place"),
    "shift": Text(sv="arbetspass", en="shift"),
    "visit": Text(sv="besök", en="visit"),
    "group": Text(sv="grupp", en="group"),
    "vehicle": Text(sv="fordon", en="vehicle"),
    "break": Text(sv="rast", en="break"),
}


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Duplicate ids by kind (breaks within their shift), and an empty problem."""
    if not problem.visits and not also_known.visits:
        report.add("PROB-002", "", "visits")
    if not problem.shifts and not also_known.shifts:
        report.add("PROB-003", "", "shifts")
    _unique("carer", (carer.id for carer in problem.carers), report)
    _unique("client", (client.id for client in problem.clients), report)
    _unique("place", (place.id for place in problem.places), report)
    _unique("shift", (shift.id for shift in problem.shifts), report)
    _unique("visit", (visit.id for visit in problem.visits), report)
    _unique("group", (group.id for group in problem.groups), report)
    _unique("vehicle", (vehicle.id for vehicle in problem.vehicles), report)
    for shift in problem.shifts:
        if len(shift.breaks) > 1:
            _unique("break", (rest.id for rest in shift.breaks), report, f"shift {shift.id}, ")


def _unique(kind: str, ids: Iterable[str], report: Report, within: str = "") -> None:
    for identity, count in Counter(ids).items():
        if count > 1:
            report.add("PROB-001", f"{within}{kind} {identity}", "id", identity, kind=KINDS[kind])
