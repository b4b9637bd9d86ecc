"""What a plan of a home-care day of ours is worth and every rule it breaks; written apart from the product.

A rest is had wherever the carer is, also on the way, so a drive may be paused for it: between two visits there must be
room for the way and for the rests in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.benchmarks.families.care_day import UNSERVED, Day, Plan, Stop, Visit

OFFICE = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The objective, its two parts, and every broken rule in words."""

    objective: int
    travel: int
    left_out: int
    faults: tuple[str, ...]


def score(day: Day, plan: Plan) -> Verdict:
    """The plan's worth, a visit made twice counted once."""
    made = {stop.visit for stops in plan for stop in stops if stop.visit is not None}
    travel = sum(day.travel[a][b] for stops in plan for a, b in pairwise(_places(day, stops)))
    left_out = len(day.visits) - len(made)
    return Verdict(travel + UNSERVED * left_out, travel, left_out, tuple(_faults(day, plan)))


def _places(day: Day, stops: tuple[Stop, ...]) -> list[int]:
    visited = [day.visits[stop.visit].place for stop in stops if stop.visit is not None]
    return [OFFICE, *visited, OFFICE] if visited else []


def _faults(day: Day, plan: Plan) -> Iterator[str]:
    counted = Counter(stop.visit for stops in plan for stop in stops if stop.visit is not None)
    yield from (f"visit {visit} is made {times} times" for visit, times in counted.items() if times > 1)
    for row, stops in enumerate(plan):
        if any(stop.visit is not None for stop in stops):
            yield from _visit_faults(day, row, stops)
            yield from _time_faults(day, row, stops)
            yield from _rest_faults(day, row, stops)
    yield from _pair_faults(day, plan)


def _visit_faults(day: Day, row: int, stops: tuple[Stop, ...]) -> Iterator[str]:
    for stop in stops:
        if stop.visit is None:
            continue
        visit = day.visits[stop.visit]
        if row not in day.able(stop.visit):
            yield f"shift {row} lacks {visit.skill} for visit {stop.visit}"
        if not any(first <= stop.start <= last for first, last in visit.windows):
            yield f"visit {stop.visit} starts at {_clock(stop.start)}, outside {_told(visit)}"


def _time_faults(day: Day, row: int, stops: tuple[Stop, ...]) -> Iterator[str]:
    """No visit before the one before has ended and the way is driven, and home in time."""
    shift = day.shifts[row]
    left, place, rested = shift.start, OFFICE, 0
    for stop in stops:
        if stop.visit is None:
            if stop.start < left + rested:
                yield f"the rest of shift {row} starts before the visit before it has ended"
            rested += _length(day, row)
            continue
        visit = day.visits[stop.visit]
        if stop.start < left:
            yield f"visit {stop.visit} overlaps what shift {row} does before"
        elif stop.start < left + day.travel[place][visit.place] + rested:
            short = left + day.travel[place][visit.place] + rested - stop.start
            yield f"shift {row} reaches visit {stop.visit} {short} s too late"
        left, place, rested = stop.start + visit.duration, visit.place, 0
    home = left + day.travel[place][OFFICE] + rested
    if home > shift.end:
        yield f"shift {row} is home {home - shift.end} s after its end"


def _rest_faults(day: Day, row: int, stops: tuple[Stop, ...]) -> Iterator[str]:
    rest, taken = day.shifts[row].rest, [k for k, stop in enumerate(stops) if stop.visit is None]
    if rest is None:
        return
    if len(taken) != 1:
        yield f"shift {row} has {len(taken)} rests instead of one"
    for k in taken:
        start = stops[k].start
        if not rest.first <= start <= rest.last:
            yield f"the rest of shift {row} starts at {_clock(start)}, outside its time"
        if any(after.start < start + rest.length for after in stops[k + 1 :]):
            yield f"the rest of shift {row} runs into the next visit"


def _pair_faults(day: Day, plan: Plan) -> Iterator[str]:
    made = {stop.visit: (row, stop.start) for row, stops in enumerate(plan) for stop in stops}
    for one, other in day.pairs:
        if one not in made and other not in made:
            continue
        if one not in made or other not in made:
            yield f"visits {one} and {other} are made by half"
            continue
        if made[one][0] == made[other][0]:
            yield f"visits {one} and {other} have one carer for both"
        if made[one][1] != made[other][1]:
            yield f"visits {one} and {other} start {abs(made[one][1] - made[other][1])} s apart"


def _length(day: Day, row: int) -> int:
    rest = day.shifts[row].rest
    return 0 if rest is None else rest.length


def _told(visit: Visit) -> str:
    return " and ".join(f"{_clock(first)}–{_clock(last)}" for first, last in visit.windows)


def _clock(moment: int) -> str:
    return f"{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}"
