"""What only some problems have, as columns: districts, wishes, contracts, pay, usual times, and the calendar's days.

Built when a rule first asks for it; a file that brings none of it pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.problem.problem import Problem
from services.problem.visit import Visit

NONE = -1
SATURDAY = 5
NEVER_S = 1 << 28
"""As `columns.FAR_S`: a moment beyond every horizon."""


@dataclass(frozen=True)
class Terms:
    """V visits, S shifts, C carers, K clients, D days; times in seconds since the problem's origin.

    carer_district, client_district : int32[·], `NONE` where not known
    is_unwished : bool[K, C]
        a trait the client wishes for is missing in the carer, or the carer avoids one of the client's.
    shift_wish : int32[S], −1, 0 or 1
    due_s : int64[V], `NEVER_S` where the visit's period has no end
    usual_off : int32[V + 1];  usual_s : int64[·] the usual start on each day the visit may be made
    contract_min_week, rate_ore_min : int64[C], `NONE` and 0 where not known;  is_monthly : bool[C]
    midnight_s : int64[D + 1] local midnights from the origin on;  is_weekend : bool[D]
    week : int32[D] calendar weeks since the origin's
    """

    carer_district: NDArray[np.int32]
    client_district: NDArray[np.int32]
    is_unwished: NDArray[np.bool_]
    shift_wish: NDArray[np.int32]
    due_s: NDArray[np.int64]
    usual_off: NDArray[np.int32]
    usual_s: NDArray[np.int64]
    contract_min_week: NDArray[np.int64]
    rate_ore_min: NDArray[np.int64]
    is_monthly: NDArray[np.bool_]
    midnight_s: NDArray[np.int64]
    is_weekend: NDArray[np.bool_]
    week: NDArray[np.int32]


def terms(problem: Problem, origin_s: int) -> Terms:
    """The terms of a valid problem whose first local midnight is `origin_s`."""
    zone = ZoneInfo(problem.zone)
    clients, carers = problem.clients, problem.carers
    living, working = [p.district for p in clients], [p.district for p in carers]
    district = {None: NONE, **{name: i for i, name in enumerate(sorted({*living, *working} - {None}, key=str))}}
    usual = [sorted(_usual(visit, zone, origin_s)) for visit in problem.visits]
    first = datetime.fromtimestamp(origin_s, zone).date()
    midnight = _midnights(first, _last_s(problem, origin_s), zone)
    weekday = first.weekday() + np.arange(len(midnight) - 1)
    return Terms(
        carer_district=np.array([district[name] for name in working], np.int32),
        client_district=np.array([district[name] for name in living], np.int32),
        is_unwished=_unwished(problem),
        shift_wish=np.array([shift.wish for shift in problem.shifts], np.int32),
        due_s=np.array([NEVER_S if v.due_s is None else v.due_s - origin_s for v in problem.visits], np.int64),
        usual_off=np.concatenate([[0], np.cumsum([len(days) for days in usual])]).astype(np.int32),
        usual_s=np.array([moment for days in usual for moment in days], np.int64),
        contract_min_week=_or(NONE, [carer.contract_min_week for carer in carers]),
        rate_ore_min=_or(0, [carer.rate_ore_min for carer in carers]),
        is_monthly=np.array([carer.is_monthly for carer in carers], np.bool_),
        midnight_s=np.array(midnight, np.int64) - origin_s,
        is_weekend=weekday % 7 >= SATURDAY,
        week=(weekday // 7).astype(np.int32),
    )


def _or(otherwise: int, values: Sequence[int | None]) -> NDArray[np.int64]:
    return np.array([otherwise if value is None else value for value in values], np.int64)


def _unwished(problem: Problem) -> NDArray[np.bool_]:
    table = np.zeros((len(problem.clients), len(problem.carers)), np.bool_)
    avoids = [frozenset(carer.avoids) for carer in problem.carers]
    traits = [frozenset(carer.traits) for carer in problem.carers]
    for k, client in enumerate(problem.clients):
        if client.wishes:
            table[k] = [not held.issuperset(client.wishes) for held in traits]
        if client.traits:
            table[k] |= [not avoided.isdisjoint(client.traits) for avoided in avoids]
    return table


def _usual(visit: Visit, zone: ZoneInfo, origin_s: int) -> set[int]:
    """The usual time of day on every local day on which one of the windows is open."""
    if visit.usual_s is None:
        return set()
    clock = time(visit.usual_s // 3600, visit.usual_s // 60 % 60, visit.usual_s % 60)
    days = {day for w in visit.windows for day in _days(w.start_s, w.latest_start_s, zone)}
    return {int(datetime.combine(day, clock, zone).timestamp()) - origin_s for day in days}


def _days(first_s: int, last_s: int, zone: ZoneInfo) -> Iterator[date]:
    day, last = (datetime.fromtimestamp(moment, zone).date() for moment in (first_s, last_s))
    while day <= last:
        yield day
        day += timedelta(days=1)


def _last_s(problem: Problem, origin_s: int) -> int:
    """The last moment anything is allowed to begin or a shift ends."""
    starts = max((w.latest_start_s for v in problem.visits for w in v.windows), default=origin_s)
    return max([starts, *(shift.end_s for shift in problem.shifts)])


def _midnights(first: date, last_s: int, zone: ZoneInfo) -> list[int]:
    """Epoch seconds of the local midnights from `first` to the one after `last_s`."""
    days = (datetime.fromtimestamp(last_s, zone).date() - first).days + 1
    return [int(datetime.combine(first + timedelta(days=d), time(), zone).timestamp()) for d in range(days + 1)]
