"""My visits: who comes to a client and when, what has changed, and wishes for times and carers; large and plain."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from data.vocabulary import VisitStatus
from pages.components.plain import plain
from pages.components.portal.bar import WIDTH_PX
from pages.components.portal.client_wish import client_wish
from pages.components.portal.wish_list import wish_list
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import remember
from services.access import Capability
from services.portal.views import Call, MyVisits
from services.words import Text, clock, long_date

TITLE = Text(sv="Mina besök", en="My visits")
LEAD = Text(
    sv="Vem som kommer, och när. Ändras något står det vid besöket.",
    en="Who comes, and when. If anything changes it says so at the visit.",
)
TODAY = Text(sv="I dag, {day}", en="Today, {day}")
COMES = Text(sv="{who} kommer", en="{who} comes")
WAS_HERE = Text(sv="{who} har varit här", en="{who} has been here")
PASSED = Text(sv="{who} skulle komma", en="{who} was to come")
IS_HERE = Text(sv="{who} är här nu", en="{who} is here now")
NOBODY_YET = Text(sv="Det är inte bestämt vem som kommer", en="It is not decided who comes")
SOMEBODY = Text(sv="Hemtjänsten", en="The home care")
CHANGED = Text(sv="Ändrat: {what}", en="Changed: {what}")
NOTHING_TODAY = Text(sv="Inget besök är planerat i dag.", en="No visit is planned today.")
NOTHING = Text(
    sv="Inga besök är planerade de närmaste två veckorna.", en="No visits are planned in the coming two weeks."
)
SAYS = {VisitStatus.DONE: WAS_HERE, VisitStatus.STARTED: IS_HERE}


def render(ctx: PageContext) -> None:
    """Today first, then day by day, then wishes."""
    mine = remember(ctx, "portal.visits", lambda: ctx.services.receiving.my_visits(ctx.actor), ttl_s=20)
    with st.container(width=WIDTH_PX, gap="small", key="my_visits"):
        st.header(ctx.say(TITLE), anchor=False)
        st.caption(ctx.say(LEAD))
        for told in mine.gone:
            st.warning(ctx.say(told), icon=":material/event_busy:")
        _days(ctx, mine)
        if ctx.actor.may(Capability.WISH):
            client_wish(ctx, mine)
        wish_list(ctx)


def _days(ctx: PageContext, mine: MyVisits) -> None:
    today = ctx.now().date()
    if not mine.calls:
        st.info(ctx.say(NOTHING), icon=":material/event_available:")
        return
    if mine.calls[0].start.date() != today:
        st.markdown(ctx.say(NOTHING_TODAY))
    for day, calls in groupby(mine.calls, key=lambda call: call.start.date()):
        said = long_date(day, ctx.language)
        title = ctx.say(TODAY, day=said) if day == today else said[0].upper() + said[1:]
        st.subheader(title, anchor=False)
        for call in calls:
            _call(ctx, call)


def _call(ctx: PageContext, call: Call) -> None:
    with st.container(border=True, gap="xsmall", key=f"call_{call.visit_id.hex}"):
        st.markdown(f"**{clock(call.start)}–{clock(call.end)}** · {plain(call.service)}".removesuffix(" · "))
        if call.carer_id is None:
            st.markdown(ctx.say(NOBODY_YET))
        else:
            who = plain(call.who) if call.who else ctx.say(SOMEBODY)
            has_passed = call.status is VisitStatus.PLANNED and call.end < ctx.now()
            st.markdown(ctx.say(PASSED if has_passed else SAYS.get(call.status, COMES), who=f"**{who}**"))
        if call.change is not None:
            st.markdown(f":material/edit: **{plain(ctx.say(CHANGED, what=call.change))}**")


PAGE = PageSpec(
    title=TITLE, url_path="my-visits", icon=":material/home_health:", section=Section.PORTAL,
    needs=Capability.OWN_VISITS, render=render,
)  # fmt: skip
