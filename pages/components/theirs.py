"""What the system that solves a run says of it: where it stands there, and its own score beside ours."""

from __future__ import annotations

import streamlit as st

from pages.components.plain import plain
from pages.shell.context import PageContext
from services.constraints.kind import Score
from services.planning.views import TheirView
from services.words import Text

STANDS = {
    "": Text(sv="Skickas till Timefold", en="On its way to Timefold"),
    "DATASET_CREATED": Text(sv="Mottagen av Timefold", en="Received by Timefold"),
    "DATASET_VALIDATED": Text(sv="Granskad av Timefold", en="Looked through by Timefold"),
    "DATASET_COMPUTED": Text(sv="Förberedd av Timefold", en="Prepared by Timefold"),
    "SOLVING_SCHEDULED": Text(sv="I kö hos Timefold", en="In the queue at Timefold"),
    "SOLVING_STARTED": Text(sv="Timefold räknar ut restider", en="Timefold works out travel times"),
    "SOLVING_ACTIVE": Text(sv="Timefold letar efter en bättre plan", en="Timefold searches for a better plan"),
    "SOLVING_COMPLETED": Text(sv="Klar hos Timefold", en="Done at Timefold"),
}
UNDERWAY = Text(sv="Pågår hos Timefold", en="Under way at Timefold")
BOTH = Text(
    sv="Timefolds poäng **{theirs}** · vår poäng **{ours}**", en="Timefold's score **{theirs}** · ours **{ours}**"
)
WITH_SCORE = Text(sv="{stands} · deras poäng {theirs}", en="{stands} · their score {theirs}")
WHY_TWO = Text(
    sv="Var och en räknar med sina egna regler. Planer jämförs alltid med vår.",
    en="Each counts by its own rules. Plans are always compared by ours.",
)
RULES = Text(sv="Enligt Timefold", en="According to Timefold")


def their_state(ctx: PageContext, theirs: TheirView) -> None:
    """While it goes."""
    stands = ctx.say(STANDS.get(theirs.status, UNDERWAY))
    st.caption(ctx.say(WITH_SCORE, stands=stands, theirs=theirs.score) if theirs.score else stands)


def both_scores(ctx: PageContext, theirs: TheirView, ours: Score) -> None:
    """Theirs and ours, and why they differ."""
    if theirs.score:
        with st.container(key="both_scores", gap="xxsmall"):
            st.markdown(ctx.say(BOTH, theirs=theirs.score, ours=str(ours)))
            st.caption(ctx.say(WHY_TWO))


def their_rules(ctx: PageContext, theirs: TheirView, ours: Score) -> None:
    """Their account, rule by rule, below ours."""
    st.space("xxsmall")
    st.markdown(f"**{ctx.say(RULES)}**")
    both_scores(ctx, theirs, ours)
    for name, part in theirs.rules:
        with st.container(horizontal=True, gap="small"):
            st.markdown(plain(name), width="stretch")
            st.markdown(plain(part), width=200, text_alignment="right")
