"""Operations: workers, what waits and for how long, what fails and why, how large it all is; every five seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.errors import CareError
from services.platform.operations import Glance
from services.words import Text, number

TITLE = Text(sv="Drift", en="Operations")
LEAD = Text(
    sv="Arbetsprocesser, kö och databas just nu. Sidan uppdateras av sig själv.",
    en="Workers, queue and database right now. The page keeps itself up to date.",
)
TICK_S = 5.0
AT = Text(sv="Läget kl. {time}, uppdateras var femte sekund.", en="As of {time}, updated every five seconds.")
WORKERS, QUEUE = Text(sv="Arbetare", en="Workers"), Text(sv="I kö", en="In the queue")
TWO_EACH = Text(
    sv="Varje arbetsprocess har två: en för planering och en för kortare ärenden.",
    en="Each process has two: one for solves and one for shorter errands.",
)
OLDEST, FAILING = Text(sv="Äldsta väntar", en="Oldest waits"), Text(sv="Fastnar", en="Keep failing")
SIZE, LAG = Text(sv="Databasen", en="Database"), Text(sv="Logg att försegla", en="Log to seal")
SECONDS = Text(sv="{seconds} s", en="{seconds} s")
MEGABYTES = Text(sv="{size} MB", en="{size} MB")
NO_WORKER = Text(
    sv="Ingen arbetsprocess svarar. Körningar och importer väntar tills en startas.",
    en="No worker answers. Solves and imports wait until one is started.",
)
WORKER, HEARD, BUSY = (
    Text(sv="Nr", en="No."),
    Text(sv="Hördes för, s", en="Heard, s ago"),
    Text(sv="Arbetar med", en="Works on"),
)
LIVES = Text(sv="Lever", en="Alive")
KIND, WAITING = Text(sv="Slag", en="Kind"), Text(sv="Väntar", en="Waiting")
UNDER_WAY, WAITED = Text(sv="Pågår", en="Under way"), Text(sv="Äldsta, s", en="Oldest, s")
NOTHING_WAITS = Text(sv="Inget väntar.", en="Nothing waits.")
TROUBLED = Text(sv="Jobb som fastnar", en="Jobs that keep failing")
NO_TROUBLE = Text(sv="Alla jobb går igenom.", en="Every job goes through.")
TRIES, FAULT = Text(sv="Försök", en="Tries"), Text(sv="Slag av fel", en="Kind of fault")
PICK = Text(sv="Jobb", en="Job")
RETRY, GIVE_UP = Text(sv="Försök nu", en="Try now"), Text(sv="Ge upp", en="Give up")
FAILED = Text(sv="Misslyckat de senaste sju dagarna", en="Failed in the last seven days")
NONE_FAILED = Text(sv="Inget har misslyckats.", en="Nothing has failed.")
CODE, COUNT = Text(sv="Kod", en="Code"), Text(sv="Antal", en="Count")
PARTS = Text(
    sv="{parts} {parts:månadsdel|månadsdelar}, {first} till {last}.",
    en="{parts} monthly {parts:part|parts}, {first} to {last}.",
)
UNSEALED = Text(
    sv="Organisationer med loggposter som inte är förseglade än: {count}.",
    en="Organisations with log entries that are not sealed yet: {count}.",
)
KINDS = {
    "solve_plan": Text(sv="Planering", en="Solve"),
    "count_figures": Text(sv="Nyckeltal", en="Key figures"),
    "call_webhook": Text(sv="Anrop ut (webhook)", en="Call out (webhook)"),
    "sync_care": Text(sv="Utbyte med vårdsystem", en="Exchange with a care system"),
    "lay_demo": Text(sv="Exempeldata", en="Demo data"),
    "solve": Text(sv="Planering", en="Solve"),
    "exchange": Text(sv="Utbyte med vårdsystem", en="Exchange with a care system"),
    "call": Text(sv="Anrop ut (webhook)", en="Call out (webhook)"),
}
REFUSED = Text(sv="{cause} {action} ({code})", en="{cause} {action} ({code})")


def render(ctx: PageContext) -> None:
    """Everything at a glance, drawn anew every five seconds."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    ctx.fragment(_glance, run_every_s=TICK_S)


def _glance(ctx: PageContext) -> None:
    now = ctx.services.operations.glance(ctx.actor)
    st.caption(ctx.say(AT, time=now.at.astimezone(ctx.zone).strftime("%H:%M:%S")))
    _metrics(ctx, now)
    if not now.alive:
        st.error(ctx.say(NO_WORKER), icon=":material/error:")
    left, right = st.columns(2, gap="medium")
    with left:
        _workers(ctx, now)
        _troubled(ctx, now)
    with right:
        _depths(ctx, now)
        _failures(ctx, now)
    _ground(ctx, now)


