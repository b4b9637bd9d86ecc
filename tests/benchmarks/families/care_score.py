"""What a plan of a home-care day is worth by the family's own rules; written apart from the product and its catalogue.

The objective is Σ weight × raw term. Terms are kept raw, so that each can be held against the published one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from tests.benchmarks.families.care import Carer, Instance, Plan, Service, Stop, Verdict

NOISE = 1e-3
"""Published times are rounded to so much of a minute."""


def score(instance: Instance, plan: Plan) -> Verdict:
    """The plan's worth and every rule it breaks."""
    served = {stop.service: stop for stop in _stops(plan) if stop.service is not None}
    terms = {name: value for name, value in _terms(instance, plan, served).items() if name in instance.weights}
    faults = [*_faults(instance, plan, served)]
    faults += [f"{name} must be 0, is {terms[name]:g}" for name in sorted(instance.hard) if terms[name] > NOISE]
    return Verdict(sum(instance.weights[name] * value for name, value in terms.items()), terms, tuple(faults))


def _stops(plan: Plan) -> Iterator[Stop]:
    for stops in plan.values():
        yield from stops


def _terms(instance: Instance, plan: Plan, served: dict[int, Stop]) -> dict[str, float]:
    late = [_tardiness(instance, instance.services[row], stop) for row, stop in served.items()]
    routes = [(carer, plan.get(carer.id, ())) for carer in instance.carers]
    doers = {stop.service: carer.id for carer, stops in routes for stop in stops if stop.service is not None}
    return {
        "travel_time": sum(sum(_legs(instance, carer, stops)) for carer, stops in routes),
        "total_tardiness": sum(late),
        "highest_tardiness": max(late, default=0.0),
        "total_waiting_time": sum(_waiting(instance, carer, stops, is_summed=True) for carer, stops in routes),
        "total_extra_time": sum(max(0.0, _home(instance, carer, stops) - carer.end) for carer, stops in routes),
        "max_idle_time": max(_idle(instance, carer, stops) for carer, stops in routes),
        "caregiver_preferences": sum(_is_unwished(instance.services[row], who) for row, who in doers.items()),
        "optional_patients": sum(rows[0] not in served for rows in instance.patients.values()),
        "missed_lunch_break": sum(carer.has_lunch and not _has_lunch(instance, stops) for carer, stops in routes),
        "workload_balance": _imbalance(instance, routes),
    }


def _tardiness(instance: Instance, service: Service, stop: Stop) -> float:
    """Beyond the end of the window that the start falls in: the last one that has opened."""
    ends = [end for start, end in service.windows if start <= stop.start + NOISE]
    moment = stop.end if instance.is_met_at_end else stop.start
    return max(0.0, moment - (ends[-1] if ends else service.windows[0][1]))


def _legs(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> list[float]:
    if not stops:
        return []
    places = [carer.start_place, *(stop.place for stop in stops), carer.end_place]
    return [instance.travel[a][b] for a, b in pairwise(places)]


def _departure(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> float:
    """When the carer sets out for the first stop: as late as reaches it, where the family does not say otherwise."""
    if instance.leaves_at_start:
        return carer.start
    return stops[0].start - instance.travel[carer.start_place][stops[0].place]


def _waits(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> list[float]:
    """Before each stop, from arriving to its start."""
    left, waits = _departure(instance, carer, stops), []
    for leg, stop in zip(_legs(instance, carer, stops), stops, strict=False):
        waits.append(stop.start - left - leg)
        left = stop.end
    return waits


def _waiting(instance: Instance, carer: Carer, stops: tuple[Stop, ...], *, is_summed: bool) -> float:
    """Waiting of a day; in the sum the family leaves out the wait right after a lunch that is the first stop."""
    if not stops:
        return 0.0
    waits = _waits(instance, carer, stops)
    is_first_lunch = stops[0].service is None
    return sum(wait for k, wait in enumerate(waits) if not (is_summed and is_first_lunch and k == 1))


def _home(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> float:
    return stops[-1].end + instance.travel[stops[-1].place][carer.end_place] if stops else carer.start


def _idle(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> float:
    if not stops:
        return carer.end - carer.start
    before = _departure(instance, carer, stops) - carer.start
    return before + _waiting(instance, carer, stops, is_summed=False) + carer.end - _home(instance, carer, stops)


def _is_unwished(service: Service, carer_id: str) -> bool:
    return service.preferred is not None and carer_id not in service.preferred


def _has_lunch(instance: Instance, stops: tuple[Stop, ...]) -> bool:
    """A rest long enough that begins while lunch may be had; it may go on behind that."""
    if instance.lunch is None:
        return False
    first, last, least = instance.lunch
    rests = [stop for stop in stops if stop.service is None]
    return any(first <= stop.start <= last and stop.end - stop.start >= least for stop in rests)


def _imbalance(instance: Instance, routes: list[tuple[Carer, tuple[Stop, ...]]]) -> float:
    work = [
        sum(_legs(instance, carer, stops)) + sum(s.end - s.start for s in stops if s.service is not None)
        for carer, stops in routes
    ]
    mean = sum(work) / len(work)
    return float(sum(ceil(abs(each - mean) - 1e-9) for each in work))


def _faults(instance: Instance, plan: Plan, served: dict[int, Stop]) -> Iterator[str]:
    """Every hard rule that is broken, in words."""
    rows = [stop.service for stop in _stops(plan) if stop.service is not None]
    yield from (f"{_called(instance, row)} is made twice" for row in set(rows) if rows.count(row) > 1)
    for patient, asked in instance.patients.items():
        made = [row for row in asked if row in served]
        if len(made) < len(asked) and (made or not instance.services[asked[0]].is_optional):
            yield f"{patient} is not served whole"
    by_id = {carer.id: carer for carer in instance.carers}
    for carer_id, stops in plan.items():
        yield from _route_faults(instance, by_id[carer_id], stops)
    doer = {stop.service: carer_id for carer_id, stops in plan.items() for stop in stops}
    for pair in instance.pairs:
        if pair.first in served and pair.second in served:
            gap = served[pair.second].start - served[pair.first].start
            if not pair.least - NOISE <= gap <= pair.most + NOISE:
                yield f"{_called(instance, pair.second)} starts {gap:g} after its partner"
            if doer[pair.first] == doer[pair.second]:
                yield f"{_called(instance, pair.second)} has one carer for both services"


def _route_faults(instance: Instance, carer: Carer, stops: tuple[Stop, ...]) -> Iterator[str]:
    left = carer.start
    for leg, stop in zip(_legs(instance, carer, stops), stops, strict=False):
        name = "lunch" if stop.service is None else _called(instance, stop.service)
        if stop.start < left + leg - NOISE:
            yield f"{carer.id} reaches {name} too late: {left + leg:g} for {stop.start:g}"
        left = stop.end
        if stop.service is None:
            continue
        service = instance.services[stop.service]
        if stop.start < service.windows[0][0] - NOISE:
            yield f"{name} starts at {stop.start:g}, before its window"
        if abs(stop.end - stop.start - service.duration) > NOISE:
            yield f"{name} lasts {stop.end - stop.start:g} instead of {service.duration:g}"
        if carer.id not in service.able:
            yield f"{carer.id} cannot or may not make {name}"


def _called(instance: Instance, row: int) -> str:
    return f"{instance.services[row].patient}/{instance.services[row].name}"
