"""My week: a carer's own shifts day by day, hours, absences, and what was changed since it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from pages.components.absence_words import REASONS
from pages.components.plain import plain
from pages.components.portal.bar import WIDTH_PX, portal_bar
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.portal.views import WeekDay
from services.words import Text, clock, hours, long_date, week

TITLE = Text(sv="Min vecka", en="My week")
LEAD = Text(sv="Dina pass och besök, dag för dag.", en="Your shifts and visits, day by day.")
BEFORE, AFTER = Text(sv="Föregående vecka", en="Previous week"), Text(sv="Nästa vecka", en="Next week")
PLANNED = Text(sv="{hours} i pass", en="{hours} in shifts")
VISITS, ONE_VISIT = Text(sv="{count} besök", en="{count} visits"), Text(sv="1 besök", en="1 visit")
FREE = Text(sv="Inget pass", en="No shift")
AWAY = Text(sv="Frånvaro: {why}", en="Away: {why}")
CHANGED = Text(sv="Ändrat", en="Changed")
TODAY = Text(sv="I dag", en="Today")


@dataclass
class MyWeekState:
    """The Monday of the week looked at; None: this week."""

    monday: date | None = None


def render(ctx: PageContext) -> None:
    """Seven days in one column."""
    state, today = ctx.state(MyWeekState), ctx.now().date()
    monday = state.monday or today - timedelta(days=today.weekday())
    mine = ctx.services.portal.my_week(ctx.actor, monday)
    with st.container(width=WIDTH_PX, gap="small", key="my_week"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = week(monday, ctx.language)
            st.subheader(said[0].upper() + said[1:], anchor=False, width="stretch")
            turns = (("before", "chevron_left", BEFORE, -7), ("after", "chevron_right", AFTER, 7))
            for key, icon, words, days in turns:
                st.button(ctx.say(words), icon=f":material/{icon}:", key=f"my_week.{key}", help=ctx.say(words),
                          on_click=setattr, args=(state, "monday", monday + timedelta(days=days)))  # fmt: skip
        st.caption(ctx.say(LEAD))
        st.caption(ctx.say(PLANNED, hours=hours(mine.planned_s, ctx.language)))
        for day in mine.days:
            _day(ctx, day, is_today=day.day == today)
    portal_bar(ctx, "my-week")


def _day(ctx: PageContext, day: WeekDay, *, is_today: bool) -> None:
    said = long_date(day.day, ctx.language)
    with st.container(border=True, gap="xxsmall", key=f"my_week_{day.day.isoweekday()}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{said[0].upper() + said[1:]}**", width="stretch")
            if is_today:
                st.badge(ctx.say(TODAY), color="violet")
            if day.news:
                st.badge(ctx.say(CHANGED), color="orange", icon=":material/edit:")
        spells = ", ".join(f"{clock(spell.start)}–{clock(spell.end)}" for spell in day.spells)
        visits = ctx.say(ONE_VISIT) if day.visits == 1 else ctx.say(VISITS, count=day.visits)
        line = " · ".join([*([spells] if spells else []), *([visits] if day.visits else [])])
        away = [ctx.say(AWAY, why=ctx.say(REASONS[kind])) for kind in dict.fromkeys(day.away)]
        st.markdown("  \n".join([*([line] if line else []), *away]) or f":gray[{ctx.say(FREE)}]")
        for news in day.news:
            for each in news.said:
                st.caption(plain(ctx.say(each)))


PAGE = PageSpec(
    title=TITLE, url_path="my-week", icon=":material/date_range:", section=Section.PORTAL,
    needs=Capability.OWN_DAY, render=render,
)  # fmt: skip
