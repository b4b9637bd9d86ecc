"""Where travel and waiting lie between the stops of a shift, so that the bars add up to the figures.

The timetable knows how long a carer travels and waits before a stop; where in the gap that happens is a matter of
drawing. Travel goes into the first free piece that holds it, before or after a break; before the first visit it
comes last, because nobody drives off early to wait at a door.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.problem.columns import Columns
from services.problem.timetable import Timetable

TRAVEL, WAITING = "T", "W"
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """Travel or waiting of a shift row, seconds since the origin."""

    shift: int
    start_s: int
    end_s: int
    kind: str


def bars(c: Columns, t: Timetable, shifts: list[int]) -> Iterator[Bar]:
    """Every bar of these shifts, in order of time within each."""
    bounds = np.searchsorted(t.stop_shift, [[s, s + 1] for s in shifts]) if shifts else np.zeros((0, 2), np.int64)
    rests = _rests(c, t, set(shifts))
    for shift, (first, last) in zip(shifts, bounds.tolist(), strict=True):
        breaks = rests.get(shift, [])
        leave = int(c.shift_start_s[shift])
        for stop in range(first, last):
            visit = t.stop_visit[stop]
            start = int(t.start_s[visit])
            pieces = _free(leave, start, breaks)
            yield from _gap(shift, pieces, int(t.leg_s[stop]), waits=True, is_first=stop == first)
            leave = start + int(c.visit_duration_s[visit])
        if last > first:
            pieces = _free(leave, int(t.home_s[shift]), breaks)
            yield from _gap(shift, pieces, int(t.last_leg_s[shift]), waits=False, is_first=False)


def _rests(c: Columns, t: Timetable, shifts: set[int]) -> dict[int, list[Piece]]:
    taken: dict[int, list[Piece]] = {}
    ends = t.break_start_s + c.break_duration_s[t.break_row]
    for shift, start, end in zip(t.break_shift.tolist(), t.break_start_s.tolist(), ends.tolist(), strict=True):
        if shift in shifts:
            taken.setdefault(shift, []).append((start, end))
    return {shift: sorted(rests) for shift, rests in taken.items()}


def _free(start: int, end: int, breaks: list[Piece]) -> list[Piece]:
    """The pieces of `[start, end]` outside the breaks."""
    pieces, now = [], start
    for begin, finish in breaks:
        if finish <= now or begin >= end:
            continue
        if begin > now:
            pieces.append((now, begin))
        now = max(now, finish)
    if end > now:
        pieces.append((now, end))
    return pieces


def _gap(shift: int, pieces: list[Piece], leg: int, *, waits: bool, is_first: bool) -> Iterator[Bar]:
    if is_first:
        yield from _first_gap(shift, pieces, leg)
        return
    whole = next((i for i, (a, b) in enumerate(pieces) if b - a >= leg), None)
    for i, (a, b) in enumerate(pieces):
        drives = min(leg, b - a) if whole is None or i == whole else 0
        leg -= drives
        if drives:
            yield Bar(shift, a, a + drives, TRAVEL)
        if waits and a + drives < b:
            yield Bar(shift, a + drives, b, WAITING)


def _first_gap(shift: int, pieces: list[Piece], leg: int) -> Iterator[Bar]:
    """Waiting first, travel last; filled from the end."""
    found: list[Bar] = []
    for a, b in reversed(pieces):
        drives = min(leg, b - a)
        leg -= drives
        if drives:
            found.append(Bar(shift, b - drives, b, TRAVEL))
        if a < b - drives:
            found.append(Bar(shift, a, b - drives, WAITING))
    yield from reversed(found)
