"""The plan board of a day or a week as compact lists; the browser is told nothing it has to work out.

Moments are epoch milliseconds. Groups are carers with a shift in the period, in order of their first shift; bars name
their group by its number in that order, because ids would be half of all bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from services.board.legs import bars
from services.board.marks import BREAK, marks
from services.board.selection import CARER, NOBODY, selection_of
from services.board.windows import spans_between, window_words
from services.kpi.kind import Kpi
from services.kpi.part import Part
from services.kpi.time.field_efficiency import FIELD_EFFICIENCY
from services.problem.columns import Columns, Ints
from services.problem.days import Days, day_of_visit, days
from services.problem.timetable import Timetable
from services.words import WEEKDAYS, Language, clock

GOOD, FAIR = 0.70, 0.65
"""Efficiency above the first is green, above the second yellow, else red; always with a sign beside the colour."""

MARGIN_S = 20 * 60
VISIBLE_DAY_S = 8 * 3600
"""So much of a day fits the board's width at first: a visit of twenty minutes is then wide enough for its label."""

WEEK_DAYS = 7
SHIFT = "S"


@dataclass(frozen=True)
class Shown:
    """The part of a plan on the board: rows of the shifts and of the unplanned visits, and the days they lie on."""

    first: int
    last: int
    shifts: list[int]
    unplanned: Ints


def board_payload(
    c: Columns,
    t: Timetable,
    day: date,
    selection: str | None,
    language: Language,
    *,
    day_count: int = 1,
    now: datetime | None = None,
) -> dict[str, Any]:
    """What the board component draws for `day_count` days from `day`."""
    calendar = days(c)
    shown = _shown(c, t, calendar, day, day_count)
    first_s, last_s = _span_s(c, t, calendar, shown)
    groups = _groups(c, t, shown)
    row_of = {group[0].removeprefix(CARER): i for i, group in enumerate(groups)}
    now_s = None if now is None else int(now.timestamp()) - c.origin_s
    return {
        "day": day.isoformat(),
        "days": day_count,
        "zone": c.problem.zone,
        "range": [_ms(c, first_s), _ms(c, last_s)],
        "zoom": _zoom(last_s - first_s, day_count),
        "ticks": _ticks(c, first_s, last_s, language, is_week=day_count > 1),
        "now": _ms(c, now_s) if now_s is not None and first_s <= now_s <= last_s else None,
        "sel": selection,
        "groups": groups,
        "items": _visits(c, t, shown, row_of) + _breaks(c, t, shown, row_of),
        "bg": _background(c, t, shown, row_of),
        "lane": _lane(c, calendar, shown, language),
        "win": _windows(c, t, selection, first_s, last_s),
        "mates": _mates(c, t, selection),
    }


def _shown(c: Columns, t: Timetable, calendar: Days, day: date, day_count: int) -> Shown:
    first = calendar.index(day)
    last = first + day_count - 1
    rows = np.flatnonzero((c.shift_day >= first) & (c.shift_day <= last))
    visit_day = day_of_visit(c, t, calendar)
    unplanned = np.flatnonzero((t.shift_of < 0) & (visit_day >= first) & (visit_day <= last)).astype(np.int32)
    opens = c.window_open_s[c.window_off[unplanned]]
    return Shown(first, last, rows.tolist(), unplanned[np.argsort(opens, kind="stable")])


def _span_s(c: Columns, t: Timetable, calendar: Days, shown: Shown) -> tuple[int, int]:
    """From half an hour before the first thing to after the last; whole days of a week; a working day for nothing."""
    if not shown.shifts:
        first_day = min(max(shown.first, 0), len(calendar) - 1)
        midnight = int(calendar.midnight_s[first_day])
        return midnight + 7 * 3600, midnight + 22 * 3600
    starts = [int(c.shift_start_s[shown.shifts].min())]
    ends = [int(c.shift_end_s[shown.shifts].max()), int(t.home_s[shown.shifts].max())]
    stops = t.stop_visit[np.isin(t.stop_shift, shown.shifts)]
    if len(stops):
        starts.append(int(t.start_s[stops].min()))
        ends.append(int((t.start_s[stops] + c.visit_duration_s[stops]).max()))
    if shown.last > shown.first:
        starts.append(int(calendar.midnight_s[max(shown.first, 0)]))
        ends.append(int(calendar.midnight_s[min(shown.last, len(calendar) - 1) + 1]))
        return min(starts), max(ends)
    half = 1800
    return (min(starts) - MARGIN_S) // half * half, -(-(max(ends) + MARGIN_S) // half) * half


def _zoom(span_s: int, day_count: int) -> float:
    return 2.0 if day_count > 1 else round(max(1.0, span_s / VISIBLE_DAY_S), 2)


