"""Down to districts, carers and clients: how continuity is spread, and a figure of each with a way further down."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from data.vocabulary import FigureLevel
from pages.components.insights.cards import chart_card, twin
from pages.components.insights.choice import LEVELS, PEOPLE, FiguresState, Looking
from pages.components.insights.sight import main_figure
from pages.shell.context import PageContext
from pages.shell.remember import remember
from pages.shell.state import reported
from services.access import Capability
from services.charts.figure_bars import CARERS_MET, spread_bars
from services.insights.spread import spread
from services.insights.tables import PERFORMED, PLANNED, Table, members_table
from services.insights.use_case import has_figure
from services.insights.views import Breakdown, Member
from services.kpi import BY_SLUG, Kpi
from services.words import Text

SPREAD = Text(sv="Klienter efter antal medarbetare de möter", en="Clients by how many carers they meet")
SPREAD_NOTE = Text(
    sv="Under de fjorton dagarna fram till periodens sista dag med värden. Mål: högst 15, bra är högst 8.",
    en="In the fourteen days up to the last day of the period that has values. Target: 15 at most, good is 8 at most.",
)
DOWN = Text(sv="{title}: uppdelat på", en="{title}: broken down by")
CHOOSE = Text(sv="Välj en rad för att se just de nyckeltalen ovanför.", en="Choose a row to see its key figures above.")
NOT_BELOW = Text(
    sv="{figure} delas inte upp längre. Välj ett annat nyckeltal under Över tid.",
    en="{figure} is not broken down further. Choose another figure under Over time.",
)
BELOW = {
    FigureLevel.ORGANIZATION: (FigureLevel.DISTRICT, FigureLevel.EMPLOYEE, FigureLevel.CLIENT),
    FigureLevel.DISTRICT: (FigureLevel.EMPLOYEE, FigureLevel.CLIENT),
}
UP = Text(sv="Tillbaka till hela organisationen", en="Back to the whole organisation")


def spread_card(ctx: PageContext, looking: Looking) -> None:
    """Clients of the organisation or the district, for those who may see people's figures."""
    found = below(ctx, "continuity_14d", FigureLevel.CLIENT, looking)
    if found.withheld is not None:
        st.info(ctx.say(found.withheld))
        return
    steps = spread(found.members)
    rows = tuple((step.label, step.planned, step.performed) for step in steps)
    titles = (ctx.say(CARERS_MET), ctx.say(PLANNED), ctx.say(PERFORMED))
    has_any = any(step.planned or step.performed for step in steps)
    table = Table(titles, tuple((a, str(b), str(c)) for a, b, c in rows) if has_any else (), rows)
    chart_card(ctx, "spread", ctx.say(SPREAD), spread_bars(steps, ctx.language), table, ctx.say(SPREAD_NOTE))


def drill_down(ctx: PageContext, state: FiguresState, looking: Looking) -> None:
    """A table of those below; choosing a row shows its figures on the page."""
    kpi = BY_SLUG[main_figure(state)]
    if looking.scope.level not in BELOW:
        st.button(ctx.say(UP), icon=":material/arrow_upward:", key="figures.up",
                  on_click=lambda: state.show(FigureLevel.ORGANIZATION, None))  # fmt: skip
        return
    levels = [
        level for level in BELOW[looking.scope.level]
        if has_figure(kpi.slug, level) and (level not in PEOPLE or ctx.actor.may(Capability.SEE_PERSON_FIGURES))
    ]  # fmt: skip
    with st.container(border=True, key="figures_down"):
        if not levels:
            st.caption(ctx.say(NOT_BELOW, figure=kpi.title))
            return
        level = st.segmented_control(
            ctx.say(DOWN, title=kpi.title), levels, format_func=lambda each: ctx.say(LEVELS[each]), default=levels[0],
            key=f"figures.below.{looking.scope.level}.{kpi.slug}", required=True,
        )  # fmt: skip
        found = below(ctx, kpi.slug, level or levels[0], looking)
        if found.withheld is not None:
            st.info(ctx.say(found.withheld))
            return
        _members(ctx, state, kpi, level or levels[0], found.members)


def below(ctx: PageContext, slug: str, level: FigureLevel, looking: Looking) -> Breakdown:
    """A figure of each of a level, inside the district looked at."""
    district: UUID | None = looking.scope.whose if looking.scope.level is FigureLevel.DISTRICT else None
    return remember(
        ctx, "figures.below",
        lambda: ctx.services.insights.breakdown(ctx.actor, slug, looking.span, level, district),
        slug, level.value, looking.key,
    )  # fmt: skip


def _members(
    ctx: PageContext, state: FiguresState, kpi: Kpi, level: FigureLevel, members: Sequence[Member]
) -> None:  # fmt: skip
    import pandas as pd  # a second that the sign-in page does not wait for

    table = members_table(kpi, members, ctx.language)
    st.caption(ctx.say(CHOOSE))
    key = f"figures.rows.{level}.{kpi.slug}.{state.rounds}"

    def chosen() -> None:
        rows = getattr(reported(key, "selection"), "rows", [])
        if rows:
            state.show(level, members[rows[0]].id)

    st.dataframe(
        pd.DataFrame(table.shown, columns=list(table.columns)), hide_index=True, key=key, on_select=chosen,
        selection_mode="single-row", height="auto",
    )  # fmt: skip
    twin(ctx, f"down-{level.value.lower()}", ctx.say(kpi.title), table)
