"""A trade-off between two goals: plans under several weightings, the curve they draw, one to go on with."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.vocabulary import SolutionStatus
from pages.components.amounts import amounts
from pages.components.tuning.draft import TuneState
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.constraints.kind import DEFAULT_WEIGHTS
from services.figures.trade_off import trade_off_figure
from services.sweeping import GOALS
from services.tuning.sweeps import PointView, SweepView
from services.words import Text, hours, number

LEAD = Text(
    sv="Vad kostar det ena målet i det andra? Samma dagar planeras med flera viktningar, var och en från planen före.",
    en="What does one goal cost in the other? The same days are planned under several weightings, each from the plan "
    "before.",
)
FIRST, SECOND = Text(sv="Första målet", en="First goal"), Text(sv="Andra målet", en="Second goal")
POINTS, SECONDS = Text(sv="Planer", en="Plans"), Text(sv="Sekunder per plan", en="Seconds a plan")
START = Text(sv="Gör avvägningen", en="Make the trade-off")
GOING = Text(
    sv="{done} av {all} planer är klara. Du kan lämna sidan.", en="{done} of {all} plans are ready. You may leave."
)
NUMBER, STATE = Text(sv="Plan", en="Plan"), Text(sv="Bäst", en="Best")
UNASSIGNED, TRAVEL = Text(sv="Ej planerade", en="Unassigned"), Text(sv="Restid", en="Travel")
FACES = Text(sv="Personal per klient", en="Carers per client")
PICK = Text(sv="Gå vidare med plan", en="Go on with plan")
USE = Text(sv="Ta dess vikter som utkast", en="Take its weights as the draft")
OPEN = Text(sv="Öppna planen", en="Open the plan")
CHART = Text(sv="Planerna mellan de två målen", en="The plans between the two goals")
NO_DAYS = Text(sv="Det finns inga besök att planera än.", en="There are no visits to plan yet.")
TICK_S = 2.0


def trade_off(ctx: PageContext, state: TuneState) -> None:
    """Ask for a sweep, watch it, pick a point."""
    st.caption(ctx.say(LEAD))
    period = ctx.services.planning.default_period(ctx.actor)
    if period is None:
        st.info(ctx.say(NO_DAYS), icon=":material/event_busy:")
        return
    left, right = st.columns(2)
    slugs = list(GOALS)
    first = left.selectbox(
        ctx.say(FIRST), slugs, 0, format_func=lambda s: ctx.say(GOALS[s].title), key="constraints.goal.1"
    )
    second = right.selectbox(
        ctx.say(SECOND), slugs, 1, format_func=lambda s: ctx.say(GOALS[s].title), key="constraints.goal.2"
    )
    points = int(left.number_input(ctx.say(POINTS), 5, 9, 7, key="constraints.points"))
    seconds = int(right.number_input(ctx.say(SECONDS), 5, 1800, 30, 5, key="constraints.point_seconds"))
    sweep = ctx.services.sweeps.newest(ctx.actor)
    is_going = sweep is not None and not sweep.is_over
    if st.button(ctx.say(START), type="primary", icon=":material/ssid_chart:", key="constraints.sweep",
                 disabled=is_going or first == second):  # fmt: skip
        days = (period.first_day, period.last_day)
        ctx.services.sweeps.start(ctx.actor, (first, second), points, seconds, days, state.draft)
        st.rerun()
    if is_going:

        def watch(fresh: PageContext) -> None:
            now = fresh.services.sweeps.newest(fresh.actor)
            if now is None or now.is_over:
                st.rerun(scope="app")
            else:
                _shown(fresh, now)

        ctx.fragment(watch, run_every_s=TICK_S)
    elif sweep is not None:
        _shown(ctx, sweep)
        _pick(ctx, state, sweep)


def _shown(ctx: PageContext, sweep: SweepView) -> None:
    ready = [point for point in sweep.points if point.status is not SolutionStatus.RUNNING]
    if not sweep.is_over:
        told = ctx.say(GOING, done=len(ready), all=len(sweep.points))
        st.progress(len(ready) / len(sweep.points), text=told)
    spots = [(p.number, *p.values, p.is_best) for p in sweep.points if p.values is not None]
    axes = tuple(f"{ctx.say(goal.title)}, {ctx.say(goal.shown)}" for goal in sweep.goals)
    if not spots:
        return
    is_dark = st.context.theme.type == "dark"
    st.plotly_chart(
        trade_off_figure(spots, (axes[0], axes[1]), ctx.language, is_dark=is_dark), key="constraints.curve",
        config={"displayModeBar": False}, alt=ctx.say(CHART),
    )  # fmt: skip
    rows = [point for point in sweep.points if point.results is not None]
    st.dataframe(
        {
            ctx.say(NUMBER): [point.number for point in rows],
            ctx.say(STATE): ["✓" if point.is_best else "" for point in rows],
            **{
                axis: [number(p.values[i], ctx.language, 1) if p.values else "" for p in rows]
                for i, axis in enumerate(axes)
            },
            ctx.say(UNASSIGNED): [p.results.unassigned if p.results else None for p in rows],
            ctx.say(TRAVEL): [hours(p.results.travel_s, ctx.language) if p.results else "" for p in rows],
            ctx.say(FACES): [
                number(p.results.carers_per_client or 0, ctx.language, 1) if p.results else "" for p in rows
            ],
        },
        hide_index=True,
        column_config=amounts([*axes, ctx.say(TRAVEL), ctx.say(FACES)]),
    )


def _pick(ctx: PageContext, state: TuneState, sweep: SweepView) -> None:
    ready = {point.number: point for point in sweep.points if point.results is not None}
    if not ready:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        best = [number for number, point in ready.items() if point.is_best]
        chosen: PointView = ready[
            st.selectbox(ctx.say(PICK), list(ready), list(ready).index(best[0]) if best else 0, key="constraints.pick")
        ]
        if st.button(ctx.say(USE), icon=":material/content_copy:", key="constraints.use"):
            state.draft = replace(DEFAULT_WEIGHTS, organization=chosen.weights.organization,
                                  disabled=chosen.weights.disabled, levels=chosen.weights.levels)  # fmt: skip
            state.rounds += 1
            st.rerun()
        way_to(ctx, "plan", OPEN, ":material/view_timeline:", "constraints.open", plan=str(chosen.run_id))
