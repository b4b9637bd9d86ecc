"""One plan with some of another's differences in it: only the shifts they touch are laid anew.

A shift all of whose differences are taken is the other plan's, stop for stop. Any other touched shift is laid with
`services.comparing.laying`: visits of a group keep their start, a visit that follows another keeps its distance, and
what was outside its windows already may stay there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.comparing.difference import Difference
from services.comparing.finding import plan_of, stops_of
from services.comparing.laying import Lane, Span, Wanted, laid
from services.comparing.linking import Links
from services.problem import Plan, Stop, StopKind
from services.problem.columns import Columns
from services.problem.windows import close_s

Stops = tuple[Stop, ...]


@dataclass(frozen=True)
class Pair:
    """Two plans of one problem: stops by shift, differences by key and by the shift they touch."""

    c: Columns
    a: Plan
    b: Plan
    stops_a: Mapping[str, Stops]
    stops_b: Mapping[str, Stops]
    found: Mapping[str, Difference]
    touching: Mapping[str, frozenset[str]]
    ties: Links
    home_s: Mapping[str, int]
    """When the carer of a shift is back in the first plan: one who was late already may be so late again."""


def merged(pair: Pair, taken: Collection[str]) -> Plan:
    """`a` with the differences `taken` in it; where a shift cannot be laid, its stops stand as wanted."""
    if not taken:
        return pair.a
    if len(taken) == len(pair.found):
        return pair.b
    stops = dict(pair.stops_a)
    touched = {shift_id for key in taken for shift_id in pair.found[key].shift_ids}
    mixed = sorted(shift_id for shift_id in touched if not pair.touching[shift_id] <= frozenset(taken))
    for shift_id in touched:
        stops[shift_id] = pair.stops_b.get(shift_id, ())
    starts = _starts(pair, taken)
    for shift_id in mixed:
        stops[shift_id] = _mixed(pair, shift_id, taken, starts)
        starts |= {stop.id: stop.start_s for stop in stops[shift_id] if stop.kind is StopKind.VISIT}
    return plan_of(stops)


def _starts(pair: Pair, taken: Collection[str]) -> dict[str, int]:
    held = ((visit.id, pair.ties.spot(visit.id, taken)) for visit in pair.c.problem.visits)
    return {visit_id: spot.start_s for visit_id, spot in held if spot is not None}


def _mixed(pair: Pair, shift_id: str, taken: Collection[str], starts: Mapping[str, int]) -> Stops:
    row = pair.c.shift_index[shift_id]
    shift = pair.c.problem.shifts[row]
    mine, theirs = pair.stops_a.get(shift_id, ()), pair.stops_b.get(shift_id, ())
    visits = [stop for stop in mine if stop.kind is StopKind.VISIT and stop.id not in taken]
    visits += [stop for stop in theirs if stop.kind is StopKind.VISIT and stop.id in pair.found and stop.id in taken]
    if not visits:
        return ()
    wanted = [_visit(pair, stop, starts) for stop in visits] + _rests(pair, row, mine, theirs)
    lane = Lane(row, shift.start_s, max(shift.end_s, pair.home_s.get(shift_id, 0)))
    found = laid(pair.c, lane, wanted)
    if found is not None:
        return found
    return tuple(sorted((each.stop for each in wanted), key=lambda stop: stop.start_s))


def _visit(pair: Pair, stop: Stop, starts: Mapping[str, int]) -> Wanted:
    visit = pair.ties.visits[stop.id]
    place = int(pair.c.visit_place[pair.c.visit_index[stop.id]])
    as_it_is: tuple[Span, ...] = ((stop.start_s, stop.start_s),)
    spans = tuple((window.start_s, close_s(window, visit.duration_s)) for window in visit.windows)
    is_bound = visit.group_id is not None or visit.pin is not None
    if is_bound or not any(first <= stop.start_s <= last for first, last in spans):
        return Wanted(stop, as_it_is, visit.duration_s, place)
    from_s, until_s = _between(pair, stop.id, starts)
    apart = tuple((max(first, from_s), min(last, until_s)) for first, last in spans)
    apart = tuple((first, last) for first, last in apart if first <= last)
    return Wanted(stop, apart or as_it_is, visit.duration_s, place)


def _between(pair: Pair, visit_id: str, starts: Mapping[str, int]) -> Span:
    """Not before its forerunners allow it, not so late that its followers are too early."""
    from_s, until_s = 0, 1 << 62
    for before, after, delay_s in pair.ties.arcs(visit_id):
        gap = pair.ties.visits[before].duration_s + delay_s
        if after == visit_id and before in starts:
            from_s = max(from_s, starts[before] + gap)
        if before == visit_id and after in starts:
            until_s = min(until_s, starts[after] - gap)
    return from_s, until_s


def _rests(pair: Pair, row: int, mine: Stops, theirs: Stops) -> list[Wanted]:
    """The breaks as the first plan has them on this shift, else as the other one has, else all that are due."""
    source = mine or theirs
    taken = {stop.id: stop for stop in source if stop.kind is StopKind.BREAK}
    made = []
    for rest in pair.c.problem.shifts[row].breaks:
        if source and rest.id not in taken:
            continue
        stop = taken.get(rest.id, Stop(StopKind.BREAK, rest.id, rest.earliest_s))
        span = (rest.earliest_s, rest.latest_end_s - rest.duration_s)
        is_inside = span[0] <= stop.start_s <= span[1]
        made.append(Wanted(stop, (span if is_inside else (stop.start_s, stop.start_s),), rest.duration_s))
    return made


def pair_of(
    c: Columns, a: Plan, b: Plan, found: Mapping[str, Difference], ties: Links, home_s: Mapping[str, int]
) -> Pair:
    """Two plans with what is looked up of them."""
    touching: dict[str, set[str]] = {}
    for key, difference in found.items():
        for shift_id in difference.shift_ids:
            touching.setdefault(shift_id, set()).add(key)
    frozen = {shift_id: frozenset(keys) for shift_id, keys in touching.items()}
    return Pair(c, a, b, stops_of(a), stops_of(b), found, frozen, ties, home_s)
