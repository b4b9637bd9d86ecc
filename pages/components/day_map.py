"""The map beside the board, in two ways: the day's routes, or where everybody is while the day goes by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import streamlit as st

from pages.components.motion import motion_map
from pages.components.route_map import route_map
from pages.components.streets import streets
from pages.shell.context import PageContext
from services.board.selection import Selection
from services.figures.motion import motion
from services.figures.routes import routes_deck
from services.problem.columns import Columns
from services.problem.days import day_of_visit, days
from services.problem.timetable import Timetable
from services.words import Text

MAP_ALT = Text(
    sv="Karta över dagens rutter; den valda medarbetarens rutt är lila med numrerade stopp.",
    en="Map of the day's routes; the selected carer's route is purple with numbered stops.",
)
WHICH = Text(sv="Karta", en="Map")


class Way(StrEnum):
    """What the map shows."""

    ROUTES = "routes"
    MOTION = "motion"


WAYS = {Way.ROUTES: Text(sv="Rutter", en="Routes"), Way.MOTION: Text(sv="Dagens gång", en="Through the day")}


@dataclass
class MapView:
    """Which of them this tab shows."""

    way: Way = Way.ROUTES


def day_map(
    ctx: PageContext, key: str, c: Columns, t: Timetable, day: date, picked: Selection, picks: int,
    on_pick: Callable[[str], None],
) -> None:  # fmt: skip
    """The map of `day`; `picks` counts what was picked on it, `on_pick` is told what is picked."""
    with st.container(gap="small"):  # one thing, whichever way round a phone puts map and card
        _draw(ctx, key, c, t, day, picked, picks, on_pick)


def _draw(
    ctx: PageContext, key: str, c: Columns, t: Timetable, day: date, picked: Selection, picks: int,
    on_pick: Callable[[str], None],
) -> None:  # fmt: skip
    view = ctx.state(MapView)
    way = st.segmented_control(
        ctx.say(WHICH), list(Way), format_func=lambda way: ctx.say(WAYS[way]), default=view.way, key=f"{key}.way",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    view.way = Way(way or Way.ROUTES)
    calendar = days(c)
    number = calendar.index(day)
    shifts = (c.shift_day == number).nonzero()[0]
    unplanned = ((t.shift_of < 0) & (day_of_visit(c, t, calendar) == number)).nonzero()[0]
    if view.way is Way.MOTION:
        moving = motion(c, t, shifts, unplanned, picked.carer)
        motion_map(moving, day, ctx.now(), ctx.language, f"{key}.motion", on_pick)
        return
    is_dark = st.context.theme.type == "dark"
    lines = streets(ctx, key, c, t, shifts, picked.carer)
    deck = routes_deck(c, t, shifts, unplanned, picked.carer, picked.visit, dark=is_dark, pick=picks, lines=lines)
    route_map(deck, key, ctx.say(MAP_ALT), on_pick)
