"""Gives the stops of one shift their times around visits that are held: others move no farther than they must.

Stops before a held visit leave earlier, stops after it start later, each inside its own windows. Visits that others
lean on (groups, chains, pins) keep their time. Nothing is refused here: what cannot be kept is left where it breaks
least, and `missing_s` says by how much; the catalogue then says which rule that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from services.editing.routes import Laid
from services.problem.columns import FAR_S, Columns, Flags


@dataclass(frozen=True, slots=True)
class Timed:
    """A shift's stops with their times; `missing_s` seconds in all by which ways, windows, breaks or the end fail."""

    stops: Laid
    missing_s: int


class Timing:
    """One problem's lengths, windows and ways as plain lists: a few stops are quicker so than as arrays."""

    def __init__(self, c: Columns, bound: Flags) -> None:
        self.c = c
        self.bound = bound.tolist()
        self.place, self.lasts = c.visit_place.tolist(), c.visit_duration_s.tolist()
        self.off = c.window_off.tolist()
        self.opens, self.closes = c.window_open_s.tolist(), c.window_close_s.tolist()
        self.rest_s, self.rest_open = c.break_duration_s.tolist(), c.break_open_s.tolist()
        self.rest_close = c.break_close_s.tolist()
        self.travel = [table.tolist() for table in np.minimum(c.travel_s, FAR_S)]

    def timed(self, shift: int, stops: Laid, held: Mapping[int, int]) -> Timed:
        """The stops in this order; `held` visits start exactly then."""
        goal = [held.get(row, start) for row, start in stops]
        fixed = [row >= 0 and (row in held or self.bound[row]) for row, _ in stops]
        last = max((k for k, (row, _) in enumerate(stops) if row in held), default=-1)
        self._earlier(shift, stops, goal, fixed, last)
        return self._later(shift, stops, goal, fixed)

    def _earlier(self, shift: int, stops: Laid, goal: list[int], fixed: list[bool], last: int) -> None:
        """Backwards from the last held visit: whoever stands in its way leaves earlier."""
        travel = self.travel[int(self.c.shift_mode[shift])]
        due, place, rests, ceiling = FAR_S, -1, 0, FAR_S
        for k in range(last, -1, -1):
            row = stops[k][0]
            if row < 0:
                goal[k] = max(min(goal[k], min(due, ceiling) - self.rest_s[~row]), self.rest_open[~row])
                rests, ceiling = rests + self.rest_s[~row], goal[k]
                continue
            way = travel[self.place[row]][place] if place >= 0 else 0
            latest = min(due - way - rests, ceiling) - self.lasts[row]
            if not fixed[k] and goal[k] > latest:
                goal[k] = self._last_until(row, latest)
            due, place, rests, ceiling = goal[k], self.place[row], 0, FAR_S

    def _later(self, shift: int, stops: Laid, goal: list[int], fixed: list[bool]) -> Timed:
        """Forwards: nobody starts before the carer can be there."""
        c, missing, laid = self.c, 0, []
        travel = self.travel[int(c.shift_mode[shift])]
        leave, place, rests, rested = int(c.shift_start_s[shift]), int(c.shift_start_place[shift]), 0, -FAR_S
        for k, (row, _) in enumerate(stops):
            if row < 0:
                begin = max(goal[k], leave, rested, self.rest_open[~row])
                missing += max(0, begin - self.rest_close[~row])
                rests, rested = rests + self.rest_s[~row], begin + self.rest_s[~row]
            else:
                ready = max(leave + travel[place][self.place[row]] + rests, rested)
                begin = goal[k] if fixed[k] else self._first_from(row, max(ready, goal[k]))
                missing += max(0, ready - begin) + (0 if fixed[k] else self._outside(row, begin))
                leave, place, rests, rested = begin + self.lasts[row], self.place[row], 0, -FAR_S
            laid.append((row, begin))
        home = max(leave + travel[place][int(c.shift_end_place[shift])] + rests, rested)
        return Timed(tuple(laid), missing + max(0, home - int(c.shift_end_s[shift])))

    def nearest(self, row: int, moment: int) -> int:
        """The allowed start nearest to `moment`."""
        spans = self._spans(row)
        return min((min(max(moment, a), b) for a, b in spans), key=lambda at: abs(at - moment), default=moment)

    def _first_from(self, row: int, moment: int) -> int:
        return min((max(a, moment) for a, b in self._spans(row) if b >= moment), default=moment)

    def _last_until(self, row: int, moment: int) -> int:
        return max((min(b, moment) for a, b in self._spans(row) if a <= moment), default=moment)

    def _outside(self, row: int, moment: int) -> int:
        return min((max(a - moment, moment - b, 0) for a, b in self._spans(row)), default=0)

    def _spans(self, row: int) -> list[tuple[int, int]]:
        first, last = self.off[row], self.off[row + 1]
        return list(zip(self.opens[first:last], self.closes[first:last], strict=True))
