"""Why a plan costs what it costs: every match as a sentence a planner reads, in both languages.

Bo saknar 1 kompetens som Anna, 1 feb 08:00 kräver.
Bo lacks 1 skill that Anna, 1 Feb 08:00 requires.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from services.constraints.kind import NOBODY, Constraint, Row, Unit
from services.constraints.units import amount
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import MINUTE_S, MONTHS, Language, Text, clock, lasting

NOT_SAID = Text(sv="okänt", en="unknown")
"""Stands where a sentence asks for something its match does not touch; a test holds that none does."""


def sentence(row: Row, match: int, columns: Columns, timetable: Timetable) -> Text:
    """The sentence of one match of a row."""
    found, problem = row.matches, columns.problem
    visit, shift = int(found.visit[match]), int(found.shift[match])
    carer, client = int(found.carer[match]), int(found.client[match])
    rule, units = row.constraint, int(found.units[match])
    words, other = (rule.sentence, NOBODY) if rule.says is None else rule.says(columns, timetable, visit, units)
    return words.fill(
        units=_units(rule, units),
        other=visit_label(columns, timetable, other) if other != NOBODY else NOT_SAID,
        visit=visit_label(columns, timetable, visit) if visit != NOBODY else NOT_SAID,
        shift=shift_label(columns, shift) if shift != NOBODY else NOT_SAID,
        carer=problem.carers[carer].label if carer != NOBODY else NOT_SAID,
        client=problem.clients[client].label if client != NOBODY else NOT_SAID,
        leg=_leg(columns, timetable, visit),
    )


def sentences(row: Row, columns: Columns, timetable: Timetable, most: int = 100) -> tuple[Text, ...]:
    """The sentences of a row's costliest matches, costliest first."""
    order = (-row.matches.units).argsort(kind="stable")[:most]
    return tuple(sentence(row, int(i), columns, timetable) for i in order)


def visit_label(columns: Columns, timetable: Timetable, visit: int) -> Text:
    """Client, day and start of a visit; where nobody makes it, the first moment it may start."""
    client = columns.problem.clients[columns.visit_client[visit]].label
    if timetable.shift_of[visit] >= 0:
        return _at(client, columns, int(timetable.start_s[visit]))
    windows = columns.window_open_s[columns.window_off[visit] : columns.window_off[visit + 1]]
    return _at(client, columns, int(windows[0])) if len(windows) else Text(sv=client, en=client)


def shift_label(columns: Columns, shift: int) -> Text:
    """Carer, day and hours of a shift."""
    carer = columns.problem.carers[columns.shift_carer[shift]].label
    end = clock(_moment(columns, int(columns.shift_end_s[shift])))
    begins = _at(carer, columns, int(columns.shift_start_s[shift]))
    return Text(sv=f"{begins.sv}–{end}", en=f"{begins.en}–{end}")


def _leg(columns: Columns, timetable: Timetable, visit: int) -> Text:
    if visit == NOBODY:
        return Text(sv="hem", en="home")
    label = visit_label(columns, timetable, visit)
    return Text(sv=f"till {label.sv}", en=f"to {label.en}")


def _units(constraint: Constraint, units: int) -> Text:
    """As a sentence says it: a long time in hours or days, where a table has minutes to be compared."""
    if constraint.unit in (Unit.SECONDS, Unit.MINUTES):
        return lasting(units if constraint.unit is Unit.SECONDS else units * MINUTE_S)
    return amount(units, constraint.unit)


def _at(who: str, columns: Columns, seconds: int) -> Text:
    moment = _moment(columns, seconds)
    day = {language: f"{moment.day} {MONTHS[language][moment.month - 1][:3]}" for language in Language}
    return Text(
        sv=f"{who}, {day[Language.SV]} {clock(moment)}",
        en=f"{who}, {day[Language.EN]} {clock(moment)}",
    )


def _moment(columns: Columns, seconds: int) -> datetime:
    return datetime.fromtimestamp(columns.origin_s + seconds, ZoneInfo(columns.problem.zone))
