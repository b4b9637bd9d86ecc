"""References to carers, clients, places and shifts resolve, and somebody has every skill."""

from __future__ import annotations

from collections import Counter

from services.problem.checks.ids import KINDS
from services.problem.checks.known import AlsoKnown
from services.problem.problem import Problem
from services.problem.report import Report


def check(problem: Problem, also_known: AlsoKnown, report: Report) -> None:
    """Unknown carers, clients, places and shifts; skills and levels nobody has."""
    carers = {carer.id for carer in problem.carers} | also_known.carers
    clients = {client.id for client in problem.clients}
    places = {place.id for place in problem.places}
    shifts = {shift.id for shift in problem.shifts} | also_known.shifts
    vehicles = {vehicle.id for vehicle in problem.vehicles}
    for visit in problem.visits:
        where = f"visit {visit.id}"
        contact = () if visit.contact is None else (visit.contact,)
        relations = {
            "pool": visit.pool, "preferred": visit.preferred, "prohibited": visit.prohibited, "contact": contact,
        }  # fmt: skip
        for field, named in relations.items():
            for carer_id in named:
                if carer_id not in carers:
                    report.add("PROB-010", where, field, carer_id)
        if visit.client_id not in clients:
            report.add("PROB-013", where, "client_id", visit.client_id, kind=KINDS["client"])
        if visit.place_id not in places:
            report.add("PROB-013", where, "place_id", visit.place_id, kind=KINDS["place"])
        if visit.pin is not None and visit.pin.shift_id not in shifts:
            report.add("PROB-013", where, "pin", visit.pin.shift_id, kind=KINDS["shift"])
    for shift in problem.shifts:
        if shift.carer_id not in carers:
            report.add("PROB-013", f"shift {shift.id}", "carer_id", shift.carer_id, kind=KINDS["carer"])
        if shift.vehicle_id is not None and shift.vehicle_id not in vehicles:
            report.add("PROB-013", f"shift {shift.id}", "vehicle_id", shift.vehicle_id, kind=KINDS["vehicle"])
        for field, place_id in (("start_place_id", shift.start_place_id), ("end_place_id", shift.end_place_id)):
            if place_id not in places:
                report.add("PROB-013", f"shift {shift.id}", field, place_id, kind=KINDS["place"])
    _skills(problem, report)


def _skills(problem: Problem, report: Report) -> None:
    best: dict[str, int] = {}
    for shift in problem.shifts:
        for skill in shift.skills:
            best[skill.name] = max(best.get(skill.name, 0), skill.level)
    absent: Counter[str] = Counter()
    first: dict[str, str] = {}
    for visit in problem.visits:
        for name, level in visit.skills:
            if name not in best:
                absent[name] += 1
                first.setdefault(name, visit.id)
            elif level > best[name]:
                report.add("PROB-071", f"visit {visit.id}", "skills", name, level=level, best=best[name])
    for name, count in absent.items():
        report.add("PROB-070", f"visit {first[name]}", "skills", name, count=count)
