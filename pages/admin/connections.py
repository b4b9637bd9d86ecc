"""Connections: other systems that plan, tell the ways and hold the care data, their keys, and whether they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.components.connecting.care import TITLE as CARE
from pages.components.connecting.care import care_section
from pages.components.connecting.travel import TITLE as TRAVEL
from pages.components.connecting.travel import travel_section
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.connections.use_case import HOSTED_URL, SIGNATURE_HEADER, STAMP_HEADER, ConnectionView, ConnectionWish
from services.errors import CareError
from services.words import Text, clock

TITLE = Text(sv="Anslutningar", en="Connections")
LEAD = Text(
    sv="System som Caire talar med: en lösare, restider och ert vårdsystem. Inget av dem krävs.",
    en="Systems that Caire talks to: a solver, travel times and your care system. None of them is needed.",
)
TIMEFOLD = Text(sv="Timefold", en="Timefold")
HOSTED_LEAD = Text(
    sv="Med en nyckel från Timefold kan planerare låta Timefolds lösare räkna i stället för den inbyggda. Dit skickas "
    "id-nummer, positioner, tider och kompetenser i kod – aldrig namn, adresser eller personnummer.",
    en="With a key from Timefold, planners may let Timefold's solver plan instead of the built-in one. It is sent ids, "
    "positions, times and skills in code – never names, addresses or personal numbers.",
)
SYSTEMS = {"timefold": TIMEFOLD, "travel": TRAVEL, "care": CARE}
ADDRESS, KEY = Text(sv="Adress", en="Address"), Text(sv="Nyckel", en="Key")
KEY_HELP = Text(
    sv="Sparas krypterad och visas aldrig igen. Lämna tomt för att behålla den som finns.",
    en="Kept encrypted and never shown again. Leave empty to keep the one there is.",
)
KEPT = Text(sv="Sparad", en="Kept")
PROFILE = Text(sv="Profil", en="Profile")
PROFILE_HELP = Text(
    sv="Konfigurationsprofilens namn eller id hos Timefold: karta, trådar och minne. Tomt: deras standard.",
    en="Name or id of the configuration profile at Timefold: map, threads and memory. Empty: their standard.",
)
HOOKS = Text(sv="Besked från Timefold (webhook)", en="Word from Timefold (webhook)")
HOOKS_HOW = Text(
    sv="Valfritt: Timefold säger till när en körning är klar. Ange den här adressen hos Timefold:",
    en="Optional: Timefold tells us when a run is over. Give this address at Timefold:",
)
HOOK_SECRET = Text(sv="Signeringshemlighet", en="Signing secret")
SIGNATURE, STAMP = Text(sv="Rubrik: signatur", en="Header: signature"), Text(sv="Rubrik: tid", en="Header: time")
SAVE, TRY = Text(sv="Spara", en="Save"), Text(sv="Prova anslutningen", en="Try the connection")
CLOSE = Text(sv="Stäng anslutningen", en="Close the connection")
CLOSE_SURE = Text(
    sv="Pågående körningar hos Timefold avbryts och nyckeln kan inte användas mer.",
    en="Runs under way at Timefold are broken off, and the key cannot be used any more.",
)
CLOSE_YES = Text(sv="Ja, stäng", en="Yes, close it")
SAVED = Text(sv="Anslutningen är sparad.", en="The connection is saved.")
WORKS = Text(sv="Timefold svarar och godtar nyckeln.", en="Timefold answers and accepts the key.")
CLOSED = Text(sv="Anslutningen är stängd.", en="The connection is closed.")
ANSWERED = Text(sv="Svarade senast {day} kl. {time}.", en="Last answered {day} at {time}.")
RESTING = Text(
    sv="Anslutningen vilar till kl. {time} efter {count} misslyckade anrop i rad.",
    en="The connection rests until {time} after {count} failed calls in a row.",
)
FAULT = Text(sv="{cause} {action} ({code})", en="{cause} {action} ({code})")
HOOK_PATH = "{base}/hooks/timefold/{organization}/{connection}"


@dataclass
class ConnectionsState:
    """What was done last, told once; typed secrets are forgotten with every new round."""

    done: str = ""
    round: int = 0


def render(ctx: PageContext) -> None:
    """Timefold: set up, tried, closed; then travel times and the care system."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    shown = st.segmented_control(
        ctx.say(TITLE), list(SYSTEMS), format_func=lambda name: ctx.say(SYSTEMS[name]), default="timefold",
        required=True, label_visibility="collapsed", key="connections.shown",
    )  # fmt: skip
    {"timefold": _timefold, "travel": travel_section, "care": care_section}[shown](ctx)


