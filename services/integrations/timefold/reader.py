"""Reads a model input into a planning problem, and finds everything wrong with it in one pass."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.integrations.timefold.document import load
from services.integrations.timefold.element import Element
from services.integrations.timefold.faults import FAULTS
from services.integrations.timefold.itineraries import place_itineraries
from services.integrations.timefold.output_reader import ReadOutput, read_output
from services.integrations.timefold.places import ClientBook, ClientFrom
from services.integrations.timefold.reading import Reading
from services.integrations.timefold.times import Clock
from services.integrations.timefold.vehicles import Fleet, read_vehicles
from services.integrations.timefold.visits import Period, read_visits
from services.problem.checks.known import AlsoKnown
from services.problem.issue import Issue, Severity
from services.problem.problem import Problem
from services.problem.report import Report
from services.problem.travel import CAR_FITTED, Mode, TravelModel
from services.problem.validate import validate

__all__ = ["ReadInput", "ReadOutput", "read_input", "read_output"]

FIELDS = {
    "pool": "requiredVehicles", "preferred": "preferredVehicles", "prohibited": "prohibitedVehicles",
    "after": "visitDependencies", "delay_s": "visitDependencies.minDelay", "windows": "timeWindows",
    "latest_start_s": "timeWindows.maxStartTime", "visit_ids": "visits", "group_id": "visitGroups",
    "start_s": "minStartTime", "end_s": "maxEndTime", "soft_end_s": "maxSoftEndTime",
    "max_leg_s": "maxTravelTimePerVisit", "earliest_s": "minStartTime", "skills": "requiredSkills",
    "shifts": "vehicles",
}  # fmt: skip
"""What the file calls our fields."""


@dataclass(frozen=True, slots=True)
class ReadInput:
    """A problem free of errors, or None; and everything found."""

    problem: Problem | None
    issues: tuple[Issue, ...]


def read_input(raw: bytes, client_from: str = "name", car: TravelModel = CAR_FITTED) -> ReadInput:
    """The problem in a model input (`{modelInput: …}` or its inside), travel by `car` for every vehicle.

    `client_from` says whose visit it is: by `name`, by `location` or by `id-prefix`.
    """
    report = Report(FAULTS)
    document = load(raw, report)
    if document is None:
        return ReadInput(None, report.issues())
    reading = Reading(report, Clock(), ClientBook(ClientFrom(client_from)))
    model = _model(document, reading)
    if model is None:
        return ReadInput(None, report.issues())
    fleet = read_vehicles(model, reading)
    care = read_visits(model, reading, _period(model, fleet))
    visits, given = place_itineraries(fleet, care, reading, car, model.moment("freezeTime"))
    reading.report_unused()
    problem = Problem(
        zone=reading.clock.zone(),
        places=reading.places.places(),
        clients=reading.clients.clients(),
        carers=tuple(fleet.carers),
        shifts=tuple(fleet.shifts),
        visits=tuple(visits),
        groups=tuple(care.groups),
        models=dict.fromkeys(Mode, car),
        given=given,
    )
    carers = frozenset(carer.id for carer in fleet.carers)
    also_known = AlsoKnown(frozenset(care.broken), carers, frozenset(fleet.broken_shifts))
    issues = (*report.issues(), *(_in_file_words(issue) for issue in validate(problem, also_known)))
    has_errors = any(issue.severity is Severity.ERROR for issue in issues)
    return ReadInput(None if has_errors else problem, issues)


def _model(document: dict[str, object], reading: Reading) -> Element | None:
    top = Element(document, "", reading.report, reading.clock)
    if document.get("modelInput") is not None:
        inside = top.part("modelInput")
        return inside and Element(inside.raw, "", reading.report, reading.clock)
    if "modelOutput" in document:
        reading.report.add("FSR-007", "", "modelOutput")
        return None
    if "vehicles" not in document:
        top.fault("FSR-010", "modelInput")
        return None
    return top


def _period(model: Element, fleet: Fleet) -> Period:
    """The planning window; without one, the span of the shifts, and then no visit is optional."""
    first_s = min((shift.start_s for shift in fleet.shifts), default=0)
    last_s = max((shift.end_s for shift in fleet.shifts), default=0)
    window = model.part("planningWindow")
    if window is None:
        return Period(first_s, last_s, None)
    start_s, end_s = window.moment("startDate"), window.moment("endDate")
    if start_s is not None and end_s is not None and end_s <= start_s:
        window.fault("FSR-024", "endDate", window.raw["endDate"])
    return Period(first_s if start_s is None else start_s, last_s if end_s is None else end_s, end_s)


def _in_file_words(issue: Issue) -> Issue:
    """The same finding with the file's own names for elements and fields."""
    where = "vehicle " + issue.where.removeprefix("carer ") if issue.where.startswith("carer ") else issue.where
    field = FIELDS.get(issue.field, issue.field)
    if issue.field == "place_id":
        field = "startLocation" if where.startswith("shift ") else "location"
    elif issue.field == "duration_s":
        field = "duration" if ", break " in where else "serviceDuration"
    return replace(issue, where=where, field=field)
