"""Key figures: a period and a level, six cards, charts with their tables, and who the figures come from."""

from __future__ import annotations

import streamlit as st

from pages.components.insights.choice import FiguresState, Looking, choose
from pages.components.insights.people import drill_down, spread_card
from pages.components.insights.report_out import report_out
from pages.components.insights.strip import strip
from pages.components.insights.travel_measured import travel_measured
from pages.components.insights.trends import chosen_trend, figure_card, money_card, rules_card, time_card
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import remember
from services.access import Capability
from services.insights.use_case import has_figure
from services.words import Text

TITLE = Text(sv="Nyckeltal", en="Key figures")
LEAD = Text(
    sv="Planerat och utfört, räknat på samma sätt dag för dag. För muspekaren över ett tal för att se hur det räknas.",
    en="Planned and performed, counted alike day by day. Point at a figure to see how it is counted.",
)
EMPTY = Text(sv="Här finns inga nyckeltal ännu", en="There are no key figures here yet")
EMPTY_HOW = Text(
    sv="De räknas när en plan publiceras eller utförda besök läses in, inom någon minut.",
    en="They are counted when a plan is published or performed visits are imported, within a minute or so.",
)
TO_PLAN, TO_IMPORT = Text(sv="Till planen", en="To the plan"), Text(sv="Importera", en="Import")
FAIRNESS = ("fairness_gini", "weekend_evening_spread")


def render(ctx: PageContext) -> None:
    """The filter bar on top; everything below follows it."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    known = remember(ctx, "figures.days", lambda: ctx.services.insights.days(ctx.actor), ttl_s=15)
    if not known:
        _empty(ctx)
        return
    state = ctx.state(FiguresState)
    looking = choose(ctx, state, known)
    if looking is None:
        return
    strip(ctx, looking)
    _charts(ctx, state, looking)
    drill_down(ctx, state, looking)
    travel_measured(ctx, looking)
    report_out(ctx, looking)


def _charts(ctx: PageContext, state: FiguresState, looking: Looking) -> None:
    """Two beside each other, one below the other on a phone."""
    left, right = st.columns(2, gap="small")
    with left:
        chosen_trend(ctx, state, looking)
        spread_card(ctx, looking)
        money_card(ctx, looking)
    with right:
        time_card(ctx, looking)
        for slug in FAIRNESS:
            if has_figure(slug, looking.scope.level):
                figure_card(ctx, slug, slug, looking)
        rules_card(ctx, looking)


def _empty(ctx: PageContext) -> None:
    with st.container(border=True, width=560, gap="medium"):
        st.markdown(f"**{ctx.say(EMPTY)}**  \n{ctx.say(EMPTY_HOW)}")
        with st.container(horizontal=True, gap="small"):
            way_to(ctx, "plan", TO_PLAN, ":material/view_timeline:", "figures.to_plan")
            way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "figures.to_import")


PAGE = PageSpec(
    title=TITLE, url_path="figures", icon=":material/monitoring:", section=Section.INSIGHTS,
    needs=Capability.SEE_FIGURES, render=render,
)  # fmt: skip
