"""Sets of moments as flat lists of intervals, whole seconds, both ends included: union, intersection, the next moment.

The intervals of owner `i` are `[off[i]:off[i + 1]]`, sorted and apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.problem.columns import FAR_S, Ints, Longs

OWNER_S = 1 << 31
"""Added once per owner so that one sorted array can be searched for all of them; wider than any span of times."""


@dataclass(frozen=True)
class Spans:
    """off : int32[n + 1];  first_s, last_s : int64[·]."""

    off: Ints
    first_s: Longs
    last_s: Longs

    def of(self, owner: int) -> list[tuple[int, int]]:
        """The intervals of one owner."""
        a, b = int(self.off[owner]), int(self.off[owner + 1])
        return list(zip(self.first_s[a:b].tolist(), self.last_s[a:b].tolist(), strict=True))

    @property
    def owner(self) -> Longs:
        """int64[·]: whose each interval is."""
        return np.repeat(np.arange(len(self.off) - 1), np.diff(self.off))

    def first_from(self, owner: Longs, from_s: Longs) -> Longs:
        """int64: the first moment of `owner[i]` at or after `from_s[i]`, `FAR_S` where there is none."""
        if not len(self.first_s):
            return np.full(len(owner), FAR_S, np.int64)
        keys = self.owner * OWNER_S + self.last_s
        at = np.searchsorted(keys, owner * OWNER_S + np.minimum(from_s, FAR_S))
        found = at < self.off[owner + 1]
        at = np.minimum(at, len(keys) - 1)
        return np.where(found, np.maximum(self.first_s[at], from_s), FAR_S)

    def last_until(self, owner: Longs, until_s: Longs) -> Longs:
        """int64: the last moment of `owner[i]` at or before `until_s[i]`, `−FAR_S` where there is none."""
        if not len(self.first_s):
            return np.full(len(owner), -FAR_S, np.int64)
        keys = self.owner * OWNER_S + self.first_s
        at = np.searchsorted(keys, owner * OWNER_S + np.maximum(until_s, -FAR_S), side="right") - 1
        found = at >= self.off[owner]
        return np.where(found, np.minimum(self.last_s[np.maximum(at, 0)], until_s), -FAR_S)

    def replaced(self, sets: dict[int, list[tuple[int, int]]]) -> Spans:
        """The same with some owners' intervals exchanged."""
        if not sets:
            return self
        kept = ~np.isin(self.owner, np.fromiter(sets, np.int64, len(sets)))
        fresh = [(owner, first, last) for owner, spans in sets.items() for first, last in spans]
        more = np.array(fresh, np.int64).reshape(-1, 3)
        owner = np.concatenate([self.owner[kept], more[:, 0]])
        first = np.concatenate([self.first_s[kept], more[:, 1]])
        last = np.concatenate([self.last_s[kept], more[:, 2]])
        order = np.lexsort((first, owner))
        return spans_of(owner[order], first[order], last[order], len(self.off) - 1)

    def from_moment(self, from_s: Longs) -> Spans:
        """The same without what lies before `from_s[owner]`."""
        owner = self.owner
        first = np.maximum(self.first_s, from_s[owner])
        kept = first <= self.last_s
        return spans_of(owner[kept], first[kept], self.last_s[kept], len(self.off) - 1)


def spans_of(owner: Longs, first: Longs, last: Longs, owners: int) -> Spans:
    """Spans from rows already in order of owner and time, and apart."""
    off = np.zeros(owners + 1, np.int32)
    np.cumsum(np.bincount(owner, minlength=owners), out=off[1:])
    return Spans(off, first.astype(np.int64), last.astype(np.int64))


def union(owner: Longs, first: Longs, last: Longs) -> tuple[Longs, Longs, Longs]:
    """Rows of each owner joined where they overlap or touch, in order of owner and time. O(n log n)."""
    if not len(owner):
        return owner, first, last
    order = np.argsort(owner * OWNER_S + first, kind="stable")
    owner, first, last = owner[order], first[order], last[order]
    reach = np.maximum.accumulate(owner * OWNER_S + last)
    begins = np.ones(len(owner), np.bool_)
    begins[1:] = owner[1:] * OWNER_S + first[1:] > reach[:-1] + 1
    begins[1:] |= owner[1:] != owner[:-1]
    at = np.flatnonzero(begins)
    until = np.append(at[1:], len(owner)) - 1
    return owner[at], first[at], reach[until] - owner[at] * OWNER_S


def intersection(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What two sets of one owner have in common."""
    met = [(max(a, x), min(b, y)) for a, b in ours for x, y in theirs]
    return sorted((a, b) for a, b in met if a <= b)
