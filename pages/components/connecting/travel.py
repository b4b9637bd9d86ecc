"""Where travel times come from: the built-in model or a router, its address and key, tried with one way."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.vocabulary import IntegrationProvider, TravelSource
from pages.components.connecting.model_form import model_form
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.components.travelled_by import NAMES
from pages.shell.context import PageContext
from services.connections.doors import HEADER, DoorView, DoorWish
from services.travel.use_case import HeldTravel, Tried
from services.words import Text, clock, long_date, minutes, number

TITLE = Text(sv="Restider", en="Travel times")
LEAD = Text(
    sv="Den inbyggda modellen räknar på fågelvägen. En vägtjänst räknar på vägnätet: den får positioner men inga namn "
    "eller id, och aldrig hemmet för den som har skyddad identitet. Svarar den inte räknar planeringen vidare med "
    "modellen, och planen säger det.",
    en="The built-in model counts by the straight line. A router counts by the streets: it is told positions but no "
    "names or ids, and never the home of a person whose identity is protected. When it does not answer, planning goes "
    "on with the model, and the plan says so.",
)
SOURCE = Text(sv="Restider från", en="Travel times from")
ADDRESS = Text(sv="Vägtjänstens adress", en="Address of the router")
KEY = Text(sv="Nyckel (om tjänsten kräver en)", en="Key (if it asks for one)")
KEY_HEADER = Text(sv="Rubrik för nyckeln", en="Header of the key")
SAVE, TRY = Text(sv="Spara restider", en="Save travel times"), Text(sv="Prova vägtjänsten", en="Try the router")
SAVED = Text(
    sv="Restiderna är sparade och gäller från nästa körning.", en="Travel times are saved, from the next run on."
)
WORKS = Text(
    sv="Vägtjänsten svarade på {ms} ms: {time}, {km} km mellan två av era platser.",
    en="The router answered in {ms} ms: {time}, {km} km between two of your places.",
)
NO_WAY = Text(
    sv="Vägtjänsten svarar, men hittar ingen väg mellan två av era platser. Har den rätt karta?",
    en="The router answers but finds no way between two of your places. Has it the right map?",
)
RESTING = Text(
    sv="Vägtjänsten vilar till kl. {time} efter {count} misslyckade anrop i rad.",
    en="The router rests until {time} after {count} failed calls in a row.",
)
HISTORY = Text(sv="Tidigare versioner", en="Earlier versions")
BY_HAND, CALIBRATED = Text(sv="för hand", en="by hand"), Text(sv="ur uppföljningen", en="from what was measured")
ADDRESS_HINT = "https://"


@dataclass
class TravelState:
    """What was done last, told once; a typed key is forgotten with every new round."""

    is_saved: bool = False
    tried: Tried | None = None
    round: int = 0


def travel_section(ctx: PageContext) -> None:
    """The section of the page."""
    state = ctx.state(TravelState)
    held = ctx.services.travel_times.held(ctx.actor)
    with st.container(border=True, key="connection_travel", gap="medium", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.markdown(ctx.say(LEAD))
        sources = list(TravelSource)
        source = st.segmented_control(
            ctx.say(SOURCE), sources, default=held.chosen.source, required=True,
            format_func=lambda each: ctx.say(NAMES[each]), key="travel.source",
        )  # fmt: skip
        door = _door(ctx, source)
        with st.container():  # always there: what comes and goes above a form would show the form twice for a while
            _standing(ctx, door)
        if _form(ctx, state, held, source, door):
            state.is_saved, state.round = True, state.round + 1
            st.rerun()
        if door is not None and source is held.chosen.source:
            _trial(ctx, state, source)
        if state.is_saved:
            st.success(ctx.say(SAVED), icon=":material/check_circle:")
            state.is_saved = False
        _history(ctx, held)


def _door(ctx: PageContext, source: TravelSource) -> DoorView | None:
    if source is TravelSource.BUILT_IN:
        return None
    return ctx.services.doors.held(ctx.actor, IntegrationProvider(source.value))


def _standing(ctx: PageContext, door: DoorView | None) -> None:
    if door is not None and door.is_resting and door.rests_until is not None:
        until = clock(door.rests_until.astimezone(ctx.zone))
        st.warning(ctx.say(RESTING, time=until, count=door.failures), icon=":material/pause_circle:")


def _form(
    ctx: PageContext, state: TravelState, held: HeldTravel, source: TravelSource, door: DoorView | None
) -> bool:  # fmt: skip
    """Whether it was saved."""
    with st.form("travel.form", border=False):
        wish = None if source is TravelSource.BUILT_IN else _router(ctx, state, source, door)
        parameters = model_form(ctx, held.chosen.parameters, held.chosen.version)
        if not st.form_submit_button(ctx.say(SAVE), type="primary", icon=":material/save:", key="travel.save"):
            return False

    def save() -> None:
        if wish is not None:
            ctx.services.doors.save(ctx.actor, wish)
        ctx.services.travel_times.save(ctx.actor, held.chosen.version, source, parameters)

    return done(ctx, save)


def _router(ctx: PageContext, state: TravelState, source: TravelSource, door: DoorView | None) -> DoorWish:
    address = st.text_input(
        ctx.say(ADDRESS), value=door.base_url if door else "", placeholder=ADDRESS_HINT, key=f"travel.address.{source}"
    )
    left, right = st.columns(2)
    key = left.text_input(
        ctx.say(KEY), type="password", key=f"travel.key.{source}.{state.round}", autocomplete="off"
    )  # fmt: skip
    header = right.text_input(
        ctx.say(KEY_HEADER), value=door.settings.get(HEADER, "Authorization") if door else "Authorization",
        key=f"travel.header.{source}",
    )  # fmt: skip
    return DoorWish(IntegrationProvider(source.value), address, key, {HEADER: header})


def _trial(ctx: PageContext, state: TravelState, source: TravelSource) -> None:
    def ask() -> None:
        state.tried = ctx.services.travel_times.try_router(ctx.actor, source)

    state.tried = None
    if not st.button(ctx.say(TRY), icon=":material/network_check:", key="travel.try") or not done(ctx, ask):
        return
    tried: Tried | None = state.tried
    if tried is None or tried.seconds is None or tried.metres is None:
        st.warning(ctx.say(NO_WAY), icon=":material/info:")
        return
    km = number(tried.metres / 1000, ctx.language, 1)
    told = ctx.say(WORKS, ms=tried.answered_ms, time=minutes(tried.seconds, ctx.language), km=km)
    st.success(told, icon=":material/check_circle:")


def _history(ctx: PageContext, held: HeldTravel) -> None:
    if not held.history:
        return
    with st.expander(ctx.say(HISTORY)):
        for each in held.history:
            made = each.made_at.astimezone(ctx.zone) if each.made_at else ctx.now()
            why = ctx.say(CALIBRATED if each.why.value == "calibration" else BY_HAND)
            when = f"{long_date(made.date(), ctx.language)} {clock(made)}"
            st.caption(f"{each.number} · {ctx.say(NAMES[each.source])} · {why} · {plain(each.made_by)} · {when}")
