"""Key figures: a period and a level, six cards, one section of charts with their tables, and who they come from."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.vocabulary import FigureLevel
from pages.components.insights.address import put_into_address, take_from_address
from pages.components.insights.bars import models_card, money_card, rules_card, time_card
from pages.components.insights.choice import PEOPLE, FiguresState, Looking, choose
from pages.components.insights.people import drill_down, spread_card
from pages.components.insights.report_out import report_out
from pages.components.insights.sight import FAIRNESS, SECTIONS, Trends, sections_of, trends_in_sight
from pages.components.insights.strip import cards_in_sight, strip
from pages.components.insights.travel_measured import travel_measured
from pages.components.insights.trends import chosen_trend, figure_card
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
    sv="De räknas när en plan publiceras eller utförda besök läses in, inom någon minut. Det medarbetarna rapporterar "
    "från mobilen räknas inom en halvtimme.",
    en="They are counted when a plan is published or performed visits are imported, within a minute or so. What carers "
    "report by phone is counted within half an hour.",
)
TO_PLAN, TO_IMPORT = Text(sv="Till planen", en="To the plan"), Text(sv="Importera", en="Import")
SECTION = Text(sv="Avsnitt", en="Section")
BY_SHIFT = frozenset({FigureLevel.ORGANIZATION, FigureLevel.DISTRICT})


def render(ctx: PageContext) -> None:
    """The filter bar on top; everything below follows it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(ctx.say(TITLE), anchor=False, width="stretch")
        report = st.container(width="content")
    st.caption(ctx.say(LEAD))
    known = remember(ctx, "figures.days", lambda: ctx.services.insights.days(ctx.actor), ttl_s=15)
    if not known:
        _empty(ctx)
        return
    state = ctx.state(FiguresState)
    take_from_address(ctx, state)
    looking = choose(ctx, state, known)
    if looking is None:
        return
    with report:
        report_out(ctx, looking)
    strip(ctx, looking, trends_in_sight(ctx, state, looking))
    ctx.fragment(lambda fresh: _below(fresh, looking))


def _below(ctx: PageContext, looking: Looking) -> None:
    """One section of charts and the way down; reruns without the filter bar unless a row chose somebody."""
    state = ctx.state(FiguresState)
    if state.rounds != looking.rounds:
        st.rerun(scope="app")
    sections = sections_of(looking.scope.level)
    state.section = st.segmented_control(
        ctx.say(SECTION), sections, format_func=lambda name: ctx.say(SECTIONS[name]), required=True,
        default=state.section if state.section in sections else sections[0], label_visibility="collapsed",
        key=f"figures.section.{looking.scope.level}.{state.rounds}",
    )  # fmt: skip
    drawn = _charts(ctx, state, looking, trends_in_sight(ctx, state, looking))
    for column, draw in zip(st.columns(len(drawn), gap="small"), drawn, strict=True):
        with column:
            draw()
    put_into_address(state, looking)
    ctx.fragment(lambda fresh: _down(fresh, looking))
    travel_measured(ctx, looking)


def _down(ctx: PageContext, looking: Looking) -> None:
    """Those below; to list them by another level draws no chart anew."""
    state = ctx.state(FiguresState)
    if state.rounds != looking.rounds:
        st.rerun(scope="app")
    drill_down(ctx, state, looking)


def _charts(ctx: PageContext, state: FiguresState, looking: Looking, trends: Trends) -> list[Callable[[], None]]:
    """What the open section shows; the charts of the others are not made."""
    level = looking.scope.level

    def line(slug: str) -> Callable[[], None]:
        return lambda: figure_card(ctx, slug, slug, looking, trends)

    is_by_shift = level in BY_SHIFT
    if state.section == "trend":
        time = [lambda: time_card(ctx, looking, trends)] if is_by_shift else []
        return [lambda: chosen_trend(ctx, state, looking), *time]
    if state.section == "money":
        models = [lambda: models_card(ctx, cards_in_sight(ctx, looking))] if is_by_shift else []
        return [lambda: money_card(ctx, looking, trends), *models]
    if state.section == "fairness":
        return [line(slug) for slug in FAIRNESS if has_figure(slug, level)]
    if state.section == "rules":
        costs = [lambda: rules_card(ctx, looking)] if level is FigureLevel.ORGANIZATION else []
        return [*costs, line("constraint_satisfaction")]
    may_see = level not in PEOPLE and ctx.actor.may(Capability.SEE_PERSON_FIGURES)
    return [*([lambda: spread_card(ctx, looking)] if may_see else []), line("continuity_14d")]


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
