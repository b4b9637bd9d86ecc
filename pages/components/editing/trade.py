"""Trades: two visits change places, or somebody else takes a whole shift; each choice with its price."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from pages.components.distinct import distinct
from pages.components.editing.acts import Acts, EditState
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.editing.trading import Trade
from services.editing.views import ReplaceCarer, Swap
from services.editing.words import change_words, points_words
from services.planning.views import OpenPlan
from services.words import Text, clock

SWAP, SWAP_NOW = Text(sv="Byt med", en="Swap with"), Text(sv="Byt plats", en="Swap places")
NO_SWAPS = Text(
    sv="Inget besök den dagen går att byta med utan att en regel bryts.",
    en="No visit of that day can be swapped with without breaking a rule.",
)
REPLACE, REPLACE_NOW = Text(sv="Passet tas av", en="The shift is taken by"), Text(sv="Byt passet", en="Trade the shift")
REPLACE_HOW = Text(
    sv="Besöken behåller sina tider. Det den andra hade den dagen går åt andra hållet.",
    en="Visits keep their times. What the other one had that day goes the other way.",
)
NO_REPLACEMENTS = Text(
    sv="Ingen annan den dagen får göra hela passet: flytta besöken ett och ett.",
    en="Nobody else that day may make the whole shift: move its visits one by one.",
)


def swap(ctx: PageContext, acts: Acts, opened: OpenPlan, visit_id: str, found: Sequence[Trade]) -> None:
    """The visits one may trade places with, the cheapest first, and the button that does it."""
    c, t = opened.columns, opened.timetable
    trades = {each.wish.other_id: each for each in found if isinstance(each.wish, Swap)}

    def told(other_id: str) -> str:
        row = c.visit_index[other_id]
        carer = c.problem.carers[int(c.shift_carer[t.shift_of[row]])].label
        start = clock(datetime.fromtimestamp(int(t.start_s[row]) + c.origin_s, ctx.zone))
        client = c.problem.clients[int(c.visit_client[row])].label
        return f"{client} {start}, {carer} · {points_words(trades[other_id].change, ctx.language)}"

    labels = distinct((each, told(each)) for each in trades)
    _choose(ctx, acts, trades, labels, (SWAP, SWAP_NOW, NO_SWAPS), f"plan.swap.{visit_id}")


def replace_carer(ctx: PageContext, acts: Acts, opened: OpenPlan, shift_id: str, found: Sequence[Trade]) -> None:
    """Who may take the whole shift, the cheapest first, and the button that does it."""
    c = opened.columns
    trades = {each.wish.by_shift_id: each for each in found if isinstance(each.wish, ReplaceCarer)}

    def told(other_id: str) -> str:
        shift = c.problem.shifts[c.shift_index[other_id]]
        carer = c.problem.carers[int(c.shift_carer[c.shift_index[other_id]])].label
        first, last = (clock(datetime.fromtimestamp(each, ctx.zone)) for each in (shift.start_s, shift.end_s))
        return f"{carer} {first}–{last} · {points_words(trades[other_id].change, ctx.language)}"

    labels = distinct((each, told(each)) for each in trades)
    if trades:
        st.caption(ctx.say(REPLACE_HOW))
    _choose(ctx, acts, trades, labels, (REPLACE, REPLACE_NOW, NO_REPLACEMENTS), f"plan.replace.{shift_id}")


def _choose(
    ctx: PageContext, acts: Acts, trades: dict[str, Trade], labels: dict[str, str], words: tuple[Text, Text, Text],
    key: str,
) -> None:  # fmt: skip
    which, do, none = words
    if not trades:
        st.caption(ctx.say(none))
        return
    turns = ctx.state(EditState).turns
    chosen = st.selectbox(ctx.say(which), list(trades), format_func=labels.__getitem__, key=f"{key}.{turns}")
    trade = trades[chosen]
    st.caption(plain(ctx.say(change_words(trade.change))))
    st.button(ctx.say(do), key=f"{key}.now", type="primary", icon=":material/swap_horiz:", on_click=acts.do,
              args=(trade.wish,))  # fmt: skip
