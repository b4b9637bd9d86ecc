"""Before any search: who could serve each visit, which starts are really possible, and which visits nobody can serve.

Every cut is exact, no plan loses a start it could use: a start is dropped only when no allowed shift reaches it even
if that visit were its only one, when a member of its group cannot start then, or when the visit it waits for cannot
be over by then. The earlier of two linked visits is never cut for the sake of the later one: it may be served alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import FAR_S, Columns, Ints, Longs
from services.problem.issue import Issue
from services.solvers.spells import spells
from services.solvers.unservable import Cause, unservable_issues

CHUNK = 2048
"""Windows compared with all shifts at a time: bounds memory, not the result."""


@dataclass(frozen=True)
class Reach:
    """What is possible; V visits, S shifts.

    window_off : int32[V + 1];  window_open_s, window_close_s : int64[·] starts that some shift can really make
    allowed : bool[V, S] no rule about carer or skill forbids it;  can_serve : bool[V, S] nor does time
    unservable : a warning for each visit nobody can serve, with its reason
    """

    window_off: Ints
    window_open_s: Longs
    window_close_s: Longs
    allowed: NDArray[np.bool_]
    can_serve: NDArray[np.bool_]
    unservable: tuple[Issue, ...]


def reach(c: Columns) -> Reach:
    """The reach of every visit; memory O(V · S), time O(windows · S)."""
    allowed = allowed_pairs(c)
    cut = _Cut(c, allowed)
    cut.to_fixpoint()
    off, opens, closes = cut.flat()
    pinned = np.flatnonzero(c.pin_shift >= 0)
    can_serve = cut.can_serve
    can_serve[pinned] = False
    can_serve[pinned, c.pin_shift[pinned]] = True
    return Reach(off, opens, closes, allowed, can_serve, unservable_issues(c, allowed, cut.causes))


def allowed_pairs(c: Columns) -> NDArray[np.bool_]:
    """bool[V, S]: the carer is in the pool, not refused, and has every skill the visit needs."""
    carer = (c.in_pool & ~c.is_prohibited)[:, c.shift_carer]
    return np.asarray(carer & (c.missing[c.visit_need][:, c.shift_skillset] == 0))


class _Cut:
    """Windows while they are being cut; `causes` tells what killed a visit, for the reasons given later."""

    def __init__(self, c: Columns, allowed: NDArray[np.bool_]) -> None:
        self.c = c
        self.allowed = allowed
        self.spells = list(spells(c))
        self.causes: dict[int, Cause] = {}
        visits = np.arange(len(c.visit_client))
        self.windows: list[list[tuple[int, int]]] = [[] for _ in visits]
        self.can_serve = np.zeros_like(allowed)
        given = [
            [(int(a), int(b)) for a, b in zip(c.window_open_s[i:j], c.window_close_s[i:j], strict=True)]
            for i, j in zip(c.window_off[:-1], c.window_off[1:], strict=True)
        ]
        self._reached(visits, given)

    def to_fixpoint(self) -> None:
        """Cut for groups and dependencies until nothing changes."""
        for v in np.flatnonzero([not w for w in self.windows]):
            self._kill(int(v), Cause("time"))
        changed = True
        while changed:
            changed = self._cut_groups() | self._cut_dependants()

    def flat(self) -> tuple[Ints, Longs, Longs]:
        """The windows left, flat with offsets."""
        off = np.zeros(len(self.windows) + 1, np.int32)
        np.cumsum([len(w) for w in self.windows], out=off[1:])
        pairs = np.array([pair for w in self.windows for pair in w], np.int64).reshape(-1, 2)
        return off, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])

    def _reached(self, visits: NDArray[np.int64], given: list[list[tuple[int, int]]]) -> None:
        """Windows and serving shifts of `visits`, from the windows given for each."""
        rows = np.repeat(visits, [len(w) for w in given])
        pairs = np.array([pair for w in given for pair in w], np.int64).reshape(-1, 2)
        for v in visits:
            self.windows[v] = []
            self.can_serve[v] = False
        for at in range(0, len(rows), CHUNK):
            v, opens, closes = rows[at : at + CHUNK], pairs[at : at + CHUNK, 0], pairs[at : at + CHUNK, 1]
            first, last = np.full(len(v), FAR_S), np.full(len(v), -FAR_S)
            for spell in self.spells:
                place, duration = self.c.visit_place[v], self.c.visit_duration_s[v]
                begin = np.maximum(opens[:, None], spell.first_s[place])
                end = np.minimum(closes[:, None], spell.leave_s[place] - duration[:, None])
                fits = (begin <= end) & self.allowed[np.ix_(v, spell.rows)]
                first = np.minimum(first, np.where(fits, begin, FAR_S).min(axis=1, initial=FAR_S))
                last = np.maximum(last, np.where(fits, end, -FAR_S).max(axis=1, initial=-FAR_S))
                hit, column = np.nonzero(fits)
                self.can_serve[v[hit], spell.rows[column]] = True
            for i in np.flatnonzero(first <= last):
                self.windows[v[i]].append((int(first[i]), int(last[i])))

    def _cut_groups(self) -> bool:
        """Members keep only starts all of them have; a group with a dead member or too few carers is dead."""
        changed = False
        for g in range(len(self.c.group_off) - 1):
            members = self.c.group_visit[self.c.group_off[g] : self.c.group_off[g + 1]].tolist()
            if any(v in self.causes for v in members):
                changed |= self._kill_mates(members)
                continue
            common = self.windows[members[0]]
            for v in members[1:]:
                common = _intersection(common, self.windows[v])
            if not common or not self._enough_carers(members):
                for v in members:
                    self._kill(v, Cause("together"))
                changed = True
                continue
            narrowed = [v for v in members if self.windows[v] != common]
            if narrowed:
                before = [self.windows[v] for v in narrowed]
                self._reached(np.array(narrowed), [common] * len(narrowed))
                changed |= [self.windows[v] for v in narrowed] != before
                for v in narrowed:
                    if not self.windows[v]:
                        self._kill(v, Cause("together"))
        return changed

    def _kill_mates(self, members: list[int]) -> bool:
        dead = next(v for v in members if v in self.causes)
        alive = [v for v in members if v not in self.causes]
        for v in alive:
            self._kill(v, Cause("mate", dead))
        return bool(alive)

    def _enough_carers(self, members: list[int]) -> bool:
        """Whether every member can have a carer of its own (a matching exists, by augmenting paths)."""
        carers = [np.unique(self.c.shift_carer[self.can_serve[v]]).tolist() for v in members]
        taken: dict[int, int] = {}

        def seat(i: int, tried: set[int]) -> bool:
            for carer in carers[i]:
                if carer not in tried:
                    tried.add(carer)
                    if carer not in taken or seat(taken[carer], tried):
                        taken[carer] = i
                        return True
            return False

        return all(seat(i, set()) for i in range(len(members)))

    def _cut_dependants(self) -> bool:
        """A visit that waits starts no earlier than the one before can be over; it dies with it."""
        changed = False
        for before, after, delay in zip(
            self.c.arc_before.tolist(), self.c.arc_after.tolist(), self.c.arc_delay_s.tolist(), strict=True
        ):
            if after in self.causes:
                continue
            if before in self.causes:
                if self.c.pin_shift[after] < 0:
                    self._kill(after, Cause("waits", before))
                    changed = True
                continue
            ready = self.windows[before][0][0] + int(self.c.visit_duration_s[before]) + delay
            if self.windows[after][0][0] < ready:
                left = [(max(a, ready), b) for a, b in self.windows[after] if b >= ready]
                self._reached(np.array([after]), [left])
                changed = True
                if not self.windows[after]:
                    self._kill(after, Cause("late", before, ready))
        return changed

    def _kill(self, v: int, cause: Cause) -> None:
        if self.c.pin_shift[v] >= 0:  # a pinned visit stands whatever its windows say
            self.windows[v] = [(int(self.c.pin_start_s[v]),) * 2]
            return
        self.causes.setdefault(v, cause)
        self.windows[v] = []
        self.can_serve[v] = False


def _intersection(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Starts in both lists of sorted intervals."""
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted((a, b) for a, b in both if a <= b)
