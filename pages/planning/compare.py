"""Compare: two to six plans beside each other, what differs and for whom, and a part of one taken into another."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.comparing.choice import Choice, CompareState, Shown, choose_plans
from pages.components.comparing.day_beside import day_beside
from pages.components.comparing.figures_table import figures_table
from pages.components.comparing.moves import moves
from pages.components.comparing.people import people
from pages.components.comparing.rules import rules
from pages.components.comparing.taking import taking
from pages.components.plain import plain
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import keep
from services.access import Capability
from services.comparing.refusals import FEWEST
from services.words import Text, long_date, number

TITLE = Text(sv="Jämför planer", en="Compare plans")
LEAD = Text(
    sv="Samma besök, samma vikter, samma nyckeltal: vad som skiljer planerna åt, för vem, och vad det kostar.",
    en="The same visits, weights and key figures: what sets the plans apart, for whom, and what it costs.",
)
TOO_FEW = Text(sv="Det finns inte två planer att jämföra ännu", en="There are not two plans to compare yet")
TOO_FEW_HOW = Text(
    sv="Läs in en plan gjord för hand, eller kör planeringen, så kan de läggas bredvid varandra.",
    en="Import a plan made by hand, or solve, and they can be laid beside each other.",
)
TO_IMPORT, TO_SOLVE = Text(sv="Importera", en="Import"), Text(sv="Kör planering", en="Solve")
PERIOD = Text(sv="{first} – {last}, {count} besök", en="{first} – {last}, {count} {count:visit|visits}")
ONE_DAY = Text(sv="{first}, {count} besök", en="{first}, {count} {count:visit|visits}")
NOT_SHARED = Text(
    sv="Jämförelsen gäller {count:det besök|de {count} besök} som alla planer har. Utanför: {left}.",
    en="The comparison is of the {count:visit|{count} visits} that all plans have. Outside: {left}.",
)
LEFT = Text(sv="{count} i {letter}", en="{count} in {letter}")
CHANGED = Text(
    sv="{count} besök har ändrat längd eller tider mellan planerna.",
    en="{count} {count:visit has|visits have} changed in length or times between the plans.",
)
FIGURES, RULES = Text(sv="Nyckeltal", en="Key figures"), Text(sv="Regler", en="Rules")
MOVES, DAY = Text(sv="Flyttade besök", en="Moved visits"), Text(sv="Dag för dag", en="Day by day")
PEOPLE, TAKING = (
    Text(sv="Vinnare och förlorare", en="Winners and losers"),
    Text(sv="Ta över delar", en="Take parts over"),
)
VIEWS: tuple[tuple[Text, Callable[[PageContext, CompareState, Shown], None]], ...] = (
    (FIGURES, lambda ctx, state, shown: figures_table(ctx, shown)),
    (RULES, lambda ctx, state, shown: rules(ctx, shown)),
    (MOVES, moves),
    (DAY, day_beside),
    (PEOPLE, people),
    (TAKING, taking),
)
LASTS_S = 3600


def render(ctx: PageContext) -> None:
    """The choice on top; the views below rerun alone."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    plans = ctx.services.planning.plans(ctx.actor)
    if len(plans) < FEWEST:
        _too_few(ctx)
        return
    choice = choose_plans(ctx, ctx.state(CompareState), plans)
    if choice is None:
        return
    shown = _compared(ctx, choice)
    _shared(ctx, shown)
    ctx.fragment(lambda fresh: _view(fresh, shown))


def _compared(ctx: PageContext, choice: Choice) -> Shown:
    ids = [plan.id for plan in choice.plans]
    comparison = keep(
        ctx, "compare.comparison", lambda: ctx.services.comparing.compare(ctx.actor, ids, choice.weighing),
        choice.key, ttl_s=LASTS_S,
    )  # fmt: skip
    return Shown(comparison, choice.reference, choice.names, choice.weighing, choice.key)


def _view(ctx: PageContext, shown: Shown) -> None:
    names = {ctx.say(title): draw for title, draw in VIEWS}
    chosen = st.segmented_control(
        ctx.say(TITLE), list(names), default=next(iter(names)), key="compare.view", label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    names[chosen or next(iter(names))](ctx, ctx.state(CompareState), shown)


def _shared(ctx: PageContext, shown: Shown) -> None:
    """Which days and visits are compared, and what is not."""
    shared = shown.comparison.shared
    first, last = (long_date(day, ctx.language) for day in shared.days)
    count = number(len(shared.visits), ctx.language)
    with st.container(horizontal=True, gap="medium"):
        for i in range(len(shown.names)):
            st.markdown(f"**{shown.label(i)[0]}**{plain(shown.label(i)[1:])}", width="content")
    st.caption(ctx.say(ONE_DAY if first == last else PERIOD, first=first, last=last, count=count))
    if not shared.is_whole:
        left = ", ".join(
            ctx.say(LEFT, count=number(left, ctx.language), letter=shown.label(i)[0])
            for i, left in enumerate(shared.left_out)
            if left
        )
        st.warning(ctx.say(NOT_SHARED, count=count, left=left), icon=":material/join_inner:")
    if shared.changed:
        st.warning(ctx.say(CHANGED, count=number(shared.changed, ctx.language)), icon=":material/edit_calendar:")


def _too_few(ctx: PageContext) -> None:
    with st.container(border=True, width=560, gap="medium"):
        st.markdown(f"**{ctx.say(TOO_FEW)}**  \n{ctx.say(TOO_FEW_HOW)}")
        with st.container(horizontal=True, gap="small"):
            way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "compare.to_import")
            way_to(ctx, "solve", TO_SOLVE, ":material/route:", "compare.to_solve")


PAGE = PageSpec(
    title=TITLE, url_path="compare", icon=":material/compare_arrows:", section=Section.PLANNING,
    needs=Capability.SEE_PLAN, render=render,
)  # fmt: skip
