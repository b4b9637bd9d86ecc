"""The rows of the board: one per carer with a shift in the period, or one per client with a visit in it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import numpy as np

from services.board.initials import initials
from services.board.selection import CARER, CLIENT
from services.board.shown import Shown
from services.kpi.kind import Kpi
from services.kpi.part import Part
from services.kpi.time.field_efficiency import FIELD_EFFICIENCY
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable

GOOD, FAIR = 0.70, 0.65
"""Efficiency above the first is green, above the second yellow, else red; always with a sign beside the colour."""

DAY_S = 24 * 3600


class RowsBy(StrEnum):
    """Whose day a row is."""

    CARER = "carer"
    CLIENT = "client"


def carer_rows(c: Columns, t: Timetable, part: Shown) -> list[list[Any]]:
    """`[id, label, visits, efficiency %, ok | mid | low | none, initials]`"""
    starts: dict[int, int] = {}
    for shift in part.shifts:
        carer = int(c.shift_carer[shift])
        starts[carer] = min(starts.get(carer, int(c.shift_start_s[shift])), int(c.shift_start_s[shift]))
    inside = np.zeros(len(c.shift_carer), np.bool_)
    inside[part.shifts] = True
    served = np.bincount(c.shift_carer[t.stop_shift[inside[t.stop_shift]]], minlength=len(c.problem.carers))
    rows = []
    # Of a week: by the hour of the day the first shift begins, not by the weekday.
    for carer, _ in sorted(starts.items(), key=lambda each: (each[1] % DAY_S, c.problem.carers[each[0]].label)):
        who = c.problem.carers[carer]
        share = efficiency(c, t, inside & (c.shift_carer == carer))
        percent = None if share is None else round(100 * share)
        rows.append([CARER + who.id, who.label, int(served[carer]), percent, light(share), initials(who.label)])
    return rows


def client_rows(c: Columns, t: Timetable, visits: Ints) -> list[list[Any]]:
    """The same of clients, by the first visit of the day; a client has no efficiency."""
    first: dict[int, int] = {}
    count: dict[int, int] = {}
    for visit in visits.tolist():
        client, start = int(c.visit_client[visit]), int(t.start_s[visit]) % DAY_S
        first[client] = min(first.get(client, start), start)
        count[client] = count.get(client, 0) + 1
    who = c.problem.clients
    ordered = sorted(first, key=lambda client: (first[client], who[client].label))
    return [
        [CLIENT + who[each].id, who[each].label, count[each], None, "none", initials(who[each].label)]
        for each in ordered
    ]


def row_of_visit(c: Columns, t: Timetable, rows: list[list[Any]], by: RowsBy) -> Callable[[int], int]:
    """From a planned visit to the number of its row."""
    number = {row[0]: i for i, row in enumerate(rows)}
    if by is RowsBy.CLIENT:
        return lambda visit: number[CLIENT + c.problem.clients[c.visit_client[visit]].id]
    return lambda visit: number[CARER + c.problem.carers[c.shift_carer[t.shift_of[visit]]].id]


def efficiency(c: Columns, t: Timetable, shifts: Any, kpi: Kpi = FIELD_EFFICIENCY) -> float | None:
    """The key figure of some shifts, bool[S]."""
    return kpi.of(c, t, Part(shifts, np.zeros(c.size[0], np.bool_)))


def light(share: float | None) -> str:
    """Which colour and sign an efficiency has."""
    if share is None:
        return "none"
    return "ok" if share > GOOD else "mid" if share >= FAIR else "low"
