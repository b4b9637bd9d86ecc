"""Readers of the home-care families' JSON: Mankowska, Kummer and the Italian towns in one form, UHHC in the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.benchmarks.families.care import ANY, Carer, Instance, Pair, Plan, Service, Stop

THIRD = 1 / 3
HHCRSP_WEIGHTS = {"travel_time": THIRD, "total_tardiness": THIRD, "highest_tardiness": THIRD}
"""(D + T + Tmax) / 3 of Mankowska et al. 2014."""
TERMS = frozenset({
    "travel_time", "total_tardiness", "highest_tardiness", "total_waiting_time", "total_extra_time", "max_idle_time",
    "caregiver_preferences", "optional_patients", "missed_lunch_break", "workload_balance",
})  # fmt: skip
"""Terms of an objective that the scorer can count; a file with another one is refused."""
LUNCH = "lunch_break"
HARD = "HARD"


def read_hhcrsp(path: Path, family: str) -> Instance:
    """A day with one office, a soft window per patient and no shifts; window times are whole minutes but for noise."""
    told = json.loads(path.read_text(encoding="utf-8"))
    carers = tuple(Carer(c["id"], 0, 0) for c in told["caregivers"])
    services: list[Service] = []
    pairs: list[Pair] = []
    for place, patient in enumerate(told["patients"], start=1):
        early, late = (float(round(moment)) for moment in patient["time_window"])
        asked = patient["required_caregivers"]
        if len(asked) > 1:
            gap = patient["synchronization"].get("distance", (0, 0))
            pairs.append(Pair(len(services), len(services) + 1, float(gap[0]), float(gap[1])))
        services += [
            Service(patient["id"], each["service"], place, float(each["duration"]), ((early, late),), _able(told, each))
            for each in asked
        ]
    travel = tuple(tuple(float(leg) for leg in row) for row in told["distances"])
    return Instance(family, path.stem, carers, tuple(services), tuple(pairs), travel, HHCRSP_WEIGHTS)


def read_uhhc(path: Path) -> Instance:
    """A day with shifts, several windows, wishes, optional patients and lunch, weighted as its file says."""
    told = json.loads(path.read_text(encoding="utf-8"))
    about = told["metadata"]
    asked = about["cost_components"]
    unknown = asked.keys() - TERMS
    if unknown:
        raise ValueError(f"{path.name}: no scorer counts {sorted(unknown)}.")
    at = {point["id"]: point["distance_matrix_index"] for point in told["terminal_points"]}
    carers = tuple(
        Carer(c["id"], at[c["departing_point"]], at[c["arrival_point"]], float(c["working_shift"]["start"]),
              float(c["working_shift"]["end"]), bool(c.get("lunch_break")))
        for c in told["caregivers"]
    )  # fmt: skip
    services: list[Service] = []
    pairs: list[Pair] = []
    for patient in told["patients"]:
        if len(patient["required_services"]) > 1:
            pairs.append(_pair(len(services), patient["synchronization"]))
        services += [_service(told, patient, each) for each in patient["required_services"]]
    rest = told.get("lunch_breaks")
    return Instance(
        family="uhhc2026",
        name=path.stem,
        carers=carers,
        services=tuple(services),
        pairs=tuple(pairs),
        travel=tuple(tuple(float(leg) for leg in row) for row in told["distances"]),
        weights={name: 1.0 if weight == HARD else float(weight) for name, weight in asked.items()},
        hard=frozenset(name for name, weight in asked.items() if weight == HARD),
        is_met_at_end=about["time_window_met"] == "at_service_end",
        leaves_at_start=about.get("origin") == "bazirha" or path.parent.name.startswith("bazirha"),
        lunch=(float(rest["start"]), float(rest["end"]), float(rest["min_duration"])) if rest else None,
    )


def read_plan(instance: Instance, path: Path) -> Plan:
    """The routes of a solution file of either form; some files list rests behind the visits."""
    return plan_of(instance, json.loads(path.read_text(encoding="utf-8")))


def plan_of(instance: Instance, told: dict[str, Any]) -> Plan:
    """The routes as a solution file tells them."""
    return {
        route["caregiver_id"]: tuple(sorted(
            (_stop(instance, stop) for stop in route.get("locations", ())), key=lambda stop: (stop.start, stop.end)
        ))
        for route in told["routes"]
    }  # fmt: skip


def plan_text(instance: Instance, plan: Plan) -> str:
    """The plan in the form of the families' solution files, as their authors' evaluators read it; no rests in it."""
    routes = [{"caregiver_id": carer_id, "locations": [_told(instance, stop) for stop in stops]}
              for carer_id, stops in plan.items() if stops]  # fmt: skip
    return json.dumps({"routes": routes}, indent=1)


def _told(instance: Instance, stop: Stop) -> dict[str, Any]:
    if stop.service is None:
        raise ValueError("Expected a plan without rests.")
    service = instance.services[stop.service]
    times = {"arrival_time": round(stop.start, 6), "departure_time": round(stop.end, 6)}
    return {"patient": service.patient, "service": service.name, **times}


def _stop(instance: Instance, told: dict[str, Any]) -> Stop:
    place = instance.services[instance.patients[told["patient"]][0]].place
    row = None if told["service"] == LUNCH else instance.row[told["patient"], told["service"]]
    if "start_time" in told:  # the form of a rest in some files
        return Stop(row, place, float(told["start_time"]), float(told["end_time"]))
    return Stop(row, place, float(told["arrival_time"]), float(told["departure_time"]))


def _able(told: dict[str, Any], asked: dict[str, Any], refused: tuple[str, ...] = ()) -> frozenset[str]:
    return frozenset(
        c["id"] for c in told["caregivers"] if asked["service"] in c["abilities"] and c["id"] not in refused
    )


def _service(told: dict[str, Any], patient: dict[str, Any], asked: dict[str, Any]) -> Service:
    wished = patient.get("preferred_caregivers")
    return Service(
        patient=patient["id"],
        name=asked["service"],
        place=patient["distance_matrix_index"],
        duration=float(asked["duration"]),
        windows=tuple(sorted((float(w["start"]), float(w["end"])) for w in patient["time_windows"])),
        able=_able(told, asked, tuple(patient.get("incompatible_caregivers") or ())),
        preferred=frozenset(wished) if wished else None,
        is_optional=bool(patient.get("optional")),
    )


def _pair(first: int, told: dict[str, Any]) -> Pair:
    if told["type"] == "independent":
        return Pair(first, first + 1, -ANY, ANY)
    gap = told.get("distance") or {"min": 0, "max": 0}
    return Pair(first, first + 1, float(gap["min"]), float(gap["max"]))
