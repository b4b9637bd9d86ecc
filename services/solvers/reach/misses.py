"""How far each shift is from serving a visit, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from services.problem.columns import FAR_S, Columns, Ints, Longs
from services.solvers.reach.ends import Ends
from services.solvers.reach.saying import hour, length, moment
from services.words import Text


class Rule(StrEnum):
    """What keeps a shift or a carer from a visit, the most lasting first; `room` is none."""

    PROHIBITED = "prohibited"
    POOL = "pool"
    SKILLS = "skills"
    ABSENT = "absent"
    LEG = "leg"
    BREAK = "break"
    HOME = "home"
    LATE = "late"
    SHORT = "short"
    TOGETHER = "together"
    AFTER = "after"
    PINNED = "pinned"
    FULL = "full"
    ROOM = "room"


@dataclass(frozen=True)
class Misses:
    """For each shift asked about: int64[N] the window it comes nearest to, and by how many seconds it misses it."""

    shift: Longs
    window: Longs
    gap_s: Longs


def misses(c: Columns, e: Ends, v: int, shift: Longs) -> Misses:
    """The nearest window of `v` for each of `shift`; a gap of 0 is no miss. O(windows × shifts × breaks)."""
    rows = np.arange(int(c.window_off[v]), int(c.window_off[v + 1]))
    if not len(rows):
        return Misses(shift, np.full(len(shift), -1, np.int64), np.full(len(shift), FAR_S, np.int64))
    place, stay = int(c.visit_place[v]), int(c.visit_duration_s[v])
    gap = _gap(c, rows, e.ready_s[:, shift, place], e.leave_s[:, shift, place].astype(np.int64) - stay)
    best = gap.argmin(axis=0)
    return Misses(shift, rows[best], gap[best, np.arange(len(shift))])


def _gap(c: Columns, rows: Longs, ready: Ints | Longs, latest: Longs) -> Longs:
    """int64[windows, shifts]: seconds missing to start in the window, least over the numbers of breaks taken."""
    opened, closed = c.window_open_s[rows, None], c.window_close_s[rows, None]
    gaps = [np.maximum(np.maximum(a - closed, opened - b), a - b) for a, b in zip(ready, latest, strict=True)]
    return np.asarray(np.maximum(np.minimum.reduce(gaps), 0))


def rule_of(c: Columns, v: int, shift: int, window: int) -> Rule:
    """What stands in the way of `shift` at `window`, when skills and wishes do not."""
    opened, closed, stay = int(c.window_open_s[window]), int(c.window_close_s[window]), int(c.visit_duration_s[v])
    begin, end = int(c.shift_start_s[shift]), int(c.shift_end_s[shift])
    if begin > closed or end <= opened:
        return Rule.ABSENT
    out, back = legs(c, v, shift)
    late, early = begin + out - closed, opened - (end - back - stay)
    short = begin + out - (end - back - stay)
    if max(late, early, short) <= 0:
        return Rule.LEG if max(out, back) > c.shift_max_leg_s[shift] else Rule.BREAK
    if short > max(late, early, 0):
        return Rule.SHORT
    return Rule.HOME if early >= late else Rule.LATE


def legs(c: Columns, v: int, shift: int) -> tuple[int, int]:
    """Seconds from the shift's start place to the visit, and from there to its end place."""
    matrix, place = c.travel_s[c.shift_mode[shift]], c.visit_place[v]
    return int(matrix[c.shift_start_place[shift], place]), int(matrix[place, c.shift_end_place[shift]])


_WORDS = {
    Rule.ABSENT: Text(sv="arbetar {from_} till {until}", en="works {from_} to {until}"),
    Rule.LATE: Text(
        sv="börjar {from_} och är framme {ready}; senaste start är {closed}",
        en="begins {from_} and is there at {ready}; the latest start is {closed}",
    ),
    Rule.HOME: Text(
        sv="hinner inte tillbaka: start {opened}, {stay} på plats och {back} hem blir {home}, passet slutar {until}",
        en="is not back in time: start {opened}, {stay} there and {back} home make {home}, the shift ends {until}",
    ),
    Rule.SHORT: Text(
        sv="är för kort: {out} dit, {stay} på plats och {back} hem får inte plats mellan {from_} och {until}",
        en="is too short: {out} there, {stay} on site and {back} home do not fit between {from_} and {until}",
    ),
    Rule.LEG: Text(
        sv="får inte resa så långt i ett stycke: {out} dit och {back} hem, högst {limit} är tillåtet",
        en="may not travel that far in one go: {out} there and {back} home, at most {limit} is allowed",
    ),
    Rule.BREAK: Text(
        sv="har ingen plats för sin rast ({breaks}) vid en start {opened}–{closed}",
        en="has no room for the break ({breaks}) around a start {opened}–{closed}",
    ),
}


def tell(c: Columns, v: int, shift: int, window: int) -> Text:
    """What stands in the way of this shift, after `the shift …`."""
    out, back = legs(c, v, shift)
    opened, closed, stay = int(c.window_open_s[window]), int(c.window_close_s[window]), int(c.visit_duration_s[v])
    begin, end = int(c.shift_start_s[shift]), int(c.shift_end_s[shift])
    breaks = range(int(c.break_off[shift]), int(c.break_off[shift + 1]))
    spans = (
        f"{hour(c, int(c.break_open_s[b]))}–{hour(c, int(c.break_close_s[b] + c.break_duration_s[b]))}" for b in breaks
    )
    start = max(opened, begin + out)
    return _WORDS[rule_of(c, v, shift, window)].fill(
        from_=moment(c, begin) if begin > closed or end <= opened else hour(c, begin),
        until=hour(c, end),
        ready=hour(c, begin + out),
        opened=hour(c, start if start <= closed else opened),
        closed=hour(c, closed),
        home=hour(c, start + stay + back),
        stay=length(stay),
        out=length(out),
        back=length(back),
        limit=length(min(int(c.shift_max_leg_s[shift]), FAR_S)),
        breaks=", ".join(spans),
    )
