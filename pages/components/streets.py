"""The streets a selected carer's route follows, asked of the router when a planner wants to see them."""

from __future__ import annotations

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.errors import CareError
from services.figures.routes import Line, places_word
from services.figures.stops import routes_of
from services.problem import Mode
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable
from services.words import Text

ALONG = Text(sv="Längs gatorna", en="Along the streets")
NONE = Text(sv="Gatorna kan inte visas: {cause}", en="The streets cannot be shown: {cause}")
LASTS_S = 3600


def streets(ctx: PageContext, key: str, c: Columns, t: Timetable, shifts: Ints, carer: int) -> dict[str, Line]:
    """By the places passed; nothing where the plan does not travel by a router or nobody is selected."""
    if c.problem.roads is None or carer < 0 or not st.toggle(ctx.say(ALONG), key=f"{key}.streets"):
        return {}
    own = shifts[(c.shift_carer[shifts] == carer) & t.is_used[shifts]]
    found: dict[str, Line] = {}
    for route, shift in zip(routes_of(c, t, own), own.tolist(), strict=True):
        places = [c.problem.places[place].id for place in route.places]
        mode = Mode(int(c.shift_mode[shift]))
        try:
            found[places_word(route)] = _line(ctx, places, mode)
        except CareError as fault:
            st.caption(ctx.say(NONE, cause=ctx.say(fault.cause)))
            return found
    return found


def _line(ctx: PageContext, places: list[str], mode: Mode) -> Line:
    def ask() -> Line:
        return ctx.services.travel_times.line(ctx.actor, places, mode)

    return remember(ctx, "plan.streets", ask, " ".join(places), mode.name, ttl_s=LASTS_S)
