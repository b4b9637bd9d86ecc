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
    """Starts while they are being moved; seconds since the origin, −1 for visits not served."""

    def __init__(self, c: Columns, t: Timetable) -> None:
        self.c = c
        self.usual = usual_hours_s(c)
        self.is_important, self.safe_until = is_important(c), safe_until_s(c)
        self.start = np.where(t.shift_of >= 0, t.start_s, -1).tolist()
        order = np.argsort(c.visit_client, kind="stable")
        cuts = np.flatnonzero(np.diff(c.visit_client[order])) + 1
        self.of_client = {int(c.visit_client[rows[0]]): rows.tolist() for rows in np.split(order, cuts) if len(rows)}
        self.next: dict[int, list[tuple[int, int]]] = {}
        for before, after, delay in zip(c.arc_before, c.arc_after, c.arc_delay_s, strict=True):
            self.next.setdefault(int(before), []).append((int(after), int(delay)))

    def route(self, route: Route) -> Route:
        """One shift's stops, from the last back to the first."""
        stops = list(route.stops)
        row = self.c.shift_index[route.shift_id]
        travel = self.c.travel_s[self.c.shift_mode[row]]
        for k in range(len(stops) - 2, -1, -1):
            if stops[k].kind is StopKind.VISIT and stops[k + 1].kind is StopKind.VISIT:
                v, follower = self.c.visit_index[stops[k].id], self.c.visit_index[stops[k + 1].id]
                leg = int(travel[self.c.visit_place[v], self.c.visit_place[follower]])
                latest = self.start[follower] - leg - int(self.c.visit_duration_s[v])
                if self.is_important[v]:
                    latest = min(latest, max(self.start[v], int(self.safe_until[row] - self.c.visit_duration_s[v])))
                self._move(stops, k, v, latest)
        return Route(route.shift_id, tuple(stops))

    def _move(self, stops: list[Stop], k: int, v: int, latest: int) -> None:
        if self.c.visit_group[v] >= 0 or self.c.pin_shift[v] >= 0:
            return
        duration, now = int(self.c.visit_duration_s[v]), self.start[v]
        for after, delay in self.next.get(v, ()):
            if self.start[after] >= 0:
                latest = min(latest, self.start[after] - delay - duration)
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
        for w in range(self.c.window_off[v], self.c.window_off[v + 1]):
            if self.c.window_open_s[w] <= now <= self.c.window_close_s[w]:
                return int(self.c.window_close_s[w])
        return now

    def _tries(self, v: int, now: int, latest: int) -> list[int]:
        """Starts worth trying, latest first: as late as possible, or where preferred or usual hours end before that."""
        ends = [int(x) for x in self.c.wish_close_s[self.c.wish_off[v] : self.c.wish_off[v + 1]]]
        ends += [int(x) for x in self.usual[1][self.c.terms.usual_off[v] : self.c.terms.usual_off[v + 1]]]
        return sorted({latest, *(end for end in ends if now < end < latest)}, reverse=True)

    def _wish(self, v: int, start: int) -> int:
        costs = [
            max(0, int(self.c.wish_open_s[w]) - start, start - int(self.c.wish_close_s[w])) * int(self.c.wish_factor[w])
            for w in range(self.c.wish_off[v], self.c.wish_off[v + 1])
        ]
        return min(costs, default=0)

    def _drift(self, v: int, start: int) -> int:
        """Seconds from the usual hours."""
        own = slice(int(self.c.terms.usual_off[v]), int(self.c.terms.usual_off[v + 1]))
        away = np.maximum(self.usual[0][own] - start, start - self.usual[1][own])
        return max(0, int(away.min())) if len(away) else 0

    def _overlaps(self, v: int, start: int) -> int:
        c, end = self.c, start + int(self.c.visit_duration_s[v])
        return sum(
            u != v and 0 <= self.start[u] < end and start < self.start[u] + int(c.visit_duration_s[u])
            for u in self.of_client[int(c.visit_client[v])]
        )
