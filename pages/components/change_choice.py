"""What a run may change: a new plan, or one that exists with carers, served visits or the past left as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import streamlit as st

from data.vocabulary import MayChange
from pages.components.plan_kinds import KINDS
from pages.shell.context import PageContext
from services.planning.views import Period, PlanSummary
from services.words import Text, clock, long_date


class Choice(StrEnum):
    """What the planner picks; the first makes a plan from nothing."""

    NEW = "new"
    EVERYTHING = "everything"
    KEEP_CARERS = "keep-carers"
    ONLY_UNPLANNED = "only-unplanned"
    FROM_NOW = "from-now"


@dataclass(frozen=True, slots=True)
class Change:
    """The choice as a request wants it."""

    begin_from: UUID | None = None
    may_change: MayChange = MayChange.EVERYTHING
    frozen_until: datetime | None = None
    stability: int | None = None


WHAT = Text(sv="Vad får ändras?", en="What may change?")
NAMES = {
    Choice.NEW: Text(sv="Ny plan", en="New plan"),
    Choice.EVERYTHING: Text(sv="Allt", en="Everything"),
    Choice.KEEP_CARERS: Text(sv="Bara tider", en="Only times"),
    Choice.ONLY_UNPLANNED: Text(sv="Bara ej planerade", en="Only unplanned"),
    Choice.FROM_NOW: Text(sv="Från och med nu", en="From now on"),
}
MEANINGS = {
    Choice.NEW: Text(sv="Planen görs från början.", en="The plan is made from nothing."),
    Choice.EVERYTHING: Text(
        sv="Utgår från en plan och får ändra allt i den.", en="Begins from a plan, all of it open."
    ),
    Choice.KEEP_CARERS: Text(
        sv="Tider och ordning får ändras, men ingen klient får någon annan.",
        en="Times and order may change, but no client gets somebody else.",
    ),
    Choice.ONLY_UNPLANNED: Text(
        sv="Allt planerat ligger kvar. Bara besök som ingen har får en plats.",
        en="All that is planned stays. Only visits nobody has get a place.",
    ),
    Choice.FROM_NOW: Text(
        sv="Det som har börjat eller är på väg ligger kvar; resten av planen från {now} får ändras.",
        en="What has begun or is on its way stays; the rest of the plan from {now} may change.",
    ),
}
FROM_PLAN = Text(sv="Vilken plan?", en="Which plan?")
STEADY = Text(sv="Hur fast ska den ligga?", en="How firmly should it stand?")
STEADINESS = {
    0: Text(sv="Fritt", en="Freely"),
    10: Text(sv="Lagom", en="Fairly"),
    60: Text(sv="Fast", en="Firmly"),
    240: Text(sv="Mycket fast", en="Very firmly"),
}
COSTS = Text(
    sv="Ett besök byter medarbetare bara om det sparar minst {minutes} {minutes:viktad minut|viktade minuter}.",
    en="A visit changes hands only if that saves at least {minutes} weighted {minutes:minute|minutes}.",
)
ONE_PLAN = Text(sv="{name} · {day} {clock}", en="{name} · {day} {clock}")
USUAL_STEADINESS = 60


def choose_change(ctx: PageContext, days: Period) -> Change:
    """The choice of what may change, with the plan to begin from; nothing to choose where no plan has these days."""
    plans = [plan for plan in ctx.services.planning.plans(ctx.actor) if _meets(plan, days)]
    if not plans:
        return Change()
    with st.container(gap="xsmall"):
        picked = st.segmented_control(
            ctx.say(WHAT), list(Choice), default=Choice.NEW, format_func=lambda each: ctx.say(NAMES[each]),
            key="solve.may_change", required=True,
        )  # fmt: skip
        choice = Choice(picked)
        st.caption(ctx.say(MEANINGS[choice], now=clock(ctx.now())))
    if choice is Choice.NEW:
        return Change()
    begin_from = _choose_plan(ctx, plans)
    return Change(
        begin_from=begin_from,
        may_change=MayChange.EVERYTHING if choice is Choice.FROM_NOW else MayChange(choice.value),
        frozen_until=ctx.now() if choice is Choice.FROM_NOW else None,
        stability=_choose_steadiness(ctx) if choice in {Choice.EVERYTHING, Choice.FROM_NOW} else None,
    )


def _choose_plan(ctx: PageContext, plans: list[PlanSummary]) -> UUID:
    by_id = {str(plan.id): plan for plan in plans}
    chosen = st.selectbox(
        ctx.say(FROM_PLAN), list(by_id), format_func=lambda key: _name(ctx, by_id[key]), key="solve.begin_from",
        width=420,
    )  # fmt: skip
    return by_id[str(chosen)].id


def _choose_steadiness(ctx: PageContext) -> int:
    with st.container(gap="xsmall"):
        weight = st.segmented_control(
            ctx.say(STEADY), list(STEADINESS), default=USUAL_STEADINESS,
            format_func=lambda each: ctx.say(STEADINESS[each]), key="solve.stability", required=True,
        )  # fmt: skip
        st.caption(ctx.say(COSTS, minutes=int(weight)))
    return int(weight)


def _name(ctx: PageContext, plan: PlanSummary) -> str:
    made = plan.made_at.astimezone(ctx.zone)
    name = plan.name or ctx.say(KINDS[plan.kind])
    return ctx.say(ONE_PLAN, name=name, day=long_date(made.date(), ctx.language), clock=clock(made))


def _meets(plan: PlanSummary, days: Period) -> bool:
    return plan.first_day <= days.last_day and days.first_day <= plan.last_day
