"""Column names of the kernel's record arrays, and the arrays themselves.

Index letters: V visits, S shifts, C carers, K clients, P places, A arcs (dependencies), G groups, B breaks.
All times are int32 seconds since the problem's first midnight; `INF` is later than any of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Reals = NDArray[np.float64]
Bytes = NDArray[np.uint8]

INF = 1 << 28
"""Later than every horizon; adding a few legs to it stays inside int32."""

# visit[V, ·]: what is asked, then where it stands now. LOCKED: pinned, or (`LEFT_ALONE`) another search's for a while
# What re-timing a route reads and writes comes first, one line of the processor's cache.
(PLACE, DURATION, WINDOW_AT, WINDOWS, LOW, HIGH, HELD, FIXED, LOAD, LOCKED, WISHES, USUALS, AT_RISK, ROUTE, POSITION,
 START, CLIENT, GROUP, CANDIDATE_AT, CANDIDATES, IN_AT, INS, OUT_AT, OUTS, RIVAL_AT, RIVALS, KEPT_ROUTE, WISH_AT,
 USUAL_AT, BASE_FIXED) = range(30)  # fmt: skip
VISIT_COLUMNS = 30
LEFT_ALONE = 2

# shift[S, ·]
# What the choice of a place reads comes first, 64 bytes of it: a row lies in two lines of the processor's cache.
(LENGTH, ACTIVE, BROUGHT, ROOM, CARER, OPENED_COST, UNSOCIAL, KIND, MODE, BREAKS, BREAK_AT, W_TRAVEL, W_DISTANCE,
 W_WAITING, FREE, LONGEST_LEG, SOFT_END, END_STATE, W_OVERTIME, RISK_FROM, OPENS, ENDS, DAY, ORIGIN, HOME, STAMP,
 BREACH, OVERTIME_RATE, W_PAY) = range(29)  # fmt: skip
SHIFT_COLUMNS = 30
# ACTIVE: whether this search may change the route; parallel searches share the shifts out
# ROOM: what the vehicle can bring along, BROUGHT: what the visits of the route need
# KIND: shifts of one kind differ in nothing but their carer and what the candidates say
# FREE: from when on the carer may set out for a visit that is not locked; what lies before is history

# stop[S, position, ·]: position 0 is the start place, LENGTH + 1 the end place; LEG is the travel to it, seconds.
# From `EARLIEST` on come, for each number of breaks taken, the earliest departure, then for each the latest moment to
# be ready there.
NODE, BEGIN, WAIT_FROM, TAKEN, STATIC, SITE, LEG, EARLIEST = range(8)

# arc[A, ·]: `AFTER` starts at or after BOUND; `BEFORE` departs at or before BOUND − DELAY; BOUND −1: unset. NEEDS:
# AFTER is made only if BEFORE is; a greatest gap is the reverse arc with a negative delay, which needs nobody.
BEFORE, AFTER, DELAY, BOUND, NEEDS = range(5)

# total[·]: running sums the objective is made of
T_ROUTES, T_OVERLAP, T_FACES, T_LOAD, T_WORKED, T_PENALTY, T_MEDIUM, T_OPTIONAL, T_HARD, T_SPREAD = range(10)
TOTALS = 10

# carer[C, ·]: seconds worked and their term of the load; evening and weekend shifts in use, and whether there are any
WORKED, LOAD_TERM, UNSOCIAL_USED, HAS_UNSOCIAL = range(4)

# gradient[C, ·]: load points per second of extra work; points of one more evening or weekend shift
PER_SECOND, PER_UNSOCIAL = range(2)

# weight[·]: organisation-wide weights and constants
G_LOAD, G_OVERLAP, G_AVAILABLE, G_HARD, G_UNSOCIAL = range(5)

PAY_UNIT = 600_000
"""A krona, in OVERTIME_RATE × seconds."""


class Tuning(NamedTuple):
    """Settings of the search as the kernel takes them, all float64: see `SearchParams`."""

    mean_removed: float
    longest_string: float
    blink: float
    wait_share: float
    tail_share: float
    pair_share: float
    rare_face: float


class Instance(NamedTuple):
    """What does not change during a search.

    travel_s, travel_hm : int32[mode, P, P]; back_s : travel_s with the last two axes swapped, contiguous;
        travel_hm is read only where distance has a weight
    window : int32[·, 2] first and last start; wish : int32[·, 3] first, last, cost per second
    breaks : int32[B, 3] first start, last start, duration
    link : int32[·] arc rows, listed per visit (incoming then outgoing); rival : int32[·] visit rows
    candidate : int32[·, 2] shift and static cost; member : int32[G, 4] visit rows (−1 pads); size : int32[G]
    day_shift : int32[days, ·] shift rows by day (−1 pads); day_shifts : int32[days]
    client_visit : int32[·], client_at : int32[K + 1]
    face_cost, unmet_cost : int64[K]; met : uint8[K, C]; available_s : int64[C]
    penalty, medium, optional : int64[V] objective, medium points and soft points when unassigned
    has_unsocial : uint8[C];  weight : int64[5]
    """

    travel_s: Ints
    back_s: Ints
    travel_hm: Ints
    window: Ints
    wish: Ints
    breaks: Ints
    link: Ints
    rival: Ints
    candidate: Ints
    member: Ints
    size: Ints
    day_shift: Ints
    day_shifts: Ints
    client_visit: Ints
    client_at: Ints
    face_cost: Longs
    unmet_cost: Longs
    met: Bytes
    available_s: Longs
    has_unsocial: Bytes
    penalty: Longs
    medium: Longs
    optional: Longs
    weight: Longs


class State(NamedTuple):
    """What a search changes: the plan it stands on, the best one, and scratch space.

    visit, shift, stop, arc : the record arrays above; cost, worked_s : int64[S] per route
    carer : int64[C, 4], gradient : float64[C, 2] as above
    meetings : int32[K, C] visits of a client by a carer; faces : int32[K]; shown : int32[V] start counted for overlap
    unassigned : int32[V + 8], open : int64[1] how many of them; total : int64[TOTALS]
    best_* : the best plan: nodes, starts and breaks taken per stop, lengths, breaks per route, totals
    came, order, key, mark, log, undo_*, place_*, rank_*, fees : scratch
    rng : uint64[1]
    tally : int64[5] iterations, accepted, improved, refused for a breach, tails exchanged
    """

    visit: Ints
    shift: Ints
    stop: Ints
    arc: Ints
    cost: Longs
    worked_s: Longs
    carer: Longs
    gradient: Reals
    meetings: Ints
    faces: Ints
    shown: Ints
    unassigned: Ints
    open: Longs
    total: Longs
    best_node: Ints
    best_begin: Ints
    best_taken: Ints
    best_length: Ints
    best_end_state: Ints
    best_total: Longs
    best_objective: Longs
    dirty: Bytes
    came: Ints
    order: Ints
    key: Reals
    mark: Ints
    log: Ints
    log_arc: Ints
    touched: Ints
    undo_stop: Ints
    undo_route: Longs
    undo_total: Longs
    undo_unassigned: Ints
    places: Longs
    found: Longs
    beam: Longs
    beam_next: Longs
    rank: Reals
    rank_shift: Ints
    rank_position: Ints
    arrive: Longs
    fees: Longs
    rng: NDArray[np.uint64]
    tally: Longs
