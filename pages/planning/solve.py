"""Solve: choose days and weights, see what nobody can serve, start a run, follow it, keep its best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import streamlit as st

from pages.components import run_panel
from pages.components.change_choice import choose_change
from pages.components.hindrance_list import hindrance_list
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from pages.shell.remember import remember
from services.access import Capability
from services.planning.views import Period, SolveRequest
from services.tuning import ProfileView
from services.words import Text, long_date, week

TITLE = Text(sv="Kör planering", en="Solve")
LEAD = Text(
    sv="Välj dagar, säg vad som är viktigast och hur länge datorn får leta. Inget publiceras av sig självt.",
    en="Choose days, say what matters most and how long the computer may search. Nothing publishes itself.",
)
NOTHING = Text(sv="Det finns inga besök att planera ännu.", en="There are no visits to plan yet.")
TO_IMPORT = Text(sv="Importera", en="Import")
NOTHING_HOW = Text(
    sv="Importera besök och pass först; sedan väljer du dagar här.",
    en="Import visits and shifts first; then you choose days here.",
)
DAYS = Text(sv="Dagar", en="Days")
ONE_DAY = Text(sv="{first}, {week}", en="{first}, {week}")
SOME_DAYS = Text(
    sv="{first} ({first_week}) till {last} ({last_week}), {count} {count:dag|dagar}",
    en="{first} ({first_week}) to {last} ({last_week}), {count} {count:day|days}",
)
HALF_CHOSEN = Text(sv="Välj också sista dagen.", en="Choose the last day too.")
PROFILE = Text(sv="Vad är viktigast?", en="What matters most?")
TIME = Text(sv="Hur länge får datorn leta?", en="How long may the computer search?")
TIMES = {
    10: Text(sv="10 s", en="10 s"),
    60: Text(sv="1 min", en="1 min"),
    300: Text(sv="5 min", en="5 min"),
    1800: Text(sv="30 min", en="30 min"),
}
TIME_HINT = {
    10: Text(sv="Ett första utkast.", en="A first draft."),
    60: Text(sv="Lagom för en dag.", en="Right for a day."),
    300: Text(sv="Lagom för två veckor.", en="Right for a fortnight."),
    1800: Text(sv="När planen ska bli så bra det går.", en="When the plan should be as good as it gets."),
}
ENGINE = Text(sv="Vilken lösare?", en="Which solver?")
ENGINES = {
    False: Text(sv="Inbyggd", en="Built-in"),
    True: Text(sv="Timefold", en="Timefold"),
}
ENGINE_HINT = {
    False: Text(sv="Räknar här; inget lämnar huset.", en="Works here; nothing leaves the house."),
    True: Text(
        sv="Räknar hos Timefold. Id-nummer, positioner, tider och kompetenser i kod skickas dit, inga namn.",
        en="Works at Timefold. Ids, positions, times and skills in code are sent there, no names.",
    ),
}
START = Text(sv="Starta planeringen", en="Start planning")


@dataclass
class SolveState:
    """The run that is followed, and whether the planner has left it for a new one."""

    run_id: str | None = None
    has_left: bool = False


def render(ctx: PageContext) -> None:
    """The running run if there is one, else the form."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    state = ctx.state(SolveState)
    if state.run_id is None and not state.has_left:
        current = ctx.services.planning.current_run(ctx.actor)
        state.run_id = None if current is None else str(current)
    if state.run_id is not None:
        if run_panel.show(ctx, UUID(state.run_id)):
            state.run_id, state.has_left = None, True
            st.rerun()
        return
    period = _asked_for() or remember(
        ctx, "solve.period", lambda: ctx.services.planning.default_period(ctx.actor), ttl_s=30
    )
    if period is None:
        _nothing(ctx)
        return
    run_id = _form(ctx, period)
    if run_id is not None:
        state.run_id, state.has_left = str(run_id), False
        st.rerun()


def _nothing(ctx: PageContext) -> None:
    """What is missing, and the way there."""
    with st.container(border=True, key="solve_nothing", width=560, gap="medium"):
        st.markdown(f"**{ctx.say(NOTHING)}**  \n{ctx.say(NOTHING_HOW)}")
        way_to(ctx, "import", TO_IMPORT, ":material/upload_file:", "solve.to_import", is_primary=True)


