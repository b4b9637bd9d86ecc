"""Bars that overlap in one row share its height: which part each gets, of how many."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int, int]
"""Row, start, end."""


def slots(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """`(part, parts)` of each span: the first free part of its row, of as many as its overlapping neighbours need."""
    found = [(0, 1)] * len(spans)
    ordered = sorted(range(len(spans)), key=lambda i: spans[i])
    knot: list[int] = []
    ends: list[int] = []
    for i in ordered:
        row, start, end = spans[i]
        if knot and (spans[knot[0]][0] != row or start >= max(ends)):
            _settle(found, knot, len(ends))
            knot, ends = [], []
        part = next((n for n, until in enumerate(ends) if until <= start), len(ends))
        ends[part : part + 1] = [end]
        found[i] = (part, 1)
        knot.append(i)
    _settle(found, knot, len(ends))
    return found


def _settle(found: list[tuple[int, int]], knot: list[int], parts: int) -> None:
    for i in knot:
        found[i] = (found[i][0], parts)
