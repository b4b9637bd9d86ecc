"""Which days, whose figures and which steps are looked at; kept while another page is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import streamlit as st

from data.vocabulary import FigureBasis, FigureLevel
from pages.components.distinct import distinct
from pages.components.period import PeriodState, choose_period, period
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.remember import remember
from services.access import Capability
from services.insights.views import Pace, Scope, Span
from services.words import Text

LEVELS = {
    FigureLevel.ORGANIZATION: Text(sv="Hela organisationen", en="The whole organisation"),
    FigureLevel.DISTRICT: Text(sv="Område", en="District"),
    FigureLevel.EMPLOYEE: Text(sv="Medarbetare", en="Carer"),
    FigureLevel.CLIENT: Text(sv="Klient", en="Client"),
}
PEOPLE = frozenset({FigureLevel.EMPLOYEE, FigureLevel.CLIENT})
PACES: dict[Pace, Text] = {
    "day": Text(sv="Dag", en="Day"), "week": Text(sv="Vecka", en="Week"), "month": Text(sv="Månad", en="Month"),
}  # fmt: skip
LEVEL, STEP = Text(sv="Nivå", en="Level"), Text(sv="Per", en="By")
NOBODY = Text(sv="Det finns ingen att visa på den nivån.", en="There is nobody to show at that level.")
USUAL_DAYS = 56
DAYS = "figures.days"


@dataclass
class FiguresState:
    """What was chosen last; `rounds` draws the pickers anew when a row of a table or the address chose for them."""

    level: FigureLevel = FigureLevel.ORGANIZATION
    whose: UUID | None = None
    step: Pace = "week"
    slug: str = "client_time_share"
    section: str = "trend"
    rounds: int = 0
    address: dict[str, str] = field(default_factory=dict)

    def show(self, level: FigureLevel, whose: UUID | None) -> None:
        """Look at these figures, as if they had been picked."""
        self.level, self.whose = level, whose
        self.rounds += 1


@dataclass(frozen=True, slots=True)
class Looking:
    """What the page shows."""

    span: Span
    scope: Scope
    label: str
    step: Pace
    rounds: int = 0

    @property
    def key(self) -> str:
        """Tells this from every other choice."""
        return f"{self.span.first_day}:{self.span.last_day}:{self.scope.level}:{self.scope.whose}:{self.step}"


def choose(ctx: PageContext, state: FiguresState, known: dict[FigureBasis, Span]) -> Looking | None:
    """The filter bar; None while a choice is half made."""
    days, level, third, fourth = st.columns([1.4, 1, 1.2, 1.1], gap="small")
    with days:
        if (span := _span(ctx, known)) is None:
            return None
    with level:
        state.level = _level(ctx, state)
    # No hole where nobody is chosen: the steps move up.
    whose, step = (fourth, third) if state.level is FigureLevel.ORGANIZATION else (third, fourth)
    with whose:
        found = _whose(ctx, state)
    with step:
        picked = st.segmented_control(
            ctx.say(STEP), list(PACES), format_func=lambda pace: ctx.say(PACES[pace]), default=state.step,
            key=f"figures.step.{state.rounds}", required=True,
        )  # fmt: skip
        state.step = picked
    return None if found is None else Looking(span, *found, state.step, state.rounds)


def _span(ctx: PageContext, known: dict[FigureBasis, Span]) -> Span | None:
    """At first the last eight weeks that have been performed, else those that are planned."""
    if DAYS not in ctx.state(PeriodState).chosen:
        held = known.get(FigureBasis.PERFORMED) or known[FigureBasis.PLANNED]
        first = max(held.first_day, held.last_day - timedelta(days=USUAL_DAYS - 1))
        choose_period(ctx, DAYS, first, held.last_day)
    chosen = period(ctx, DAYS)
    return None if chosen is None else Span(*chosen)


def levels_for(ctx: PageContext) -> list[FigureLevel]:
    """The levels the reader may look at."""
    return [level for level in LEVELS if level not in PEOPLE or ctx.actor.may(Capability.SEE_PERSON_FIGURES)]


def _level(ctx: PageContext, state: FiguresState) -> FigureLevel:
    levels = levels_for(ctx)
    return st.selectbox(
        ctx.say(LEVEL), levels, index=levels.index(state.level) if state.level in levels else 0,
        format_func=lambda level: ctx.say(LEVELS[level]), key=f"figures.level.{ctx.language}.{state.rounds}",
    )  # fmt: skip


def _whose(ctx: PageContext, state: FiguresState) -> tuple[Scope, str] | None:
    """Whose figures and what they are called; None where there is nobody, or nobody may be singled out."""
    if state.level is FigureLevel.ORGANIZATION:
        state.whose = None
        return Scope(), ctx.say(LEVELS[FigureLevel.ORGANIZATION])
    level = state.level
    found = remember(ctx, "figures.people", lambda: ctx.services.insights.people(ctx.actor, level), level.value)
    if isinstance(found, Text) or not found:
        st.info(ctx.say(found if isinstance(found, Text) else NOBODY))
        return None
    names = distinct((str(each), label) for each, label in found.items())
    ids = list(found)
    state.whose = st.selectbox(
        ctx.say(LEVELS[state.level]), ids, index=ids.index(state.whose) if state.whose in ids else 0,
        format_func=lambda each: names[str(each)], key=f"figures.whose.{state.level}.{state.rounds}",
    )  # fmt: skip
    return Scope(state.level, state.whose), plain(names[str(state.whose)])
