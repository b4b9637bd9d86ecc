"""What is said of a picked visit, carer or client: when, where it may be, by whom, and what it costs the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np

from services.board.marks import DOUBLE, MOVABLE, OUTSIDE, PINNED, SHORT, marks
from services.board.windows import window_words
from services.constraints.kind import NOBODY, Level
from services.constraints.scoring import ScoreSheet
from services.constraints.sentences import sentence
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Language, Text, clock, hours, minutes, share

Colour = Literal["gray", "blue", "orange", "violet"]
LOWEST_PRIORITY = 10
MOST_COSTS = 6
NOT_PLANNED = Text(sv="Oplanerat", en="Unplanned")
FIXED_TIME = Text(sv="Fast tid", en="Fixed time")
BADGES: dict[str, tuple[Text, Colour]] = {
    PINNED: (Text(sv="Låst", en="Locked"), "gray"),
    MOVABLE: (Text(sv="Flyttbart", en="Movable"), "blue"),
    DOUBLE: (Text(sv="Dubbel", en="Double"), "blue"),
    OUTSIDE: (Text(sv="Utanför fönster", en="Outside window"), "orange"),
    SHORT: (Text(sv="Hinner inte fram", en="Cannot get there in time"), "orange"),
}
OPTIONAL = Text(sv="Kan utgå", en="Optional")
TIME = Text(sv="Tid", en="Time")
WINDOW = Text(sv="Fönster", en="Window")
CARER = Text(sv="Medarbetare", en="Carer")
LENGTH = Text(sv="Längd", en="Length")
SKILLS = Text(sv="Kräver", en="Requires")
PRIORITY = Text(sv="Prioritet", en="Priority")
SHIFT = Text(sv="Pass", en="Shift")
EFFICIENCY = Text(sv="Effektivitet", en="Efficiency")
CLIENT_TIME = Text(sv="Hos klienter", en="With clients")
TRAVEL = Text(sv="Restid", en="Travel")
WAITING = Text(sv="Väntan", en="Waiting")
CARERS = Text(sv="Olika medarbetare", en="Different carers")
BREAKS = Text(sv="Rast", en="Breaks")


@dataclass(frozen=True, slots=True)
class Facts:
    """A picked thing in words: badges are `(words, colour)`, lines `(what, value)`."""

    title: str
    subtitle: str
    badges: tuple[tuple[str, Colour], ...]
    lines: tuple[tuple[str, str], ...]
    costs: tuple[str, ...] = ()
    stops: tuple[tuple[str, str], ...] = ()


def visit_facts(
    c: Columns, t: Timetable, sheet: ScoreSheet, visit: int, day: tuple[int, int], language: Language
) -> Facts:
    """A visit; `day` is the interval shown, in seconds since the origin, whose windows come first."""
    made, shift = c.problem.visits[visit], int(t.shift_of[visit])
    lines = [
        (TIME, _time(c, t, visit, language)),
        (WINDOW, window_words(c, visit, language, *day)),
        (CARER, c.problem.carers[c.shift_carer[shift]].label if shift >= 0 else "–"),
        (LENGTH, minutes(made.duration_s, language)),
    ]
    if made.skills:
        lines.append((SKILLS, ", ".join(name if least == 1 else f"{name} {least}" for name, least in made.skills)))
    if made.priority < LOWEST_PRIORITY:
        lines.append((PRIORITY, str(made.priority)))
    return Facts(
        title=c.problem.clients[c.visit_client[visit]].label,
        subtitle=made.title,
        badges=tuple(_badges(c, t, visit, language)),
        lines=tuple((what(language), value) for what, value in lines),
        costs=visit_costs(c, t, sheet, visit, language),
    )


def visit_costs(c: Columns, t: Timetable, sheet: ScoreSheet, visit: int, language: Language) -> tuple[str, ...]:
    """The sentences of all matches that touch the visit, or its client as a whole: hard ones first, then by cost."""
    found: list[tuple[int, int, str]] = []
    for row in sheet.rows:
        if not row.cost:
            continue
        touches = row.matches.visit == visit
        touches |= (row.matches.client == c.visit_client[visit]) & (row.matches.visit == NOBODY)
        for match in np.flatnonzero(touches).tolist():
            cost = row.weight * int(row.matches.units[match]) * row.constraint.points_per_unit
            rank = list(Level).index(row.constraint.level)
            found.append((rank, -cost, sentence(row, match, c, t)(language)))
    return tuple(said for _, _, said in sorted(found)[:MOST_COSTS])


def carer_facts(c: Columns, t: Timetable, carer: int, shifts: list[int], language: Language) -> Facts:
    """A carer on the shifts shown."""
    mine = [shift for shift in shifts if c.shift_carer[shift] == carer]
    visits = [v for shift in mine for v in t.stop_visit[t.stop_shift == shift].tolist()]
    visits_s, travel_s = int(t.visits_s[mine].sum()), int(t.travel_s[mine].sum())
    efficiency = share(visits_s / (visits_s + travel_s), language, 0) if visits_s + travel_s else "–"
    told = {
        SHIFT: ", ".join(_span(c, int(c.shift_start_s[s]), int(c.shift_end_s[s])) for s in mine) or "–",
        EFFICIENCY: efficiency,
        CLIENT_TIME: hours(visits_s, language),
        TRAVEL: hours(travel_s, language),
        WAITING: hours(int(t.waiting_s[mine].sum()), language),
        BREAKS: minutes(int(t.breaks_s[mine].sum()), language),
    }
    return Facts(
        title=c.problem.carers[carer].label,
        subtitle=_counted(len(visits))(language),
        badges=(),
        lines=tuple((what(language), value) for what, value in told.items()),
        stops=tuple((clock(_moment(c, int(t.start_s[v]))), _who(c, v)) for v in visits),
    )


def client_facts(c: Columns, t: Timetable, client: int, shifts: list[int], language: Language) -> Facts:
    """A client on the shifts shown: who comes when."""
    mine = [v for v in t.stop_visit[np.isin(t.stop_shift, shifts)].tolist() if c.visit_client[v] == client]
    mine.sort(key=lambda v: int(t.start_s[v]))
    carers = [c.problem.carers[c.shift_carer[t.shift_of[v]]].label for v in mine]
    told = {
        CLIENT_TIME: hours(sum(int(c.visit_duration_s[v]) for v in mine), language),
        CARERS: str(len(set(carers))),
    }
    return Facts(
        title=c.problem.clients[client].label,
        subtitle=_counted(len(mine))(language),
        badges=(),
        lines=tuple((what(language), value) for what, value in told.items()),
        stops=tuple((clock(_moment(c, int(t.start_s[v]))), who) for v, who in zip(mine, carers, strict=True)),
    )


def _counted(count: int) -> Text:
    return Text(sv=f"{count} besök", en=f"{count} visit" if count == 1 else f"{count} visits")


def _badges(c: Columns, t: Timetable, visit: int, language: Language) -> list[tuple[str, Colour]]:
    letters = marks(c, t, np.array([visit], np.int32))[0]
    badges = [(words(language), colour) for letter, (words, colour) in BADGES.items() if letter in letters]
    if MOVABLE not in letters and PINNED not in letters:
        badges.insert(0, (FIXED_TIME(language), "violet"))
    if c.visit_optional[visit]:
        badges.append((OPTIONAL(language), "gray"))
    return badges


def _time(c: Columns, t: Timetable, visit: int, language: Language) -> str:
    if t.shift_of[visit] < 0:
        return NOT_PLANNED(language)
    start = int(t.start_s[visit])
    return _span(c, start, start + int(c.visit_duration_s[visit]))


def _span(c: Columns, start_s: int, end_s: int) -> str:
    return f"{clock(_moment(c, start_s))}–{clock(_moment(c, end_s))}"


def _who(c: Columns, visit: int) -> str:
    client = c.problem.clients[c.visit_client[visit]].label
    return f"{client} {c.problem.visits[visit].title.split(',')[0]}".strip()


def _moment(c: Columns, seconds: int) -> datetime:
    return datetime.fromtimestamp(c.origin_s + seconds, ZoneInfo(c.problem.zone))
