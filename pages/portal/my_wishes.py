"""My wishes: a carer asks for a day off, a shift or a swap, and reads what the planner answered."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from data.vocabulary import WishKind
from pages.components.portal.bar import WIDTH_PX, portal_bar
from pages.components.portal.wish_list import SENT, wish_list
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.portal.wishing import LONGEST_NOTE, OF_CARERS, NewWish
from services.words import Text

TITLE = Text(sv="Mina önskemål", en="My wishes")
LEAD = Text(
    sv="En planerare svarar på det du önskar, och svaret syns här.",
    en="A planner answers what you wish for, and the answer shows here.",
)
ASK = Text(sv="Önska något", en="Make a wish")
WHAT = Text(sv="Vad önskar du?", en="What do you wish for?")
KINDS = {
    WishKind.DAY_OFF: Text(sv="Ledigt", en="Time off"),
    WishKind.SHIFT: Text(sv="Ett pass", en="A shift"),
    WishKind.SWAP: Text(sv="Byta pass", en="A swap"),
}
DAY = Text(sv="Vilken dag?", en="Which day?")
FIRST, LAST = Text(sv="Första dagen", en="First day"), Text(sv="Sista dagen", en="Last day")
FROM, TO = Text(sv="Från kl. (om det spelar roll)", en="From (if it matters)"), Text(sv="Till kl.", en="Until")
NOTE = Text(sv="Något vi behöver veta? (frivilligt)", en="Anything we need to know? (optional)")
SWAP_NOTE = Text(sv="Med vem, eller mot vilket pass?", en="With whom, or for which shift?")
SEND = Text(sv="Skicka önskemål", en="Send the wish")


def render(ctx: PageContext) -> None:
    """The form, then what was asked and answered."""
    with st.container(width=WIDTH_PX, gap="small", key="my_wishes"):
        st.header(ctx.say(TITLE), anchor=False)
        st.caption(ctx.say(LEAD))
        if ctx.actor.may(Capability.WISH):
            _form(ctx)
        wish_list(ctx)
    portal_bar(ctx, "my-wishes")


def _form(ctx: PageContext) -> None:
    st.subheader(ctx.say(ASK), anchor=False)
    kind = st.segmented_control(
        ctx.say(WHAT), list(OF_CARERS), default=WishKind.DAY_OFF, format_func=lambda each: ctx.say(KINDS[each]),
        key="wishes.kind", required=True,
    )  # fmt: skip
    kind = kind or WishKind.DAY_OFF
    tomorrow = ctx.now().date() + timedelta(days=1)
    with st.form("wishes.form", clear_on_submit=True):
        first = st.date_input(ctx.say(FIRST if kind is WishKind.DAY_OFF else DAY), tomorrow, format="YYYY-MM-DD")
        last = first
        start = end = None
        if kind is WishKind.DAY_OFF:
            last = st.date_input(ctx.say(LAST), tomorrow, format="YYYY-MM-DD")
            # Who changes the first day alone wishes for that day.
            last = max(first, last)
        if kind is WishKind.SHIFT:
            with st.container(horizontal=True):
                start = st.time_input(ctx.say(FROM), None, step=900)
                end = st.time_input(ctx.say(TO), None, step=900)
        note = st.text_area(ctx.say(SWAP_NOTE if kind is WishKind.SWAP else NOTE), max_chars=LONGEST_NOTE, height=80)
        if st.form_submit_button(ctx.say(SEND), type="primary", width="stretch", icon=":material/send:"):
            wish = NewWish(kind, first, last, start_time=start, end_time=end, note=note)
            ctx.services.wishes.ask(ctx.actor, wish)
            st.success(ctx.say(SENT), icon=":material/check_circle:")


PAGE = PageSpec(
    title=TITLE, url_path="my-wishes", icon=":material/edit_calendar:", section=Section.PORTAL,
    needs=Capability.OWN_DAY, render=render,
)  # fmt: skip
