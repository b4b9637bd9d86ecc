"""Lays the stops of one shift anew: every start as near as it can be to where it was wanted, and nothing too late.

The order is that of the wanted starts; a break that does not fit there is tried elsewhere. Each start has allowed
spans, and must leave time for what comes before it. Going backwards gives the latest start each stop may have, going
forwards every stop then takes the allowed start nearest to its wish; so whatever order can be kept is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.problem import Stop, StopKind
from services.problem.columns import Columns

Span = tuple[int, int]
"""First and last allowed start, epoch seconds."""

_SHIFT_START = -1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stop at its wanted start, and the spans it may start in: sorted, none of them empty."""

    stop: Stop
    spans: tuple[Span, ...]
    lasts_s: int
    place: int = -1


@dataclass(frozen=True, slots=True)
class Lane:
    """One shift as its stops see it; `row` is its row in the problem, `end_s` the last moment to be back."""

    row: int
    start_s: int
    end_s: int


def laid(c: Columns, lane: Lane, wanted: Sequence[Wanted]) -> tuple[Stop, ...] | None:
    """The stops with their starts; None when no order tried leaves time for all of them."""
    for order in _orders(sorted(wanted, key=lambda each: each.stop.start_s)):
        starts = _timed(c, lane, order)
        if starts is not None:
            return tuple(
                Stop(each.stop.kind, each.stop.id, start) for each, start in zip(order, starts, strict=True)
            )  # fmt: skip
    return None


def _orders(stops: list[Wanted]) -> Iterator[list[Wanted]]:
    """The order as wanted, then every one that differs in the place of a single break, nearest places first."""
    yield stops
    for at, stop in enumerate(stops):
        if stop.stop.kind is StopKind.BREAK:
            others = stops[:at] + stops[at + 1 :]
            for place in sorted(range(len(stops)), key=lambda i: (abs(i - at), i)):
                if place != at:
                    yield [*others[:place], stop, *others[place:]]


def _timed(c: Columns, lane: Lane, order: list[Wanted]) -> list[int] | None:
    before = _before(c, lane, order)
    latest = _latest(lane, order, before)
    if latest is None:
        return None
    starts: list[int] = []
    for at, stop in enumerate(order):
        ready = max(_start(starts, i, lane) + gap for i, gap in before[at])
        start = _first_allowed(stop.spans, max(ready, min(stop.stop.start_s, latest[at])))
        starts.append(latest[at] if start is None or start > latest[at] else start)
    return starts


def _latest(lane: Lane, order: list[Wanted], before: list[list[tuple[int, int]]]) -> list[int] | None:
    """The latest start of every stop that leaves time for all after it; None when one would be before its first."""
    limit = [lane.end_s] * len(order)
    for i, gap in before[-1]:
        if i == _SHIFT_START and lane.start_s + gap > lane.end_s:
            return None
        if i != _SHIFT_START:
            limit[i] = min(limit[i], lane.end_s - gap)
    for at in reversed(range(len(order))):
        last = _last_allowed(order[at].spans, limit[at])
        if last is None:
            return None
        limit[at] = last
        for i, gap in before[at]:
            if i == _SHIFT_START and lane.start_s + gap > last:
                return None
            if i != _SHIFT_START:
                limit[i] = min(limit[i], last - gap)
    return limit


def _before(c: Columns, lane: Lane, order: list[Wanted]) -> list[list[tuple[int, int]]]:
    """For every stop, and at the end for being back: which stops come before it, and seconds between the starts.

    Travel to the next visit takes its time beside the breaks in between, before them or after.
    """
    mode, place = int(c.shift_mode[lane.row]), int(c.shift_start_place[lane.row])
    visit, visit_s = _SHIFT_START, 0
    rest, rests_s = _SHIFT_START, 0
    made: list[list[tuple[int, int]]] = []
    for at, stop in enumerate(order):
        came = [(visit, visit_s + rests_s)]
        if stop.place >= 0:
            came = [(visit, visit_s + rests_s + int(c.travel_s[mode, place, stop.place]))]
        if rest != _SHIFT_START:
            came.append((rest, order[rest].lasts_s))
        made.append(came)
        if stop.place >= 0:
            visit, visit_s, place = at, stop.lasts_s, stop.place
            rest, rests_s = _SHIFT_START, 0
        else:
            rest, rests_s = at, rests_s + stop.lasts_s
    home = int(c.travel_s[mode, place, c.shift_end_place[lane.row]])
    back = [(visit, visit_s + rests_s + home)]
    if rest != _SHIFT_START:
        back.append((rest, order[rest].lasts_s + home))
    return [*made, back]


def _start(starts: list[int], i: int, lane: Lane) -> int:
    return lane.start_s if i == _SHIFT_START else starts[i]


def _first_allowed(spans: Sequence[Span], from_s: int) -> int | None:
    return min((max(first, from_s) for first, last in spans if last >= from_s), default=None)


def _last_allowed(spans: Sequence[Span], until_s: int) -> int | None:
    return max((min(last, until_s) for first, last in spans if first <= until_s), default=None)
