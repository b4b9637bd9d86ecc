"""When everything starts at the earliest, given who makes which services in which order.

Every rule is `start of j ≥ start of i + so much`: travel along a route, least and greatest gaps of pairs (a greatest
one is the reverse). The earliest starts are the least fixpoint; where there is none the orders wait for each other.
An objective of travel and tardiness cannot be better than at the earliest starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tests.benchmarks.families.care import ANY, Instance, Plan, Service, Stop

Orders = Mapping[str, Sequence[int]]
"""Service rows of each carer in the order they are made."""


def earliest(instance: Instance, orders: Orders) -> Plan | None:
    """The plan of these orders with the earliest starts, None when they wait for each other in a ring."""
    starts = _first_bounds(instance, orders)
    arcs = [*_route_arcs(instance, orders), *_pair_arcs(instance, starts)]
    for _ in range(len(starts) + len(instance.pairs) * 4 + 2):
        was = dict(starts)
        for i, j, apart in arcs:
            if starts[j] < starts[i] + apart:
                starts[j] = _open_from(instance, instance.services[j], starts[i] + apart)
        if starts == was:
            return {carer_id: tuple(_stop(instance, row, starts[row]) for row in rows)
                    for carer_id, rows in orders.items()}  # fmt: skip
    return None


def _first_bounds(instance: Instance, orders: Orders) -> dict[int, float]:
    by_id = {carer.id: carer for carer in instance.carers}
    starts = {}
    for carer_id, rows in orders.items():
        carer = by_id[carer_id]
        for k, row in enumerate(rows):
            service = instance.services[row]
            reached = carer.start + instance.travel[carer.start_place][service.place] if k == 0 else 0.0
            starts[row] = _open_from(instance, service, reached)
    return starts


def _open_from(instance: Instance, service: Service, moment: float) -> float:
    """The first moment from `moment` on in which a window lets the service start; late where none does any more."""
    for start, end in service.windows:
        if moment <= end - (service.duration if instance.is_met_at_end else 0.0):
            return max(moment, start)
    return max(moment, service.windows[0][0])


def _route_arcs(instance: Instance, orders: Orders) -> list[tuple[int, int, float]]:
    services = instance.services
    return [
        (a, b, services[a].duration + instance.travel[services[a].place][services[b].place])
        for rows in orders.values()
        for a, b in pairwise(rows)
    ]


def _pair_arcs(instance: Instance, starts: Mapping[int, float]) -> list[tuple[int, int, float]]:
    whole = [pair for pair in instance.pairs if pair.first in starts and pair.second in starts]
    least = [(pair.first, pair.second, pair.least) for pair in whole if pair.least > -ANY]
    return least + [(pair.second, pair.first, -pair.most) for pair in whole if pair.most < ANY]


def _stop(instance: Instance, row: int, start: float) -> Stop:
    service = instance.services[row]
    return Stop(row, service.place, start, start + service.duration)
