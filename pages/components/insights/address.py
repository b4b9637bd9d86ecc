"""What is looked at, in the address: a link opened by a colleague shows the same days, level, figure and section.

A part that means nothing, or that the reader may not see, is passed over: the page shows what it would have shown.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.vocabulary import FigureLevel
from pages.components.arriving import as_day, as_id
from pages.components.insights.choice import DAYS, PACES, FiguresState, Looking, levels_for
from pages.components.insights.sight import SECTIONS
from pages.components.period import choose_period
from pages.shell.context import PageContext
from services.kpi import BY_SLUG

FIRST, LAST, LEVEL, WHO, STEP, FIGURE, SECTION = NAMES = ("first", "last", "level", "who", "by", "figure", "section")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
"""Days outside are a slip of the pen."""


def take_from_address(ctx: PageContext, state: FiguresState) -> None:
    """Choose what the address asks for, once: afterwards the reader's own choices count."""
    asked = {name: str(st.query_params[name]) for name in NAMES if name in st.query_params}
    if not asked or asked == state.address:
        return
    state.address = asked
    first, last = as_day(asked.get(FIRST)), as_day(asked.get(LAST))
    if first is not None and last is not None and EARLIEST <= first <= last <= LATEST:
        choose_period(ctx, DAYS, first, last)
    level = next((each for each in levels_for(ctx) if each.value.lower() == asked.get(LEVEL)), None)
    if level is not None:
        state.level, state.whose = level, as_id(asked.get(WHO))
    state.step = next((pace for pace in PACES if pace == asked.get(STEP)), state.step)
    if asked.get(FIGURE) in BY_SLUG:
        state.slug = asked[FIGURE]
    state.section = asked[SECTION] if asked.get(SECTION) in SECTIONS else state.section
    state.rounds += 1


def put_into_address(state: FiguresState, looking: Looking) -> None:
    """Say what is looked at."""
    scope = looking.scope
    told = {
        FIRST: str(looking.span.first_day), LAST: str(looking.span.last_day), LEVEL: scope.level.value.lower(),
        STEP: looking.step, FIGURE: state.slug, SECTION: state.section,
    }  # fmt: skip
    if scope.level is not FigureLevel.ORGANIZATION:
        told[WHO] = str(scope.whose)
    if told != state.address:
        state.address = told
        for name in NAMES:
            if name not in told and name in st.query_params:
                del st.query_params[name]
        st.query_params.update(told)
