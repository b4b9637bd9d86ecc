"""The score of every plan rule by rule, all under the same weights: as bars, and as a table with the amounts."""

from __future__ import annotations

import streamlit as st

from pages.components.amounts import amounts
from pages.components.comparing.choice import LETTERS, Shown
from pages.components.comparing.figures_table import BETTER, SAME, WORSE
from pages.components.level_words import LEVEL_TOLD
from pages.shell.context import PageContext
from services.constraints.kind import Level
from services.constraints.units import amount
from services.figures.rule_bars import rule_bars
from services.words import Text, number

LEVEL, RULE, WEIGHT = Text(sv="Nivå", en="Level"), Text(sv="Regel", en="Rule"), Text(sv="Vikt", en="Weight")
CHART = Text(sv="Poäng per regel i varje plan; lägre är bättre", en="Points per rule in every plan; lower is better")
NOTHING = Text(sv="Ingen av planerna bryter mot någon regel.", en="None of the plans breaks a rule.")
POINTS = Text(sv="{letter}: poäng", en="{letter}: points")
AMOUNT = Text(sv="{letter}: mängd", en="{letter}: amount")
MOST = Text(sv="Diagrammet visar de tio dyraste; tabellen alla.", en="The chart shows the ten dearest, the table all.")


def rules(ctx: PageContext, shown: Shown) -> None:
    """Levels first, then the soft rules as bars, then everything as a table."""
    for column, (level, title) in zip(st.columns(3), LEVEL_TOLD.items(), strict=True):
        with column.container(border=True, gap="xxsmall"):
            st.markdown(f"**{ctx.say(title)}**")
            _level(ctx, shown, level)
    lines = shown.comparison.rules
    if not lines:
        st.success(ctx.say(NOTHING), icon=":material/check_circle:")
        return
    soft = [(ctx.say(line.rule.title), line.costs) for line in lines if line.rule.level is Level.SOFT]
    if soft:
        names = [shown.label(i) for i in range(len(shown.names))]
        st.plotly_chart(
            rule_bars(soft, names, ctx.language), key="compare.bars", config={"displayModeBar": False},
            alt=ctx.say(CHART),
        )  # fmt: skip
        st.caption(ctx.say(MOST))
    _table(ctx, shown)


def _level(ctx: PageContext, shown: Shown, level: Level) -> None:
    costs = [_cost(each.sheet.score, level) for each in shown.comparison.plans]
    for i, cost in enumerate(costs):
        against = costs[shown.reference]
        verdict = SAME if cost == against else BETTER if cost < against else WORSE
        said = "" if i == shown.reference else f" :gray[{ctx.say(verdict)}]"
        st.markdown(f"{LETTERS[i]} **{number(cost, ctx.language)}**{said}")


def _cost(score: object, level: Level) -> int:
    return int(getattr(score, level.value.lower()))


def _table(ctx: PageContext, shown: Shown) -> None:
    import pandas as pd

    rows = []
    for line in shown.comparison.rules:
        row: dict[str, str] = {
            ctx.say(RULE): ctx.say(line.rule.title), ctx.say(LEVEL): ctx.say(LEVEL_TOLD[line.rule.level]),
            ctx.say(WEIGHT): number(line.weight, ctx.language),
        }  # fmt: skip
        for i, (cost, units) in enumerate(zip(line.costs, line.units, strict=True)):
            row[ctx.say(POINTS, letter=LETTERS[i])] = number(cost, ctx.language)
            row[ctx.say(AMOUNT, letter=LETTERS[i])] = ctx.say(amount(units, line.rule.unit))
        rows.append(row)
    points = [ctx.say(words, letter=letter) for letter in LETTERS for words in (POINTS, AMOUNT)]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, height=min(560, 38 * (len(rows) + 1) + 2), row_height=38,
        column_config=amounts([ctx.say(WEIGHT), *points]),
    )  # fmt: skip
