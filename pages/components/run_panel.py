"""A run as it goes: state in words, time, curves, stop; and when it is over, what came of it."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from data.vocabulary import RunState
from pages.components.theirs import both_scores, their_state
from pages.components.travelled_by import travelled_by
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.constraints.profiles import PROFILES
from services.figures.run_curve import cost_curve, missing_curve
from services.planning.results import Results
from services.planning.views import RunView
from services.words import NARROW_SPACE, Counted, Text, hours, long_date, minutes, number

TICK_S = 1.0
STATES = {
    RunState.QUEUED: Text(sv="Väntar på sin tur", en="Waiting for its turn"),
    RunState.PREPARING: Text(sv="Förbereder", en="Preparing"),
    RunState.SOLVING: Text(sv="Letar efter en bättre plan", en="Searching for a better plan"),
    RunState.STOPPING: Text(sv="Stoppar och behåller det bästa", en="Stopping and keeping the best"),
    RunState.STOPPED: Text(sv="Stoppad: den bästa planen är sparad", en="Stopped: the best plan is kept"),
    RunState.COMPLETED: Text(sv="Planen är klar", en="The plan is ready"),
    RunState.FAILED: Text(sv="Körningen gav ingen plan", en="The run gave no plan"),
}
WHAT = Text(sv="{days} · {profile} · {time}", en="{days} · {profile} · {time}")
AHEAD = Counted(
    Text(
        sv="1 körning är före i kön. Du kan stänga sidan; körningen finns kvar.",
        en="1 run is ahead in the queue. You may close the page; the run stays.",
    ),
    Text(
        sv="{count} körningar är före i kön. Du kan stänga sidan; körningen finns kvar.",
        en="{count} runs are ahead in the queue. You may close the page; the run stays.",
    ),
)
NEXT = Text(
    sv="Börjar strax. Du kan stänga sidan; körningen finns kvar.",
    en="Begins in a moment. You may close the page; the run stays.",
)
NO_WORKER = Text(
    sv="Ingen arbetsprocess svarar just nu. Körningen börjar så snart en är igång igen; den går inte förlorad.",
    en="No worker answers just now. The run begins as soon as one is up again; it is not lost.",
)
PREPARING_HINT = Text(
    sv="Räknar ut restider och vilka som kan göra vilka besök. Första gången på en ny dator tar det någon minut.",
    en="Working out travel times and who can serve which visits. The first time on a new machine it takes a minute.",
)
SOLVING_HINT = Text(
    sv="Du kan stänga sidan och komma tillbaka; körningen fortsätter.",
    en="You may close the page and come back; the run goes on.",
)
AGAIN = Text(
    sv="Körningen bröts av ett fel och togs upp igen från den bästa planen hittills.",
    en="The run was broken off by a fault and taken up again from the best plan so far.",
)
CUT_SHORT = Text(
    sv="Körningen bröts av fel flera gånger. Det här är den bästa planen den hann hitta.",
    en="The run was broken off by faults several times. This is the best plan it had found.",
)
SEARCHED = Text(sv="{elapsed} av {limit} s", en="{elapsed} of {limit} s")
STOP = Text(sv="Stoppa och behåll det bästa", en="Stop and keep the best")
CANCEL = Text(sv="Avbryt", en="Cancel")
MISSING = Text(sv="Kvar att lösa", en="Still missing")
COST = Text(sv="Planens poäng, lägre är bättre", en="The plan's points, lower is better")
OPEN_PLAN = Text(sv="Öppna planen", en="Open the plan")
NEW_RUN = Text(sv="Ny körning", en="New run")
UNASSIGNED = Text(sv="Ej planerade besök", en="Unassigned visits")
PLANNED = Text(sv="Planerade besök", en="Planned visits")
OF_ALL = Text(sv="{part} av {whole}", en="{part} of {whole}")
TRAVEL = Text(sv="Restid", en="Travel time")
FACES = Text(sv="Personal per klient", en="Carers per client")
SHIFTS = Text(sv="Använda pass", en="Shifts used")
BROKEN = Text(
    sv="Planen bryter regler som inte får brytas ({count} poäng), för att låsta besök kräver det.",
    en="The plan breaks rules that must not be broken ({count} {count:point|points}) because locked visits require it.",
)
CODE = Text(sv="Kod {code}", en="Code {code}")


def show(ctx: PageContext, run_id: UUID) -> bool:
    """Draw the run, ticking while it goes; whether the planner wants to leave it for a new one."""
    run = ctx.services.planning.follow(ctx.actor, run_id)
    if run.is_over:
        return _over(ctx, run)

    def follow(fresh: PageContext) -> None:
        now = fresh.services.planning.follow(fresh.actor, run_id)
        if now.is_over:
            st.rerun(scope="app")
        _going(fresh, now)

    ctx.fragment(follow, run_every_s=TICK_S)
    return False


def _going(ctx: PageContext, run: RunView) -> None:
    state = RunState.STOPPING if run.is_stopping and run.state is not RunState.QUEUED else run.state
    with st.container(border=True, key="run_going", gap="small"):
        _head(ctx, run, state)
        searched = min(run.points[-1].elapsed_s, run.seconds) if run.points else 0.0
        told = ctx.say(SEARCHED, elapsed=number(searched, ctx.language), limit=number(run.seconds, ctx.language))
        st.progress(searched / max(1, run.seconds), text=told)
        st.caption(_hint(ctx, run))
        if run.theirs is not None and run.state is not RunState.QUEUED:
            their_state(ctx, run.theirs)
        if run.taken_up_again:
            st.info(ctx.say(AGAIN), icon=":material/restart_alt:")
        words = CANCEL if run.state is RunState.QUEUED else STOP
        if st.button(ctx.say(words), icon=":material/stop_circle:", key="solve.stop", disabled=run.is_stopping):
            ctx.services.planning.stop(ctx.actor, run.id)
    _curves(ctx, run)


def _hint(ctx: PageContext, run: RunView) -> str:
    if run.state is RunState.QUEUED:
        if not run.has_worker:
            return ctx.say(NO_WORKER)
        return ctx.say(AHEAD.of(run.ahead), count=number(run.ahead, ctx.language)) if run.ahead else ctx.say(NEXT)
    return ctx.say(PREPARING_HINT if run.state is RunState.PREPARING else SOLVING_HINT)


def _over(ctx: PageContext, run: RunView) -> bool:
    with st.container(border=True, key="run_over", gap="medium"):
        _head(ctx, run, run.state)
        if run.failure is not None:
            st.warning(f"**{ctx.say(run.failure.cause)}** {ctx.say(run.failure.action)}", icon=":material/info:")
            st.caption(ctx.say(CODE, code=run.failure.code))
        if run.was_cut_short:
            st.info(ctx.say(CUT_SHORT), icon=":material/restart_alt:")
        if run.results is not None:
            _results(ctx, run.results)
        if run.score is not None and run.score.hard:
            st.warning(ctx.say(BROKEN, count=number(run.score.hard, ctx.language)), icon=":material/warning:")
        if run.failure is None:
            travelled_by(ctx, ctx.services.travel_times.of_plan(ctx.actor, run.id))
        if run.theirs is not None and run.score is not None:
            both_scores(ctx, run.theirs, run.score)
        wants_new = _ways_on(ctx, run)
    _curves(ctx, run)
    return wants_new


def _ways_on(ctx: PageContext, run: RunView) -> bool:
    with st.container(horizontal=True):
        if run.failure is None:
            way_to(
                ctx, "plan", OPEN_PLAN, ":material/view_timeline:", "solve.open_plan", is_primary=True, plan=str(run.id)
            )
        return st.button(ctx.say(NEW_RUN), icon=":material/add:", key="solve.new_run")


def _head(ctx: PageContext, run: RunView, state: RunState) -> None:
    language = ctx.language
    first, last = long_date(run.first_day, language), long_date(run.last_day, language)
    profile = PROFILES.get(run.profile)
    told = ctx.say(
        WHAT,
        days=first if run.first_day == run.last_day else f"{first} – {last}",
        profile=ctx.say(profile.title) if profile else run.profile,
        time=minutes(run.seconds, language) if run.seconds >= 60 else f"{run.seconds}{NARROW_SPACE}s",
    )
    with st.container(gap="xxsmall"):
        st.subheader(ctx.say(STATES[state]), anchor=False)
        st.caption(told)


def _results(ctx: PageContext, results: Results) -> None:
    language = ctx.language
    visits = number(results.visits, language)
    shown = (
        (PLANNED, ctx.say(OF_ALL, part=number(results.visits - results.unassigned, language), whole=visits)),
        (UNASSIGNED, number(results.unassigned, language)),
        (TRAVEL, hours(results.travel_s, language)),
        (FACES, number(results.carers_per_client, language, 1)),
        (SHIFTS, number(results.shifts_used, language)),
    )
    with st.container(horizontal=True, key="run_results"):
        for title, value in shown:
            st.metric(ctx.say(title), value, border=True, width="stretch")


def _curves(ctx: PageContext, run: RunView) -> None:
    # Another system shows its plan now and then only: a single point is no curve yet.
    if len(run.points) < (1 if run.theirs is None else 2):
        return
    limit_s = float(run.seconds) if not run.is_over else 0.0
    for column, title, draw in zip(st.columns(2), (MISSING, COST), (missing_curve, cost_curve), strict=True):
        with column.container(border=True, gap="small"):
            st.markdown(f"**{ctx.say(title)}**")
            st.plotly_chart(
                draw(run.points, ctx.language, limit_s, is_dark=st.context.theme.type == "dark"),
                config={"displayModeBar": False},
                key=f"solve.curve.{draw.__name__}",
            )
