"""Whether a plan would hold: it is played many times when asked for, and what shakes most is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import streamlit as st

from pages.components.folded import folded
from pages.components.plain import plain
from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.access import Capability
from services.constraints.sentences import shift_label, visit_label
from services.delivery.simulating import DRAWS, Delivery
from services.planning.views import OpenPlan
from services.words import Text, minutes, share

WIDTH_PX = 440
MOST_VISITS, MOST_SHIFTS = 8, 4
LASTS_S = 3600
BUTTON = Text(sv="Håller den?", en="Will it hold?")
LEAD = Text(
    sv="Planen spelas upp {draws} gånger med besök som drar ut på tiden och vägar som tar olika lång tid.",
    en="The plan is played {draws} times with visits that run over and roads that take as long as they do.",
)
PLAY = Text(sv="Spela upp", en="Play it")
EXPECTED = Text(
    sv="**{share}** av besöken väntas börja i tid; nio gånger av tio {low}–{high}.",
    en="**{share}** of the visits are expected to begin in time; nine times of ten {low}–{high}.",
)
EMPTY = Text(sv="Planen har inga besök att spela upp.", en="The plan has no visits to play.")
VISITS = Text(sv="Oftast sena", en="Late most often")
ONE = Text(
    sv="{what} ({carer}): sen {share} av gångerna, i snitt {late} efter sin tid",
    en="{what} ({carer}): late {share} of the times, {late} behind its time on average",
)
NEVER = Text(sv="Inget besök blev sent någon gång.", en="No visit was ever late.")
SHIFTS = Text(sv="Pass som oftast drar över", en="Shifts that run over most often")
OVER = Text(sv="{what}: {share} av gångerna", en="{what}: {share} of the times")


@dataclass
class HoldingState:
    """Plans, by id and version, that were played in this tab."""

    played: set[tuple[str, int]] = field(default_factory=set)

    def play(self, plan: tuple[str, int]) -> None:
        """Play it when the page is drawn next."""
        self.played.add(plan)


def holding(ctx: PageContext, opened: OpenPlan, on_visit: Callable[[str], None]) -> None:
    """A button that opens the answer; `on_visit` is told the visit that is picked there."""
    if not ctx.actor.may(Capability.SEE_FIGURES):
        return
    folded(ctx.say(BUTTON), lambda: _playing(ctx, opened, on_visit), "plan.holding_box", icon=":material/casino:")


def _playing(ctx: PageContext, opened: OpenPlan, on_visit: Callable[[str], None]) -> None:
    plan, state = (str(opened.summary.id), opened.summary.version), ctx.state(HoldingState)
    with st.container(width=WIDTH_PX, gap="small"):
        st.caption(ctx.say(LEAD, draws=DRAWS))
        if plan in state.played:
            _told(ctx, opened, delivery(ctx, opened), on_visit)
        else:
            st.button(ctx.say(PLAY), key="plan.play", type="primary", on_click=state.play, args=(plan,))


def delivery(ctx: PageContext, opened: OpenPlan) -> Delivery:
    """What to expect, played once a version."""
    summary, insights = opened.summary, ctx.services.insights
    return keep(
        ctx, "plan.holding", lambda: insights.expected_delivery(ctx.actor, summary.id), str(summary.id),
        summary.version, ttl_s=LASTS_S,
    )  # fmt: skip


def _told(ctx: PageContext, opened: OpenPlan, found: Delivery, on_visit: Callable[[str], None]) -> None:
    if found.on_time_share is None or found.on_time_low is None or found.on_time_high is None:
        st.markdown(ctx.say(EMPTY))
        return
    shares = {"share": found.on_time_share, "low": found.on_time_low, "high": found.on_time_high}
    st.markdown(ctx.say(EXPECTED, **{name: share(value, ctx.language) for name, value in shares.items()}))
    st.markdown(f"**{ctx.say(VISITS)}**")
    shaky = found.most_at_risk(MOST_VISITS)
    if not shaky:
        st.caption(ctx.say(NEVER))
    for visit in shaky:
        what = ctx.say(visit_label(opened.columns, opened.timetable, visit))
        late = minutes(float(found.late_s[visit]), ctx.language)
        often = share(float(found.late_share[visit]), ctx.language, 0)
        said = ctx.say(ONE, what=what, carer=_carer(opened, visit), share=often, late=late)
        visit_id = opened.problem.visits[visit].id
        st.button(plain(said), key=f"plan.shaky.{visit_id}", type="tertiary", on_click=on_visit, args=(visit_id,))
    over = [int(s) for s in np.argsort(-found.overrun_share, kind="stable")[:MOST_SHIFTS] if found.overrun_share[s] > 0]
    if over:
        st.markdown(f"**{ctx.say(SHIFTS)}**")
    for shift in over:
        what = ctx.say(shift_label(opened.columns, shift))
        st.caption(plain(ctx.say(OVER, what=what, share=share(float(found.overrun_share[shift]), ctx.language, 0))))


def _carer(opened: OpenPlan, visit: int) -> str:
    """Who makes it: of two visits at once each has its own."""
    columns, shift = opened.columns, opened.timetable.shift_of[visit]
    return columns.problem.carers[int(columns.shift_carer[shift])].label
