"""A plan's score by its parts: every rule that costs something, in words, hard ones first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.folded import folded
from pages.components.level_words import LEVEL_TOLD
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
    with st.container(width=WIDTH_PX, gap="small", key="score_parts"):
        st.caption(ctx.say(HOW))
        costs = {Level.HARD: sheet.score.hard, Level.MEDIUM: sheet.score.medium, Level.SOFT: sheet.score.soft}
        for level, cost in costs.items():
            rows = [row for row in sheet.rows if row.constraint.level is level and row.cost]
            lines = [
                (ctx.say(row.constraint.title), amount(row.units, row.constraint.unit)(ctx.language), row.cost)
                for row in sorted(rows, key=lambda row: -row.cost)
            ]
            _table(ctx, ctx.say(LEVEL_TOLD[level]), cost, lines)
            if not rows:
                st.caption(ctx.say(UNBROKEN))
        travelled_by(ctx, roads)
        if theirs is not None:
            their_rules(ctx, theirs, sheet.score)


def _table(ctx: PageContext, title: str, total: int, lines: Sequence[tuple[str, str, int]]) -> None:
    """A level with what it costs, and below it each rule's units and cost, right below right."""
    told = [f"| {title} | | {number(total, ctx.language)} |", "|:--|--:|--:|"]
    told += [f"| {rule} | :gray[{units}] | {number(cost, ctx.language)} |" for rule, units, cost in lines]
    st.markdown("\n".join(told))
