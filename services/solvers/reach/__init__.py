"""Before any search: which starts each visit can really have, which shifts can serve it, and who is out of reach.

Context      A search that tries the impossible is slow, and a planner wants to hear of hopeless visits at once.
Decision     Only what no plan without a hard breach can use is removed. Each step is safe for its own reason:
             a shift reaches a home no sooner and leaves it no later than with nothing else to do (`ends`), so a
             start outside every shift's interval serves nobody (`starts`); members of a group start at one moment,
             each with a carer of their own (`groups`); a visit starts after everything it waits for at its earliest,
             and never without it (`chains`).
Consequence  Removed starts need no second look; what is left may still collide with other visits.
Not chosen   Closing the earlier visit's window to let the later one in: the earlier may be served without it, and
             such a plan can be the best. Keeping pinned visits out of others' way: a pin may break rules.

That nothing is gained by a stop on the way assumes what travel models give: two legs take no less than the one
between their ends, roundings being smaller than the shortest visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from services.problem.columns import Columns, Flags, Ints, Longs
from services.problem.issue import Issue
from services.solvers.reach.chains import earliest_starts
from services.solvers.reach.ends import Ends, ends
from services.solvers.reach.groups import common_starts
from services.solvers.reach.intervals import Spans
from services.solvers.reach.starts import Starts, starts

__all__ = ["Reach", "reach"]


@dataclass(frozen=True)
class Reach:
    """What is possible; V visits, S shifts. Times are seconds relative to the problem's origin.

    can_serve : bool[V, S] shifts that can serve the visit at one of its starts; of a pinned visit only its shift
    window_off : int32[V + 1];  window_open_s, window_close_s : int64[·] first and last start, sorted and apart
    found : how it came about, for explaining
    """

    can_serve: Flags
    window_off: Ints
    window_open_s: Longs
    window_close_s: Longs
    found: Found = field(repr=False)

    @property
    def dead(self) -> Flags:
        """bool[V]: visits nobody can serve."""
        return np.asarray(self.window_off[1:] == self.window_off[:-1])

    def candidates(self) -> tuple[Ints, Ints]:
        """int32[V + 1], int32[·]: the shifts that can serve each visit, ascending."""
        off = np.zeros(len(self.can_serve) + 1, np.int32)
        np.cumsum(self.can_serve.sum(axis=1), out=off[1:])
        return off, np.nonzero(self.can_serve)[1].astype(np.int32)

    @cached_property
    def unservable(self) -> tuple[Issue, ...]:
        """A warning for each visit nobody can serve, with the chain of reasons."""
        from services.solvers.reach.reasons import name_dead

        return name_dead(self)


@dataclass(frozen=True)
class Found:
    """The steps behind a `Reach`: by shifts alone, by groups, by what a visit waits for (int64[V], `FAR_S` never)."""

    columns: Columns
    ends: Ends
    starts: Starts
    together: Spans
    earliest_s: Longs


def reach(c: Columns) -> Reach:
    """What every visit and shift of a valid problem can do. A fortnight of 3,800 visits takes a quarter second."""
    e = ends(c)
    s = starts(c, e)
    together = common_starts(c, s)
    earliest = earliest_starts(c, together)
    final = together.from_moment(earliest)
    return Reach(
        can_serve=_can_serve(c, s, final),
        window_off=final.off,
        window_open_s=final.first_s,
        window_close_s=final.last_s,
        found=Found(c, e, s, together, earliest),
    )


def _can_serve(c: Columns, s: Starts, final: Spans) -> Flags:
    """The shifts whose intervals meet a start that is left; beside a pinned member never its carer."""
    table = np.zeros((len(c.visit_client), len(c.shift_carer)), np.bool_)
    meets = np.ones(len(s.visit), np.bool_)
    cut = final.off[1:] - final.off[:-1] != s.spans.off[1:] - s.spans.off[:-1]
    same = ~cut[final.owner]
    before = s.spans.off[final.owner] + np.arange(len(final.first_s)) - final.off[final.owner]
    moved = same.copy()
    moved[same] = (s.spans.first_s[before[same]] != final.first_s[same]) | (
        s.spans.last_s[before[same]] != final.last_s[same]
    )
    cut[final.owner[moved]] = True
    rows = np.flatnonzero(cut[s.visit])
    meets[rows] = final.first_from(s.visit[rows], s.first_s[rows]) <= s.last_s[rows]
    table[s.visit[meets], s.shift[meets]] = True
    for v in np.flatnonzero((c.pin_shift >= 0) & (c.visit_group >= 0)):
        members = c.group_visit[c.group_off[c.visit_group[v]] : c.group_off[c.visit_group[v] + 1]]
        mates = members[c.pin_shift[members] < 0]
        table[np.ix_(mates, c.shift_carer == c.shift_carer[c.pin_shift[v]])] = False
    return table