def _ticks(c: Columns, first_s: int, last_s: int, language: Language, *, is_week: bool) -> list[list[Any]]:
    """Every full local hour as `[ms, label, is midnight]`; of a week every sixth, midnights with the day's name."""
    zone, step = ZoneInfo(c.problem.zone), 3600
    ticks: list[list[Any]] = []
    for second in range(-(-first_s // step) * step, last_s, step):
        moment = datetime.fromtimestamp(c.origin_s + second, zone)
        if is_week and moment.hour % 6:
            continue
        is_midnight = is_week and moment.hour == 0
        day = f"{WEEKDAYS[language][moment.weekday()][:3]} {moment.day}" if is_midnight else clock(moment)
        ticks.append([_ms(c, second), day, int(is_midnight)])
    return ticks


def _groups(c: Columns, t: Timetable, shown: Shown) -> list[list[Any]]:
    """`[id, label, visits, efficiency %, ok | mid | low | none, initials]`"""
    starts: dict[int, int] = {}
    for shift in shown.shifts:
        carer = int(c.shift_carer[shift])
        starts[carer] = min(starts.get(carer, int(c.shift_start_s[shift])), int(c.shift_start_s[shift]))
    inside = np.zeros(len(c.shift_carer), np.bool_)
    inside[shown.shifts] = True
    served = np.bincount(c.shift_carer[t.stop_shift[inside[t.stop_shift]]], minlength=len(c.problem.carers))
    day_s = 24 * 3600  # of a week: by the hour of the day the first shift begins, not by the weekday
    rows = []
    for carer, _ in sorted(starts.items(), key=lambda each: (each[1] % day_s, c.problem.carers[each[0]].label)):
        who = c.problem.carers[carer]
        share = efficiency(c, t, inside & (c.shift_carer == carer))
        percent = None if share is None else round(100 * share)
        rows.append([CARER + who.id, who.label, int(served[carer]), percent, light(share), initials(who.label)])
    return rows


def efficiency(c: Columns, t: Timetable, shifts: Any, kpi: Kpi = FIELD_EFFICIENCY) -> float | None:
    """The key figure of some shifts, bool[S]."""
    return kpi.of(c, t, Part(shifts, np.zeros(c.size[0], np.bool_)))


def light(share: float | None) -> str:
    """Which colour and sign an efficiency has."""
    if share is None:
        return "none"
    return "ok" if share > GOOD else "mid" if share >= FAIR else "low"


def initials(label: str) -> str:
    """`AB` of "Anna Berg", `D07` of "Dag 07": what fits a small circle."""
    words = label.replace("-", " ").replace("_", " ").split() or ["?"]
    if len(words) > 1 and words[-1].isdigit():
        return words[0][0].upper() + words[-1][-2:]
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()


def _visits(c: Columns, t: Timetable, shown: Shown, row_of: dict[str, int]) -> list[list[Any]]:
    stops = np.flatnonzero(np.isin(t.stop_shift, shown.shifts))
    rows = t.stop_visit[stops]
    starts = t.start_s[rows]
    ends = starts + c.visit_duration_s[rows]
    carers = c.shift_carer[t.stop_shift[stops]]
    problem = c.problem
    return [
        [problem.visits[v].id, row_of[problem.carers[carer].id], _ms(c, start), _ms(c, end),
         problem.clients[client].label, problem.visits[v].title, flags]
        for v, carer, start, end, client, flags in zip(
            rows.tolist(), carers.tolist(), starts.tolist(), ends.tolist(), c.visit_client[rows].tolist(),
            marks(c, t, rows), strict=True,
        )
    ]  # fmt: skip


def _breaks(c: Columns, t: Timetable, shown: Shown, row_of: dict[str, int]) -> list[list[Any]]:
    inside, items = set(shown.shifts), []
    taken = zip(t.break_row.tolist(), t.break_shift.tolist(), t.break_start_s.tolist(), strict=True)
    for row, shift, start in taken:
        if shift in inside:
            who = row_of[c.problem.carers[c.shift_carer[shift]].id]
            end = start + int(c.break_duration_s[row])
            items.append([f"b:{row}", who, _ms(c, start), _ms(c, end), "", "", BREAK])
    return items


def _background(c: Columns, t: Timetable, shown: Shown, row_of: dict[str, int]) -> list[list[Any]]:
    """`[group, start, end, S | T | W]`: shifts, travel, waiting."""
    row = {shift: row_of[c.problem.carers[c.shift_carer[shift]].id] for shift in shown.shifts}
    spells = [[row[s], _ms(c, int(c.shift_start_s[s])), _ms(c, int(c.shift_end_s[s])), SHIFT] for s in shown.shifts]
    return spells + [[row[b.shift], _ms(c, b.start_s), _ms(c, b.end_s), b.kind] for b in bars(c, t, shown.shifts)]


def _lane(c: Columns, calendar: Days, shown: Shown, language: Language) -> list[list[Any]]:
    first = min(max(shown.first, 0), len(calendar))
    last = min(max(shown.last + 1, 0), len(calendar))
    start_s, end_s = int(calendar.midnight_s[first]), int(calendar.midnight_s[last])
    return [
        [visit.id, c.problem.clients[c.visit_client[row]].label, visit.title, visit.duration_s // 60,
         window_words(c, row, language, start_s, end_s)]
        for row, visit in ((row, c.problem.visits[row]) for row in shown.unplanned.tolist())
    ]  # fmt: skip


def _windows(c: Columns, t: Timetable, selection: str | None, first_s: int, last_s: int) -> dict[str, list[list[int]]]:
    """Of the selected visit only: the others' windows would be most of the bytes and are not shown."""
    visit = selection_of(c, t, selection).visit
    if visit == NOBODY:
        return {}
    spans = [(max(a, first_s), min(b, last_s)) for a, b in spans_between(c, visit, first_s, last_s)]
    return {c.problem.visits[visit].id: [[_ms(c, a), _ms(c, b)] for a, b in spans if a < b]}


def _mates(c: Columns, t: Timetable, selection: str | None) -> list[str]:
    """The visits that start together with the selected one."""
    visit = selection_of(c, t, selection).visit
    group = int(c.visit_group[visit]) if visit != NOBODY else NOBODY
    if group == NOBODY:
        return []
    members = c.group_visit[c.group_off[group] : c.group_off[group + 1]].tolist()
    return [c.problem.visits[member].id for member in members if member != visit]


def _ms(c: Columns, second: int) -> int:
    return (c.origin_s + second) * 1000


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())
