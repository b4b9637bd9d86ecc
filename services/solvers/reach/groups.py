"""When the members of a group can all start at once, each with a carer of their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from services.problem.columns import Columns
from services.solvers.reach.intervals import Spans, intersection
from services.solvers.reach.starts import Starts

Span = tuple[int, int]


def common_starts(c: Columns, s: Starts) -> Spans:
    """The starts of every visit, those of group members cut down to what the whole group can do."""
    found: dict[int, list[Span]] = {}
    for g in range(len(c.group_off) - 1):
        members = c.group_visit[c.group_off[g] : c.group_off[g + 1]].tolist()
        pinned = [v for v in members if c.pin_shift[v] >= 0]
        if pinned:
            found |= {v: _beside(c, s, v, pinned) for v in members if v not in pinned}
        else:
            found |= dict.fromkeys(members, _together(c, s, members))
    return s.spans.replaced(found)


def meeting(s: Starts, members: list[int]) -> list[Span]:
    """Starts within reach of every member, whoever serves them."""
    common = s.spans.of(members[0])
    for v in members[1:]:
        common = intersection(common, s.spans.of(v))
    return common


def _beside(c: Columns, s: Starts, v: int, pinned: list[int]) -> list[Span]:
    """The start of the first pinned member, if another carer can be there then."""
    at = int(c.pin_start_s[pinned[0]])
    taken = c.shift_carer[c.pin_shift[pinned]]
    rows = slice(int(s.off[v]), int(s.off[v + 1]))
    there = (s.first_s[rows] <= at) & (at <= s.last_s[rows]) & ~np.isin(c.shift_carer[s.shift[rows]], taken)
    return [(at, at)] if there.any() else []


def _together(c: Columns, s: Starts, members: list[int]) -> list[Span]:
    kept: list[Span] = []
    for first, last in meeting(s, members):
        if all(len(_carers(c, s, v, first, last)) >= len(members) for v in members):
            kept.append((first, last))
        else:
            kept += _matched(c, s, members, first, last)
    return kept


def _carers(c: Columns, s: Starts, v: int, first: int, last: int) -> set[int]:
    """Carers who can start `v` at any moment of the interval."""
    rows = slice(int(s.off[v]), int(s.off[v + 1]))
    there = (s.first_s[rows] <= first) & (last <= s.last_s[rows])
    return set(c.shift_carer[s.shift[rows][there]].tolist())


def _matched(c: Columns, s: Starts, members: list[int], first: int, last: int) -> list[Span]:
    """Parts of the interval, between the moments where somebody comes or goes, that give each member a carer."""
    cuts = {first, last + 1}
    for v in members:
        rows = slice(int(s.off[v]), int(s.off[v + 1]))
        cuts |= {x for x in s.first_s[rows].tolist() if first < x <= last}
        cuts |= {x + 1 for x in s.last_s[rows].tolist() if first <= x < last}
    kept: list[Span] = []
    moments = sorted(cuts)
    for a, b in pairwise(moments):
        if have_own([_carers(c, s, v, a, b - 1) for v in members]):
            is_next = bool(kept) and kept[-1][1] == a - 1
            kept[-1:] = [(kept[-1][0], b - 1)] if is_next else [*kept[-1:], (a, b - 1)]
    return kept


def have_own(choices: Iterable[set[int]]) -> bool:
    """Whether each can have one of its choices without sharing; at most four, scarcest first."""
    first, *rest = sorted(choices, key=len)
    if not rest:
        return bool(first)
    return any(have_own([others - {one} for others in rest]) for one in first)
