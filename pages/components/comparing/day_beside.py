"""One day in two plans: both timelines and both maps side by side; what is picked in one is picked in all."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from pages.components.board import board
from pages.components.comparing.choice import CompareState, Shown
from pages.components.comparing.other import other_plan
from pages.components.plain import plain
from pages.components.route_map import route_map
from pages.shell.context import PageContext
from services.board import board_payload
from services.board.selection import selection_of
from services.comparing.beside import Beside
from services.figures.routes import routes_deck
from services.problem.days import day_of_visit, days
from services.words import Text, long_date

DAY = Text(sv="Dag", en="Day")
MAP_ALT = Text(sv="Karta över dagens rutter i plan {name}", en="Map of the day's routes in plan {name}")
HINT = Text(
    sv="Välj ett besök eller en medarbetare: samma markeras i båda planerna.",
    en="Pick a visit or a carer: the same is marked in both plans.",
)


def day_beside(ctx: PageContext, state: CompareState, shown: Shown) -> None:
    """The day, then the plan measured against to the left and the other one to the right."""
    first, last = shown.comparison.shared.days
    dates = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if state.day not in dates:
            state.day = dates[0]
        state.day = st.selectbox(
            ctx.say(DAY), dates, dates.index(state.day), format_func=lambda day: long_date(day, ctx.language),
            key=f"compare.day.{first}.{last}", width=260,
        )  # fmt: skip
        other = other_plan(ctx, state, shown, "day")
    st.caption(ctx.say(HINT))
    for column, number in zip(st.columns(2, gap="small"), (shown.reference, other), strict=True):
        with column:
            st.markdown(f"**{plain(shown.label(number))}**")
            above, below = st.container(), st.container()
            with below:  # before the map, whose start takes the browser a while
                _board(ctx, state, shown.comparison.plans[number], str(number))
            with above:
                _map(ctx, state, shown.comparison.plans[number], shown.label(number), str(number))


def _board(ctx: PageContext, state: CompareState, plan: Beside, key: str) -> None:
    assert state.day is not None  # chosen above
    payload = board_payload(plan.columns, plan.timetable, state.day, state.selection, ctx.language)
    board(payload, ctx.language, f"compare.board.{key}", state.pick)


def _map(ctx: PageContext, state: CompareState, plan: Beside, name: str, key: str) -> None:
    assert state.day is not None  # chosen above
    c, t = plan.columns, plan.timetable
    picked = selection_of(c, t, state.selection)
    calendar = days(c)
    number = calendar.index(state.day)
    unplanned = ((t.shift_of < 0) & (day_of_visit(c, t, calendar) == number)).nonzero()[0]
    deck = routes_deck(
        c, t, (c.shift_day == number).nonzero()[0], unplanned, picked.carer, picked.visit,
        dark=st.context.theme.type == "dark",
    )  # fmt: skip
    route_map(deck, f"compare.map.{key}", ctx.say(MAP_ALT, name=name), state.pick)
