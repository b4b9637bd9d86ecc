"""What a draft means for a plan, without solving: score before and after, rule by rule, and the breaches."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from pages.components.amounts import amounts
from pages.components.level_words import LEVEL_HELP, LEVEL_NAMES
from pages.components.plain import plain
from pages.components.tuning.draft import TuneState, plan_name
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.constraints.kind import Level, Score
from services.constraints.units import amount
from services.figures.weights_bars import weights_bars
from services.tuning import RowChange
from services.words import Text, number, share

TITLE = Text(sv="Så mycket ändras", en="So much changes")
NO_PLAN = Text(
    sv="När det finns en plan syns här vad vikterna betyder för den.",
    en="Once there is a plan, this shows what the weights mean for it.",
)
SOLVE = Text(sv="Kör planering", en="Solve")
NOW, THEN = Text(sv="Nu", en="Now"), Text(sv="Med dessa vikter", en="With these weights")
RULE, UNITS = Text(sv="Regel", en="Rule"), Text(sv="Mängd", en="Amount")
WEIGHT, PART = Text(sv="Vikt", en="Weight"), Text(sv="Andel", en="Share")
TABLE = Text(sv="Poäng per regel", en="Points per rule")
MATCHES = Text(sv="Värsta träffarna", en="The worst breaches")
NOTHING = Text(sv="Planen bryter inte mot någon regel.", en="The plan breaks no rule.")
CHART = Text(sv="Poäng per regel nu och med dessa vikter", en="Points per rule now and with these weights")
SAME = Text(sv="Vikterna är planens egna: inget ändras.", en="The weights are the plan's own: nothing changes.")
BESIDE = Text(sv="Bredvid en annan plan", en="Beside another plan")
THIS, OTHER = Text(sv="Den här planen", en="This plan"), Text(sv="Den andra planen", en="The other plan")
DIFFERENCE = Text(sv="Skillnad", en="Difference")
ALTERNATIVES = Text(sv="Vad skulle någon annan kosta?", en="What would somebody else cost?")
VISIT = Text(sv="Besök", en="Visit")
NOBODY_ELSE = Text(sv="Ingen annan har plats som planen är nu.", en="Nobody else has room as the plan is now.")
POINTS = Text(sv="önskemål {soft}, uppdrag {medium}", en="soft {soft}, medium {medium}")
WORST = 20


def what_if(ctx: PageContext, state: TuneState, plan_id: UUID | None) -> None:
    """The plan under the draft."""
    st.markdown(f"#### {ctx.say(TITLE)}")
    if plan_id is None:
        st.info(ctx.say(NO_PLAN), icon=":material/info:")
        way_to(ctx, "solve", SOLVE, ":material/route:", "constraints.to_solve")
        return
    told = ctx.services.tuning.what_if(ctx.actor, plan_id, state.draft)
    _score(ctx, told.before, told.after)
    for found in ctx.services.tuning.drowned(ctx.actor, plan_id, state.draft)[:2]:
        st.warning(ctx.say(found.text), icon=":material/waves:")
    rows = [row for row in told.rows if row.cost_before or row.cost_after]
    if not rows:
        st.success(ctx.say(NOTHING), icon=":material/check_circle:")
        return
    if all(row.delta == 0 for row in rows):
        st.caption(ctx.say(SAME))
    bars = [(ctx.say(row.rule.title), row.cost_before, row.cost_after) for row in rows if row.rule.level is Level.SOFT]
    if bars:
        is_dark = st.context.theme.type == "dark"
        names = (ctx.say(NOW), ctx.say(THEN))
        st.plotly_chart(
            weights_bars(bars, names, ctx.language, is_dark=is_dark), key="constraints.bars",
            config={"displayModeBar": False}, alt=ctx.say(CHART),
        )  # fmt: skip
    _table(ctx, rows)
    _matches(ctx, state, plan_id, rows)
    _alternatives(ctx, state, plan_id)
    _beside(ctx, state, plan_id, told.rows)


def _alternatives(ctx: PageContext, state: TuneState, plan_id: UUID) -> None:
    """One visit, and what it would cost if somebody else made it."""
    with st.expander(ctx.say(ALTERNATIVES)):
        names = {visit: ctx.say(label) for visit, label in ctx.services.tuning.visits(ctx.actor, plan_id).items()}
        chosen = st.selectbox(
            ctx.say(VISIT), [None, *names], format_func=lambda key: names[key] if key else "–", key="constraints.visit"
        )
        if chosen is None:
            return
        found = ctx.services.tuning.alternatives(ctx.actor, plan_id, chosen, state.draft)
        if not found:
            st.caption(ctx.say(NOBODY_ELSE))
        for each in found:
            rules = ", ".join(f"{ctx.say(rule.title)} {number(points, ctx.language)}" for rule, points in each.by_rule)
            points = ctx.say(POINTS, soft=number(each.soft, ctx.language), medium=number(each.medium, ctx.language))
            st.markdown(f"- **{each.carer}** {each.start:%H:%M} · {points} :gray[{rules}]")


def _beside(ctx: PageContext, state: TuneState, plan_id: UUID, rows: Sequence[RowChange]) -> None:
    """The plan's rows beside another plan's, both under the draft."""
    others = {str(plan.id): plan for plan in ctx.services.planning.plans(ctx.actor) if plan.id != plan_id}
    if not others:
        return
    with st.expander(ctx.say(BESIDE)):
        key = st.selectbox(
            ctx.say(OTHER), list(others), format_func=lambda each: plan_name(ctx, others[each]), key="constraints.other"
        )
        theirs = ctx.services.tuning.what_if(ctx.actor, UUID(key), state.draft)
        costs = {row.rule.id: row.cost_after for row in theirs.rows}
        shown = [row for row in rows if row.cost_after or costs[row.rule.id]]
        st.dataframe(
            {
                ctx.say(RULE): [ctx.say(row.rule.title) for row in shown],
                ctx.say(THIS): [number(row.cost_after, ctx.language) for row in shown],
                ctx.say(OTHER): [number(costs[row.rule.id], ctx.language) for row in shown],
                ctx.say(DIFFERENCE): [number(costs[row.rule.id] - row.cost_after, ctx.language) for row in shown],
            },
            hide_index=True,
            column_config=amounts(ctx.say(title) for title in (THIS, OTHER, DIFFERENCE)),
        )


def _score(ctx: PageContext, before: Score, after: Score) -> None:
    costs = zip((before.hard, before.medium, before.soft), (after.hard, after.medium, after.soft), strict=True)
    for column, (level, title), (was, became) in zip(st.columns(3), LEVEL_NAMES.items(), costs, strict=True):
        # The card tells down from up by a plain hyphen in front.
        delta = ("-" if became < was else "") + number(abs(became - was), ctx.language) if became != was else None
        column.metric(
            ctx.say(title), number(became, ctx.language), delta, delta_color="inverse", border=True,
            help=ctx.say(LEVEL_HELP[level]), height="stretch",
        )  # fmt: skip


def _table(ctx: PageContext, rows: list[RowChange]) -> None:
    total = {level: sum(row.cost_after for row in rows if row.rule.level is level) or 1 for level in Level}
    with st.expander(ctx.say(TABLE)):
        st.dataframe(
            {
                ctx.say(RULE): [ctx.say(row.rule.title) for row in rows],
                ctx.say(UNITS): [ctx.say(amount(row.units, row.rule.unit)) for row in rows],
                ctx.say(WEIGHT): [f"{row.weight_before} → {row.weight_after}" if row.weight_before != row.weight_after
                                  else str(row.weight_after) for row in rows],
                ctx.say(NOW): [number(row.cost_before, ctx.language) for row in rows],
                ctx.say(THEN): [number(row.cost_after, ctx.language) for row in rows],
                ctx.say(PART): [share(row.cost_after / total[row.rule.level], ctx.language, 0) for row in rows],
            },
            hide_index=True,
            column_config=amounts(ctx.say(title) for title in (UNITS, WEIGHT, NOW, THEN, PART)),
        )  # fmt: skip


def _matches(ctx: PageContext, state: TuneState, plan_id: UUID, rows: list[RowChange]) -> None:
    with st.expander(ctx.say(MATCHES)):
        names = {row.rule.id: ctx.say(row.rule.title) for row in sorted(rows, key=lambda row: -row.cost_after)}
        chosen = st.selectbox(ctx.say(RULE), list(names), format_func=lambda key: names[key], key="constraints.matches")
        for line in ctx.services.tuning.matches(ctx.actor, plan_id, chosen, state.draft, WORST):
            st.markdown(f"- {plain(ctx.say(line.sentence))} :gray[({number(line.cost, ctx.language)})]")
