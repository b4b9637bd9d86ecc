"""Reads a model output, Timefold's or ours, into a plan of a problem already read."""

from __future__ import annotations

from dataclasses import dataclass

from services.integrations.timefold.document import load
from services.integrations.timefold.element import Element
from services.integrations.timefold.faults import FAULTS
from services.integrations.timefold.times import Clock
from services.problem.issue import Issue
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Problem
from services.problem.report import Report
from services.problem.shift import Shift


@dataclass(frozen=True, slots=True)
class ReadOutput:
    """A plan whose ids all belong to the problem, or None; and everything found."""

    plan: Plan | None
    issues: tuple[Issue, ...]


class _Book:
    """What of the problem the plan has used so far."""

    def __init__(self, problem: Problem, report: Report) -> None:
        self.report = report
        self.carers = {carer.id for carer in problem.carers}
        self.shifts = {shift.id: shift for shift in problem.shifts}
        self.visits = {visit.id for visit in problem.visits}
        self.seen_shifts: set[str] = set()
        self.home: dict[str, str] = {}


def read_output(raw: bytes, problem: Problem) -> ReadOutput:
    """The plan in a model output (`{modelOutput: …}` or its inside); a shift without visits has no route.

    A visit that is mentioned nowhere is unassigned, as one in `unassignedVisits` is.
    """
    report = Report(FAULTS)
    document = load(raw, report)
    output = None if document is None else _output(document, report)
    if output is None:
        return ReadOutput(None, report.issues())
    book = _Book(problem, report)
    routes: list[Route] = []
    for vehicle in output.parts("vehicles", "vehicle", is_required=True):
        carer_id = vehicle.identity("vehicle")
        if carer_id is not None and carer_id not in book.carers:
            vehicle.fault("FSR-060", "id", carer_id)
            continue
        for element in vehicle.parts("shifts", "shift"):
            route = _route(element, carer_id, book)
            if route is not None:
                routes.append(route)
    _unassigned(output, book)
    issues = report.issues()
    return ReadOutput(None if report.has_errors else Plan(tuple(routes)), issues)


def _output(document: dict[str, object], report: Report) -> Element | None:
    top = Element(document, "", report, Clock())
    if document.get("modelOutput") is not None:
        inside = top.part("modelOutput")
        return inside and Element(inside.raw, "", report, inside.clock)
    if "modelInput" in document:
        report.add("FSR-008", "", "modelInput")
        return None
    if "vehicles" not in document:
        top.fault("FSR-010", "modelOutput")
        return None
    return top


def _route(element: Element, carer_id: str | None, book: _Book) -> Route | None:
    shift_id = element.identity("shift")
    shift = book.shifts.get(shift_id or "")
    if shift_id is None:
        return None
    if shift is None:
        element.fault("FSR-061", "id", shift_id)
        return None
    if carer_id is not None and shift.carer_id != carer_id:
        element.fault("FSR-062", "id", shift_id, owner=shift.carer_id)
    if shift_id in book.seen_shifts:
        element.fault("FSR-063", "id", shift_id)
    book.seen_shifts.add(shift_id)
    stops = [stop for part in element.parts("itinerary", "stop") if (stop := _stop(part, shift, book)) is not None]
    if not any(stop.kind is StopKind.VISIT for stop in stops):
        return None
    return Route(shift_id, tuple(stops))


def _stop(part: Element, shift: Shift, book: _Book) -> Stop | None:
    kind = part.name("kind") or "VISIT"
    identity = part.name("id", is_required=True)
    if kind == "BREAK":
        start_s = part.moment("startTime", is_required=True)
        if identity is None or start_s is None:
            return None
        if all(rest.id != identity for rest in shift.breaks):
            book.report.add("FSR-067", part.where, "id", identity)
            return None
        return Stop(StopKind.BREAK, identity, start_s)
    if kind != "VISIT":
        part.fault("FSR-031", "kind", kind, known="VISIT, BREAK")
        return None
    start_s = part.moment("startServiceTime", is_required=True)
    if identity is None:
        return None
    if identity not in book.visits:
        part.fault("FSR-064", "id", identity)
    elif identity in book.home:
        part.fault("FSR-065", "id", identity)
    book.home.setdefault(identity, shift.id)
    return None if start_s is None else Stop(StopKind.VISIT, identity, start_s)


def _unassigned(output: Element, book: _Book) -> None:
    """Ids as text, or objects with an id: both are in use."""
    value = output.raw.get("unassignedVisits")
    listed = [item.get("id") if isinstance(item, dict) else item for item in value] if isinstance(value, list) else []
    plain = Element({"unassignedVisits": listed if isinstance(value, list) else value}, "", book.report, output.clock)
    for visit_id in plain.names("unassignedVisits"):
        if visit_id not in book.visits:
            book.report.add("FSR-064", f"visit {visit_id}", "unassignedVisits", visit_id)
        elif visit_id in book.home:
            book.report.add("FSR-066", f"visit {visit_id}", "unassignedVisits", visit_id)
