"""Return on the trial: a plan made by hand against an optimised one, and what the difference is worth."""

from __future__ import annotations

import streamlit as st

from pages.components.trial.assuming import assuming
from pages.components.trial.choice import Pair, TrialState, choose_pair
from pages.components.trial.showing import details, headline
from pages.components.trial.taking_out import taking_out
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import keep
from services.access import Capability
from services.comparing.beside import Comparison
from services.planning.views import PlanSummary
from services.trial import choosing
from services.words import Text

TITLE = Text(sv="Vad försöket ger", en="Return on the trial")
LEAD = Text(
    sv="Planen som gjordes för hand mot den optimerade, samma dagar och samma besök: timmar, kilometer, kronor "
    "och personal per klient. Alla antaganden går att ändra.",
    en="The plan made by hand against the optimised one, the same days and visits: hours, kilometres, money and carers "
    "per client. Every assumption can be turned.",
)
NO_HAND = Text(sv="Det finns ingen plan gjord för hand ännu", en="There is no plan made by hand yet")
NO_HAND_HOW = Text(
    sv="Läs in schemat som det ser ut i dag, så finns något att jämföra med.",
    en="Import the schedule as it is today, and there is something to compare with.",
)
NO_OPTIMISED = Text(sv="Det finns ingen optimerad plan ännu", en="There is no optimised plan yet")
NO_OPTIMISED_HOW = Text(
    sv="Kör planeringen för samma dagar som planen gjord för hand. Det tar några minuter.",
    en="Solve the same days as the plan made by hand. It takes some minutes.",
)
NO_DAYS = Text(sv="Planerna har ingen dag gemensam", en="The plans have no day in common")
NO_DAYS_HOW = Text(
    sv="Kör planeringen för dagar som planen gjord för hand också har.",
    en="Solve days that the plan made by hand has too.",
)
TO_IMPORT, TO_SOLVE = Text(sv="Importera", en="Import"), Text(sv="Kör planering", en="Solve")
LASTS_S = 3600


def render(ctx: PageContext) -> None:
    """The choice on top, what comes of it to the left, what is assumed to the right."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    plans, state = ctx.services.trial.plans(ctx.actor), ctx.state(TrialState)
    pair = choose_pair(ctx, state, plans)
    if pair is None:
        _empty(ctx, plans)
        return
    compared = _compared(ctx, pair)
    ctx.fragment(lambda fresh: _returned(fresh, pair, compared))


def _compared(ctx: PageContext, pair: Pair) -> Comparison:
    return keep(
        ctx, "return.compared",
        lambda: ctx.services.trial.compare(ctx.actor, pair.by_hand.id, pair.optimised.id), pair.key, ttl_s=LASTS_S,
    )  # fmt: skip


def _returned(ctx: PageContext, pair: Pair, compared: Comparison) -> None:
    """Turned assumptions count anew what is below, and open no plan again."""
    state, held = ctx.state(TrialState), ctx.services.assumptions.held(ctx.actor)
    left, right = st.columns([2.6, 1], gap="medium")
    with right:
        assumptions = assuming(ctx, state, held)
    with left:
        found = ctx.services.trial.value(ctx.actor, compared, state.turned, assumptions)
        headline(ctx, found)
        taking_out(ctx, pair, found, is_tried=assumptions != held.assumptions)
        details(ctx, found)


def _empty(ctx: PageContext, plans: list[PlanSummary]) -> None:
    """What is missing, and the way there."""
    if not choosing.by_hand(plans):
        title, how = NO_HAND, NO_HAND_HOW
    elif not choosing.optimised(plans):
        title, how = NO_OPTIMISED, NO_OPTIMISED_HOW
    else:
        title, how = NO_DAYS, NO_DAYS_HOW
    with st.container(border=True, width=560, gap="medium"):
        st.markdown(f"**{ctx.say(title)}**  \n{ctx.say(how)}")
        if title is NO_HAND:
            way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "return.to_import", is_primary=True)
        else:
            way_to(ctx, "solve", TO_SOLVE, ":material/route:", "return.to_solve", is_primary=True)


PAGE = PageSpec(
    title=TITLE, url_path="return", icon=":material/savings:", section=Section.INSIGHTS,
    needs=Capability.SEE_RETURN, render=render,
)  # fmt: skip
