"""The same problem as numpy columns: the one place where ids become indexes.

Times are int64 seconds since `origin_s`, the first local midnight of the problem. Lists of varying length are
stored flat with offsets: the items of row `i` are `[off[i]:off[i + 1]]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.problem.problem import Problem
from services.problem.roads import UNKNOWN
from services.problem.shift import Shift
from services.problem.terms import Terms, terms
from services.problem.travel import SAME_PLACE_M, Mode, great_circle_m, seconds_and_metres
from services.problem.visit import Visit, Window

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]
T = TypeVar("T")

FAR_S = 1 << 28
"""A time beyond every horizon, in seconds relative to the origin; safe to add to without wrapping int32."""


@dataclass(frozen=True)
class Columns:
    """A problem as arrays; V visits, S shifts, C carers, K clients, P places, A arcs, G groups.

    Attributes
    ----------
    travel_s, travel_m
        int32[mode, P, P]: seconds and road metres of a leg.
    visit_place, visit_client, visit_duration_s, visit_priority, visit_group, visit_contact, visit_need
        int32[V]; group, contact −1 where there is none; `visit_need` indexes rows of `missing`.
    visit_optional : bool[V];  visit_load : int64[V]
    pin_shift, pin_start_s
        int32[V] / int64[V]; shift −1 where not pinned.
    window_off : int32[V + 1];  window_open_s, window_close_s : int64[·], first and last allowed start.
    wish_off : int32[V + 1];  wish_open_s, wish_close_s, wish_factor : preferred starts and cost factor 1–10.
    arc_before, arc_after, arc_delay_s, arc_most_s
        [A]: departure of `before` + delay ≤ start of visit `after` ≤ that departure + most (`FAR_S`: whenever).
    group_off, group_visit
        members of each group.
    shift_carer, shift_mode, shift_start_place, shift_end_place, shift_day, shift_skillset
        int32[S]; day = local days since the origin.
    shift_start_s, shift_end_s, shift_soft_end_s, shift_max_leg_s, shift_load
        int64[S]; `FAR_S` where there is no soft end, no longest leg or no limit to what is brought along.
    break_off : int32[S + 1];  break_open_s, break_close_s (first and last start), break_duration_s, break_paid
    missing, spare
        int32[need, skillset]: how many required skills a skill set lacks; how many levels it has to spare.
    in_pool, is_prohibited, is_preferred : bool[V, C];  has_preferred : bool[V]
    has_met : bool[K, C]
    baseline_carer : int32[V]
        the carer of the baseline plan, −1 where there is none.
    """

    problem: Problem
    origin_s: int
    travel_s: Ints
    travel_m: Ints
    visit_place: Ints
    visit_client: Ints
    visit_duration_s: Longs
    visit_priority: Ints
    visit_optional: Flags
    visit_load: Longs
    visit_group: Ints
    visit_contact: Ints
    visit_need: Ints
    pin_shift: Ints
    pin_start_s: Longs
    window_off: Ints
    window_open_s: Longs
    window_close_s: Longs
    wish_off: Ints
    wish_open_s: Longs
    wish_close_s: Longs
    wish_factor: Longs
    arc_before: Ints
    arc_after: Ints
    arc_delay_s: Longs
    arc_most_s: Longs
    group_off: Ints
    group_visit: Ints
    shift_carer: Ints
    shift_mode: Ints
    shift_start_place: Ints
    shift_end_place: Ints
    shift_day: Ints
    shift_skillset: Ints
    shift_start_s: Longs
    shift_end_s: Longs
    shift_soft_end_s: Longs
    shift_max_leg_s: Longs
    shift_load: Longs
    break_off: Ints
    break_open_s: Longs
    break_close_s: Longs
    break_duration_s: Longs
    break_paid: Flags
    missing: Ints
    spare: Ints
    in_pool: Flags
    is_prohibited: Flags
    is_preferred: Flags
    has_preferred: Flags
    has_met: Flags
    baseline_carer: Ints

    @cached_property
    def visit_index(self) -> dict[str, int]:
        """Visit id → row."""
        return {visit.id: i for i, visit in enumerate(self.problem.visits)}

    @cached_property
    def shift_index(self) -> dict[str, int]:
        """Shift id → row."""
        return {shift.id: i for i, shift in enumerate(self.problem.shifts)}

    @cached_property
    def terms(self) -> Terms:
        """What only some problems have: districts, wishes, contracts, usual times."""
        return terms(self.problem, self.origin_s)

    @property
    def size(self) -> tuple[int, int]:
        """`(visits, shifts)`."""
        return len(self.problem.visits), len(self.problem.shifts)


def columns(problem: Problem) -> Columns:
    """The columns of a valid problem (see `Problem`); O(V·C) memory for carer relations, O(P²) for travel."""
    zone = ZoneInfo(problem.zone)
    origin_s = first_midnight_s(problem, zone)
    visits, shifts = problem.visits, problem.shifts
    place = {p.id: i for i, p in enumerate(problem.places)}
    client = {c.id: i for i, c in enumerate(problem.clients)}
    carer = {c.id: i for i, c in enumerate(problem.carers)}
    row = {v.id: i for i, v in enumerate(visits)}
    shift_row = {s.id: i for i, s in enumerate(shifts)}
    group = {g.id: i for i, g in enumerate(problem.groups)}
    travel_s, travel_m = _travel(problem)
    window_off, windows = _flat([v.windows for v in visits])
    wish_off, wishes = _flat([_wishes(v.windows) for v in visits])
    break_off, breaks = _flat([s.breaks for s in shifts])
    arcs = [(row[a.visit_id], i, a) for i, v in enumerate(visits) for a in v.after]
    loads = {vehicle.id: FAR_S if vehicle.load is None else vehicle.load for vehicle in problem.vehicles}
    group_off, members = _flat([g.visit_ids for g in problem.groups])
    need, skillset, missing, spare = _skills(visits, shifts)
    duration = _longs(v.duration_s for v in visits)
    window_visit = np.repeat(np.arange(len(visits)), np.diff(window_off))
    latest = _longs(min(w.latest_start_s, w.end_s) for w in windows)
    end = _longs(w.end_s for w in windows)
    baseline = np.full(len(visits), -1, np.int32)
    if problem.baseline is not None:
        for shift_id, stop in problem.baseline.visit_stops():
            baseline[row[stop.id]] = carer[shifts[shift_row[shift_id]].carer_id]
    return Columns(
        problem=problem,
        origin_s=origin_s,
        travel_s=travel_s,
        travel_m=travel_m,
        visit_place=_ints(place[v.place_id] for v in visits),
        visit_client=_ints(client[v.client_id] for v in visits),
        visit_duration_s=duration,
        visit_priority=_ints(v.priority for v in visits),
        visit_optional=np.fromiter((v.is_optional for v in visits), np.bool_, len(visits)),
        visit_load=_longs(v.load for v in visits),
        visit_group=_ints(-1 if v.group_id is None else group[v.group_id] for v in visits),
        visit_contact=_ints(-1 if v.contact is None else carer[v.contact] for v in visits),
        visit_need=need,
        pin_shift=_ints(-1 if v.pin is None else shift_row[v.pin.shift_id] for v in visits),
        pin_start_s=_longs(0 if v.pin is None else v.pin.start_s - origin_s for v in visits),
        window_off=window_off,
        window_open_s=_longs(w.start_s for w in windows) - origin_s,
        window_close_s=np.minimum(latest, end - duration[window_visit]) - origin_s,
        wish_off=wish_off,
        wish_open_s=_longs(w.start_s for w in wishes) - origin_s,
        wish_close_s=_longs(w.latest_start_s for w in wishes) - origin_s,
        wish_factor=_longs(w.preference for w in wishes),
        arc_before=_ints(a for a, _, _ in arcs),
        arc_after=_ints(b for _, b, _ in arcs),
        arc_delay_s=_longs(a.delay_s for _, _, a in arcs),
        arc_most_s=_longs(FAR_S if a.most_s is None else a.most_s for _, _, a in arcs),
        group_off=group_off,
        group_visit=_ints(row[m] for m in members),
        shift_carer=_ints(carer[s.carer_id] for s in shifts),
        shift_mode=_ints(s.mode for s in shifts),
        shift_start_place=_ints(place[s.start_place_id] for s in shifts),
        shift_end_place=_ints(place[s.end_place_id] for s in shifts),
        shift_day=_ints(_local_day(s.start_s, zone) - _local_day(origin_s, zone) for s in shifts),
        shift_skillset=skillset,
        shift_start_s=_longs(s.start_s for s in shifts) - origin_s,
        shift_end_s=_longs(s.end_s for s in shifts) - origin_s,
        shift_soft_end_s=_longs(FAR_S if s.soft_end_s is None else s.soft_end_s - origin_s for s in shifts),
        shift_max_leg_s=_longs(FAR_S if s.max_leg_s is None else s.max_leg_s for s in shifts),
        shift_load=_longs(FAR_S if s.vehicle_id is None else loads.get(s.vehicle_id, FAR_S) for s in shifts),
        break_off=break_off,
        break_open_s=_longs(b.earliest_s for b in breaks) - origin_s,
        break_close_s=_longs(b.latest_end_s - b.duration_s for b in breaks) - origin_s,
        break_duration_s=_longs(b.duration_s for b in breaks),
        break_paid=np.fromiter((b.is_paid for b in breaks), np.bool_, len(breaks)),
        missing=missing,
        spare=spare,
        in_pool=_relation(visits, carer, [v.pool for v in visits], when_empty=True),
        is_prohibited=_relation(visits, carer, [v.prohibited for v in visits], when_empty=False),
        is_preferred=_relation(visits, carer, [v.preferred for v in visits], when_empty=False),
        has_preferred=np.fromiter((bool(v.preferred) for v in visits), np.bool_, len(visits)),
        has_met=_met(problem, client, carer),
        baseline_carer=baseline,
    )


def repinned(c: Columns, problem: Problem) -> Columns:
    """The columns of a problem that differs from that of `c` only in where its visits are held; the rest is shared."""
    starts = _longs(0 if v.pin is None else v.pin.start_s - c.origin_s for v in problem.visits)
    if (starts < 0).any():  # held before everything else: the origin moves
        return columns(problem)
    shifts = _ints(-1 if v.pin is None else c.shift_index[v.pin.shift_id] for v in problem.visits)
    fresh = replace(c, problem=problem, pin_shift=shifts, pin_start_s=starts)
    fresh.__dict__.update({name: c.__dict__[name] for name in _WITHOUT_PINS if name in c.__dict__})
    return fresh


_WITHOUT_PINS = ("visit_index", "shift_index", "terms")
"""What is kept of a problem once it was asked for, and is the same wherever visits are held."""


def first_midnight_s(problem: Problem, zone: ZoneInfo) -> int:
    """Epoch seconds of the local midnight at or before everything in the problem."""
    starts = chain(
        (s.start_s for s in problem.shifts),
        (w.start_s for v in problem.visits for w in v.windows),
        (v.pin.start_s for v in problem.visits if v.pin),
    )
    first = datetime.fromtimestamp(min(starts, default=0), zone)
    return int(first.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def _local_day(moment_s: int, zone: ZoneInfo) -> int:
    return datetime.fromtimestamp(moment_s, zone).toordinal()


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int32)


def _longs(values: Iterable[int]) -> Longs:
    return np.fromiter(values, np.int64)


def _flat(rows: Sequence[Sequence[T]]) -> tuple[Ints, list[T]]:
    off = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(r) for r in rows], out=off[1:])
    return off, list(chain.from_iterable(rows))


def _wishes(windows: tuple[Window, ...]) -> list[Window]:
    """The windows a start is drawn to, each with its cost factor as `preference`; none when all are alike."""
    liked = [w for w in windows if w.preference > 0]
    if liked:
        return liked
    tastes = {w.preference for w in windows}
    if len(tastes) < 2:
        return []
    best, worst = max(tastes), min(tastes)
    return [Window(w.start_s, w.latest_start_s, w.end_s, best - worst) for w in windows if w.preference == best]


def _travel(problem: Problem) -> tuple[Ints, Ints]:
    """int32[mode, P, P] seconds and metres; modes nobody uses keep the car's times."""
    lat = np.array([p.lat for p in problem.places], np.float64)
    lon = np.array([p.lon for p in problem.places], np.float64)
    distance_m = great_circle_m(lat, lon)
    used = {s.mode for s in problem.shifts} | {Mode.CAR}
    legs = {m: by_road(problem, m, distance_m) for m in used}
    seconds = np.stack([legs.get(m, legs[Mode.CAR])[0] for m in Mode])
    metres = np.stack([legs.get(m, legs[Mode.CAR])[1] for m in Mode])
    return seconds, metres