def _asked_for() -> Period | None:
    """Days named in the address, as by the import of a file: `?first=2027-02-01&last=2027-02-14`."""
    try:
        first, last = (date.fromisoformat(str(st.query_params[name])) for name in ("first", "last"))
    except (KeyError, ValueError):
        return None
    return Period(first, last) if first <= last else None


def _form(ctx: PageContext, usual: Period) -> UUID | None:
    """The choices; the id of the run when one was started."""
    with st.container(key="solve_form", border=True, gap="medium"):
        days = _choose_days(ctx, usual)
        profile = _choose_profile(ctx)
        seconds = _choose_time(ctx)
        is_hosted = _choose_engine(ctx)
        if days is None:
            return None
        change = choose_change(ctx, days)
        is_stopped = hindrance_list(ctx, days.first_day, days.last_day, "solve", is_folded=True)
        if not st.button(
            ctx.say(START), type="primary", icon=":material/play_arrow:", disabled=is_stopped, key="solve.start"
        ):
            return None
    own = None if profile.id is None else profile.weights
    name = profile.key if profile.id is None else ctx.say(profile.title)[:60]
    request = SolveRequest(
        days.first_day, days.last_day, seconds, name, weights=own, begin_from=change.begin_from,
        may_change=change.may_change, frozen_until=change.frozen_until, stability=change.stability, is_hosted=is_hosted,
    )  # fmt: skip
    return ctx.services.planning.start_run(ctx.actor, request)


def _choose_days(ctx: PageContext, usual: Period) -> Period | None:
    with st.container(gap="xsmall"):
        chosen = st.date_input(
            ctx.say(DAYS), value=(usual.first_day, usual.last_day), format="YYYY-MM-DD", key="solve.days", width=320
        )
        if not isinstance(chosen, tuple) or len(chosen) != 2:
            st.caption(ctx.say(HALF_CHOSEN))
            return None
        first, last = chosen
        st.caption(_in_words(ctx, first, last))
    return Period(first, last)


def _in_words(ctx: PageContext, first: date, last: date) -> str:
    """The date picker speaks English only; weekday and week stand below it in the reader's language."""
    language = ctx.language
    if first == last:
        return ctx.say(ONE_DAY, first=long_date(first, language), week=week(first, language))
    return ctx.say(
        SOME_DAYS, first=long_date(first, language), first_week=week(first, language), last=long_date(last, language),
        last_week=week(last, language), count=(last - first + timedelta(days=1)).days,
    )  # fmt: skip


def _choose_profile(ctx: PageContext) -> ProfileView:
    profiles = {profile.key: profile for profile in ctx.services.tuning.profiles(ctx.actor)}
    usual = next((key for key, profile in profiles.items() if profile.is_default), "balanced")
    with st.container(gap="xsmall"):
        key = st.segmented_control(
            ctx.say(PROFILE), list(profiles), default=usual, format_func=lambda each: ctx.say(profiles[each].title),
            key="solve.profile", required=True,
        )  # fmt: skip
        chosen = profiles[str(key)]
        st.caption(ctx.say(chosen.meaning))
    return chosen


def _choose_time(ctx: PageContext) -> int:
    with st.container(gap="xsmall"):
        seconds = st.segmented_control(
            ctx.say(TIME), list(TIMES), default=60, format_func=lambda s: ctx.say(TIMES[s]), key="solve.time",
            required=True,
        )  # fmt: skip
        st.caption(ctx.say(TIME_HINT[seconds]))
    return int(seconds)


def _choose_engine(ctx: PageContext) -> bool:
    """Asked only where there is a choice."""
    if not remember(ctx, "solve.has_timefold", lambda: ctx.services.connections.has_timefold(ctx.actor), ttl_s=10):
        return False
    with st.container(gap="xsmall"):
        is_hosted = st.segmented_control(
            ctx.say(ENGINE), list(ENGINES), default=False, format_func=lambda each: ctx.say(ENGINES[each]),
            key="solve.engine", required=True,
        )  # fmt: skip
        st.caption(ctx.say(ENGINE_HINT[bool(is_hosted)]))
    return bool(is_hosted)


PAGE = PageSpec(
    title=TITLE, url_path="solve", icon=":material/route:", section=Section.PLANNING, needs=Capability.RUN_SOLVER,
    render=render,
)  # fmt: skip
