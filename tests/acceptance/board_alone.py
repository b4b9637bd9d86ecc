"""The plan board alone on a page, with a small plan: what the board's browser tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.components.board import board
from pages.shell.state import state_of
from services.board import board_payload
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.words import Language
from tests.builders import ZONE, a_plan, a_problem, a_shift, a_visit, pinned

UNSAFE = "<img src=x onerror=document.title='owned'>"
PROBLEM = a_problem(
    a_visit("Anna", "08:00-09:00", title="Morgon"),
    a_visit("Olle.1", "09:00-10:00", 40, 5, title="Dusch"),
    a_visit("Olle.2", "09:00-10:00", 40, 5, title="Dusch"),
    a_visit("Siv", "07:00-15:00", 60, 3, title="Städ"),
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


@dataclass
class Chosen:
    """What the tests change."""

    selection: str | None = None
    day: date = date(2027, 2, 1)
    told: int = 0


def show() -> None:
    """The board, and below it in plain words what it has reported."""
    chosen = state_of(Chosen)
    language = Language(st.query_params.get("language", Language.SV.value))
    is_week = st.query_params.get("days") == "7"

    def select(word: str | None) -> None:
        chosen.selection = word
        chosen.told += 1

    if st.button("Tuesday"):
        chosen.day = date(2027, 2, 2)
    if st.button("Olle from elsewhere"):
        chosen.selection = "Olle.2"
    c = columns(PROBLEM)
    now = datetime(2027, 2, 1, 10, 30, tzinfo=ZoneInfo(ZONE))
    payload = board_payload(
        c, timetable(c, PLAN), chosen.day, chosen.selection, language, day_count=7 if is_week else 1, now=now
    )
    board(payload, language, "board", select)
    st.text(f"chosen {chosen.selection} after {chosen.told}")


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    st.fragment(show)()