def by_road(problem: Problem, mode: Mode, distance_m: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """As the router told it, stops and winter added as in the model; by the model where it told nothing."""
    model = problem.models[mode]
    seconds, metres = seconds_and_metres(model, distance_m)
    told = None if problem.roads is None else problem.roads.between(mode, tuple(p.id for p in problem.places))
    if told is None:
        return seconds, metres
    is_told = (told[0] != UNKNOWN) & (distance_m >= SAME_PLACE_M)
    on_the_way = np.rint(model.fixed_s + model.factor * told[0]).astype(np.int32)
    return np.where(is_told, on_the_way, seconds), np.where(is_told, told[1], metres)


def _skills(visits: Sequence[Visit], shifts: Sequence[Shift]) -> tuple[Ints, Ints, Ints, Ints]:
    needs = {need: i for i, need in enumerate(dict.fromkeys(v.skills for v in visits))}
    held = {held: i for i, held in enumerate(dict.fromkeys(s.skills for s in shifts))}
    missing = np.zeros((len(needs), len(held)), np.int32)
    spare = np.zeros_like(missing)
    for need, i in needs.items():
        for skills, j in held.items():
            level = {s.name: s.level for s in skills}
            missing[i, j] = sum(level.get(name, 0) < least for name, least in need)
            asked = dict(need)
            spare[i, j] = sum(max(0, have - asked.get(name, 0)) for name, have in level.items())
    return _ints(needs[v.skills] for v in visits), _ints(held[s.skills] for s in shifts), missing, spare


def _relation(
    visits: Sequence[Visit], carer: dict[str, int], named: Sequence[tuple[str, ...]], *, when_empty: bool
) -> Flags:
    table = np.zeros((len(visits), len(carer)), np.bool_)
    for i, ids in enumerate(named):
        if not ids:
            table[i] = when_empty
        else:
            table[i, [carer[c] for c in ids]] = True
    return table


def _met(problem: Problem, client: dict[str, int], carer: dict[str, int]) -> Flags:
    table = np.zeros((len(client), len(carer)), np.bool_)
    for client_id, carer_id in problem.met:
        if client_id in client and carer_id in carer:
            table[client[client_id], carer[carer_id]] = True
    return table