def _timefold(ctx: PageContext) -> None:
    state = ctx.state(ConnectionsState)
    held = ctx.services.connections.timefold(ctx.actor)
    with st.container(border=True, key="connection_timefold", gap="medium", width=760):
        st.subheader(ctx.say(TIMEFOLD), anchor=False)
        st.markdown(ctx.say(HOSTED_LEAD))
        with st.container():  # always there: what comes and goes above a form would show the form twice for a while
            if held is not None:
                _standing(ctx, held)
        wish = _form(ctx, state, held)
        if wish is not None:
            _act(ctx, state, lambda: ctx.services.connections.save(ctx.actor, wish), SAVED)
        if held is not None:
            _ways(ctx, state, held)
        told = {word.sv: word for word in (SAVED, WORKS, CLOSED)}.get(state.done)
        if told is not None:
            st.success(ctx.say(told), icon=":material/check_circle:")
            state.done = ""


def _standing(ctx: PageContext, held: ConnectionView) -> None:
    if held.is_resting and held.rests_until is not None:
        until = clock(held.rests_until.astimezone())
        st.warning(ctx.say(RESTING, time=until, count=held.failures), icon=":material/pause_circle:")
    elif held.answered_at is not None:
        moment = held.answered_at.astimezone()
        st.caption(ctx.say(ANSWERED, day=moment.date().isoformat(), time=clock(moment)))


def _form(ctx: PageContext, state: ConnectionsState, held: ConnectionView | None) -> ConnectionWish | None:
    """The wish when it was saved."""
    with st.form("connection.form", border=False):
        address = st.text_input(ctx.say(ADDRESS), value=held.base_url if held else HOSTED_URL, key="connection.address")
        key = st.text_input(
            ctx.say(KEY), type="password", key=f"connection.key.{state.round}", help=ctx.say(KEY_HELP),
            autocomplete="off", placeholder=ctx.say(KEPT) if held else None,
        )  # fmt: skip
        profile = st.text_input(
            ctx.say(PROFILE), value=held.profile if held else "", key="connection.profile", help=ctx.say(PROFILE_HELP)
        )
        signature, stamp, secret = _hooks(ctx, state, held)
        if not st.form_submit_button(ctx.say(SAVE), type="primary", icon=":material/save:", key="connection.save"):
            return None
    return ConnectionWish(address, key, profile, signature, stamp, secret or None)


def _hooks(ctx: PageContext, state: ConnectionsState, held: ConnectionView | None) -> tuple[str, str, str]:
    if held is None:
        return SIGNATURE_HEADER, STAMP_HEADER, ""
    with st.expander(ctx.say(HOOKS)):
        base = ctx.services.settings.base_url or ""
        st.caption(ctx.say(HOOKS_HOW))
        st.code(HOOK_PATH.format(base=base, organization=ctx.actor.organization_id, connection=held.id), language=None)
        secret = st.text_input(
            ctx.say(HOOK_SECRET), type="password", key=f"connection.hook.{state.round}", help=ctx.say(KEY_HELP),
            autocomplete="off",
        )  # fmt: skip
        signature = st.text_input(ctx.say(SIGNATURE), value=held.signature_header, key="connection.signature")
        stamp = st.text_input(ctx.say(STAMP), value=held.stamp_header, key="connection.stamp")
    return signature, stamp, secret


def _ways(ctx: PageContext, state: ConnectionsState, held: ConnectionView) -> None:
    connections = ctx.services.connections
    with st.container(horizontal=True):
        if st.button(ctx.say(TRY), icon=":material/network_check:", key="connection.try"):
            _act(ctx, state, lambda: connections.try_timefold(ctx.actor), WORKS)
        with st.popover(ctx.say(CLOSE), icon=":material/link_off:"):
            st.markdown(ctx.say(CLOSE_SURE))
            if st.button(ctx.say(CLOSE_YES), key="connection.close"):
                _act(ctx, state, lambda: connections.close_timefold(ctx.actor), CLOSED)


def _act(ctx: PageContext, state: ConnectionsState, act: Callable[[], object], done: Text) -> None:
    """Do it and say so at the top of the page drawn anew; a refusal is told where it was asked."""
    try:
        act()
    except CareError as refused:
        told = ctx.say(FAULT, cause=ctx.say(refused.cause), action=ctx.say(refused.action), code=refused.code)
        st.warning(told, icon=":material/info:")
        return
    state.done, state.round = done.sv, state.round + 1
    st.rerun()


PAGE = PageSpec(
    title=TITLE, url_path="connections", icon=":material/hub:", section=Section.DATA, needs=Capability.CONNECT,
    render=render,
)  # fmt: skip
