"""Vehicle routing with time windows as a problem of ours: a vehicle is a carer's shift, a customer a visit.

Said exactly: windows, service times, travel, distance alone as the objective (`DIMACS`), the load of each vehicle.
What our model cannot say: vehicles before distance (`SINTEF`) only by a price per opened shift that is high enough; the
first vehicle left out is then worth more than any distance.
A tenth of a distance is a second of ours, so the truncated distances are whole.
"""

from __future__ import annotations

import numpy as np

from services.problem import Carer, Client, Mode, Plan, Problem, Shift, Vehicle, Visit, Window
from tests.benchmarks.families.care_problem import AS_TOLD, MIDNIGHT_S, only, places, roads
from tests.benchmarks.families.vrptw import Convention, Instance

UNIT_S = 10
"""Seconds of a distance of one."""
TRAVEL_WEIGHT = 4
"""A leg weighs about what a leg between two clients does, so that the search is as hot as at home."""


def as_problem(instance: Instance) -> Problem:
    """The instance under the DIMACS convention."""
    depot, *customers = instance.customers
    last_s = MIDNIGHT_S + round(depot.due * UNIT_S)
    rows = range(len(instance.customers))
    matrix = np.array(
        [[round(instance.distance(a, b, Convention.DIMACS) * UNIT_S) for b in rows] for a in rows], np.int32
    )
    return Problem(
        zone="UTC",
        places=places(len(instance.customers)),
        clients=tuple(Client(str(i), str(i)) for i in rows if i),
        carers=tuple(Carer(f"v{k}", f"v{k}") for k in range(instance.vehicles)),
        shifts=tuple(
            Shift(f"v{k}", f"v{k}", MIDNIGHT_S + round(depot.ready * UNIT_S), last_s, "0", "0", vehicle_id=f"v{k}")
            for k in range(instance.vehicles)
        ),
        visits=tuple(
            Visit(
                id=str(i),
                client_id=str(i),
                place_id=str(i),
                duration_s=round(customer.service * UNIT_S),
                windows=(_window(customer.ready, customer.due, customer.service),),
                priority=1,
                load=customer.demand,
            )
            for i, customer in enumerate(customers, start=1)
        ),
        models=dict.fromkeys(Mode, AS_TOLD),
        vehicles=tuple(Vehicle(f"v{k}", f"v{k}", load=instance.capacity) for k in range(instance.vehicles)),
        roads=roads(matrix),
    )


WEIGHTS = only({"soft.travel.minutes": TRAVEL_WEIGHT})
"""Distance alone."""


def as_routes(plan: Plan) -> list[list[int]]:
    """Customer rows of each vehicle."""
    return [[int(stop.id) for stop in route.stops] for route in plan.routes if route.stops]


def _window(ready: float, due: float, service: float) -> Window:
    first, last = (MIDNIGHT_S + round(moment * UNIT_S) for moment in (ready, due))
    return Window(first, last, last + round(service * UNIT_S))
