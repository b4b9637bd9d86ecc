"""The card beside the board: what is known of the picked visit or carer, and why a visit has nobody."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.plain import plain
from pages.shell.context import PageContext
from services.board.facts import Facts
from services.board.reasons import Alternatives
from services.words import Text

NOTHING = Text(sv="Inget valt", en="Nothing selected")
NOTHING_HOW = Text(
    sv="Klicka på ett besök, en medarbetare eller en punkt på kartan. På tangentbordet: Tabb till tidslinjen, sedan "
    "pilar och Retur.",
    en="Click a visit, a carer or a point on the map. On the keyboard: Tab to the timeline, then arrows and Enter.",
)
COSTS = Text(sv="Vad det kostar planen", en="What it costs the plan")
NO_COSTS = Text(sv="Kostar planen ingenting.", en="Costs the plan nothing.")
WHO_ELSE = Text(sv="Vem annars?", en="Who else?")
WHY = Text(sv="Varför har ingen fått det?", en="Why does nobody have it?")
ROOM = Text(sv="Har plats nu", en="Has room now")
NO_ROOM = Text(sv="Ingen har plats utan att något annat flyttas.", en="Nobody has room unless something else moves.")
CARERS = Text(sv="{count} medarbetare", en="{count} {count:carer|carers}")
STOPS = Text(sv="Dagens besök", en="The day's visits")
WOULD_HELP = Text(sv="Det här skulle räcka", en="This would be enough")
MOST_NAMED, MOST_HELP = 3, 5


def empty_card(ctx: PageContext) -> None:
    """Nothing is picked: how to pick."""
    st.markdown(f"**{ctx.say(NOTHING)}**")
    st.caption(ctx.say(NOTHING_HOW))


def facts_card(ctx: PageContext, facts: Facts, *, with_costs: bool) -> None:
    """Title, badges and lines; of a visit what it costs, of a carer the stops of the day."""
    title = f"**{plain(facts.title)}**"
    st.markdown(f"{title} · {plain(facts.subtitle)}" if facts.subtitle else title)
    if facts.badges:
        with st.container(horizontal=True, gap="xsmall"):
            for words, colour in facts.badges:
                st.badge(words, color=colour)
    _pairs(facts.lines)
    if with_costs:
        costs_card(ctx, facts)
    if facts.stops:
        st.caption(ctx.say(STOPS))
        _pairs(facts.stops, width_px=52)


def costs_card(ctx: PageContext, facts: Facts) -> None:
    """What the picked visit costs the plan, a sentence for each thing."""
    st.caption(ctx.say(COSTS))
    with st.container(gap="xsmall"):
        for said in facts.costs or (ctx.say(NO_COSTS),):
            st.markdown(f":small[{plain(said)}]")


def alternatives_card(
    ctx: PageContext, found: Alternatives, with_room: Callable[[], None], *, has_room: bool, is_planned: bool
) -> None:
    """Who has room, drawn by `with_room`; what would be enough; then what stands in everybody else's way."""
    st.caption(ctx.say(WHO_ELSE if is_planned else WHY))
    with st.container(gap="xsmall"):
        for said in found.hopeless:
            st.markdown(f":small[{plain(said)}]")
        if has_room:
            st.markdown(f":small[**{ctx.say(ROOM)}**]")
            with_room()
        elif not found.hopeless:
            st.markdown(f":small[{ctx.say(NO_ROOM)}]")
        if found.would_help:
            st.markdown(f":small[**{ctx.say(WOULD_HELP)}**]")
        for said in found.would_help[:MOST_HELP]:
            st.markdown(f":small[{plain(said)}]")
        for said, who in found.against:
            names = ", ".join(who) if len(who) <= MOST_NAMED else ctx.say(CARERS, count=len(who))
            st.markdown(f":small[**{plain(names)}** {plain(said)}.]")


def _pairs(pairs: tuple[tuple[str, str], ...], width_px: int = 96) -> None:
    with st.container(gap="xxsmall"):
        for what, value in pairs:
            with st.container(horizontal=True, gap="xsmall"):
                st.markdown(f":gray[{plain(what)}]", width=width_px)
                st.markdown(plain(value), width="stretch")
