"""The search kernel: ruin and recreate over shifts, days and linked visits, compiled; one file by need.

One file, because numba's disk cache does not see edits in other files. Read from the bottom: `run` is the search,
`ruin` … `recreate` its phases, `refresh` the exact cost of a route, `cheapest_places` the trial insertion.

Breaks are states: with B breaks in a shift there are B + 1 forward and backward times per stop, one for each number
of breaks taken, so that a trial insertion is exact in O(B) (the two-state form is due to no paper; see the room).
String removal, blinks and the acceptance follow Christiaens & Vanden Berghe, Transportation Science 54(2), 2020.

What compiles it in half the time: `wide` passes the tuples by pointer; a part of the search with one caller is inlined
into `run`, because every library is optimised again in each that calls it; and numbers go to a function as int64 from
everywhere, because it is compiled anew for each kind it is given (False and a boolean are two).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from services.engine.layout import (
    ACTIVE,
    AFTER,
    AT_RISK,
    BASE_FIXED,
    BEFORE,
    BEGIN,
    BOUND,
    BREACH,
    BREAK_AT,
    BREAKS,
    BROUGHT,
    CANDIDATE_AT,
    CANDIDATES,
    CARER,
    CLIENT,
    DAY,
    DELAY,
    DURATION,
    EARLIEST,
    END_STATE,
    ENDS,
    FIXED,
    FREE,
    G_AVAILABLE,
    G_HARD,
    G_LOAD,
    G_OVERLAP,
    G_UNSOCIAL,
    GROUP,
    HAS_UNSOCIAL,
    HELD,
    HIGH,
    HOME,
    IN_AT,
    INF,
    INS,
    KEPT_ROUTE,
    KIND,
    LEG,
    LENGTH,
    LOAD,
    LOAD_TERM,
    LOCKED,
    LONGEST_LEG,
    LOW,
    MODE,
    NEEDS,
    NODE,
    OPENED_COST,
    OPENS,
    ORIGIN,
    OUT_AT,
    OUTS,
    OVERTIME_RATE,
    PAY_UNIT,
    PER_SECOND,
    PER_UNSOCIAL,
    PLACE,
    POSITION,
    RISK_FROM,
    RIVAL_AT,
    RIVALS,
    ROOM,
    ROUTE,
    SITE,
    SOFT_END,
    STAMP,
    START,
    STATIC,
    T_FACES,
    T_HARD,
    T_LOAD,
    T_MEDIUM,
    T_OPTIONAL,
    T_OVERLAP,
    T_PENALTY,
    T_ROUTES,
    T_SPREAD,
    T_WORKED,
    TAKEN,
    UNSOCIAL,
    UNSOCIAL_USED,
    USUAL_AT,
    USUALS,
    W_DISTANCE,
    W_OVERTIME,
    W_PAY,
    W_TRAVEL,
    W_WAITING,
    WAIT_FROM,
    WINDOW_AT,
    WINDOWS,
    WISH_AT,
    WISHES,
    WORKED,
    Instance,
    State,
)  # fmt: skip
from services.engine.wide import digest

BESIDE = "9b131cc969f65a12"
"""What this file is compiled with; to name it here makes numba compile anew when it changes."""
if digest() != BESIDE:
    raise ImportError(f'layout.py or wide.py was edited: set BESIDE = "{digest()}" in kernel.py.')

_INLINE: dict[str, Any] = {"inline": "always"}
_JIT: dict[str, Any] = {
    "_nrt": False, "cache": True, "nogil": True, "boundscheck": False, "error_model": "numpy", "no_cfunc_wrapper": True
}  # fmt: skip
_INNER: dict[str, Any] = {**_JIT, "no_cpython_wrapper": True}
"""For what only the kernel calls: unpacking its tuples for callers outside would be most of the compiling."""

PAIR_MEETINGS = 8
"""Most visits of a carer to a client that change hands at once."""
DRAWS = 64
"""Draws for a visit that may be moved: a search of one day in fourteen finds one of its own nearly always."""
MOST_STRINGS = 64
"""Most routes that lose a string at once."""
BESIDE_S = 300
"""How near in time a visit is in the way of another."""
TAIL_SLACK = 3600
"""Points that faces and waiting may win back when two tails are exchanged: a longer way than that is not tried."""
PLACES_KEPT = 20
"""Cheapest places remembered per member when a group is placed."""
BEAM = 40
"""Partial combinations kept while a group's members are combined."""
CHEAP = 900
"""Points above the cheapest shift up to which shifts are looked at first."""
NO_PLACE = 1 << 40
"""Cost above that of any possible place."""
BROKEN = 100_000
"""Hard minutes of a route that cannot be timed at all."""
TRIED_AGAIN = 8
"""Unassigned visits tried again in each iteration."""
FAILED = 3


