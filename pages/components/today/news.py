"""Since yesterday: what happened, who did it and when, with a way there; and how today's figures differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pages.components.comparing.figures_table import BETTER, WORSE
from pages.components.plain import plain
from pages.components.ways import quiet_way_to
from pages.shell.context import PageContext
from services.kpi import BY_SLUG, Kpi
from services.kpi.writing import NOTHING, difference, is_better, written
from services.today.day_figures import SHOWN
from services.today.happened import Happening
from services.today.use_case import DayView
from services.words import Language, Text, clock

SINCE = Text(sv="Sedan i går", en="Since yesterday")
QUIET = Text(sv="Inget har ändrats sedan i går.", en="Nothing has changed since yesterday.")
TODAY, YESTERDAY = Text(sv="i dag", en="today"), Text(sv="i går", en="yesterday")
SHOW, MORE = Text(sv="Visa", en="Show"), Text(sv="{count} till", en="{count} more")
FIGURES = Text(sv="I dag jämfört med i går", en="Today against yesterday")
SAME = Text(sv="= som i går", en="= as yesterday")
MOST = 5
"""Happenings that are shown at once."""


def since_yesterday(ctx: PageContext, view: DayView, day: date) -> None:
    """The newest first, the rest on demand."""
    st.markdown(f"**{ctx.say(SINCE)}**")
    if not view.happened:
        st.caption(ctx.say(QUIET))
    _told(ctx, view.happened[:MOST], day)
    if rest := view.happened[MOST:]:
        with st.expander(ctx.say(MORE, count=len(rest))):
            _told(ctx, rest, day)
    if view.figures.values:
        st.markdown(f"**{ctx.say(FIGURES)}**")
        _figures(ctx, view)


def against(kpi: Kpi, now: float | None, before: float | None, language: Language) -> str:
    """`+20,0 %-enheter ▲ bättre`; of a sum only how much: fewer visits are another day, not a worse one."""
    delta = difference(kpi, now, before, language)
    if delta is None or now is None or before is None:
        return SAME(language) if before is not None else NOTHING
    better = None if kpi.is_sum else is_better(kpi, now, before)
    return delta if better is None else f"{delta} {(BETTER if better else WORSE)(language)}"


def _told(ctx: PageContext, told: Sequence[Happening], day: date) -> None:
    for each in told:
        at = each.at.astimezone(ctx.zone)
        when = f"{ctx.say(TODAY if at.date() == day else YESTERDAY)} {clock(at)}"
        by = f" · {plain(each.who)}" if each.who else ""
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{plain(ctx.say(each.what))}  \n:gray[{when}{by}]", width="stretch")
            plan = "" if each.plan is None else str(each.plan)
            quiet_way_to(ctx, each.url_path, SHOW, f"today.since.{each.key}", plan=plan)


def _figures(ctx: PageContext, view: DayView) -> None:
    for slug in SHOWN:
        kpi, now = BY_SLUG[slug], view.figures.values.get(slug)
        told = against(kpi, now, view.figures_before.values.get(slug), ctx.language)
        with st.container(horizontal=True, gap="small"):
            st.markdown(f":gray[{ctx.say(kpi.title)}]", width="stretch")
            st.markdown(f"**{written(kpi, now, ctx.language)}** :gray[{told}]", width="content")
