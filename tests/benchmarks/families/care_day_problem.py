"""A home-care day of ours as a problem of the product: said exactly, so that both count a plan the same.

A visit left out costs more than any way with us, too: the catalogue puts it on a level above travel. A rest of ours is
had before or after a drive and not in the middle of one, which the day's own rules would allow.
"""

from __future__ import annotations

import numpy as np

from services.constraints.kind import Weights
from services.problem import Break, Carer, Client, Group, Mode, Problem, Visit, Window
from services.problem import Plan as OurPlan
from services.problem import Shift as OurShift
from services.problem.plan import StopKind
from tests.benchmarks.families.care_day import Day, Plan, Shift, Stop
from tests.benchmarks.families.care_problem import AS_TOLD, MIDNIGHT_S, only, places, roads

TRAVEL_WEIGHT = 2
"""That of the catalogue; the search is as hot as at work."""
WEIGHTS: Weights = only({"soft.travel.minutes": TRAVEL_WEIGHT})


def as_problem(day: Day) -> Problem:
    """The day with everybody's shift, known by its row."""
    group_of = {row: f"{one}+{other}" for one, other in day.pairs for row in (one, other)}
    return Problem(
        zone="UTC",
        places=places(len(day.travel)),
        clients=tuple(Client(str(place), str(place)) for place in range(1, len(day.travel))),
        carers=tuple(Carer(str(row), str(row)) for row in range(len(day.shifts))),
        shifts=tuple(_shift(row, shift) for row, shift in enumerate(day.shifts)),
        visits=tuple(
            Visit(
                id=str(row),
                client_id=str(visit.place),
                place_id=str(visit.place),
                duration_s=visit.duration,
                windows=tuple(
                    Window(MIDNIGHT_S + first, MIDNIGHT_S + last, MIDNIGHT_S + last + visit.duration)
                    for first, last in visit.windows
                ),
                pool=tuple(str(able) for able in day.able(row)),
                priority=1,
                group_id=group_of.get(row),
            )
            for row, visit in enumerate(day.visits)
        ),
        groups=tuple(Group(f"{one}+{other}", (str(one), str(other))) for one, other in day.pairs),
        models=dict.fromkeys(Mode, AS_TOLD),
        roads=roads(np.array(day.travel, np.int32)),
    )


def as_plan(day: Day, plan: OurPlan) -> Plan:
    """Our plan in seconds from midnight."""
    made = {int(route.shift_id): route.stops for route in plan.routes}
    return tuple(
        tuple(
            Stop(int(stop.id) if stop.kind is StopKind.VISIT else None, stop.start_s - MIDNIGHT_S)
            for stop in made.get(row, ())
        )
        for row in range(len(day.shifts))
    )


def _shift(row: int, shift: Shift) -> OurShift:
    rest = shift.rest
    breaks = () if rest is None else (
        Break(f"rest {row}", MIDNIGHT_S + rest.first, MIDNIGHT_S + rest.last + rest.length, rest.length),
    )  # fmt: skip
    return OurShift(str(row), str(row), MIDNIGHT_S + shift.start, MIDNIGHT_S + shift.end, "0", "0", breaks=breaks)
