"""What a plan travels by: a router, or the built-in model, and why where a router was meant to be asked."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import TravelSource
from pages.shell.context import PageContext
from services.problem import Roads
from services.words import Text, number

NAMES = {
    TravelSource.BUILT_IN: Text(sv="Inbyggd modell", en="Built-in model"),
    TravelSource.OSRM: Text(sv="OSRM", en="OSRM"),
    TravelSource.VALHALLA: Text(sv="Valhalla", en="Valhalla"),
}
BY_MODEL = Text(sv="Restider: inbyggd modell.", en="Travel times: built-in model.")
BY_ROADS = Text(sv="Restider: {source}, på vägnätet.", en="Travel times: {source}, by road.")
IN_PART = Text(
    sv="Restider: {source}; {count} av sträckorna är {count:räknad|räknade} med den inbyggda modellen.",
    en="Travel times: {source}; {count} of the ways {count:is|are} counted by the built-in model.",
)
FELL_BACK = Text(
    sv="Restiderna är räknade med den inbyggda modellen där {source} inte svarade. {cause} ({code})",
    en="Travel times are counted by the built-in model where {source} did not answer. {cause} ({code})",
)


def travelled_by(ctx: PageContext, roads: Roads | None, *, only_doubts: bool = False) -> None:
    """One line, or a warning where the router did not answer; `only_doubts` keeps silent when all is as meant."""
    if roads is not None and roads.code:
        cause = ctx.say(roads.cause) if roads.cause is not None else ""
        told = ctx.say(FELL_BACK, source=_name(ctx, roads), cause=cause, code=roads.code)
        st.warning(told, icon=":material/wrong_location:")
    elif not only_doubts:
        st.caption(_line(ctx, roads))


def _line(ctx: PageContext, roads: Roads | None) -> str:
    if roads is None:
        return ctx.say(BY_MODEL)
    if roads.unknown:
        return ctx.say(IN_PART, source=_name(ctx, roads), count=number(roads.unknown, ctx.language))
    return ctx.say(BY_ROADS, source=_name(ctx, roads))


def _name(ctx: PageContext, roads: Roads) -> str:
    return ctx.say(NAMES[TravelSource(roads.source)])
