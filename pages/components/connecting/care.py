"""The connection to the care system: address and key, which days how often, and who wins where both sides differ."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from services.connections.doors import HEADER, DoorView
from services.ecare.profile import CareProfile
from services.ecare.use_case import CareWish
from services.importing.care.rules import Rules, Wins
from services.words import Text, clock

TITLE = Text(sv="Vårdsystemet (Alfa eCare)", en="The care system (Alfa eCare)")
LEAD = Text(
    sv="Planerade och utförda besök hämtas hit, publicerade planer skickas tillbaka. Personnummer sparas aldrig: de "
    "blir till koder när de kommer in. Fältens namn står på sidan Importera, under Kolumnnamn.",
    en="Planned and performed visits are pulled from it, published plans are given back. Personal numbers are never "
    "kept: they become codes as they come in. The fields' names stand on the page Import, under Column names.",
)
ADDRESS = Text(sv="Vårdsystemets adress", en="Address of the care system")
KEY = Text(sv="Nyckel till vårdsystemet", en="Key to the care system")
KEY_HELP = Text(
    sv="Precis som den ska skickas, till exempel ”Bearer …”. Sparas krypterad och visas aldrig igen.",
    en="Exactly as it is to be sent, such as “Bearer …”. Kept encrypted and never shown again.",
)
KEPT = Text(sv="Sparad", en="Kept")
KEY_HEADER = Text(sv="Rubrik för nyckeln", en="Header of the key")
PATH, PUSH_PATH = (
    Text(sv="Sökväg för hämtning", en="Path to pull from"),
    Text(sv="Sökväg för planer", en="Path for plans"),
)
GROUP = Text(sv="Bara grupp (valfritt)", en="Only group (optional)")
BACK, OVERLAP = Text(sv="Dagar bakåt första gången", en="Days back at first"), Text(sv="Dagar om igen", en="Days again")
OVERLAP_HELP = Text(
    sv="Besök antecknas ibland i efterhand: så många dagar före senaste hämtningen hämtas om.",
    en="Visits are sometimes recorded late: so many days before the last pull are pulled again.",
)
AHEAD = Text(sv="Dagar framåt", en="Days ahead")
EVERY = Text(sv="Hämta av sig själv", en="Pull by itself")
PACES = {
    0: Text(sv="Aldrig, bara när någon ber om det", en="Never, only when somebody asks"),
    15: Text(sv="Varje kvart", en="Every quarter of an hour"),
    60: Text(sv="Varje timme", en="Every hour"),
    240: Text(sv="Var fjärde timme", en="Every four hours"),
    1440: Text(sv="Varje dygn", en="Every day"),
}
RULES = Text(sv="Vems uppgifter gäller när de skiljer sig?", en="Where the two differ, whose data hold?")
WINS = {Wins.THEIRS: Text(sv="Vårdsystemets", en="The care system's"), Wins.OURS: Text(sv="Vår", en="Ours")}
WANTED = Text(sv="Längd, tider, insats", en="Length, times, service")
PLANNED = Text(sv="Vem och när", en="Who and when")
PERFORMED = Text(sv="Utfört", en="Performed")
LOCKED = Text(
    sv="Publicerade planer, låsta och påbörjade besök planeras aldrig om och ställs aldrig in utifrån. Det gäller både "
    "hämtningar och inlästa filer.",
    en="Published plans, pinned visits and visits under way are never planned anew or called off from outside. That "
    "holds for pulls and for files taken in.",
)
SAVE, CLOSE = (
    Text(sv="Spara vårdsystemet", en="Save the care system"),
    Text(sv="Stäng anslutningen", en="Close the connection"),
)
CLOSE_SURE = Text(
    sv="Inget hämtas eller skickas mer, och nyckeln kan inte användas.",
    en="Nothing is pulled or sent any more, and the key cannot be used.",
)
CLOSE_YES = Text(sv="Ja, stäng", en="Yes, close it")
SAVED, CLOSED = (
    Text(sv="Anslutningen till vårdsystemet är sparad. Hämta på sidan Importera.",
         en="The connection to the care system is saved. Pull on the page Import."),
    Text(sv="Anslutningen till vårdsystemet är stängd.", en="The connection to the care system is closed."),
)  # fmt: skip
RESTING = Text(
    sv="Anslutningen vilar till kl. {time} efter {count} misslyckade anrop i rad.",
    en="The connection rests until {time} after {count} failed calls in a row.",
)


@dataclass
class CareState:
    """What was done last, told once; typed keys are forgotten with every new round."""

    told: str = ""
    round: int = 0


def care_section(ctx: PageContext) -> None:
    """The section of the page."""
    state = ctx.state(CareState)
    held = ctx.services.ecare.held(ctx.actor)
    door, profile = held or (None, CareProfile())
    with st.container(border=True, key="connection_care", gap="medium", width=760):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.markdown(ctx.say(LEAD))
        with st.container():  # always there: what comes and goes above a form would show the form twice for a while
            if door is not None and door.is_resting and door.rests_until is not None:
                until = clock(door.rests_until.astimezone(ctx.zone))
                st.warning(ctx.say(RESTING, time=until, count=door.failures), icon=":material/pause_circle:")
        wish = _form(ctx, state, door, profile)
        if wish is not None and done(ctx, lambda: ctx.services.ecare.save(ctx.actor, wish)):
            _again(state, SAVED)
        if door is not None:
            with st.popover(ctx.say(CLOSE), icon=":material/link_off:"):
                st.markdown(ctx.say(CLOSE_SURE))
                is_sure = st.button(ctx.say(CLOSE_YES), key="care.close")
                if is_sure and done(ctx, lambda: ctx.services.ecare.close(ctx.actor)):
                    _again(state, CLOSED)
        told = {word.sv: word for word in (SAVED, CLOSED)}.get(state.told)
        if told is not None:
            st.success(ctx.say(told), icon=":material/check_circle:")
            state.told = ""


def _again(state: CareState, told: Text) -> None:
    state.told, state.round = told.sv, state.round + 1
    st.rerun()


def _form(ctx: PageContext, state: CareState, door: DoorView | None, held: CareProfile) -> CareWish | None:
    """The wish when it was saved."""
    with st.form("care.form", border=False):
        address = st.text_input(ctx.say(ADDRESS), value=door.base_url if door else "", key="care.address")
        left, right = st.columns(2)
        key = left.text_input(
            ctx.say(KEY), type="password", key=f"care.key.{state.round}", help=ctx.say(KEY_HELP), autocomplete="off",
            placeholder=ctx.say(KEPT) if door else None,
        )  # fmt: skip
        header = right.text_input(
            ctx.say(KEY_HEADER), value=door.settings.get(HEADER, "Authorization") if door else "Authorization",
            key="care.header",
        )  # fmt: skip
        profile = _profile(ctx, held)
        if not st.form_submit_button(ctx.say(SAVE), type="primary", icon=":material/save:", key="care.save"):
            return None
    return CareWish(address, key, header, profile)


def _profile(ctx: PageContext, held: CareProfile) -> CareProfile:
    path = st.text_input(ctx.say(PATH), value=held.path, key="care.path")
    left, right = st.columns(2)
    push_path = left.text_input(ctx.say(PUSH_PATH), value=held.push_path, key="care.push_path")
    group = right.text_input(ctx.say(GROUP), value=held.group, key="care.group")
    first, second, third = st.columns(3)
    back = first.number_input(ctx.say(BACK), value=held.days_back, step=1, key="care.back")
    overlap = second.number_input(
        ctx.say(OVERLAP), value=held.overlap, step=1, key="care.overlap", help=ctx.say(OVERLAP_HELP)
    )
    ahead = third.number_input(ctx.say(AHEAD), value=held.days_ahead, step=1, key="care.ahead")
    paces = list(PACES)
    pace = st.selectbox(
        ctx.say(EVERY), paces, index=paces.index(held.every_min) if held.every_min in paces else 0,
        format_func=lambda minutes: ctx.say(PACES[minutes]), key="care.every",
    )  # fmt: skip
    return CareProfile(path, push_path, group, back, overlap, ahead, pace, _rules(ctx, held.rules))


def _rules(ctx: PageContext, held: Rules) -> Rules:
    st.markdown(f"**{ctx.say(RULES)}**")
    chosen = [
        column.radio(
            ctx.say(title), list(WINS), index=list(WINS).index(now), format_func=lambda each: ctx.say(WINS[each]),
            key=f"care.rule.{title.en}",
        )
        for column, title, now in zip(
            st.columns(3), (WANTED, PLANNED, PERFORMED), (held.wanted, held.planned, held.performed), strict=True
        )
    ]  # fmt: skip
    st.caption(ctx.say(LOCKED))
    return Rules(*chosen)
