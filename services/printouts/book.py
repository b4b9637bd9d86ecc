"""A plan as a workbook for people: visits, what nobody makes, shifts, and the key figures with their formulas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.kpi import KPIS, whole
from services.kpi.writing import written
from services.planning.views import OpenPlan
from services.printouts.papers import Days, DaySheet, Names
from services.printouts.saying import carers
from services.problem.days import day_of_visit, days
from services.words import Language, Text, clock
from services.workbook.writing import packed, text_sheet

VISITS, UNPLANNED = Text(sv="Besök", en="Visits"), Text(sv="Oplanerade", en="Unplanned")
SHIFTS, FIGURES = Text(sv="Pass", en="Shifts"), Text(sv="Nyckeltal", en="Key figures")
DAY, START, END = Text(sv="Dag", en="Day"), Text(sv="Börjar", en="Starts"), Text(sv="Slutar", en="Ends")
CARER, CLIENT = Text(sv="Medarbetare", en="Carer"), Text(sv="Klient", en="Client")
WHAT, MINUTES = Text(sv="Insatser", en="Services"), Text(sv="Minuter", en="Minutes")
TRAVEL, TOGETHER = Text(sv="Resa dit, min", en="Travel there, min"), Text(sv="Tillsammans med", en="Together with")
ADDRESS, WINDOWS = Text(sv="Adress", en="Address"), Text(sv="Tillåtna starter", en="Allowed starts")
FIGURE, VALUE = Text(sv="Nyckeltal", en="Key figure"), Text(sv="Värde", en="Value")
FORMULA = Text(sv="Så räknas det", en="How it is counted")
SHIFT_VISITS, WAITING = Text(sv="Antal besök", en="Number of visits"), Text(sv="Väntan, min", en="Waiting, min")
TRAVEL_SUM = Text(sv="Restid, min", en="Travel, min")


def plan_book(opened: OpenPlan, sheets: tuple[DaySheet, ...], span: Days, names: Names, language: Language) -> bytes:
    """The workbook; texts stay texts, whatever they begin with."""
    from openpyxl import Workbook  # a third of a second that no page waits for

    book = Workbook(write_only=True)
    for title, rows, widths in (
        (VISITS, _visits(sheets, language), (12, 8, 8, 20, 20, 32, 9, 16, 28, 36)),
        (UNPLANNED, _unplanned(opened, span, names, language), (12, 20, 32, 9, 48)),
        (SHIFTS, _shifts(opened, span, names, language), (12, 20, 8, 8, 14, 14, 14)),
        (FIGURES, _figures(opened, language), (30, 16, 60)),
    ):
        text_sheet(book, title(language), [list(row) for row in rows], widths)
    return packed(book)


def _visits(sheets: tuple[DaySheet, ...], language: Language) -> Iterator[tuple[Any, ...]]:
    titles = (DAY, START, END, CARER, CLIENT, WHAT, MINUTES, TRAVEL, TOGETHER, ADDRESS)
    yield tuple(title(language) for title in titles)
    for sheet in sheets:
        for line in sheet.lines:
            if line.client is not None:
                minutes = round((line.end - line.start).total_seconds() / 60)
                mates = carers(line, language) if line.mates else ""
                yield (sheet.day, line.start.time(), line.end.time(), sheet.carer, line.client, line.what, minutes,
                       round(line.travel_s / 60), mates, line.address)  # fmt: skip


def _unplanned(opened: OpenPlan, span: Days, names: Names, language: Language) -> Iterator[tuple[Any, ...]]:
    c, t = opened.columns, opened.timetable
    zone, calendar = ZoneInfo(c.problem.zone), days(c)
    day = day_of_visit(c, t, calendar)
    labels = {client.id: names.clients.get(client.id, client.label) for client in c.problem.clients}
    yield tuple(title(language) for title in (DAY, CLIENT, WHAT, MINUTES, WINDOWS))
    for row, visit in enumerate(c.problem.visits):
        on = calendar.dates[day[row]]
        if t.shift_of[row] < 0 and span[0] <= on <= span[1]:
            spans = ((datetime.fromtimestamp(s, zone) for s in (w.start_s, w.latest_start_s)) for w in visit.windows)
            windows = ", ".join("–".join(f"{m:%Y-%m-%d} {clock(m)}" for m in each) for each in spans)
            yield (on, labels[visit.client_id], visit.title, visit.duration_s // 60, windows)


def _shifts(opened: OpenPlan, span: Days, names: Names, language: Language) -> Iterator[tuple[Any, ...]]:
    c, t = opened.columns, opened.timetable
    zone = ZoneInfo(c.problem.zone)
    labels = {carer.id: names.carers.get(carer.id, carer.label) for carer in c.problem.carers}
    yield tuple(title(language) for title in (DAY, CARER, START, END, SHIFT_VISITS, TRAVEL_SUM, WAITING))
    rows: list[tuple[date, Any]] = []
    for row, shift in enumerate(c.problem.shifts):
        start, end = (datetime.fromtimestamp(s, zone) for s in (shift.start_s, shift.end_s))
        if span[0] <= start.date() <= span[1]:
            count = int((t.stop_shift == row).sum())
            sums = (round(int(t.travel_s[row]) / 60), round(int(t.waiting_s[row]) / 60))
            rows.append((start.date(), (labels[shift.carer_id], start.time(), end.time(), count, *sums)))
    for day, rest in sorted(rows, key=lambda each: (each[0], each[1][0], each[1][1])):
        yield (day, *rest)


def _figures(opened: OpenPlan, language: Language) -> Iterator[tuple[Any, ...]]:
    part = whole(opened.columns)
    yield tuple(title(language) for title in (FIGURE, VALUE, FORMULA))
    for kpi in KPIS:
        value = kpi.of(opened.columns, opened.timetable, part)
        yield (kpi.title(language), written(kpi, value, language), kpi.formula(language))
