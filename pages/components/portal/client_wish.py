"""A client's wish: another time for a visit, or who comes; a planner answers, nothing changes by itself."""

from __future__ import annotations

from datetime import time

import streamlit as st

from data.vocabulary import VisitStatus, WishKind
from pages.components.portal.wish_list import SENT
from pages.shell.context import PageContext
from services.portal.views import Call, MyVisits
from services.portal.wishing import LONGEST_NOTE, OF_CLIENTS, NewWish
from services.words import Text, clock, short_day

ASK = Text(sv="Önska något", en="Make a wish")
HOW = Text(
    sv="Det du önskar ändrar inget direkt. Vi läser det och svarar här.",
    en="What you wish for changes nothing at once. We read it and answer here.",
)
WHAT = Text(sv="Vad gäller det?", en="What is it about?")
KINDS = {
    WishKind.TIME: Text(sv="En annan tid", en="Another time"),
    WishKind.CARER: Text(sv="Vem som kommer", en="Who comes"),
}
WHICH = Text(sv="Vilket besök?", en="Which visit?")
FROM, TO = Text(sv="Hellre från kl.", en="Rather from"), Text(sv="till kl.", en="until")
WHO = Text(sv="Vem?", en="Who?")
HOW_LIKED = Text(sv="Vad önskar du?", en="What would you like?")
LIKED, DISLIKED = (
    Text(sv="Kommer gärna oftare", en="May come more often"),
    Text(sv="Helst någon annan", en="Rather somebody else"),
)
NOTE = Text(sv="Vill du berätta något mer? (frivilligt)", en="Would you like to tell us more? (optional)")
SEND = Text(sv="Skicka önskemål", en="Send the wish")
NO_VISITS = Text(sv="Det finns inget kommande besök att önska om.", en="There is no coming visit to wish about.")
NO_CARERS = Text(sv="Vi vet ännu inte vilka som kommer.", en="We do not know yet who comes.")
NINE, TEN = time(9), time(10)


def client_wish(ctx: PageContext, mine: MyVisits) -> None:
    """The form."""
    st.subheader(ctx.say(ASK), anchor=False)
    st.markdown(ctx.say(HOW))
    kind = st.segmented_control(
        ctx.say(WHAT), list(OF_CLIENTS), default=WishKind.TIME, format_func=lambda each: ctx.say(KINDS[each]),
        key="visits.kind", required=True,
    )  # fmt: skip
    if kind is WishKind.CARER:
        _about_carer(ctx, mine)
    else:
        _about_time(ctx, mine)


def _about_time(ctx: PageContext, mine: MyVisits) -> None:
    coming = [call for call in mine.calls if call.status is VisitStatus.PLANNED and call.start > ctx.now()]
    if not coming:
        st.info(ctx.say(NO_VISITS))
        return
    named = {_named(ctx, call): call for call in coming}
    with st.form("visits.time", clear_on_submit=True):
        call = named[st.selectbox(ctx.say(WHICH), list(named)) or next(iter(named))]
        with st.container(horizontal=True):
            start = st.time_input(ctx.say(FROM), NINE, step=900)
            end = st.time_input(ctx.say(TO), TEN, step=900)
        note = st.text_area(ctx.say(NOTE), max_chars=LONGEST_NOTE, height=80)
        if st.form_submit_button(ctx.say(SEND), type="primary", width="stretch", icon=":material/send:"):
            was = call.start.time().replace(second=0, microsecond=0)
            wish = NewWish(WishKind.TIME, call.start.date(), None, was, start, end, note=note)
            ctx.services.wishes.ask(ctx.actor, wish)
            st.success(ctx.say(SENT), icon=":material/check_circle:")


def _about_carer(ctx: PageContext, mine: MyVisits) -> None:
    if not mine.carers:
        st.info(ctx.say(NO_CARERS))
        return
    with st.form("visits.carer", clear_on_submit=True):
        names = dict(mine.carers)
        carer = st.selectbox(ctx.say(WHO), list(names), format_func=lambda each: names[each])
        is_against = st.radio(
            ctx.say(HOW_LIKED), [False, True], format_func=lambda each: ctx.say(DISLIKED if each else LIKED)
        )
        note = st.text_area(ctx.say(NOTE), max_chars=LONGEST_NOTE, height=80)
        if st.form_submit_button(ctx.say(SEND), type="primary", width="stretch", icon=":material/send:"):
            wish = NewWish(WishKind.CARER, about=carer, is_against=bool(is_against), note=note)
            ctx.services.wishes.ask(ctx.actor, wish)
            st.success(ctx.say(SENT), icon=":material/check_circle:")


def _named(ctx: PageContext, call: Call) -> str:
    return f"{ctx.say(short_day(call.start.date()))} {clock(call.start)} {call.service}".strip()