@njit(inline="always")
def _draw(rng):  # type: ignore[no-untyped-def]
    """Next of a 64-bit xorshift sequence (Marsaglia 2003)."""
    x = rng[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    rng[0] = x
    return x


@njit(inline="always")
def _unit(rng):  # type: ignore[no-untyped-def]
    """Uniform in [0, 1)."""
    return (_draw(rng) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(inline="always")
def _below(rng, n):  # type: ignore[no-untyped-def]
    """Uniform integer in [0, n)."""
    return np.int64((_draw(rng) >> np.uint64(33)) % np.uint64(n))


@njit(**_INNER)
def earliest_start(visit, window, v, t):  # type: ignore[no-untyped-def]
    """First legal start of visit v at or after t; INF when there is none."""
    low, high = np.int64(visit[v, LOW]), np.int64(visit[v, HIGH])
    if t < low:
        t = low
    if t > high:
        return np.int64(INF)
    first = visit[v, WINDOW_AT]
    for w in range(first, first + visit[v, WINDOWS]):
        if t <= window[w, 1]:
            t = max(t, np.int64(window[w, 0]))
            return t if t <= high else np.int64(INF)
    return np.int64(INF)


@njit(**_INNER)
def latest_start(visit, window, v, t):  # type: ignore[no-untyped-def]
    """Last legal start of visit v at or before t; −INF when there is none."""
    low, high = np.int64(visit[v, LOW]), np.int64(visit[v, HIGH])
    if t > high:
        t = high
    if t < low:
        return np.int64(-INF)
    first = visit[v, WINDOW_AT]
    for w in range(first + visit[v, WINDOWS] - 1, first - 1, -1):
        if t >= window[w, 0]:
            t = min(t, np.int64(window[w, 1]))
            return t if t >= low else np.int64(-INF)
    return np.int64(-INF)


@njit(**_INNER)
def wish_cost(visit, wish, v, t):  # type: ignore[no-untyped-def]
    """Soft points for starting v at t: the cheapest distance to a preferred window, and the one to its usual hours."""
    cost = np.int64(0)
    for kind in range(2):
        first = visit[v, WISH_AT] if kind == 0 else visit[v, USUAL_AT]
        n = visit[v, WISHES] if kind == 0 else visit[v, USUALS]
        if n > 0:
            best = np.int64(NO_PLACE)
            for w in range(first, first + n):
                away = max(np.int64(0), np.int64(wish[w, 0]) - t, t - np.int64(wish[w, 1]))
                best = min(best, away * wish[w, 2])
            cost += best
    return cost


@njit(**_INNER)
def spread(carer, gradient, weight, total, c, change):  # type: ignore[no-untyped-def]
    """Carer c has `change` more evening or weekend shifts in use: how many would have to change hands now."""
    carer[c, UNSOCIAL_USED] += change
    carers, used = 0, np.int64(0)
    for x in range(carer.shape[0]):
        if carer[x, HAS_UNSOCIAL] == 1:
            carers += 1
            used += carer[x, UNSOCIAL_USED]
    share = used // carers
    over = used - share * carers
    above, keeping = np.int64(0), np.int64(0)
    for x in range(carer.shape[0]):
        if carer[x, HAS_UNSOCIAL] == 1:
            more = carer[x, UNSOCIAL_USED] - share
            if more > 0:
                above += more
                keeping += 1
            is_full = more > 0 or (more == 0 and over == 0)
            gradient[x, PER_UNSOCIAL] = float(weight[G_UNSOCIAL]) if is_full else 0.0
    total[T_SPREAD] = weight[G_UNSOCIAL] * (above - min(over, keeping))


@njit(**_INNER)
def work_on(carer, gradient, available_s, weight, c, change):  # type: ignore[no-untyped-def]
    """Carer c works `change` seconds more; how much her term of the load grows."""
    worked = carer[c, WORKED] + change
    carer[c, WORKED] = worked
    term = worked * worked // available_s[c]
    more = term - carer[c, LOAD_TERM]
    carer[c, LOAD_TERM] = term
    gradient[c, PER_SECOND] = 2.0 * weight[G_LOAD] * worked / available_s[c]
    return more


@njit(**_JIT)
def set_limits(visit, arc, link, v):  # type: ignore[no-untyped-def]
    """Earliest and latest start of v from its fixed start and the boundaries of its dependencies."""
    low, high = np.int64(-INF), np.int64(INF)
    fixed = np.int64(visit[v, FIXED])
    if fixed >= 0:
        low = high = fixed
    for x in range(visit[v, IN_AT], visit[v, IN_AT] + visit[v, INS]):
        a = link[x]
        if arc[a, BOUND] >= 0:
            low = max(low, np.int64(arc[a, BOUND]))
    for x in range(visit[v, OUT_AT], visit[v, OUT_AT] + visit[v, OUTS]):
        a = link[x]
        if arc[a, BOUND] >= 0:
            high = min(high, np.int64(arc[a, BOUND]) - arc[a, DELAY] - visit[v, DURATION])
    visit[v, LOW] = low
    visit[v, HIGH] = high


@njit(**_INNER)
def show(visit, rival, shown, total, weight, v, start):  # type: ignore[no-untyped-def]
    """Move v to `start` (−1: out of the plan) in the count of one client's overlapping visits."""
    old = shown[v]
    if old == start:
        return
    n = visit[v, RIVALS]
    if n > 0:
        d = visit[v, DURATION]
        change = 0
        for x in range(visit[v, RIVAL_AT], visit[v, RIVAL_AT] + n):
            u = rival[x]
            at = shown[u]
            if at >= 0:
                du = visit[u, DURATION]
                if old >= 0 and old < at + du and at < old + d:
                    change -= 1
                if start >= 0 and start < at + du and at < start + d:
                    change += 1
        total[T_OVERLAP] += change * weight[G_OVERLAP]
    shown[v] = start


@njit(**_JIT)
def refresh(stop, visit, shift, window, wish, breaks, travel_s, travel_hm, rival, shown, cost, worked_s,
            carer, gradient, available_s, weight, total, came, r):  # type: ignore[no-untyped-def]  # fmt: skip
    """Re-time route r as early as possible and bring every sum it is part of up to date.

    Forward and backward times per break state, start of each visit, waiting, exact soft cost, worked seconds, hard
    minutes (only a held visit or a plan given so can cause them).
    """
    n = shift[r, LENGTH]
    nb = shift[r, BREAKS]
    b0 = shift[r, BREAK_AT]
    mode, w_far = shift[r, MODE], shift[r, W_DISTANCE]
    width = (stop.shape[2] - EARLIEST) // 2
    last = EARLIEST + width
    for s in range(nb + 1):
        stop[r, 0, EARLIEST + s] = INF
    stop[r, 0, EARLIEST] = shift[r, OPENS]
    here = shift[r, ORIGIN]
    stop[r, 0, SITE] = here
    travel, far, work, too_long, brought = np.int64(0), np.int64(0), np.int64(0), 0, 0
    for k in range(1, n + 2):
        v = stop[r, k, NODE] if k <= n else 0
        there = visit[v, PLACE] if k <= n else shift[r, HOME]
        brought += visit[v, LOAD] if k <= n else 0
        stop[r, k, SITE] = there
        leg = np.int64(travel_s[mode, here, there])
        stop[r, k, LEG] = leg
        travel += leg
        if w_far > 0:
            far += travel_hm[mode, here, there]
        if leg > shift[r, LONGEST_LEG]:
            too_long += 1
        here = there
        x0, a0, sx0, sa0 = np.int64(INF), np.int64(INF), 0, 0
        on_time = False
        free = np.int64(shift[r, FREE]) if k <= n and visit[v, LOCKED] != 1 else np.int64(-INF)
        for s in range(nb + 1):
            x = np.int64(stop[r, k - 1, EARLIEST + s])
            sx = s
            if s > 0 and x0 <= breaks[b0 + s - 1, 1]:
                y = max(x0, np.int64(breaks[b0 + s - 1, 0])) + breaks[b0 + s - 1, 2]
                if y < x:
                    x, sx = y, sx0
            a = min(np.int64(INF), max(x, free) + leg)
            sa = sx
            if s > 0 and a0 <= breaks[b0 + s - 1, 1]:
                y = max(a0, np.int64(breaks[b0 + s - 1, 0])) + breaks[b0 + s - 1, 2]
                if y < a:
                    a, sa = y, sa0
            x0, a0, sx0, sa0 = x, a, sx, sa
            came[k, s] = sa
            if k > n:
                stop[r, k, EARLIEST + s] = a
            elif a >= INF:
                stop[r, k, EARLIEST + s] = INF
            elif visit[v, HELD] == 1:
                # Late with this break before it but not without it: the break is taken after it.
                is_late = a > visit[v, FIXED]
                stop[r, k, EARLIEST + s] = INF if is_late and on_time else visit[v, FIXED] + visit[v, DURATION]
                on_time = on_time or not is_late
            else:
                e = earliest_start(visit, window, np.int64(v), a)
                stop[r, k, EARLIEST + s] = min(np.int64(INF), e + visit[v, DURATION])

    shift[r, BROUGHT] = brought
    new_cost, wait, rest, breach = np.int64(0), np.int64(0), np.int64(0), np.int64(max(0, brought - shift[r, ROOM]))
    if n > 0:
        s = nb
        while s > 0 and stop[r, n + 1, EARLIEST + s] >= INF:
            s -= 1
            breach += (breaks[b0 + s, 2] + 59) // 60
        shift[r, END_STATE] = s
        breach += too_long
        home = np.int64(stop[r, n + 1, EARLIEST + s])
        if home >= INF:
            breach += BROKEN
        elif home > shift[r, ENDS]:
            breach += (home - shift[r, ENDS] + 59) // 60
        for b in range(b0, b0 + s):
            rest += breaks[b, 2]
        for k in range(n + 1, 1, -1):
            s = came[k, s]
            stop[r, k - 1, TAKEN] = s
        left, sp = np.int64(shift[r, OPENS]), 0
        for k in range(1, n + 1):
            v = stop[r, k, NODE]
            s = stop[r, k, TAKEN]
            d = np.int64(visit[v, DURATION])
            start = np.int64(stop[r, k, EARLIEST + s]) - d
            gap = start - left - stop[r, k, LEG]
            for b in range(b0 + sp, b0 + s):
                gap -= breaks[b, 2]
            if gap < 0:
                breach += (59 - gap) // 60
                gap = np.int64(0)
            wait += gap
            work += d
            stop[r, k, WAIT_FROM] = wait
            stop[r, k, BEGIN] = start
            new_cost += stop[r, k, STATIC]
            if visit[v, WISHES] + visit[v, USUALS] > 0:
                new_cost += wish_cost(visit, wish, np.int64(v), start)
            if start + d > shift[r, RISK_FROM]:
                new_cost += visit[v, AT_RISK]
            visit[v, ROUTE], visit[v, POSITION], visit[v, START] = r, k, start
            if shown[v] != start:
                show(visit, rival, shown, total, weight, np.int64(v), start)
            left, sp = start + d, s
        over = max(np.int64(0), home - shift[r, SOFT_END]) if home < INF else np.int64(0)
        new_cost += (travel * shift[r, W_TRAVEL] + far * w_far + wait * shift[r, W_WAITING]
                     + over * shift[r, W_OVERTIME] + shift[r, OPENED_COST])  # fmt: skip
        if over > 0 and shift[r, W_PAY] > 0:
            new_cost += (over * shift[r, OVERTIME_RATE] + PAY_UNIT - 1) // PAY_UNIT * shift[r, W_PAY]
        work += travel + wait + rest
        before = np.int64(0)
        for k in range(1, n + 1):  # from "waiting up to here" to "waiting from here on"
            up_to = np.int64(stop[r, k, WAIT_FROM])
            stop[r, k, WAIT_FROM] = wait - before
            before = up_to
    stop[r, n + 1, WAIT_FROM] = 0

    nx = np.int64(shift[r, ENDS])
    stop[r, n + 1, last + nb] = nx
    for s in range(nb - 1, -1, -1):
        nx = _before_break(nx, breaks, b0 + s)
        stop[r, n + 1, last + s] = nx
    for k in range(n, 0, -1):
        v = stop[r, k, NODE]
        d = np.int64(visit[v, DURATION])
        leg = np.int64(stop[r, k + 1, LEG])
        nx, ready = np.int64(-INF), np.int64(-INF)
        for s in range(nb, -1, -1):
            x = np.int64(stop[r, k + 1, last + s]) - leg
            if s < nb:
                x = max(x, _before_break(nx, breaks, b0 + s))
            nx = x
            if visit[v, HELD] == 1:
                begin = np.int64(visit[v, FIXED]) if x >= visit[v, FIXED] + d else np.int64(-INF)
            else:
                begin = latest_start(visit, window, np.int64(v), x - d)
            if s < nb:
                begin = max(begin, _before_break(ready, breaks, b0 + s))
            ready = begin
            stop[r, k, last + s] = max(np.int64(-INF), begin)

    total[T_ROUTES] += new_cost - cost[r]
    cost[r] = new_cost
    total[T_HARD] += breach - shift[r, BREACH]
    shift[r, BREACH] = breach
    change = work - worked_s[r]
    if change != 0:
        c = np.int64(shift[r, CARER])
        if shift[r, UNSOCIAL] == 1 and (work == 0 or worked_s[r] == 0):
            spread(carer, gradient, weight, total, c, 1 if work > 0 else -1)
        worked_s[r] = work
        total[T_WORKED] += change
        total[T_LOAD] += work_on(carer, gradient, available_s, weight, c, change)


@njit(inline="always")
def _before_break(t, breaks, b):  # type: ignore[no-untyped-def]
    """Latest moment from which break b can still be taken and be over by t; −INF when it cannot."""
    begin = t - breaks[b, 2]
    if begin < breaks[b, 0]:
        return np.int64(-INF)
    return min(begin, np.int64(breaks[b, 1]))


@njit(**_INNER)
def refreshed(p, s, r):  # type: ignore[no-untyped-def]
    """`refresh` with its arrays taken from the tuples."""
    refresh(s.stop, s.visit, s.shift, p.window, p.wish, p.breaks, p.travel_s, p.travel_hm, p.rival, s.shown, s.cost,
            s.worked_s, s.carer, s.gradient, p.available_s, p.weight, s.total, s.came,
            np.int64(r))  # fmt: skip


def refreshed_alone(p: Instance, s: State, r: int) -> None:
    """`refreshed` for callers outside the kernel, who pass no wide tuples either."""
    refresh(s.stop, s.visit, s.shift, p.window, p.wish, p.breaks, p.travel_s, p.travel_hm, p.rival, s.shown, s.cost,
            s.worked_s, s.carer, s.gradient, p.available_s, p.weight, s.total, s.came, r)  # fmt: skip


def remember_alone(p: Instance, s: State, v: int, r: int) -> None:
    """`remember_visit` for callers outside the kernel."""
    remember(s.visit, s.shift, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, p.penalty, p.medium, p.optional,
             s.total, v, r)  # fmt: skip


@njit(**_JIT)
def objective(total, weight):  # type: ignore[no-untyped-def]
    """What the search minimises: soft points, penalties of unassigned visits, and hard minutes above all."""
    load = total[T_LOAD] - total[T_WORKED] * total[T_WORKED] // weight[G_AVAILABLE]
    return (total[T_ROUTES] + total[T_OVERLAP] + total[T_FACES] + total[T_SPREAD] + weight[G_LOAD] * load
            + total[T_PENALTY] + weight[G_HARD] * total[T_HARD])  # fmt: skip


@njit(**_INNER)
def join(visit, count, faces, face_cost, unmet_cost, met, total, v, c):  # type: ignore[no-untyped-def]
    """Client of v meets carer c once more."""
    k = visit[v, CLIENT]
    if count[k, c] == 0:
        if faces[k] > 0:
            total[T_FACES] += face_cost[k]
        if met[k, c] == 0:
            total[T_FACES] += unmet_cost[k]
        faces[k] += 1
    count[k, c] += 1


@njit(**_INNER)
def leave(visit, count, faces, face_cost, unmet_cost, met, total, v, c):  # type: ignore[no-untyped-def]
    """Client of v meets carer c once less."""
    k = visit[v, CLIENT]
    count[k, c] -= 1
    if count[k, c] == 0:
        faces[k] -= 1
        if faces[k] > 0:
            total[T_FACES] -= face_cost[k]
        if met[k, c] == 0:
            total[T_FACES] -= unmet_cost[k]


@njit(**_INNER)
def cheapest_places(p, s, t, v, keep, places, waits, pause):  # type: ignore[no-untyped-def]
    """The up to `keep` cheapest places of unplaced visit v, in `places[·]`: cost, earliest, latest, route, position.

    Exact in feasibility; the cost is the proxy travel + static + new face + load + the wish and, with `waits`, the
    waiting it adds. Each place is passed over with probability `blink` (`pause` counts down to the next one).
    With `rare_face` a carer the client meets seldom is dearer than one it meets often, in the choice only.
    Returns how many were found and the new `pause`.
    """
    stop, visit, shift, arc, shown, rng = s.stop, s.visit, s.shift, s.arc, s.shown, s.rng
    count, faces, gradient, arrive, fees = s.meetings, s.faces, s.gradient, s.arrive, s.fees
    window, wish, breaks, candidate, link, rival, weight = (
        p.window, p.wish, p.breaks, p.candidate, p.link, p.rival, p.weight)  # fmt: skip
    travel_s, back_s, travel_hm = p.travel_s, p.back_s, p.travel_hm
    face_cost, unmet_cost, met = p.face_cost, p.unmet_cost, p.met
    blink, rare_face = t.blink, t.rare_face
    lv, d, client = visit[v, PLACE], np.int64(visit[v, DURATION]), visit[v, CLIENT]
    limit = min(np.int64(window[visit[v, WINDOW_AT] + visit[v, WINDOWS] - 1, 1]), np.int64(visit[v, HIGH]))
    soonest = max(np.int64(window[visit[v, WINDOW_AT], 0]), np.int64(visit[v, LOW])) + d
    linked = visit[v, INS] + visit[v, OUTS] > 0
    wishes, risk = visit[v, WISHES] + visit[v, USUALS] > 0, np.int64(visit[v, AT_RISK])
    width = (stop.shape[2] - EARLIEST) // 2
    last = EARLIEST + width
    room = stop.shape[1] - 2
    n_found = 0
    bar = np.int64(NO_PLACE)
    first = visit[v, CANDIDATE_AT]
    n_candidates = visit[v, CANDIDATES]
    n_listed, least, most = 0, np.int64(NO_PLACE), np.int64(-NO_PLACE)
    empty_kind, empty_fee = np.int64(-1), np.int64(0)
    for i in range(n_candidates):
        r = candidate[first + i, 0]
        fee = np.int64(candidate[first + i, 1])
        if shift[r, LENGTH] >= room or shift[r, ACTIVE] == 0:
            continue
        if visit[v, LOAD] > 0 and shift[r, BROUGHT] + visit[v, LOAD] > shift[r, ROOM]:
            continue
        c = shift[r, CARER]
        if count[client, c] == 0:
            if faces[client] > 0:
                fee += face_cost[client]
            if met[client, c] == 0:
                fee += unmet_cost[client]
        else:
            fee += np.int64(rare_face * face_cost[client] / count[client, c])
        if shift[r, LENGTH] == 0:
            fee += shift[r, OPENED_COST]
            if shift[r, UNSOCIAL] == 1:
                fee += np.int64(gradient[c, PER_UNSOCIAL])
        fee += np.int64(gradient[c, PER_SECOND] * d)
        if shift[r, LENGTH] == 0 and keep == 1:  # an empty shift as good as the one before need not be looked at
            if shift[r, KIND] == empty_kind and fee == empty_fee:
                continue
            empty_kind, empty_fee = np.int64(shift[r, KIND]), fee
        fees[0, n_listed], fees[1, n_listed] = fee, r
        least, most = min(least, fee), max(most, fee)
        n_listed += 1
    near = least + CHEAP  # first the cheap shifts, so that few of the dear ones need to be looked at
    for turn in range(2 * n_listed if most >= near else n_listed):
        i = turn if turn < n_listed else turn - n_listed
        fee, r = fees[0, i], fees[1, i]
        if fee >= bar or (fee < near) != (turn < n_listed):
            continue
        n = shift[r, LENGTH]
        k0, k1 = 1, n + 1
        if linked:
            for x in range(visit[v, IN_AT], visit[v, IN_AT] + visit[v, INS]):
                u = arc[link[x], BEFORE]
                if visit[u, ROUTE] == r and arc[link[x], NEEDS] == 1:
                    k0 = max(k0, visit[u, POSITION] + 1)
            for x in range(visit[v, OUT_AT], visit[v, OUT_AT] + visit[v, OUTS]):
                u = arc[link[x], AFTER]
                if visit[u, ROUTE] == r and arc[link[x], NEEDS] == 1:
                    k1 = min(k1, visit[u, POSITION])
        mode, nb, b0 = shift[r, MODE], shift[r, BREAKS], shift[r, BREAK_AT]
        w_travel, w_far = np.int64(shift[r, W_TRAVEL]), np.int64(shift[r, W_DISTANCE])
        w_wait = shift[r, W_WAITING] * waits
        free = np.int64(shift[r, FREE])
        w_over, home = np.int64(shift[r, W_OVERTIME]), np.int64(stop[r, n + 1, EARLIEST + shift[r, END_STATE]])
        longest, is_used, behind = np.int64(shift[r, LONGEST_LEG]), n > 0, last + nb
        k = k0 - 1
        while k < k1:
            k += 1
            if stop[r, k, behind] < soonest:  # the next stop must begin before this visit can be over
                continue
            ready = np.int64(stop[r, k - 1, EARLIEST])
            to_v = np.int64(back_s[mode, lv, stop[r, k - 1, SITE]])
            if ready + to_v > limit:
                break
            from_v = np.int64(travel_s[mode, lv, stop[r, k, SITE]])
            detour = to_v + from_v
            if is_used:
                detour -= stop[r, k, LEG]
            price = fee + w_travel * detour
            if w_far > 0:
                li, lj = stop[r, k - 1, SITE], stop[r, k, SITE]
                longer = travel_hm[mode, li, lv] + travel_hm[mode, lv, lj]
                if is_used:
                    longer -= travel_hm[mode, li, lj]
                price += w_far * longer
            if price - w_wait * (detour + d) >= bar:
                continue
            if max(max(ready, free) + to_v + d, soonest) > stop[r, k, behind] - from_v:
                continue  # no time for it even with no break before and all behind
            if to_v > longest or from_v > longest:
                continue
            x0, a0 = np.int64(INF), np.int64(INF)
            for taken in range(nb + 1):
                x = np.int64(stop[r, k - 1, EARLIEST + taken])
                if taken > 0 and x0 <= breaks[b0 + taken - 1, 1]:
                    x = min(x, max(x0, np.int64(breaks[b0 + taken - 1, 0])) + breaks[b0 + taken - 1, 2])
                a = max(x, free) + to_v
                if taken > 0 and a0 <= breaks[b0 + taken - 1, 1]:
                    a = min(a, max(a0, np.int64(breaks[b0 + taken - 1, 0])) + breaks[b0 + taken - 1, 2])
                x0, a0 = x, a
                arrive[taken] = a
            nx = np.int64(-INF)
            for taken in range(nb, -1, -1):
                x = np.int64(stop[r, k, last + taken]) - from_v
                if taken < nb:
                    x = max(x, _before_break(nx, breaks, b0 + taken))
                nx = x
                latest = x - d
                a = arrive[taken]
                if a > latest:
                    continue
                e = earliest_start(visit, window, np.int64(v), a)
                if e > latest:
                    continue
                whole = price
                if w_wait > 0:
                    more = e - a
                    if k <= n:
                        after = e + d + from_v
                        for b in range(b0 + taken, b0 + stop[r, k, TAKEN]):
                            after += breaks[b, 2]
                        push = after - stop[r, k, BEGIN]
                        later = np.int64(stop[r, k + 1, WAIT_FROM])
                        more -= stop[r, k, WAIT_FROM] - later
                        more -= push if push <= 0 else min(push, later)
                    whole += w_wait * max(-(detour + d), more)
                if wishes:
                    whole += wish_cost(visit, wish, np.int64(v), e)
                if risk > 0 and e + d > shift[r, RISK_FROM]:
                    whole += risk
                if whole >= bar:
                    continue
                push = e + d + from_v  # what starting later costs the visits behind, until waiting takes the delay up
                if k <= n:
                    push -= stop[r, k, BEGIN]
                    for b in range(b0 + taken, b0 + stop[r, k, TAKEN]):
                        push += breaks[b, 2]
                    y = k
                    while push > 0:
                        u = np.int64(stop[r, y, NODE])
                        if visit[u, WISHES] + visit[u, USUALS] > 0:
                            begin = np.int64(stop[r, y, BEGIN])
                            whole += wish_cost(visit, wish, u, begin + push) - wish_cost(visit, wish, u, begin)
                        y += 1
                        if y > n:
                            break
                        push -= stop[r, y, WAIT_FROM] - stop[r, y + 1, WAIT_FROM]
                else:
                    push -= home
                if push > 0 and home + push > shift[r, SOFT_END]:
                    whole += min(push, home + push - shift[r, SOFT_END]) * w_over
                if whole >= bar:
                    continue
                for y in range(visit[v, RIVAL_AT], visit[v, RIVAL_AT] + visit[v, RIVALS]):
                    u = rival[y]
                    if shown[u] >= 0 and e < shown[u] + visit[u, DURATION] and shown[u] < e + d:
                        whole += weight[G_OVERLAP]
                if whole >= bar:
                    continue
                pause -= 1
                if pause == 0:
                    pause = np.int64(np.log(_unit(rng) + 1e-300) / np.log(1 - blink)) + 1
                    continue
                if n_found < keep:
                    n_found += 1
                y = n_found - 1
                while y > 0 and places[y - 1, 0] > whole:
                    for f in range(5):
                        places[y, f] = places[y - 1, f]
                    y -= 1
                places[y, 0], places[y, 1], places[y, 2], places[y, 3], places[y, 4] = whole, e, latest, r, k
                if n_found == keep:
                    bar = places[keep - 1, 0]
                if keep == 1:
                    break
    return n_found, pause


@njit(**_INNER)
def common_start(visit, window, member, size, g, low, high):  # type: ignore[no-untyped-def]
    """First start in [low, high] legal for every member of group g, or −1."""
    t = low
    for _ in range(32):
        before = t
        for i in range(size):
            t = earliest_start(visit, window, np.int64(member[g, i]), t)
        if t > high:
            return np.int64(-1)
        if t == before:
            return t
    return np.int64(-1)


@njit(**_INNER)
def combine(visit, window, shift, member, size, g, places, found, beam, beam_next):  # type: ignore[no-untyped-def]
    """Cheapest places of all members on different carers with a common start; the start, or −1.

    Rows of `beam`: cost, earliest, latest, then the place chosen for each member; the answer stands in `beam[0]`.
    """
    n = found[0]
    for i in range(n):
        beam[i, 0], beam[i, 1], beam[i, 2], beam[i, 3] = places[0, i, 0], places[0, i, 1], places[0, i, 2], i
    for m in range(1, size):
        n2 = 0
        for a in range(n):
            if n2 == BEAM and beam[a, 0] + places[m, 0, 0] >= beam_next[BEAM - 1, 0]:
                break
            for b in range(found[m]):
                price = beam[a, 0] + places[m, b, 0]
                if n2 == BEAM and price >= beam_next[BEAM - 1, 0]:
                    break
                low, high = max(beam[a, 1], places[m, b, 1]), min(beam[a, 2], places[m, b, 2])
                if low > high:
                    continue
                alone = True
                carer = shift[places[m, b, 3], CARER]
                for i in range(m):
                    if shift[places[i, beam[a, 3 + i], 3], CARER] == carer:
                        alone = False
                if not alone or common_start(visit, window, member, size, g, low, high) < 0:
                    continue
                if n2 < BEAM:
                    n2 += 1
                y = n2 - 1
                while y > 0 and beam_next[y - 1, 0] > price:
                    for f in range(7):
                        beam_next[y, f] = beam_next[y - 1, f]
                    y -= 1
                beam_next[y, 0], beam_next[y, 1], beam_next[y, 2] = price, low, high
                for i in range(m):
                    beam_next[y, 3 + i] = beam[a, 3 + i]
                beam_next[y, 3 + m] = b
        n = n2
        for a in range(n):
            for f in range(7):
                beam[a, f] = beam_next[a, f]
        if n == 0:
            return np.int64(-1)
    if n == 0:
        return np.int64(-1)
    return common_start(visit, window, member, size, g, beam[0, 1], beam[0, 2])


@njit(**_INNER)
def copy_route(stop, shift, cost, worked_s, undo_stop, undo_route, r, x):  # type: ignore[no-untyped-def]
    """Route r as it stands into row x of what can be taken back."""
    n = shift[r, LENGTH]
    undo_route[x, 0], undo_route[x, 1], undo_route[x, 2] = n, cost[r], worked_s[r]
    undo_route[x, 3], undo_route[x, 4], undo_route[x, 5] = shift[r, BREACH], shift[r, END_STATE], shift[r, BROUGHT]
    for k in range(n + 2):
        for f in range(stop.shape[2]):
            undo_stop[x, k, f] = stop[r, k, f]


@njit(**_INNER)
def keep_route(s, r, touched):  # type: ignore[no-untyped-def]
    """Remember route r as it was, before its first change in this iteration; how many routes are touched."""
    if s.shift[r, STAMP] == 0:
        s.shift[r, STAMP] = 1
        s.touched[touched] = r
        copy_route(s.stop, s.shift, s.cost, s.worked_s, s.undo_stop, s.undo_route, np.int64(r), np.int64(touched))
        touched += 1
    return touched


@njit(**_INNER)
def forget_visit(p, s, v):  # type: ignore[no-untyped-def]
    """`forget` with its arrays taken from the tuples."""
    forget(s.visit, s.shift, p.rival, s.shown, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, p.penalty,
           p.medium, p.optional, p.weight, s.total, np.int64(v))  # fmt: skip


@njit(**_INNER)
def forget(visit, shift, rival, shown, count, faces, face_cost, unmet_cost, met, penalty, medium, optional, weight,
           total, v):  # type: ignore[no-untyped-def]  # fmt: skip
    """Visit v is in no route any more: faces, overlap and unassigned sums follow."""
    leave(visit, count, faces, face_cost, unmet_cost, met, total, v, np.int64(shift[visit[v, ROUTE], CARER]))
    show(visit, rival, shown, total, weight, v, np.int64(-1))
    visit[v, ROUTE] = -1
    total[T_PENALTY] += penalty[v]
    total[T_MEDIUM] += medium[v]
    total[T_OPTIONAL] += optional[v]


@njit(**_INLINE)
def remember_visit(p, s, v, r):  # type: ignore[no-untyped-def]
    """`remember` with its arrays taken from the tuples."""
    remember(s.visit, s.shift, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, p.penalty, p.medium, p.optional,
             s.total, np.int64(v), np.int64(r))  # fmt: skip


@njit(**_JIT)
def remember(visit, shift, count, faces, face_cost, unmet_cost, met, penalty, medium, optional, total, v, r):  # type: ignore[no-untyped-def]
    """Visit v stands in route r again: faces and unassigned sums follow (its times come with `refresh`)."""
    join(visit, count, faces, face_cost, unmet_cost, met, total, v, np.int64(shift[r, CARER]))
    visit[v, ROUTE] = r
    total[T_PENALTY] -= penalty[v]
    total[T_MEDIUM] -= medium[v]
    total[T_OPTIONAL] -= optional[v]


@njit(**_INLINE)
def _drawn(s):  # type: ignore[no-untyped-def]
    """A visit drawn at random, one that may be moved where some draws find it."""
    v = _below(s.rng, s.visit.shape[0])
    for _ in range(DRAWS):
        if s.visit[v, LOCKED] == 0:
            break
        v = _below(s.rng, s.visit.shape[0])
    return v


@njit(**_INNER)
def take_out(p, s, v, removed, touched):  # type: ignore[no-untyped-def]
    """Take v out of its route (unless it is locked) and list it as removed; both counts."""
    r = s.visit[v, ROUTE]
    if r < 0 or s.visit[v, LOCKED] != 0:
        return removed, touched
    touched = keep_route(s, np.int64(r), touched)
    n, w = s.shift[r, LENGTH], 1
    for k in range(1, n + 1):
        u = s.stop[r, k, NODE]
        if u != v:
            s.stop[r, w, NODE] = u
            s.stop[r, w, STATIC] = s.stop[r, k, STATIC]
            s.visit[u, POSITION] = w
            w += 1
    s.shift[r, LENGTH] = w - 1
    forget_visit(p, s, np.int64(v))
    s.order[removed] = v
    return removed + 1, touched


@njit(**_INNER)
def ruin_strings(p, s, v, day, moment, mean_removed, longest, removed, touched):  # type: ignore[no-untyped-def]
    """Take strings of visits near v in space and time out of routes of one day; both counts."""
    if day < 0 or day >= p.day_shifts.shape[0]:
        return removed, touched
    lv = s.visit[v, PLACE]
    n_routes, n_near, n_visits = 0, 0, 0
    lean = _unit(s.rng) * 0.5
    for x in range(p.day_shifts[day]):
        r = p.day_shift[day, x]
        n = s.shift[r, LENGTH]
        if n == 0 or s.shift[r, OPENS] > moment + 10800 or s.shift[r, ENDS] < moment - 10800:
            continue
        n_visits += n
        near, at = 1e18, 0
        mode = s.shift[r, MODE]
        for k in range(1, n + 1):
            far = p.travel_s[mode, lv, s.stop[r, k, SITE]] + lean * abs(s.stop[r, k, BEGIN] - moment)
            if far < near:
                near, at = far, k
        near *= 0.6 + 0.8 * _unit(s.rng)
        n_routes += 1
        y = n_near
        if n_near < MOST_STRINGS:
            n_near += 1
        elif near >= s.rank[y - 1]:
            continue
        else:
            y -= 1
        while y > 0 and s.rank[y - 1] > near:
            s.rank[y], s.rank_shift[y], s.rank_position[y] = s.rank[y - 1], s.rank_shift[y - 1], s.rank_position[y - 1]
            y -= 1
        s.rank[y], s.rank_shift[y], s.rank_position[y] = near, r, at
    if n_routes == 0:
        return removed, touched
    cap = min(float(longest), n_visits / n_routes)
    n_strings = np.int64(_unit(s.rng) * (4.0 * mean_removed / (1.0 + cap) - 1.0) + 1.0)
    for x in range(min(max(n_strings, 1), n_near)):
        r, centre = s.rank_shift[x], s.rank_position[x]
        if s.shift[r, STAMP] == 1:
            continue
        n = np.int64(s.shift[r, LENGTH])
        touched = keep_route(s, np.int64(r), touched)
        take = min(n, np.int64(_unit(s.rng) * min(float(n), cap) + 1.0))
        spare = np.int64(0)  # visits kept in the middle of the string ("split string")
        if 1 < take < n and _unit(s.rng) < 0.5:
            while take + spare < n:
                spare += 1
                if _unit(s.rng) < 0.5:
                    break
        span = take + spare
        low, high = max(np.int64(1), centre - span + 1), min(np.int64(centre), n - span + 1)
        begin = low + _below(s.rng, high - low + 1)
        kept_from = kept_to = begin + span
        if spare > 0:
            kept_from = begin + 1 + _below(s.rng, take - 1)
            kept_to = kept_from + spare
        w = begin
        for k in range(begin, n + 1):
            u = s.stop[r, k, NODE]
            if k < begin + span and not (kept_from <= k < kept_to) and s.visit[u, LOCKED] == 0:
                forget_visit(p, s, np.int64(u))
                s.order[removed] = u
                removed += 1
            else:
                s.stop[r, w, NODE], s.stop[r, w, STATIC] = u, s.stop[r, k, STATIC]
                s.visit[u, POSITION] = w
                w += 1
        s.shift[r, LENGTH] = w - 1
    return removed, touched


@njit(**_INNER)
def ruin_client(p, s, v, removed, touched):  # type: ignore[no-untyped-def]
    """Take out all of one carer's visits to the client of v when they are few, else a run of the client's visits."""
    k = s.visit[v, CLIENT]
    first, n = p.client_at[k], p.client_at[k + 1] - p.client_at[k]
    r = s.visit[v, ROUTE]
    if r >= 0 and _unit(s.rng) < 0.58:
        c = s.shift[r, CARER]
        if s.meetings[k, c] <= 10:
            for x in range(first, first + n):
                u = p.client_visit[x]
                if s.visit[u, ROUTE] >= 0 and s.shift[s.visit[u, ROUTE], CARER] == c:
                    removed, touched = take_out(p, s, np.int64(u), removed, touched)
    else:
        begin = _below(s.rng, n)
        for x in range(min(8, n)):
            removed, touched = take_out(p, s, np.int64(p.client_visit[first + (begin + x) % n]), removed, touched)
    return removed, touched


@njit(**_INNER)
def ruin_route(p, s, r, removed, touched):  # type: ignore[no-untyped-def]
    """Empty route r but for its locked visits."""
    touched = keep_route(s, r, touched)
    w = 1
    for k in range(1, s.shift[r, LENGTH] + 1):
        u = s.stop[r, k, NODE]
        if s.visit[u, LOCKED] == 0:
            forget_visit(p, s, np.int64(u))
            s.order[removed] = u
            removed += 1
        else:
            s.stop[r, w, NODE], s.stop[r, w, STATIC] = u, s.stop[r, k, STATIC]
            s.visit[u, POSITION] = w
            w += 1
    s.shift[r, LENGTH] = w - 1
    return removed, touched


@njit(**_INNER)
def ruin_chain(p, s, v, removed, touched):  # type: ignore[no-untyped-def]
    """Take out the chain of dependencies through v, from its first visit on."""
    u = np.int64(v)
    for _ in range(16):
        if s.visit[u, INS] == 0:
            break
        x = s.visit[u, IN_AT] + _below(s.rng, s.visit[u, INS])
        u = np.int64(s.arc[p.link[x], BEFORE])
    for _ in range(16):
        removed, touched = take_out(p, s, np.int64(u), removed, touched)
        if s.visit[u, OUTS] == 0:
            break
        x = s.visit[u, OUT_AT] + _below(s.rng, s.visit[u, OUTS])
        u = np.int64(s.arc[p.link[x], AFTER])
    return removed, touched


@njit(**_INNER)
def ruin_pair(p, s, v, removed, touched):  # type: ignore[no-untyped-def]
    """Let another of its carers have the client of v: out go a rare carer's visits there, and what is in their way.

    A client meets fewer carers only when all visits of one of them change hands, on every day at once; the carer who
    is to take over is busy at those hours, so her visits at the same time go out as well and may be exchanged for them.
    """
    visit, shift = s.visit, s.shift
    k = visit[v, CLIENT]
    first, n = p.client_at[k], p.client_at[k + 1] - p.client_at[k]
    rare, heir = np.int64(-1), np.int64(-1)
    for _ in range(4):
        u = p.client_visit[first + _below(s.rng, n)]
        if visit[u, ROUTE] >= 0:
            c = np.int64(shift[visit[u, ROUTE], CARER])
            if rare < 0 or s.meetings[k, c] < s.meetings[k, rare]:
                rare = c
    for _ in range(4):
        u = p.client_visit[first + _below(s.rng, n)]
        if visit[u, ROUTE] >= 0 and shift[visit[u, ROUTE], CARER] != rare:
            heir = np.int64(shift[visit[u, ROUTE], CARER])
            break
    if heir < 0 or s.meetings[k, rare] > PAIR_MEETINGS:
        return removed, touched
    for x in range(first, first + n):
        u = np.int64(p.client_visit[x])
        r = visit[u, ROUTE]
        if r < 0 or shift[r, CARER] != rare or visit[u, LOCKED] != 0:
            continue
        begin = np.int64(visit[u, START])
        end = begin + visit[u, DURATION]
        day = shift[r, DAY]
        removed, touched = take_out(p, s, u, removed, touched)
        for y in range(p.day_shifts[day]):
            q = p.day_shift[day, y]
            if shift[q, CARER] != heir or shift[q, OPENS] > begin or shift[q, ENDS] < end:
                continue
            j = np.int64(1)
            while j <= shift[q, LENGTH]:
                w = np.int64(s.stop[q, j, NODE])
                begun = np.int64(visit[w, START])
                if begun >= end + BESIDE_S:
                    break
                before = removed
                if begun + visit[w, DURATION] > begin - BESIDE_S:
                    removed, touched = take_out(p, s, w, removed, touched)
                if removed == before:
                    j += 1
            break
    return removed, touched


@njit(**_INLINE)
def ruin(p, s, t, touched):  # type: ignore[no-untyped-def]
    """Choose a visit and take out what is around it: by place and time, client, route or chain; both counts."""
    visit, shift = s.visit, s.shift
    removed = np.int64(0)
    v = _drawn(s)
    if s.open[0] > 0 and _unit(s.rng) < 0.2:
        v = np.int64(s.unassigned[_below(s.rng, s.open[0])])
    r = visit[v, ROUTE]
    if r >= 0:
        day, moment = np.int64(shift[r, DAY]), np.int64(visit[v, START])
    else:
        if visit[v, WINDOWS] == 0:
            return removed, touched
        w = visit[v, WINDOW_AT] + _below(s.rng, visit[v, WINDOWS])
        moment = np.int64(p.window[w, 0]) + _below(s.rng, p.window[w, 1] - p.window[w, 0] + 1)
        day = moment // 86400
    kind = _unit(s.rng)
    some = t.mean_removed
    cares = p.face_cost[visit[v, CLIENT]] > 0
    if kind >= 1.0 - t.pair_share and cares:
        removed, touched = ruin_pair(p, s, v, removed, touched)
        some = 0.0 if removed > 0 else some
    elif kind < 0.12 and cares:
        removed, touched = ruin_client(p, s, v, removed, touched)
        some = t.mean_removed * 0.5
    elif kind < 0.15 and r >= 0:
        removed, touched = ruin_route(p, s, np.int64(r), removed, touched)
        some = t.mean_removed * 0.5
    elif kind < 0.20 and visit[v, INS] + visit[v, OUTS] > 0:
        removed, touched = ruin_chain(p, s, v, removed, touched)
        some = t.mean_removed * 0.5
    if some > 0.0:
        removed, touched = ruin_strings(p, s, np.int64(v), np.int64(day), np.int64(moment), some, t.longest_string,
                                        removed, touched)  # fmt: skip
    a = 0
    while a < removed:  # whoever is in a group leaves with it
        g = visit[s.order[a], GROUP]
        if g >= 0:
            for i in range(p.size[g]):
                removed, touched = take_out(p, s, np.int64(p.member[g, i]), removed, touched)
        a += 1
    return removed, touched


@njit(**_INNER)
def may_follow(p, s, a, i, b, j, row):  # type: ignore[no-untyped-def]
    """Whether all visits of route a from position i on may be served in shift b, whose own leave from j on."""
    visit, shift = s.visit, s.shift
    for k in range(i, shift[a, LENGTH] + 1):
        v = s.stop[a, k, NODE]
        if visit[v, LOCKED] != 0 or visit[v, HELD] == 1:
            return False
        s.fees[row, k] = static_cost(visit, p.candidate, np.int64(v), b)
        if s.fees[row, k] == NO_PLACE:
            return False
        g = visit[v, GROUP]
        if g >= 0:
            for x in range(p.size[g]):
                u = p.member[g, x]
                q = visit[u, ROUTE]
                if u == v or q < 0 or shift[q, CARER] != shift[b, CARER]:
                    continue
                if q != b or visit[u, POSITION] < j:  # another of the group stays with that carer
                    return False
    return True


@njit(**_INNER)
def move_face(p, s, v, a, b):  # type: ignore[no-untyped-def]
    """Visit v goes from route a to route b: only the carers its client meets change."""
    leave(s.visit, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, s.total, v, np.int64(s.shift[a, CARER]))
    join(s.visit, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, s.total, v, np.int64(s.shift[b, CARER]))
    s.visit[v, ROUTE] = b


@njit(**_INNER)
def swap_tails(p, s, threshold):  # type: ignore[no-untyped-def]
    """Two shifts of a day exchange everything after a moment, or everything; how many routes are touched.

    The 2-opt* of Potvin & Rousseau, Journal of the Operational Research Society 46, 1995. Where shifts begin and end
    at one place, exchanging whole routes costs no travel: it decides who meets whom.
    """
    visit, shift, stop = s.visit, s.shift, s.stop
    v = _drawn(s)
    a = np.int64(visit[v, ROUTE])
    if a < 0:
        return 0
    day = shift[a, DAY]
    b = np.int64(p.day_shift[day, _below(s.rng, p.day_shifts[day])])
    moment = np.int64(visit[v, START])
    if b == a or shift[b, ENDS] <= moment or shift[b, OPENS] > moment:
        return 0
    i, j = np.int64(visit[v, POSITION]), np.int64(1)
    n, m = np.int64(shift[a, LENGTH]), np.int64(shift[b, LENGTH])
    if _unit(s.rng) < 0.3:
        i = np.int64(1)
    else:
        while j <= m and stop[b, j, BEGIN] < moment:
            j += 1
    if max(i - 1 + m - j + 1, j - 1 + n - i + 1) > stop.shape[1] - 2:
        return 0
    last = EARLIEST + (stop.shape[2] - EARLIEST) // 2
    mode = shift[a, MODE]
    from_a, from_b, to_a = stop[a, i - 1, SITE], stop[b, j - 1, SITE], stop[a, i, SITE]
    to_b = stop[b, j, SITE] if j <= m else shift[b, HOME]
    if mode == shift[b, MODE] and shift[a, HOME] == shift[b, HOME]:
        longer = (np.int64(p.travel_s[mode, from_a, to_b]) + p.travel_s[mode, from_b, to_a]
                  - p.travel_s[mode, from_a, to_a])  # fmt: skip
        if m > 0:
            longer -= p.travel_s[mode, from_b, to_b]
        if longer * shift[a, W_TRAVEL] > threshold + TAIL_SLACK:
            return 0
    if j <= m:
        more = max(0, shift[a, ENDS] - shift[b, ENDS])
        leg = p.travel_s[mode, from_a, to_b]
        if stop[a, i - 1, EARLIEST] + leg > stop[b, j, last + shift[b, BREAKS]] + more:
            return 0
    more = max(0, shift[b, ENDS] - shift[a, ENDS])
    leg = p.travel_s[shift[b, MODE], from_b, to_a]
    if stop[b, j - 1, EARLIEST] + leg > stop[a, i, last + shift[a, BREAKS]] + more:
        return 0
    if not may_follow(p, s, a, i, b, j, np.int64(0)) or not may_follow(p, s, b, j, a, i, np.int64(1)):
        return 0
    keep_route(s, a, np.int64(0))
    keep_route(s, b, np.int64(1))
    for k in range(i, n + 1):
        u = s.undo_stop[0, k, NODE]
        move_face(p, s, np.int64(u), a, b)
        stop[b, j + k - i, NODE], stop[b, j + k - i, STATIC] = u, s.fees[0, k]
    for k in range(j, m + 1):
        u = s.undo_stop[1, k, NODE]
        move_face(p, s, np.int64(u), b, a)
        stop[a, i + k - j, NODE], stop[a, i + k - j, STATIC] = u, s.fees[1, k]
    shift[a, LENGTH], shift[b, LENGTH] = i - 1 + m - j + 1, j - 1 + n - i + 1
    refreshed(p, s, a)
    refreshed(p, s, b)
    return 2


@njit(**_INNER)
def unfix(p, s, v, touched, logged, logged_arcs):  # type: ignore[no-untyped-def]
    """Visit v is out: drop its fixed start and the boundaries of its dependencies; the three counts."""
    visit, arc = s.visit, s.arc
    if visit[v, FIXED] != visit[v, BASE_FIXED] or visit[v, HELD] == 1:
        s.log[logged, 0], s.log[logged, 1], s.log[logged, 2] = v, visit[v, FIXED], visit[v, HELD]
        logged += 1
        visit[v, FIXED] = visit[v, BASE_FIXED]
        visit[v, HELD] = 0
    n_in = visit[v, INS]
    for x in range(n_in + visit[v, OUTS]):
        a = p.link[visit[v, IN_AT] + x] if x < n_in else p.link[visit[v, OUT_AT] + x - n_in]
        if arc[a, BOUND] >= 0:
            s.log_arc[logged_arcs, 0], s.log_arc[logged_arcs, 1] = a, arc[a, BOUND]
            logged_arcs += 1
            arc[a, BOUND] = -1
            u = arc[a, BEFORE] if x < n_in else arc[a, AFTER]
            set_limits(visit, arc, p.link, np.int64(u))
            if visit[u, ROUTE] >= 0:
                touched = keep_route(s, np.int64(visit[u, ROUTE]), touched)
    set_limits(visit, arc, p.link, np.int64(v))
    return touched, logged, logged_arcs


@njit(**_INLINE)
def last_ready(s, v):  # type: ignore[no-untyped-def]
    """Latest start that placed visit v could have in its route as it stands."""
    r, k = s.visit[v, ROUTE], s.visit[v, POSITION]
    width = (s.stop.shape[2] - EARLIEST) // 2
    return np.int64(s.stop[r, k, EARLIEST + width + s.stop[r, k, TAKEN]])


@njit(**_INNER)
def bind(p, s, v, fixed):  # type: ignore[no-untyped-def]
    """Narrow LOW and HIGH of unplaced v to what its placed neighbours in dependencies allow.

    Returns 0 when v may be tried, 1 when a visit it waits for is not placed yet, 2 when nothing is left.
    """
    visit, arc = s.visit, s.arc
    low, high = np.int64(-INF), np.int64(INF)
    if fixed >= 0:
        low = high = fixed
    for x in range(visit[v, IN_AT], visit[v, IN_AT] + visit[v, INS]):
        u = arc[p.link[x], BEFORE]
        if visit[u, ROUTE] < 0:
            if arc[p.link[x], NEEDS] == 1:
                return 1
            continue
        low = max(low, np.int64(visit[u, START]) + visit[u, DURATION] + arc[p.link[x], DELAY])
    for x in range(visit[v, OUT_AT], visit[v, OUT_AT] + visit[v, OUTS]):
        u = arc[p.link[x], AFTER]
        if visit[u, ROUTE] >= 0:
            high = min(high, last_ready(s, u) - arc[p.link[x], DELAY] - visit[v, DURATION])
    if low > high:
        return 2
    visit[v, LOW], visit[v, HIGH] = low, high
    return 0


@njit(**_INNER)
def bound(p, s, v, start, latest, touched, logged_arcs):  # type: ignore[no-untyped-def]
    """Set the boundary of every dependency between v (starting at `start`, at most `latest`) and a placed visit."""
    visit, arc = s.visit, s.arc
    n_in = visit[v, INS]
    for x in range(n_in + visit[v, OUTS]):
        incoming = x < n_in
        a = p.link[visit[v, IN_AT] + x] if incoming else p.link[visit[v, OUT_AT] + x - n_in]
        u = arc[a, BEFORE] if incoming else arc[a, AFTER]
        if visit[u, ROUTE] < 0:
            continue
        delay = np.int64(arc[a, DELAY])
        if incoming:
            first = np.int64(visit[u, START]) + visit[u, DURATION] + delay
            final = max(first, min(start, last_ready(s, u) + visit[u, DURATION] + delay))
            point = first if visit[u, FIXED] >= 0 else final
            if visit[v, FIXED] >= 0:
                point = start
        else:
            first = start + visit[v, DURATION] + delay
            final = max(first, min(np.int64(visit[u, START]), latest + visit[v, DURATION] + delay))
            point = np.int64(visit[u, FIXED]) if visit[u, FIXED] >= 0 else final
            if visit[v, FIXED] >= 0:
                point = first
        # late leaves the earlier visit room, early leaves it to the later one: sometimes the one, else anything between
        if visit[u, FIXED] < 0 and visit[v, FIXED] < 0 and _unit(s.rng) >= 0.4:
            point = first + np.int64((final - first) * _unit(s.rng))
        s.log_arc[logged_arcs, 0], s.log_arc[logged_arcs, 1] = a, arc[a, BOUND]
        logged_arcs += 1
        arc[a, BOUND] = max(np.int64(0), point)  # before midnight nobody starts, and −1 is no boundary
        touched = keep_route(s, np.int64(visit[u, ROUTE]), touched)
        set_limits(visit, arc, p.link, np.int64(u))
    set_limits(visit, arc, p.link, np.int64(v))
    return touched, logged_arcs


@njit(**_INNER)
def static_cost(visit, candidate, v, r):  # type: ignore[no-untyped-def]
    """What v costs in shift r whatever the times; `NO_PLACE` where r is no candidate (they are sorted by shift)."""
    low = visit[v, CANDIDATE_AT]
    high = end = low + visit[v, CANDIDATES]
    while low < high:
        middle = (low + high) // 2
        if candidate[middle, 0] < r:
            low = middle + 1
        else:
            high = middle
    if low < end and candidate[low, 0] == r:
        return np.int64(candidate[low, 1])
    return np.int64(NO_PLACE)


@njit(**_INNER)
def put(p, s, v, r, k, touched):  # type: ignore[no-untyped-def]
    """Put v at position k of route r; its times come with `refresh`. How many routes are touched."""
    touched = keep_route(s, r, touched)
    n = s.shift[r, LENGTH]
    for b in range(n, k - 1, -1):
        s.stop[r, b + 1, NODE], s.stop[r, b + 1, STATIC] = s.stop[r, b, NODE], s.stop[r, b, STATIC]
    s.stop[r, k, NODE], s.stop[r, k, STATIC] = v, static_cost(s.visit, p.candidate, v, r)
    s.shift[r, LENGTH] = n + 1
    remember_visit(p, s, v, r)
    return touched


@njit(**_INNER)
def refresh_neighbours(p, s, v, r):  # type: ignore[no-untyped-def]
    """Re-time r and the routes of the visits that v has dependencies with."""
    refreshed(p, s, r)
    for x in range(s.visit[v, INS] + s.visit[v, OUTS]):
        n_in = s.visit[v, INS]
        a = p.link[s.visit[v, IN_AT] + x] if x < n_in else p.link[s.visit[v, OUT_AT] + x - n_in]
        u = s.arc[a, BEFORE] if x < n_in else s.arc[a, AFTER]
        if s.visit[u, ROUTE] >= 0 and s.visit[u, ROUTE] != r:
            refreshed(p, s, np.int64(s.visit[u, ROUTE]))


@njit(**_INLINE)
def insert_visit(p, s, t, v, waits, pause, touched, logged_arcs):  # type: ignore[no-untyped-def]
    """Place one visit: 0 placed, 1 waits for another visit, 2 no place; then pause, touched, logged arcs."""
    state = bind(p, s, v, np.int64(s.visit[v, FIXED]))
    if state > 0:
        return state, pause, touched, logged_arcs
    n, pause = cheapest_places(p, s, t, v, np.int64(1), s.places[0], waits, pause)
    if n == 0:
        set_limits(s.visit, s.arc, p.link, np.int64(v))
        return 2, pause, touched, logged_arcs
    start, latest = s.places[0, 0, 1], min(s.places[0, 0, 2], np.int64(s.visit[v, HIGH]))
    r, k = s.places[0, 0, 3], s.places[0, 0, 4]
    touched, logged_arcs = bound(p, s, v, start, latest, touched, logged_arcs)
    touched = put(p, s, v, r, k, touched)
    refresh_neighbours(p, s, v, r)
    return 0, pause, touched, logged_arcs


@njit(**_INLINE)
def insert_group(p, s, t, g, pause, touched, logged, logged_arcs):  # type: ignore[no-untyped-def]
    """Place a whole group at a common start: as `insert_visit`, with the log of fixed starts beside."""
    size, waits = p.size[g], np.int64(0)
    state = 0
    for i in range(size):
        v = p.member[g, i]
        state = max(state, bind(p, s, np.int64(v), np.int64(s.visit[v, BASE_FIXED])))
        if state > 0:
            break
    start = np.int64(-1)
    if state == 0:
        state = 2
        for i in range(size):
            v = np.int64(p.member[g, i])
            s.found[i], pause = cheapest_places(p, s, t, v, np.int64(PLACES_KEPT), s.places[i], waits, pause)
            if s.found[i] == 0:
                break
            if i == size - 1:
                start = combine(
                    s.visit, p.window, s.shift, p.member, np.int64(size), g, s.places, s.found, s.beam, s.beam_next
                )
    for i in range(size):
        set_limits(s.visit, s.arc, p.link, np.int64(p.member[g, i]))
    if start < 0:
        return state, pause, touched, logged, logged_arcs
    for i in range(size):
        v = p.member[g, i]
        s.log[logged, 0], s.log[logged, 1], s.log[logged, 2] = v, s.visit[v, FIXED], s.visit[v, HELD]
        logged += 1
        s.visit[v, FIXED] = start
    for i in range(size):
        v = p.member[g, i]
        touched, logged_arcs = bound(p, s, np.int64(v), start, start, touched, logged_arcs)
        touched = put(p, s, np.int64(v), s.places[i, s.beam[0, 3 + i], 3], s.places[i, s.beam[0, 3 + i], 4], touched)
        s.visit[v, START] = start
    for i in range(size):
        v = p.member[g, i]
        refresh_neighbours(p, s, np.int64(v), np.int64(s.visit[v, ROUTE]))
    return 0, pause, touched, logged, logged_arcs


@njit(**_INNER)
def sort_order(p, s, removed):  # type: ignore[no-untyped-def]
    """Put the visits to be placed in an order drawn anew: at random, long, wide, early or scarce first."""
    kind = _below(s.rng, 12)
    for a in range(removed):
        v = s.order[a]
        first = s.visit[v, WINDOW_AT]
        if kind < 4 or s.visit[v, WINDOWS] == 0:
            s.key[a] = _unit(s.rng)
        elif kind < 6:
            s.key[a] = -s.visit[v, DURATION]
        elif kind < 8:
            s.key[a] = np.float64(p.window[first + s.visit[v, WINDOWS] - 1, 1]) - p.window[first, 0]
        elif kind < 10:
            s.key[a] = p.window[first, 0]
        else:
            s.key[a] = s.visit[v, CANDIDATES]
        if s.visit[v, GROUP] >= 0 and _unit(s.rng) < 0.6:
            s.key[a] -= 1e8
        if s.mark[v] == 1 and _unit(s.rng) < 0.3:
            s.key[a] -= 5e7
    for a in range(1, removed):
        key, v, b = s.key[a], s.order[a], a - 1
        while b >= 0 and s.key[b] > key:
            s.key[b + 1], s.order[b + 1] = s.key[b], s.order[b]
            b -= 1
        s.key[b + 1], s.order[b + 1] = key, v


@njit(**_INNER)
def gather(p, s, most, removed):  # type: ignore[no-untyped-def]
    """Add up to `most` unassigned visits, with their groups, to those to be placed; new counts of both lists."""
    n = s.open[0]
    take = min(n, most)
    for a in range(take if take < n else 0):
        b = a + _below(s.rng, n - a)
        s.unassigned[b], s.unassigned[a] = s.unassigned[a], s.unassigned[b]
    kept = 0
    for a in range(n):
        v = s.unassigned[a]
        if a < take:
            s.order[removed] = v
            s.mark[v] = 1
            removed += 1
        else:
            s.unassigned[kept] = v
            kept += 1
    a = 0
    while a < removed:
        g = s.visit[s.order[a], GROUP]
        if g >= 0 and s.mark[s.order[a]] == 1:
            for i in range(p.size[g]):
                u = p.member[g, i]
                if s.visit[u, ROUTE] >= 0 or s.mark[u] == 1:
                    continue
                for b in range(kept):
                    if s.unassigned[b] == u:
                        kept -= 1
                        s.unassigned[b] = s.unassigned[kept]
                        s.order[removed] = u
                        s.mark[u] = 1
                        removed += 1
                        break
        a += 1
    return kept, removed


@njit(**_INLINE)
def recreate(p, s, t, removed, waits, pause, touched, logged, logged_arcs):  # type: ignore[no-untyped-def]
    """Place the listed visits one by one, dependants after what they wait for (three rounds at most)."""
    for turn in range(3):
        waiting, progress = False, False
        for a in range(removed):
            v = s.order[a]
            if s.visit[v, ROUTE] >= 0 or (turn > 0 and s.mark[v] == FAILED):
                continue
            g = s.visit[v, GROUP]
            if g < 0:
                state, pause, touched, logged_arcs = insert_visit(
                    p, s, t, np.int64(v), waits, pause, touched, logged_arcs
                )
            else:
                state, pause, touched, logged, logged_arcs = insert_group(
                    p, s, t, np.int64(g), pause, touched, logged, logged_arcs)  # fmt: skip
            if state == 0:
                progress = True
            elif state == 1:
                waiting = True
            elif g < 0:
                s.mark[v] = FAILED
            else:
                for i in range(p.size[g]):
                    s.mark[p.member[g, i]] = FAILED
        if not waiting or not progress:
            break
    return pause, touched, logged, logged_arcs


@njit(**_INLINE)
def drop_orphans(p, s, removed, touched, logged, logged_arcs):  # type: ignore[no-untyped-def]
    """Take out visits whose predecessor found no place, with their groups; the four counts."""
    a = 0
    while a < removed:
        v = s.order[a]
        if s.visit[v, ROUTE] < 0:
            for x in range(s.visit[v, OUT_AT], s.visit[v, OUT_AT] + s.visit[v, OUTS]):
                u = s.arc[p.link[x], AFTER]
                if s.visit[u, ROUTE] < 0 or s.visit[u, LOCKED] != 0 or s.arc[p.link[x], NEEDS] == 0:
                    continue
                g = s.visit[u, GROUP]
                for i in range(1 if g < 0 else p.size[g]):
                    y = u if g < 0 else p.member[g, i]
                    r = s.visit[y, ROUTE]
                    if r < 0:
                        continue
                    before = removed
                    removed, touched = take_out(p, s, np.int64(y), removed, touched)
                    if removed == before:
                        continue
                    for b in range(before):  # it may have been listed already
                        if s.order[b] == y:
                            removed = before
                            break
                    was_touched = touched
                    touched, logged, logged_arcs = unfix(p, s, np.int64(y), touched, logged, logged_arcs)
                    refreshed(p, s, np.int64(r))
                    refresh_neighbours(p, s, np.int64(y), np.int64(r))
                    for b in range(was_touched, touched):
                        refreshed(p, s, np.int64(s.touched[b]))
                    if removed == before:
                        a = -1  # look again at visits before this one
        a += 1
    return removed, touched, logged, logged_arcs


@njit(**_INLINE)
def take_back(p, s, removed, touched, logged, logged_arcs):  # type: ignore[no-untyped-def]
    """Undo the iteration: routes, fixed starts and boundaries as they were, every sum with them."""
    visit, shift = s.visit, s.shift
    for x in range(touched):
        r = s.touched[x]
        for k in range(1, shift[r, LENGTH] + 1):
            v = np.int64(s.stop[r, k, NODE])
            if visit[v, KEPT_ROUTE] != r:
                leave(visit, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, s.total, v,
                      np.int64(shift[r, CARER]))  # fmt: skip
                visit[v, ROUTE] = s.shown[v] = -1
    for x in range(logged - 1, -1, -1):
        v = s.log[x, 0]
        visit[v, FIXED], visit[v, HELD] = s.log[x, 1], s.log[x, 2]
    for x in range(logged_arcs - 1, -1, -1):
        s.arc[s.log_arc[x, 0], BOUND] = s.log_arc[x, 1]
    for x in range(logged):
        set_limits(visit, s.arc, p.link, np.int64(s.log[x, 0]))
    for x in range(logged_arcs):
        set_limits(visit, s.arc, p.link, np.int64(s.arc[s.log_arc[x, 0], BEFORE]))
        set_limits(visit, s.arc, p.link, np.int64(s.arc[s.log_arc[x, 0], AFTER]))
    for x in range(removed):
        set_limits(visit, s.arc, p.link, np.int64(s.order[x]))
    for x in range(touched):
        put_back(p, s, np.int64(s.touched[x]), np.int64(x))
    for i in range(s.total.shape[0]):
        s.total[i] = s.undo_total[i]


@njit(**_INNER)
def put_back(p, s, r, x):  # type: ignore[no-untyped-def]
    """Route r as row x remembers it, with its visits, faces and its carer's work; the totals come back as a whole."""
    visit, shift, stop = s.visit, s.shift, s.stop
    n, c = s.undo_route[x, 0], np.int64(shift[r, CARER])
    shift[r, LENGTH], shift[r, STAMP] = n, 0
    shift[r, BREACH], shift[r, END_STATE], shift[r, BROUGHT] = (
        s.undo_route[x, 3], s.undo_route[x, 4], s.undo_route[x, 5])  # fmt: skip
    s.cost[r] = s.undo_route[x, 1]
    for k in range(n + 2):
        for f in range(stop.shape[2]):
            stop[r, k, f] = s.undo_stop[x, k, f]
    for k in range(1, n + 1):
        v = np.int64(stop[r, k, NODE])
        if visit[v, ROUTE] != r:
            join(visit, s.meetings, s.faces, p.face_cost, p.unmet_cost, p.met, s.total, v, c)
            visit[v, ROUTE] = r
        visit[v, POSITION] = k
        visit[v, START] = s.shown[v] = stop[r, k, BEGIN]
    work = s.undo_route[x, 2]
    if work != s.worked_s[r]:
        if shift[r, UNSOCIAL] == 1 and (work == 0 or s.worked_s[r] == 0):
            spread(s.carer, s.gradient, p.weight, s.total, c, 1 if work > 0 else -1)
        work_on(s.carer, s.gradient, p.available_s, p.weight, c, work - s.worked_s[r])
        s.worked_s[r] = work


@njit(**_INLINE)
def keep_best(s, value):  # type: ignore[no-untyped-def]
    """Copy the routes changed since the last best plan."""
    s.best_objective[0] = value
    for i in range(s.total.shape[0]):
        s.best_total[i] = s.total[i]
    for r in range(s.shift.shape[0]):
        if s.dirty[r] == 1:
            s.dirty[r] = 0
            n = s.shift[r, LENGTH]
            s.best_length[r] = n
            s.best_end_state[r] = s.shift[r, END_STATE]
            for k in range(1, n + 1):
                s.best_node[r, k] = s.stop[r, k, NODE]
                s.best_begin[r, k] = s.stop[r, k, BEGIN]
                s.best_taken[r, k] = s.stop[r, k, TAKEN]


def store_best(s: State, value: int) -> None:
    """The plan as it stands is the best one, for callers outside the kernel."""
    s.best_objective[0] = value
    s.best_total[:] = s.total
    s.best_length[:], s.best_end_state[:] = s.shift[:, LENGTH], s.shift[:, END_STATE]
    s.best_node[:], s.best_begin[:], s.best_taken[:] = s.stop[:, :, NODE], s.stop[:, :, BEGIN], s.stop[:, :, TAKEN]
    s.dirty[:] = 0


@njit(**_JIT)
def recount(p, s):  # type: ignore[no-untyped-def]
    """Every sum and time anew from the order of visits in the routes, their fixed starts and boundaries."""
    for i in range(s.total.shape[0]):
        s.total[i] = 0
    for v in range(s.visit.shape[0]):
        s.shown[v] = -1
        s.visit[v, ROUTE] = -1
        s.visit[v, KEPT_ROUTE] = -1
        s.total[T_PENALTY] += p.penalty[v]
        s.total[T_MEDIUM] += p.medium[v]
        s.total[T_OPTIONAL] += p.optional[v]
    for c in range(s.carer.shape[0]):
        s.carer[c, WORKED] = s.carer[c, LOAD_TERM] = s.carer[c, UNSOCIAL_USED] = 0
        s.gradient[c, PER_SECOND] = s.gradient[c, PER_UNSOCIAL] = 0.0
    for k in range(s.faces.shape[0]):
        s.faces[k] = 0
        for c in range(s.carer.shape[0]):
            s.meetings[k, c] = 0
    for r in range(s.shift.shape[0]):
        s.cost[r] = s.worked_s[r] = 0
        s.shift[r, BREACH] = s.shift[r, STAMP] = 0
        s.dirty[r] = 1
        for k in range(1, s.shift[r, LENGTH] + 1):
            v = s.stop[r, k, NODE]
            remember_visit(p, s, v, np.int64(r))
            s.visit[v, KEPT_ROUTE] = r
        refreshed(p, s, np.int64(r))


@njit(**_INLINE)
def keep(s, removed, touched, value):  # type: ignore[no-untyped-def]
    """The plan as it stands now is the one to go on from."""
    s.tally[1] += 1
    for a in range(removed):
        s.visit[s.order[a], KEPT_ROUTE] = -1
    for x in range(touched):
        r = s.touched[x]
        s.shift[r, STAMP] = 0
        s.dirty[r] = 1
        for k in range(1, s.shift[r, LENGTH] + 1):
            s.visit[s.stop[r, k, NODE], KEPT_ROUTE] = r
    if value < s.best_objective[0]:
        s.tally[2] += 1
        keep_best(s, value)


@njit(**_JIT)
def run(p, s, t, iterations, temperature, build):  # type: ignore[no-untyped-def]
    """`iterations` of ruin and recreate on the plan in `s`; with `build` > 0 only insert, that many at a time.

    Accepts a plan that is worse by less than −temperature × ln(u), u uniform, and never one with more hard minutes.
    """
    pause = np.int64(1 + _below(s.rng, 100)) if t.blink > 0.0 and build == 0 else np.int64(NO_PLACE)
    current = objective(s.total, p.weight)
    zero = np.int64(0)
    for _ in range(iterations):
        s.tally[0] += 1
        hard_before = s.total[T_HARD]
        threshold = -temperature * np.log(_unit(s.rng) + 1e-300)
        for i in range(s.total.shape[0]):
            s.undo_total[i] = s.total[i]
        if build == 0 and _unit(s.rng) < t.tail_share:
            touched = np.int64(swap_tails(p, s, threshold))
            if touched > 0:
                value = objective(s.total, p.weight)
                if s.total[T_HARD] <= hard_before and value - current < threshold:
                    current = value
                    s.tally[4] += 1
                    keep(s, zero, touched, value)
                else:
                    take_back(p, s, zero, touched, zero, zero)
            continue
        open_before = s.open[0]
        for a in range(open_before):
            s.undo_unassigned[a] = s.unassigned[a]
        removed, touched, logged, logged_arcs = zero, zero, zero, zero
        if build == 0:
            removed, touched = ruin(p, s, t, touched)
            for a in range(removed):
                touched, logged, logged_arcs = unfix(p, s, np.int64(s.order[a]), touched, logged, logged_arcs)
            for x in range(touched):
                refreshed(p, s, np.int64(s.touched[x]))
        kept, removed = gather(p, s, np.int64(build) if build > 0 else np.int64(TRIED_AGAIN), removed)
        if build == 0:
            sort_order(p, s, removed)
        waits = np.int64(build == 0 and _unit(s.rng) < t.wait_share)
        pause, touched, logged, logged_arcs = recreate(p, s, t, removed, waits, pause, touched, logged, logged_arcs)
        removed, touched, logged, logged_arcs = drop_orphans(p, s, removed, touched, logged, logged_arcs)
        for a in range(removed):
            v = s.order[a]
            s.mark[v] = 0
            if s.visit[v, ROUTE] < 0:
                s.unassigned[kept] = v
                kept += 1
        s.open[0] = kept
        value = objective(s.total, p.weight)
        if s.total[T_HARD] > hard_before:
            s.tally[3] += 1
            accept = False
        else:
            accept = value - current < threshold or (build > 0 and value < current)
        if accept:
            current = value
            keep(s, removed, touched, value)
        else:
            take_back(p, s, removed, touched, logged, logged_arcs)
            s.open[0] = open_before
            for a in range(open_before):
                s.unassigned[a] = s.undo_unassigned[a]
    return current


__all__ = ["Instance", "State", "objective", "recount", "refreshed_alone", "remember_alone", "run", "set_limits",
           "store_best"]  # fmt: skip
