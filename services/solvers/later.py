"""A last pass over a finished plan: visits start as late as costs nothing, so that waiting moves before the first one.

The search starts everything as early as possible. What a carer waits in all is fixed by the last start of the shift,
but waiting on the road between two visits helps nobody: leaving the office later does. No visit crosses another,
leaves its window, its preferred or usual hours, its group, a dependency or a break, no client gets two visits at once
and no important visit comes too near the shift's end, so the score never gets worse (a preferred window may even be
reached).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from services.constraints.soft.risk_shift_end import is_important, safe_until_s
from services.constraints.soft.time_same_hour import usual_hours_s
from services.problem.columns import Columns
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.timetable import Timetable, timetable


def leave_later(c: Columns, plan: Plan) -> Plan:
    """The plan with its starts moved later where that is free."""
    pass_ = _Pass(c, timetable(c, plan))
    return Plan(tuple(pass_.route(route) for route in plan.routes))


class _Pass:
    """Starts while they are being moved; seconds since the origin, −1 for visits not served.

    Columns are lists here: one number at a time, a list answers five times as fast as an array, and who stopped the
    search is waiting.
    """

    def __init__(self, c: Columns, t: Timetable) -> None:
        self.c = c
        self.place, self.duration = c.visit_place.tolist(), c.visit_duration_s.tolist()
        self.stays = ((c.visit_group >= 0) | (c.pin_shift >= 0)).tolist()
        self.windows = c.window_off.tolist(), c.window_open_s.tolist(), c.window_close_s.tolist()
        self.wishes = c.wish_off.tolist(), c.wish_open_s.tolist(), c.wish_close_s.tolist(), c.wish_factor.tolist()
        usual_open, usual_close = usual_hours_s(c)
        self.usual = c.terms.usual_off.tolist(), usual_open.tolist(), usual_close.tolist()
        self.is_important, self.safe_until = is_important(c).tolist(), safe_until_s(c).tolist()
        self.whose = c.visit_client.tolist()
        self.start = np.where(t.shift_of >= 0, t.start_s, -1).tolist()
        order = np.argsort(c.visit_client, kind="stable")
        cuts = np.flatnonzero(np.diff(c.visit_client[order])) + 1
        self.of_client = {int(c.visit_client[rows[0]]): rows.tolist() for rows in np.split(order, cuts) if len(rows)}
        self.next: dict[int, list[tuple[int, int]]] = {}
        self.behind: dict[int, list[tuple[int, int]]] = {}
        for before, after, delay, most in zip(c.arc_before, c.arc_after, c.arc_delay_s, c.arc_most_s, strict=True):
            self.next.setdefault(int(before), []).append((int(after), int(delay)))
            self.behind.setdefault(int(after), []).append((int(before), int(most)))

    def route(self, route: Route) -> Route:
        """One shift's stops, from the last back to the first."""
        stops = list(route.stops)
        row = self.c.shift_index[route.shift_id]
        travel = self.c.travel_s[self.c.shift_mode[row]]
        for k in range(len(stops) - 2, -1, -1):
            if stops[k].kind is StopKind.VISIT and stops[k + 1].kind is StopKind.VISIT:
                v, follower = self.c.visit_index[stops[k].id], self.c.visit_index[stops[k + 1].id]
                leg = int(travel[self.place[v], self.place[follower]])
                latest = self.start[follower] - leg - self.duration[v]
                if self.is_important[v]:
                    latest = min(latest, max(self.start[v], int(self.safe_until[row] - self.duration[v])))
                self._move(stops, k, v, latest)
        return Route(route.shift_id, tuple(stops))

    def _move(self, stops: list[Stop], k: int, v: int, latest: int) -> None:
        if self.stays[v] or latest <= self.start[v]:
            return
        duration, now = self.duration[v], self.start[v]
        for after, delay in self.next.get(v, ()):
            if self.start[after] >= 0:
                latest = min(latest, self.start[after] - delay - duration)
        for before, most in self.behind.get(v, ()):
            if self.start[before] >= 0:
                latest = min(latest, self.start[before] + self.duration[before] + most)
        latest = min(latest, self._window_close(v, now))
        if latest <= now:
            return
        for moved in self._tries(v, now, latest):
            if (
                self._wish(v, moved) <= self._wish(v, now)
                and self._drift(v, moved) <= self._drift(v, now)
                and self._overlaps(v, moved) <= self._overlaps(v, now)
            ):
                self.start[v] = moved
                stops[k] = replace(stops[k], start_s=moved + self.c.origin_s)
                return

    def _window_close(self, v: int, now: int) -> int:
        """Last start of the window the visit stands in, its own start when it stands in none."""
        off, opens, closes = self.windows
        return next((closes[w] for w in range(off[v], off[v + 1]) if opens[w] <= now <= closes[w]), now)

    def _tries(self, v: int, now: int, latest: int) -> list[int]:
        """Starts worth trying, latest first: as late as possible, or where preferred or usual hours end before that."""
        wish_off, _, wish_close, _ = self.wishes
        usual_off, _, usual_close = self.usual
        ends = wish_close[wish_off[v] : wish_off[v + 1]] + usual_close[usual_off[v] : usual_off[v + 1]]
        return sorted({latest, *(end for end in ends if now < end < latest)}, reverse=True)

    def _wish(self, v: int, start: int) -> int:
        off, opens, closes, factor = self.wishes
        rows = range(off[v], off[v + 1])
        return min((max(0, opens[w] - start, start - closes[w]) * factor[w] for w in rows), default=0)

    def _drift(self, v: int, start: int) -> int:
        """Seconds from the usual hours."""
        off, opens, closes = self.usual
        return max(0, min((max(opens[w] - start, start - closes[w]) for w in range(off[v], off[v + 1])), default=0))

    def _overlaps(self, v: int, start: int) -> int:
        end = start + self.duration[v]
        return sum(
            u != v and 0 <= self.start[u] < end and start < self.start[u] + self.duration[u]
            for u in self.of_client[self.whose[v]]
        )
