"""Which plan made by hand is held against which optimised one, and how far prices may be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import streamlit as st

from pages.components.distinct import distinct
from pages.components.tuning.draft import plan_name
from pages.shell.context import PageContext
from services.kpi.assumptions import Assumptions
from services.planning.views import PlanSummary
from services.trial import choosing
from services.words import Text

BY_HAND = Text(sv="Plan gjord för hand", en="Plan made by hand")
OPTIMISED = Text(sv="Optimerad plan", en="Optimised plan")
BAND = Text(sv="Priserna kan vara fel med", en="Prices may be wrong by")
BANDS = (0.1, 0.2, 0.3)


@dataclass
class TrialState:
    """What was chosen, and the assumptions that are tried; `rounds` draws their fields anew."""

    by_hand: UUID | None = None
    optimised: UUID | None = None
    turned: float = 0.2
    version: int | None = None
    read: Assumptions = field(default_factory=Assumptions)
    tried: Assumptions = field(default_factory=Assumptions)
    is_saved: bool = False
    is_met: bool = False
    rounds: int = 0

    def begin(self, version: int, held: Assumptions) -> None:
        """Nothing is tried: what holds is what is shown."""
        self.version, self.read, self.tried = version, held, held
        self.rounds += 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Both plans and what they are called."""

    by_hand: PlanSummary
    optimised: PlanSummary
    names: tuple[str, str]

    @property
    def key(self) -> str:
        """Changes when one of them does."""
        return "|".join(f"{p.id}:{p.version}:{p.made_at.isoformat()}" for p in (self.by_hand, self.optimised))


def choose_pair(ctx: PageContext, state: TrialState, plans: Sequence[PlanSummary]) -> Pair | None:
    """Two lists and a width; None where no two plans share a day."""
    first = choosing.first_pair(plans)
    if first is None:
        return None
    left, right, width = st.columns([1.4, 1.4, 0.8], gap="small")
    with left:
        held = [plan for plan in choosing.by_hand(plans) if choosing.optimised(plans, plan)]
        by_hand, name = _plan(ctx, BY_HAND, held, state.by_hand, first[0].id)
    with right:
        beside = choosing.optimised(plans, by_hand)
        usual = first[1] if first[1] in beside else beside[0]
        optimised, other_name = _plan(ctx, OPTIMISED, beside, state.optimised, usual.id)
    with width:
        state.turned = st.segmented_control(
            ctx.say(BAND), BANDS, format_func=lambda part: f"± {100 * part:.0f} %", default=state.turned,
            key="return.band", required=True,
        )  # fmt: skip
    state.by_hand, state.optimised = by_hand.id, optimised.id
    return Pair(by_hand, optimised, (name, other_name))


def _plan(
    ctx: PageContext, title: Text, plans: Sequence[PlanSummary], chosen: UUID | None, usual: UUID
) -> tuple[PlanSummary, str]:
    by_id = {plan.id: plan for plan in plans}
    names = distinct((str(plan.id), plan_name(ctx, plan)) for plan in plans)
    ids = list(by_id)
    picked = st.selectbox(
        ctx.say(title), ids, index=ids.index(chosen if chosen in by_id else usual),
        format_func=lambda each: names[str(each)], key=f"return.{title.en}.{'|'.join(map(str, ids))}",
    )  # fmt: skip
    return by_id[picked], names[str(picked)]
