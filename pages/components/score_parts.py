"""A plan's score by its parts: every rule that costs something, in words, hard ones first."""

from __future__ import annotations

import streamlit as st

from pages.components.folded import folded
from pages.components.theirs import their_rules
from pages.components.travelled_by import travelled_by
from pages.shell.context import PageContext
from services.constraints.kind import Level
from services.constraints.scoring import ScoreSheet
from services.constraints.units import amount
from services.planning.views import TheirView
from services.problem import Roads
from services.words import Text, number

WIDTH_PX = 440
SCORE = Text(sv="Poäng", en="Score")
LEVELS = {
    Level.HARD: Text(sv="Får inte brytas", en="Must not be broken"),
    Level.MEDIUM: Text(sv="Utan medarbetare", en="Without a carer"),
    Level.SOFT: Text(sv="Vägs mot varandra", en="Weighed together"),
}
UNBROKEN = Text(sv="Inga brott.", en="Nothing broken.")
HOW = Text(
    sv="Poängen läses i ordning: först det som inte får brytas, sedan besök utan medarbetare, sist det som vägs. "
    "Lägre är bättre.",
    en="Read in order: first what must not be broken, then visits without a carer, last what is weighed. "
    "Lower is better.",
)


def score_parts(
    ctx: PageContext, sheet: ScoreSheet, theirs: TheirView | None = None, roads: Roads | None = None
) -> None:
    """A button that opens the parts; of a plan from another system, its own account too."""
    folded(ctx.say(SCORE), lambda: _parts(ctx, sheet, theirs, roads), "plan.score_box", icon=":material/function:")


def _parts(ctx: PageContext, sheet: ScoreSheet, theirs: TheirView | None, roads: Roads | None) -> None:
    with st.container(width=WIDTH_PX, gap="xxsmall"):
        st.caption(ctx.say(HOW))
        costs = {Level.HARD: sheet.score.hard, Level.MEDIUM: sheet.score.medium, Level.SOFT: sheet.score.soft}
        for level, cost in costs.items():
            st.space("xxsmall")
            _line(f"**{ctx.say(LEVELS[level])}**", "", f"**{number(cost, ctx.language)}**")
            rows = [row for row in sheet.rows if row.constraint.level is level and row.cost]
            for row in sorted(rows, key=lambda row: -row.cost):
                units = amount(row.units, row.constraint.unit)(ctx.language)
                _line(ctx.say(row.constraint.title), units, number(row.cost, ctx.language))
            if not rows:
                st.caption(ctx.say(UNBROKEN))
        travelled_by(ctx, roads)
        if theirs is not None:
            their_rules(ctx, theirs, sheet.score)


def _line(title: str, units: str, cost: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(title, width="stretch")
        if units:
            st.markdown(f":small[:gray[{units}]]", width=110, text_alignment="right")
        st.markdown(cost, width=80, text_alignment="right")
