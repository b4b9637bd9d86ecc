"""Something has happened: say what, see who could step in, have a proposal made and read what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import streamlit as st

from pages.components import day_events
from pages.components.day_record import day_record
from pages.components.day_told import consequences_told, proposal_told
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.board.selection import Selection
from services.dayof.events import Event
from services.planning.views import OpenPlan
from services.words import Text

OPEN = Text(sv="Något har hänt", en="Something happened")
TITLE = Text(sv="Vad har hänt?", en="What happened?")
LEAD = Text(
    sv="Planen ligger kvar som den är. Du får ett förslag bredvid den, och bestämmer själv.",
    en="The plan stays as it is. You get a proposal beside it, and decide yourself.",
)
NOW = Text(sv="Klockan är", en="The time is")
NOW_HELP = Text(
    sv="Det som har börjat före den tiden, och den som redan är på väg, rörs inte.",
    en="What has begun by then, and whoever is on the way already, is left alone.",
)
SEE = Text(sv="Visa vem som kan", en="Show who can")
MAKE = Text(sv="Ta fram ett förslag", en="Make a proposal")
CLOSE = Text(sv="Stäng", en="Close")
WORKING = Text(
    sv="Letar efter ett förslag som ändrar så lite som möjligt …",
    en="Searching for a proposal that changes as little as possible …",
)
NO_WORKER = Text(sv="Väntar på att planeraren ska starta …", en="Waiting for the planner to start …")
SHOW = Text(sv="Visa förslaget på tavlan", en="Show the proposal on the board")
PART = Text(sv="Ta över delar", en="Take parts over")
AGAIN = Text(sv="Börja om", en="Start over")
TICK_S = 1.0


@dataclass
class DayOfState:
    """Whether the panel is open, what was said, and the proposal that is being made or read."""

    is_open: bool = False
    plan_id: str | None = None
    events: tuple[Event, ...] = ()
    at: datetime | None = None
    run_id: str | None = None

    def turn(self) -> None:
        """Open what is closed, close what is open."""
        self.is_open = not self.is_open

    def start_over(self) -> None:
        """Forget what was said and proposed."""
        self.events, self.at, self.run_id = (), None, None


def day_of_button(ctx: PageContext) -> None:
    """The button in the plan's header."""
    state = ctx.state(DayOfState)
    st.button(ctx.say(OPEN), icon=":material/notification_important:", key="plan.day_of", on_click=state.turn,
              type="primary" if state.is_open else "secondary")  # fmt: skip


def day_of(ctx: PageContext, opened: OpenPlan, day: date, picked: Selection, open_plan: Callable[[str], None]) -> None:
    """The panel, when it is open; `open_plan` shows a proposal on the page."""
    state = ctx.state(DayOfState)
    if state.plan_id != str(opened.summary.id) and state.run_id is None:
        state.plan_id = str(opened.summary.id)
        state.start_over()
    if not state.is_open:
        return
    with st.container(border=True, key="day_of", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(ctx.say(TITLE), anchor=False)
            st.space("stretch")
            st.button(ctx.say(CLOSE), icon=":material/close:", key="day_of.close", type="tertiary", on_click=state.turn)
        st.caption(ctx.say(LEAD))
        if state.run_id is not None:
            _proposed(ctx, state, UUID(state.run_id), open_plan, opened.summary.last_day)
        else:
            _asked(ctx, state, opened, day, picked)


def _asked(ctx: PageContext, state: DayOfState, opened: OpenPlan, day: date, picked: Selection) -> None:
    """What happened, and the two ways on."""
    kind = day_events.choose_kind(ctx)
    first, second = st.columns([1, 4])
    with first:
        at = _moment(ctx, day)
    with second:
        event = day_events.choose_event(ctx, kind, opened, day, picked, at)
    with st.container(horizontal=True):
        if st.button(ctx.say(SEE), icon=":material/group_search:", key="day_of.see", disabled=event is None):
            state.events, state.at = (event,) if event is not None else (), at
        wants = st.button(ctx.say(MAKE), icon=":material/auto_fix_high:", type="primary", key="day_of.make",
                          disabled=event is None)  # fmt: skip
    if wants and event is not None:
        proposal = ctx.services.day_of.propose(ctx.actor, opened.summary.id, (event,), at)
        state.run_id = str(proposal)
        ctx.state(day_events.UrgentState).visit_id = None
        st.rerun()
    if state.events and state.at is not None and state.events == ((event,) if event else ()):
        found = ctx.services.day_of.consequences(ctx.actor, opened.summary.id, state.events, state.at)
        consequences_told(ctx, found)


def _moment(ctx: PageContext, day: date) -> datetime:
    """The time it is on the day looked at: now, or the morning of another day."""
    now = ctx.now()
    usual = now.time().replace(second=0, microsecond=0) if now.date() == day else time(7, 0)
    chosen = st.time_input(ctx.say(NOW), usual, step=300, help=ctx.say(NOW_HELP), key=f"day_of.now.{day.isoformat()}")
    return datetime.combine(day, chosen, ctx.zone)


def _proposed(
    ctx: PageContext, state: DayOfState, run_id: UUID, open_plan: Callable[[str], None], last_day: date
) -> None:
    """The search while it goes, then what it found."""
    run = ctx.services.planning.follow(ctx.actor, run_id)
    if not run.is_over:
        _follow(ctx, run_id)
        return
    proposal = None if run.failure is not None else ctx.services.day_of.proposal(ctx.actor, run_id)
    if run.failure is not None:
        st.warning(f"**{ctx.say(run.failure.cause)}** {ctx.say(run.failure.action)}", icon=":material/info:")
    if proposal is not None:
        proposal_told(ctx, proposal)
        day_record(ctx, run_id, last_day)
    with st.container(horizontal=True):
        if proposal is not None:
            st.button(ctx.say(SHOW), icon=":material/view_timeline:", type="primary", key="day_of.open",
                      on_click=open_plan, args=(str(run_id),))  # fmt: skip
            way_to(ctx, "compare", PART, ":material/compare_arrows:", "day_of.part",
                   plans=f"{proposal.parent_id},{run_id}")  # fmt: skip
        st.button(ctx.say(AGAIN), icon=":material/restart_alt:", key="day_of.again", on_click=state.start_over)


def _follow(ctx: PageContext, run_id: UUID) -> None:
    def look(fresh: PageContext) -> None:
        run = fresh.services.planning.follow(fresh.actor, run_id)
        if run.is_over:
            st.rerun(scope="app")
        searched = min(run.points[-1].elapsed_s, run.seconds) if run.points else 0.0
        st.progress(searched / max(1, run.seconds), text=fresh.say(WORKING if run.has_worker else NO_WORKER))

    ctx.fragment(look, run_every_s=TICK_S)
