"""The draft of this tab: which profile it began from, what was turned since, and the plan it is tried on."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import streamlit as st

from pages.components.plan_kinds import KINDS
from pages.shell.context import PageContext
from services.constraints.kind import DEFAULT_WEIGHTS, Level, Weights
from services.constraints.limits import Change
from services.constraints.profiles import PROFILES
from services.planning.views import PlanSummary
from services.tuning import ProfileView
from services.words import Text, long_date, weeks

ON_PLAN = Text(sv="Prövas på planen", en="Tried on the plan")
FIRST_PROFILE = "balanced"


@dataclass
class TuneState:
    """`rounds` gives every dial a new name when the draft is replaced as a whole."""

    profile_key: str = ""
    draft: Weights = field(default_factory=lambda: DEFAULT_WEIGHTS)
    rounds: int = 0
    plan_id: str | None = None
    said: Text | None = None
    shown: dict[str, tuple[int, bool]] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)


def begin(state: TuneState, profile: ProfileView) -> None:
    """Start anew from a profile."""
    state.profile_key, state.draft = profile.key, profile.weights
    state.rounds += 1


def turn(ctx: PageContext, state: TuneState, change: Change) -> None:
    """One more change of the draft; what cannot be is refused by the guard in the reader's words."""
    state.draft = ctx.services.tuning.checked(state.draft, change)


def profile_of(state: TuneState, profiles: list[ProfileView]) -> ProfileView:
    """The profile the draft began from; the default one at first."""
    known = {profile.key: profile for profile in profiles}
    if state.profile_key not in known:
        first = next((p for p in profiles if p.is_default), known[FIRST_PROFILE])
        begin(state, first)
    return known[state.profile_key]


def plan_of(ctx: PageContext, state: TuneState) -> UUID | None:
    """The plan the draft is tried on; None while there is none."""
    plans = ctx.services.planning.plans(ctx.actor)
    if not plans:
        return None
    known = {str(plan.id): plan for plan in plans}
    if state.plan_id not in known:
        state.plan_id = str(plans[0].id)
    state.plan_id = st.selectbox(
        ctx.say(ON_PLAN), list(known), list(known).index(state.plan_id), key="constraints.plan",
        format_func=lambda key: plan_name(ctx, known[key]),
    )  # fmt: skip
    return UUID(state.plan_id)


def plan_name(ctx: PageContext, plan: PlanSummary) -> str:
    """`Optimerad · onsdag 3 februari · Vår profil`."""
    if plan.first_day == plan.last_day:
        days = long_date(plan.first_day, ctx.language)
    else:
        days = weeks(plan.first_day, plan.last_day, ctx.language)
    known = PROFILES.get(plan.profile or "")
    profile = ctx.say(known.title) if known else plan.profile or ""
    clock = plan.made_at.astimezone(ctx.zone).strftime("%H:%M")
    parts = [ctx.say(KINDS[plan.kind]), days, plan.name or profile, clock]
    return " · ".join(part for part in parts if part)
