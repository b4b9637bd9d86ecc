"""Home-care days small enough to be worked out on paper: an office and three homes on one road, ten minutes apart."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.families.care import Carer, Instance, Pair, Service, Stop

ROAD = tuple(tuple(10.0 * abs(a - b) for b in range(4)) for a in range(4))
EVERY_TERM = dict.fromkeys(
    ("travel_time", "total_tardiness", "highest_tardiness", "total_waiting_time", "total_extra_time", "max_idle_time",
     "caregiver_preferences", "optional_patients", "missed_lunch_break", "workload_balance"),
    1.0,
)  # fmt: skip


def a_service(patient: str, place: int, *windows: tuple[float, float], **fields: Any) -> Service:
    """A service of twenty minutes that Bo and Eva can make."""
    given: dict[str, Any] = {"name": "s", "duration": 20.0, "able": frozenset({"Bo", "Eva"}), **fields}
    return Service(patient=patient, place=place, windows=windows, **given)


def a_day(*services: Service, pairs: tuple[Pair, ...] = (), carers: tuple[Carer, ...] = (), **fields: Any) -> Instance:
    """Bo and Eva from 0 to 200, at the office before and after."""
    given: dict[str, Any] = {"weights": EVERY_TERM, **fields}
    both = carers or (Carer("Bo", 0, 0, 0.0, 200.0), Carer("Eva", 0, 0, 0.0, 200.0))
    return Instance("paper", "day", both, services, pairs, ROAD, **given)


def at(day: Instance, row: int, start: float) -> Stop:
    """A service from its start to its end."""
    service = day.services[row]
    return Stop(row, service.place, start, start + service.duration)