def _metrics(ctx: PageContext, now: Glance) -> None:
    waiting = sum(each.waiting for each in now.depths)
    facts = (
        (WORKERS, number(now.alive, ctx.language)),
        (QUEUE, number(waiting, ctx.language)),
        (OLDEST, ctx.say(SECONDS, seconds=number(now.oldest_s, ctx.language))),
        (FAILING, number(len(now.troubled), ctx.language)),
        (SIZE, ctx.say(MEGABYTES, size=number(now.bytes / 1e6, ctx.language))),
        (LAG, ctx.say(SECONDS, seconds=number(now.age_s(now.unsealed_since), ctx.language))),
    )
    with st.container(horizontal=True, key="operations_metrics"):
        for title, value in facts:
            st.metric(ctx.say(title), value, border=True, width="stretch")


def _workers(ctx: PageContext, now: Glance) -> None:
    with st.container(border=True):
        st.markdown(f"**{ctx.say(WORKERS)}**  \n:gray[{ctx.say(TWO_EACH)}]")
        st.dataframe([
            {ctx.say(WORKER): each.id, ctx.say(LIVES): now.is_alive(each), ctx.say(BUSY): each.jobs,
             ctx.say(HEARD): round(now.age_s(each.heard_at))}
            for each in now.workers
        ], hide_index=True, key="operations.workers")  # fmt: skip


def _depths(ctx: PageContext, now: Glance) -> None:
    with st.container(border=True):
        st.markdown(f"**{ctx.say(QUEUE)}**")
        if not now.depths:
            st.caption(ctx.say(NOTHING_WAITS))
            return
        st.dataframe([
            {ctx.say(KIND): _kind(ctx, each.task), ctx.say(WAITING): each.waiting, ctx.say(UNDER_WAY): each.doing,
             ctx.say(WAITED): round(now.age_s(each.oldest))}
            for each in now.depths
        ], hide_index=True, key="operations.depths")  # fmt: skip


def _troubled(ctx: PageContext, now: Glance) -> None:
    with st.container(border=True, key="operations_troubled"):
        st.markdown(f"**{ctx.say(TROUBLED)}**")
        if not now.troubled:
            st.caption(ctx.say(NO_TROUBLE))
            return
        st.dataframe([
            {ctx.say(PICK): each.id, ctx.say(KIND): _kind(ctx, each.task), ctx.say(TRIES): each.attempts,
             ctx.say(FAULT): each.fault, ctx.say(HEARD): round(now.age_s(each.at)) if each.at else None}
            for each in now.troubled
        ], hide_index=True, key="operations.troubled")  # fmt: skip
        job_id = st.selectbox(ctx.say(PICK), [each.id for each in now.troubled], key="operations.job")
        with st.container(horizontal=True):
            if st.button(ctx.say(RETRY), icon=":material/refresh:", key="operations.retry"):
                _act(ctx, lambda: ctx.services.operations.retry(ctx.actor, job_id))
            if st.button(ctx.say(GIVE_UP), icon=":material/block:", key="operations.give_up"):
                _act(ctx, lambda: ctx.services.operations.give_up(ctx.actor, job_id))


def _act(ctx: PageContext, act: Callable[[], object]) -> None:
    try:
        act()
    except CareError as refused:
        st.warning(ctx.say(REFUSED, cause=refused.cause, action=refused.action, code=refused.code))
        return
    st.rerun(scope="fragment")


def _failures(ctx: PageContext, now: Glance) -> None:
    with st.container(border=True):
        st.markdown(f"**{ctx.say(FAILED)}**")
        counted = Counter((each.kind, each.code) for each in now.failures)
        if not counted:
            st.caption(ctx.say(NONE_FAILED))
            return
        st.dataframe([
            {ctx.say(KIND): _kind(ctx, kind), ctx.say(CODE): code, ctx.say(COUNT): count}
            for (kind, code), count in counted.most_common()
        ], hide_index=True, key="operations.failures")  # fmt: skip


def _ground(ctx: PageContext, now: Glance) -> None:
    """What everything stands on: months, the log's seals, versions."""
    months = [month.strftime("%Y-%m") if month else "–" for month in (now.first_month, now.last_month)]
    told = [ctx.say(PARTS, parts=number(now.parts, ctx.language), first=months[0], last=months[1])]
    if now.unsealed:
        told.append(ctx.say(UNSEALED, count=number(now.unsealed, ctx.language)))
    told.append(" · ".join(f"{name} {version}" for name, version in now.versions))
    st.caption("  \n".join(told))


def _kind(ctx: PageContext, kind: str) -> str:
    return ctx.say(KINDS[kind]) if kind in KINDS else kind


PAGE = PageSpec(
    title=TITLE, url_path="operations", icon=":material/monitor_heart:", section=Section.PLATFORM,
    needs=Capability.PLATFORM, render=render,
)  # fmt: skip
