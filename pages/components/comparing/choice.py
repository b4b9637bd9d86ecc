"""Which plans are compared, against which one, weighed how; what every view of the page is handed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import streamlit as st

from pages.components.distinct import distinct
from pages.components.tuning.draft import plan_name
from pages.shell.context import PageContext
from services.access import Capability
from services.comparing.beside import Beside, Comparison
from services.comparing.refusals import FEWEST, MOST
from services.comparing.use_case import Weighing
from services.constraints.profiles import PROFILES
from services.planning.views import PlanSummary
from services.words import Text

PLANS = Text(sv="Planer att jämföra", en="Plans to compare")
REFERENCE = Text(sv="Jämför mot", en="Compare against")
WEIGHED = Text(sv="Alla poängsätts med", en="All are scored with")
OWN = Text(sv="Vikterna i plan {letter}", en="The weights of plan {letter}")
CHOOSE = Text(sv="Välj minst två planer.", en="Choose at least two plans.")
LETTERS = "ABCDEF"
PROFILE, PLAN = "profile:", "plan:"


@dataclass
class CompareState:
    """What is compared and looked at; `rounds` gives widgets new names when what they stand for is gone."""

    plan_ids: list[str] = field(default_factory=list)
    asked_for: str | None = None
    reference: str | None = None
    other: str | None = None
    weighing: str | None = None
    day: date | None = None
    selection: str | None = None
    kept: str | None = None
    kept_of: str | None = None
    rounds: int = 0

    def pick(self, word: str | None) -> None:
        """Select a visit or carer, in all boards and maps at once."""
        self.selection = word


@dataclass(frozen=True)
class Shown:
    """A comparison as the views need it: plans by letter, the one measured against, and the weights."""

    comparison: Comparison
    reference: int
    names: tuple[str, ...]
    weighing: Weighing
    key: str

    @property
    def against(self) -> Beside:
        """The plan measured against."""
        return self.comparison.plans[self.reference]

    def label(self, number: int) -> str:
        """`A · Manuell · v. 5`."""
        return f"{LETTERS[number]} · {self.names[number]}"

    @property
    def others(self) -> list[int]:
        """All but the one measured against."""
        return [number for number in range(len(self.names)) if number != self.reference]


@dataclass(frozen=True)
class Choice:
    """What the planner has chosen, before anything is opened."""

    plans: tuple[PlanSummary, ...]
    reference: int
    names: tuple[str, ...]
    weighing: Weighing
    word: str

    @property
    def key(self) -> str:
        """Changes with everything a comparison depends on."""
        made = [f"{plan.id}:{plan.version}:{plan.score}:{plan.made_at.isoformat()}" for plan in self.plans]
        return "|".join([*made, self.word, str(self.weighing)])


def choose_plans(ctx: PageContext, state: CompareState, plans: Sequence[PlanSummary]) -> Choice | None:
    """The choice on top; None while fewer than two plans are chosen."""
    known = {str(plan.id): plan for plan in plans}
    _look_at_asked(state, known)
    state.plan_ids = [each for each in state.plan_ids if each in known] or _first_choice(plans)
    labels = distinct((key, plan_name(ctx, plan)) for key, plan in known.items())
    state.plan_ids = st.multiselect(
        ctx.say(PLANS), list(known), state.plan_ids, format_func=labels.__getitem__,
        max_selections=MOST, key=f"compare.plans.{state.rounds}",
        placeholder=ctx.say(CHOOSE), select_all=False,
    )  # fmt: skip
    if len(state.plan_ids) < FEWEST:
        st.info(ctx.say(CHOOSE), icon=":material/info:")
        return None
    chosen = tuple(known[each] for each in state.plan_ids)
    names = tuple(labels[each] for each in state.plan_ids)
    left, right = st.columns(2, gap="medium")
    with left:
        reference = _reference(ctx, state, names)
    with right:
        word, weighing = _weighing(ctx, state)
    return Choice(chosen, reference, names, weighing, word)


def _reference(ctx: PageContext, state: CompareState, names: Sequence[str]) -> int:
    ids = state.plan_ids
    if state.reference not in ids:
        state.reference = ids[0]
    state.reference = st.selectbox(
        ctx.say(REFERENCE), ids, ids.index(state.reference), key=f"compare.reference.{'|'.join(ids)}",
        format_func=lambda key: f"{LETTERS[ids.index(key)]} · {names[ids.index(key)]}",
    )  # fmt: skip
    return ids.index(state.reference)


def _weighing(ctx: PageContext, state: CompareState) -> tuple[str, Weighing]:
    """The weights all plans are scored with: a profile's, laid over the organisation's, or those of one plan."""
    weights: dict[str, Weighing] = {PROFILE + slug: profile.weights for slug, profile in PROFILES.items()}
    titles = {PROFILE + slug: ctx.say(profile.title) for slug, profile in PROFILES.items()}
    if ctx.actor.may(Capability.TUNE):
        for own in ctx.services.tuning.profiles(ctx.actor):
            weights[PROFILE + own.key], titles[PROFILE + own.key] = own.weights, ctx.say(own.title)
    for letter, plan_id in zip(LETTERS, state.plan_ids, strict=False):
        weights[PLAN + plan_id], titles[PLAN + plan_id] = UUID(plan_id), ctx.say(OWN, letter=letter)
    words = list(weights)
    if state.weighing not in weights:
        state.weighing = words[0]
    state.weighing = st.selectbox(
        ctx.say(WEIGHED), words, words.index(state.weighing), format_func=titles.__getitem__,
        key=f"compare.weights.{'|'.join(state.plan_ids)}",
    )  # fmt: skip
    return state.weighing, weights[state.weighing]


def _look_at_asked(state: CompareState, known: dict[str, PlanSummary]) -> None:
    """Plans named in the address, `?plans=…,…`, once: afterwards the planner chooses."""
    asked = st.query_params.get("plans")
    if asked and asked != state.asked_for:
        state.asked_for = asked
        wanted = [each for each in dict.fromkeys(asked.split(",")) if each in known][:MOST]
        if wanted:
            state.plan_ids = wanted
            state.rounds += 1


def _first_choice(plans: Sequence[PlanSummary]) -> list[str]:
    """The newest plan that was not made by hand and the plan by hand of those days, else the two newest that meet."""
    for newest in sorted(plans, key=lambda plan: plan.kind == "manual"):
        meeting = [p for p in plans if p.id != newest.id and _meet(p, newest)]
        by_hand = [p for p in meeting if p.kind == "manual"]
        if meeting:
            return [str((by_hand or meeting)[0].id), str(newest.id)]
    return []


def _meet(a: PlanSummary, b: PlanSummary) -> bool:
    return a.first_day <= b.last_day and b.first_day <= a.last_day
