"""The plan board of a day or a week as compact lists; the browser is told nothing it has to work out.

Moments are epoch milliseconds. Bars name their row by its number, because ids would be half of all bytes. What only
the picked visit needs (windows, ties, offers) is told of that visit alone: `services.board.picking`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from services.board.legs import bars
from services.board.marks import BREAK, marks
from services.board.picking import Offer, Refused, picking
from services.board.rows import RowsBy, carer_rows, client_rows, row_of_visit
from services.board.selection import CARER
from services.board.shown import Shown, in_ms, shown, span_s, ticks, zoom
from services.board.slots import slots
from services.board.windows import window_words
from services.problem.columns import Columns, Ints
from services.problem.days import Days, days
from services.problem.timetable import Timetable
from services.words import Language

SHIFT = "S"


def board_payload(
    c: Columns,
    t: Timetable,
    day: date,
    selection: str | None,
    language: Language,
    *,
    day_count: int = 1,
    now: datetime | None = None,
    by: RowsBy = RowsBy.CARER,
    picked: str | None = None,
    before: Timetable | None = None,
    offers: Mapping[str, Sequence[Offer]] | None = None,
    refused: Mapping[str, Sequence[Refused]] | None = None,
) -> dict[str, Any]:
    """What the board component draws for `day_count` days from `day`.

    `picked` is the visit in the planner's hand, else the selected one is told of; `before` the same plan earlier,
    against which changed visits are marked; `offers` and `refused` what is known of shifts for a visit, by its id.
    """
    calendar = days(c)
    part = shown(c, t, calendar, day, day_count)
    first_s, last_s = span_s(c, t, calendar, part)
    planned = t.stop_visit[np.isin(t.stop_shift, part.shifts)]
    groups = carer_rows(c, t, part) if by is RowsBy.CARER else client_rows(c, t, planned)
    row = row_of_visit(c, t, groups, by)
    now_s = None if now is None else int(now.timestamp()) - c.origin_s
    told: dict[str, Any] = {
        "day": day.isoformat(),
        "days": day_count,
        "by": by.value,
        "zone": c.problem.zone,
        "range": [in_ms(c, first_s), in_ms(c, last_s)],
        "zoom": zoom(last_s - first_s, day_count),
        "ticks": ticks(c, first_s, last_s, language, is_week=day_count > 1),
        "now": in_ms(c, now_s) if now_s is not None and first_s <= now_s <= last_s else None,
        "sel": selection,
        "groups": groups,
        "items": _visits(c, t, planned, row, by, before),
        "bg": [],
        "lane": _lane(c, calendar, part, language),
    }
    if by is RowsBy.CARER:
        row_of = {group[0].removeprefix(CARER): i for i, group in enumerate(groups)}
        told["items"] += _breaks(c, t, part, row_of)
        told["bg"] = _background(c, t, part, row_of)
    return told | picking(c, t, picked or selection, (first_s, last_s), groups, offers or {}, refused or {})


def _visits(
    c: Columns, t: Timetable, rows: Ints, row: Callable[[int], int], by: RowsBy, before: Timetable | None
) -> list[list[Any]]:
    """`[id, row, start, end, client, what, marks]`; of clients the carer instead, and which of how many halves."""
    starts = t.start_s[rows]
    ends = starts + c.visit_duration_s[rows]
    problem = c.problem
    flags = marks(c, t, rows, before)
    if by is RowsBy.CARER:
        who = [problem.clients[client].label for client in c.visit_client[rows].tolist()]
    else:
        who = [problem.carers[carer].label for carer in c.shift_carer[t.shift_of[rows]].tolist()]
    items: list[list[Any]] = [
        [problem.visits[v].id, row(v), in_ms(c, start), in_ms(c, end), label, problem.visits[v].title, letters]
        for v, start, end, label, letters in zip(rows.tolist(), starts.tolist(), ends.tolist(), who, flags, strict=True)
    ]
    if by is RowsBy.CLIENT:
        for item, halves in zip(items, slots([(i[1], i[2], i[3]) for i in items]), strict=True):
            item.extend(halves)
    return items


def _breaks(c: Columns, t: Timetable, part: Shown, row_of: dict[str, int]) -> list[list[Any]]:
    inside, items = set(part.shifts), []
    taken = zip(t.break_row.tolist(), t.break_shift.tolist(), t.break_start_s.tolist(), strict=True)
    for row, shift, start in taken:
        if shift in inside:
            who = row_of[c.problem.carers[c.shift_carer[shift]].id]
            end = start + int(c.break_duration_s[row])
            items.append([f"b:{row}", who, in_ms(c, start), in_ms(c, end), "", "", BREAK])
    return items


def _background(c: Columns, t: Timetable, part: Shown, row_of: dict[str, int]) -> list[list[Any]]:
    """`[group, start, end, S | T | W]`: shifts, travel, waiting."""
    row = {shift: row_of[c.problem.carers[c.shift_carer[shift]].id] for shift in part.shifts}
    spells = [[row[s], in_ms(c, int(c.shift_start_s[s])), in_ms(c, int(c.shift_end_s[s])), SHIFT] for s in part.shifts]
    return spells + [[row[b.shift], in_ms(c, b.start_s), in_ms(c, b.end_s), b.kind] for b in bars(c, t, part.shifts)]


def _lane(c: Columns, calendar: Days, part: Shown, language: Language) -> list[list[Any]]:
    """`[id, client, what, minutes, window in words]`"""
    first = min(max(part.first, 0), len(calendar))
    last = min(max(part.last + 1, 0), len(calendar))
    start_s, end_s = int(calendar.midnight_s[first]), int(calendar.midnight_s[last])
    return [
        [visit.id, c.problem.clients[c.visit_client[row]].label, visit.title, visit.duration_s // 60,
         window_words(c, row, language, start_s, end_s)]
        for row, visit in ((row, c.problem.visits[row]) for row in part.unplanned.tolist())
    ]  # fmt: skip
