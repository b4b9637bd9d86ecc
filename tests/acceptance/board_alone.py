"""The plan board alone on a page, with a small plan that can be changed: what the board's browser tests look at.

It answers as an editor would, with as little as that takes: one rule (the window), one history, one version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.components.board import Act, Answer, BoardEvent, Move, Pick, PinVisit, Redo, Unassign, Undo, board
from pages.components.motion import motion_map
from pages.shell.routes import routes
from pages.shell.state import state_of
from services.board import Offer, RowsBy, board_payload
from services.board.filtering import filtered
from services.board.picking import Refused
from services.board.selection import selection_of
from services.figures.motion import motion
from services.problem import Pin, Plan, Problem, Route, Stop, StopKind
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import ZONE, a_plan, a_problem, a_shift, a_visit, after, clock, pinned

NOW = datetime(2027, 2, 1, 10, 30, tzinfo=ZoneInfo(ZONE))
UNSAFE = "<img src=x onerror=document.title='owned'>"
PROBLEM = a_problem(
    a_visit("Anna", "08:00-09:00", title="Morgon"),
    a_visit("Olle.1", "09:00-10:00", 40, 5, title="Dusch"),
    a_visit("Olle.2", "09:00-10:00", 40, 5, title="Dusch"),
    a_visit("Siv", "07:00-15:00", 60, 3, title="Städ", after=(after("Anna 60"),)),
    a_visit("Ulf", "10:00-11:00", 20, 8, title=UNSAFE),
    a_visit("Rut", "12:00-13:00", title="Lunch", pin=pinned("Eva 12:00")),
    a_visit("Kaj", "13:00-13:30", title="Dag"),
    a_visit("Tove", "08:00+1-09:00+1", title="Morgon"),
    a_shift("Bo", "07:00-16:00", breaks=["11:00-13:00 30"]),
    a_shift("Eva", "08:00-16:00"),
    a_shift("Mats", "09:00-17:00"),
    a_shift("Bo.tuesday", "07:00+1-16:00+1"),
    groups=[["Olle.1", "Olle.2"]],
)
PLAN = a_plan(
    {
        "Bo": ["Anna 08:00", "Olle.1 09:00", "break 11:00", "Siv 12:00"],
        "Eva": ["Olle.2 09:00", "Ulf 11:30", "Rut 12:00"],
        "Bo.tuesday": ["Tove 08:00+1"],
    }
)
OFFERS = {
    "Anna": [Offer(1, 8 * 3600, -240, "känd av klienten"), Offer(0, 8 * 3600 + 1800, 360, "resa +6 min")],
    "Kaj": [Offer(2, 13 * 3600, -120, "resa −2 min")],
}
AGAINST = {"Anna": [Refused("Mats", "saknar delegering")]}


@dataclass
class Chosen:
    """What the tests change."""

    selection: str | None = None
    day: date = date(2027, 2, 1)
    told: int = 0
    picked: str | None = None
    plans: list[tuple[Problem, Plan]] = field(default_factory=lambda: [(PROBLEM, PLAN)])
    at: int = 0
    version: int = 1
    answer: Answer = field(default_factory=Answer)
    events: list[str] = field(default_factory=list)
    drawn: int = 0


def carry_out(chosen: Chosen, act: Act) -> str:
    """Do it, or say why not."""
    problem, plan = chosen.plans[chosen.at]
    if act.base != f"v{chosen.version}":
        return "planen har ändrats sedan dess"
    if isinstance(act, Undo | Redo):
        chosen.at += 1 if isinstance(act, Redo) else -1
    else:
        done = changed(problem, plan, act)
        if isinstance(done, str):
            return done
        chosen.plans[chosen.at + 1 :] = [done]
        chosen.at += 1
    chosen.version += 1
    return ""


def changed(problem: Problem, plan: Plan, act: Move | PinVisit | Unassign) -> tuple[Problem, Plan] | str:
    """The plan after an act; a window that is missed refuses it."""
    shift_of = {stop.id: (shift_id, stop.start_s) for shift_id, stop in plan.visit_stops()}
    visit = next(each for each in problem.visits if each.id == act.visit_id)
    if isinstance(act, PinVisit):
        pin = Pin(*shift_of[visit.id]) if act.is_pinned else None
        visits = tuple(replace(each, pin=pin) if each is visit else each for each in problem.visits)
        return replace(problem, visits=visits), plan
    carer_id, start_s = (act.carer_id, act.start_s) if isinstance(act, Move) else (None, 0)
    if isinstance(act, Move) and not any(w.start_s <= start_s <= w.latest_start_s for w in visit.windows):
        return "utanför fönstret; flytta det till en tid inom fönstret"
    routes_of = {route.shift_id: [stop for stop in route.stops if stop.id != visit.id] for route in plan.routes}
    if isinstance(act, Move):
        shift = carer_id or shift_of[visit.id][0]
        stops = [*routes_of.get(shift, []), Stop(StopKind.VISIT, visit.id, start_s)]
        routes_of[shift] = sorted(stops, key=lambda stop: stop.start_s)
    return problem, Plan(tuple(Route(shift, tuple(stops)) for shift, stops in routes_of.items()))


def show() -> None:
    """The board, and below it in plain words what it has reported."""
    chosen = state_of(Chosen)
    asked = st.query_params
    language = Language(asked.get("language", Language.SV.value))

    def select(word: str | None) -> None:
        chosen.selection, chosen.picked = word, None
        chosen.told += 1

    def hear(event: BoardEvent) -> None:
        chosen.events.append(repr(event))
        if isinstance(event, Pick):
            chosen.picked = event.visit_id
        elif isinstance(event, Move | PinVisit | Unassign | Undo | Redo) and asked.get("deaf") is None:
            chosen.picked = None
            note = carry_out(chosen, event)
            chosen.answer = Answer(seq=event.seq, note=note)

    if st.button("Tuesday"):
        chosen.day = date(2027, 2, 2)
    if st.button("Olle from elsewhere"):
        chosen.selection = "Olle.2"
    if st.button("Somebody else changes the plan"):
        chosen.version += 1
    if st.toggle("Another page"):
        return
    answer = replace(
        chosen.answer, version=f"v{chosen.version}", can_undo=chosen.at > 0,
        can_redo=chosen.at + 1 < len(chosen.plans),
    )  # fmt: skip
    if asked.get("motion"):
        go_by(chosen, language, select)
        return
    payload = told(chosen, language, asked)
    is_fixed = asked.get("fixed") is not None
    board(payload, language, "board", select, None if is_fixed else hear, answer)
    st.text(f"chosen {chosen.selection} after {chosen.told}")
    acts = [word for word in chosen.events if not word.startswith((Pick.__name__, "Select"))]
    st.text(f"acts {len(acts)}: {acts[-1] if acts else ''}")
    chosen.drawn += 1
    st.text(f"picked {chosen.picked}; drawn {chosen.drawn} times")


def go_by(chosen: Chosen, language: Language, select: Callable[[str | None], None]) -> None:
    """The day in motion, instead of the board."""
    problem, plan = chosen.plans[chosen.at]
    c = columns(problem)
    t = timetable(c, plan)
    carer = selection_of(c, t, chosen.selection).carer
    shifts, unplanned = (np.flatnonzero(rows).astype(np.int32) for rows in (c.shift_day == 0, t.shift_of < 0))
    moving = motion(c, t, shifts, unplanned, carer)
    motion_map(moving, chosen.day, NOW, language, "motion", select)
    st.text(f"chosen {chosen.selection}")


def told(chosen: Chosen, language: Language, asked: Any) -> dict[str, Any]:
    """The payload of what is looked at."""
    if asked.get("many") and chosen.plans[0][0] is PROBLEM:
        problem = many()
        chosen.plans = [(problem, many_plan(problem))]
    problem, plan = chosen.plans[chosen.at]
    c = columns(problem)
    before = timetable(c, chosen.plans[0][1]) if chosen.at else None
    payload = board_payload(
        c, timetable(c, plan), chosen.day, chosen.selection, language, day_count=int(asked.get("days", 1)),
        now=NOW, by=RowsBy(asked.get("by", "carer")),
        picked=chosen.picked, before=before, offers=OFFERS, refused=AGAINST,
    )  # fmt: skip
    only = asked.get("only")
    return filtered(payload, frozenset(only.split(","))) if only else payload


def many() -> Problem:
    """A week of 40 carers and 1,900 visits, or as many as the shifts of five days hold."""
    shifts = [a_shift(f"C{n:02}.{day}", f"07:00+{day}-17:00+{day}") for day in range(5) for n in range(40)]
    visits = [
        a_visit(f"K{n:02}.{day}.{place}", f"07:00+{day}-17:00+{day}", 30, 1, title="Tillsyn, Medicin")
        for day in range(5) for n in range(40) for place in range(10 if n < 20 else 9)
    ]  # fmt: skip
    return a_problem(*visits, *shifts)


def many_plan(problem: Problem) -> Plan:
    """Every visit on the carer of the same number, one an hour."""
    stops: dict[str, list[Stop]] = {}
    for visit in problem.visits:
        number, day, place = visit.id.removeprefix("K").split(".")
        start_s = clock(f"{7 + int(place):02}:10+{day}")
        stops.setdefault(f"C{number}.{day}", []).append(Stop(StopKind.VISIT, visit.id, start_s))
    return Plan(tuple(Route(shift, tuple(made)) for shift, made in stops.items()))


if get_script_run_ctx(suppress_warning=True) is not None:
    st.set_page_config(layout="wide")
    st.fragment(show)()
else:
    app = st.App(__file__, routes=routes(()))
