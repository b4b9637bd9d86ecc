"""My day: a carer's own visits in order, begun and ended from the phone; the way on a map; and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import streamlit as st

from pages.components.plain import plain
from pages.components.portal.bar import WIDTH_PX, portal_bar
from pages.components.portal.cards import cards
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.portal.views import MyDay, News
from services.words import Text, clock, long_date

TITLE = Text(sv="Min dag", en="My day")
LEAD = Text(
    sv="Dina besök i ordning. Tryck när du kommer och när du går.",
    en="Your visits in order. Tap when you come and when you leave.",
)
BEFORE, AFTER = Text(sv="Föregående dag", en="Previous day"), Text(sv="Nästa dag", en="Next day")
NOTHING = Text(sv="Inga besök är publicerade för dig den här dagen.", en="No visits are published for you this day.")
CHANGED = Text(sv="Ändrat i din plan", en="Changed in your plan")
SEEN = Text(sv="Jag har läst", en="I have read it")
COUNT = Text(sv="{done} av {count} klara", en="{done} of {count} done")
SHIFT = Text(sv="Pass {start}–{end}", en="Shift {start}–{end}")
BREAK = Text(sv="rast {minutes} min mellan {first} och {last}", en="break {minutes} min between {first} and {last}")
SHOWN = Text(sv="Visa", en="Show")


class View(StrEnum):
    """How the day is shown."""

    CARDS = "cards"
    MAP = "map"


VIEWS = {View.CARDS: Text(sv="Lista", en="List"), View.MAP: Text(sv="Karta", en="Map")}


@dataclass
class MyDayState:
    """The day looked at; None: today."""

    day: date | None = None


def render(ctx: PageContext) -> None:
    """One column, as wide as a phone; what is reported draws the day alone anew."""
    with st.container(width=WIDTH_PX, gap="small", key="my_day"):
        ctx.fragment(_draw)
    portal_bar(ctx, "my-day")


def _draw(ctx: PageContext) -> None:
    state, today = ctx.state(MyDayState), ctx.now().date()
    mine = ctx.services.portal.my_day(ctx.actor, state.day or today)
    _header(ctx, state, mine)
    _news(ctx, mine)
    if not mine.stays:
        st.info(ctx.say(NOTHING), icon=":material/event_available:")
        return
    view = st.segmented_control(
        ctx.say(SHOWN), list(View), default=View.CARDS, format_func=lambda each: ctx.say(VIEWS[each]),
        key="my_day.view", required=True, label_visibility="collapsed",
    )  # fmt: skip
    if view is View.MAP:
        from pages.components.portal.own_map import own_map  # the map's libraries wait until somebody wants it

        own_map(ctx, mine)
        return
    cards(ctx, mine, is_today=mine.day == today)


def _header(ctx: PageContext, state: MyDayState, mine: MyDay) -> None:
    said = long_date(mine.day, ctx.language)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(said[0].upper() + said[1:], anchor=False, width="stretch")
        for key, icon, words, days in (("before", "chevron_left", BEFORE, -1), ("after", "chevron_right", AFTER, 1)):
            st.button(ctx.say(words), icon=f":material/{icon}:", key=f"my_day.{key}", help=ctx.say(words),
                      on_click=setattr, args=(state, "day", mine.day + timedelta(days=days)))  # fmt: skip
    st.caption(ctx.say(LEAD))
    for spell in mine.spells:
        rests = [
            ctx.say(BREAK, minutes=lasts, first=clock(first), last=clock(last)) for first, last, lasts in spell.breaks
        ]
        shift = ctx.say(SHIFT, start=clock(spell.start), end=clock(spell.end))
        st.caption(" · ".join([shift, *rests]))
    if mine.stays:
        done = sum(stay.is_done for stay in mine.stays)
        st.progress(done / len(mine.stays), ctx.say(COUNT, done=done, count=len(mine.stays)))


def _news(ctx: PageContext, mine: MyDay) -> None:
    """What a publication changed, until the carer says that it is read."""
    fresh = [news for news in mine.news if news.is_new]
    if not fresh:
        return
    with st.container(border=True, key="my_day_news", gap="xsmall"):
        st.markdown(f"**{ctx.say(CHANGED)}**")
        for news in fresh:
            st.caption(long_date(news.day, ctx.language))
            for said in news.said:
                st.markdown(f":small[{plain(ctx.say(said))}]")
        st.button(ctx.say(SEEN), key="my_day.seen", icon=":material/check:", on_click=_seen, args=(ctx, fresh))


def _seen(ctx: PageContext, news: list[News]) -> None:
    ctx.services.portal.seen(ctx.actor, tuple(each.notice_id for each in news))


PAGE = PageSpec(
    title=TITLE, url_path="my-day", icon=":material/today:", section=Section.PORTAL,
    needs=Capability.OWN_DAY, render=render,
)  # fmt: skip
