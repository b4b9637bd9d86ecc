"""Where each carer is at every moment of a day: places once, and the drives between them as pieces of time.

Context      A map of finished routes does not show who is near whom at ten o'clock, when somebody falls ill.
Decision     The browser gets drives `[start, end, from, to, share driven before, share after]` and finds a position by
             itself, so that time runs without asking the server. A drive lies where the board draws it.
Consequence  Some 10 kB per day; playing it costs nothing but the browser's time.
Not chosen   A rerun per moment (a picture every 300 ms at best); deck.gl's trips, which need the whole map drawn anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from services.board.initials import initials
from services.board.legs import TRAVEL, Bar, bars
from services.board.selection import CARER
from services.board.shown import in_ms
from services.figures.fitting import mercator
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable

SPARE = 0.03
"""Share of the places at either end that may lie at the edge: one distant client must not shrink the town."""

GRID = 10_000
Drive = tuple[int, int, int, int, float, float]


def motion(c: Columns, t: Timetable, shifts: Ints, unplanned: Ints, carer: int) -> dict[str, Any]:
    """What the browser needs for these shift rows; `carer` is the selected row or −1. Times are epoch milliseconds."""
    used = [shift for shift in shifts.tolist() if t.is_used[shift]]
    travel: dict[int, list[Bar]] = {shift: [] for shift in used}
    for bar in bars(c, t, used):
        if bar.kind == TRAVEL:
            travel[bar.shift].append(bar)
    places: dict[int, int] = {}

    def place(row: int) -> int:
        return places.setdefault(row, len(places))

    carers = []
    for shift in used:
        who = c.problem.carers[c.shift_carer[shift]]
        visits = t.stop_visit[slice(*np.searchsorted(t.stop_shift, [shift, shift + 1]))]
        begins = t.start_s[visits]
        drives = drives_of(c, t, shift, travel[shift])
        carers.append([
            CARER + who.id, who.label, initials(who.label), int(c.shift_carer[shift] == carer),
            in_ms(c, int(c.shift_start_s[shift])), in_ms(c, max(int(t.home_s[shift]), int(c.shift_start_s[shift]))),
            place(int(c.shift_start_place[shift])),
            [[in_ms(c, a), in_ms(c, b), place(p), place(q), round(f, 3), round(g, 3)] for a, b, p, q, f, g in drives],
            [[in_ms(c, a), in_ms(c, b), place(p)] for a, b, p in zip(
                begins.tolist(), (begins + c.visit_duration_s[visits]).tolist(), c.visit_place[visits].tolist(),
                strict=True,
            )],
        ])  # fmt: skip
    waiting = [place(row) for row in c.visit_place[unplanned].tolist()]
    moments = [moment for each in carers for moment in each[4:6]]
    return {
        "places": _points(c, list(places)),
        "carers": carers,
        "unplanned": waiting,
        "range": [min(moments), max(moments)] if moments else None,
        "zone": c.problem.zone,
    }


def drives_of(c: Columns, t: Timetable, shift: int, travel: list[Bar]) -> list[Drive]:
    """The travel bars of one shift as drives between places; a drive a break cuts in two goes on where it stopped."""
    first, last = np.searchsorted(t.stop_shift, [shift, shift + 1]).tolist()
    visits = t.stop_visit[first:last]
    way = [int(c.shift_start_place[shift]), *c.visit_place[visits].tolist(), int(c.shift_end_place[shift])]
    leg_of = np.searchsorted(t.start_s[visits], [bar.end_s for bar in travel], side="left").tolist()
    whole: dict[int, int] = {}
    for leg, bar in zip(leg_of, travel, strict=True):
        whole[leg] = whole.get(leg, 0) + bar.end_s - bar.start_s
    driven: dict[int, int] = {}
    drives = []
    for leg, bar in zip(leg_of, travel, strict=True):
        before = driven.get(leg, 0)
        driven[leg] = before + bar.end_s - bar.start_s
        shares = before / whole[leg], driven[leg] / whole[leg]
        drives.append((bar.start_s, bar.end_s, way[leg], way[leg + 1], *shares))
    return drives


def _points(c: Columns, places: list[int]) -> list[list[int]]:
    """`[x, y]` on a grid, y downwards, equally scaled both ways; the few outside are drawn at the edge."""
    if not places:
        return []
    lat = np.array([c.problem.places[place].lat for place in places])
    lon = np.array([c.problem.places[place].lon for place in places])
    x, y = lon / 360, mercator(lat)
    (west, east), (north, south) = (np.quantile(each, [SPARE, 1 - SPARE]) for each in (x, y))
    scale = GRID / max(float(east - west), float(south - north), 1e-9)
    return [
        [round(min(max(a, -GRID * 0.04), GRID * 1.04)), round(min(max(b, -GRID * 0.04), GRID * 1.04))]
        for a, b in zip(((x - west) * scale).tolist(), ((y - north) * scale).tolist(), strict=True)
    ]
