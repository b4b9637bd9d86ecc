"""The exchange with the care system: pull now, give a plan back, what was exchanged, and what waits with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import streamlit as st

from data.vocabulary import LetterKind, SyncDirection, SyncReason, SyncState
from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from services.access import Capability
from services.ecare.use_case import Exchange, Standing
from services.words import Text, clock, long_date, number

LEAD = Text(
    sv="Planerade och utförda besök hämtas från vårdsystemet sedan förra gången, och kommande besök som är borta "
    "därifrån ställs in. Samma sak två gånger ändrar inget.",
    en="Planned and performed visits are pulled from the care system since the last time, and visits to come that are "
    "gone from it are called off. The same twice changes nothing.",
)
NOT_CONNECTED = Text(
    sv="Vårdsystemet är inte anslutet. En administratör ansluter det på sidan Anslutningar.",
    en="The care system is not connected. An administrator connects it on the page Connections.",
)
PULL, RETRY = (
    Text(sv="Hämta nu", en="Pull now"),
    Text(sv="Försök igen med allt som väntar", en="Try all that waits again"),
)
UNDERWAY = Text(sv="Ett utbyte pågår …", en="An exchange is under way …")
NONE_YET = Text(sv="Inget har utbytts än.", en="Nothing has been exchanged yet.")
HISTORY, WAITING = Text(sv="Utbyten", en="Exchanges"), Text(sv="Väntar på åtgärd", en="Waiting to be mended")
NOTHING_WAITS = Text(sv="Inget väntar.", en="Nothing waits.")
WHEN, WHAT, DAYS, STATE, OUTCOME = (
    Text(sv="När", en="When"), Text(sv="Vad", en="What"), Text(sv="Dagar", en="Days"), Text(sv="Läge", en="State"),
    Text(sv="Utfall", en="Outcome"),
)  # fmt: skip
REF, WHY, TRIES = Text(sv="Gäller", en="About"), Text(sv="Skäl", en="Reason"), Text(sv="Försök", en="Tries")
DIRECTIONS = {
    (SyncDirection.PULL, SyncReason.MANUAL): Text(sv="Hämtning", en="Pull"),
    (SyncDirection.PULL, SyncReason.SCHEDULE): Text(sv="Hämtning av sig själv", en="Pull by itself"),
    (SyncDirection.PUSH, SyncReason.MANUAL): Text(sv="Plan skickad", en="Plan given back"),
}
STATES = {
    SyncState.QUEUED: Text(sv="Väntar", en="Waiting"),
    SyncState.RUNNING: Text(sv="Pågår", en="Under way"),
    SyncState.DONE: Text(sv="Klart", en="Done"),
    SyncState.FAILED: Text(sv="Gick inte", en="Failed"),
}
COUNTS = {
    "new": Text(sv="{count} {count:ny|nya}", en="{count} new"),
    "changed": Text(sv="{count} {count:ändrad|ändrade}", en="{count} changed"),
    "unchanged": Text(sv="{count} {count:oförändrad|oförändrade}", en="{count} unchanged"),
    "cancelled": Text(sv="{count} {count:inställt|inställda}", en="{count} called off"),
    "back": Text(sv="{count} åter {count:aktuellt|aktuella}", en="{count} wanted again"),
    "missing": Text(
        sv="{count} borta: inget inställt, se väntelistan", en="{count} gone: none called off, see what waits"
    ),
    "left_published": Text(sv="{count} borta men {count:publicerat|publicerade}", en="{count} gone but published"),
    "left_pinned": Text(sv="{count} borta men {count:låst|låsta}", en="{count} gone but pinned"),
    "left_begun": Text(sv="{count} borta men {count:påbörjat|påbörjade}", en="{count} gone but begun"),
    "left_by_hand": Text(sv="{count} borta men {count:ändrat|ändrade} för hand", en="{count} gone but changed by hand"),
    "left_ours": Text(sv="{count} borta men bestäms här", en="{count} gone but ours to say"),
    "left_unread": Text(
        sv="{count} borta i svar som inte kan läsas helt", en="{count} gone in answers that cannot all be read"
    ),
    "kept": Text(
        sv="{count} står kvar som vi har {count:den|dem}",
        en="{count} {count:stands as we have it|stand as we have them}",
    ),
    "waiting": Text(sv="{count} väntar", en="{count} waiting"),
    "rejected": Text(sv="{count} gick inte att läsa", en="{count} could not be read"),
    "repeated": Text(sv="{count} kom två gånger", en="{count} came twice"),
    "outside": Text(sv="{count} för andra dagar", en="{count} of other days"),
    "shifts": Text(sv="{count} {count:nytt|nya} pass", en="{count} new {count:shift|shifts}"),
    "given": Text(sv="{count} {count:dag mottagen|dagar mottagna}", en="{count} {count:day|days} taken"),
}
KINDS = {
    LetterKind.TASK: Text(sv="Uppgift {ref}", en="Task {ref}"),
    LetterKind.ROW: Text(sv="Rad {ref}", en="Row {ref}"),
    LetterKind.DAY: Text(sv="Plan för {day}", en="Plan of {day}"),
    LetterKind.GONE: Text(sv="Borta: uppgift {ref}", en="Gone: task {ref}"),
}
CALL_OFF = Text(sv="Ställ in {count} besök", en="Call {count} {count:visit|visits} off")
CALL_OFF_SURE = Text(
    sv="Säg att {count} besök verkligen är borta ur vårdsystemet. Samma dagar hämtas om, och så många ställs in men "
    "inte fler. Ett inställt besök kan tas tillbaka på sidan Klienter och besök.",
    en="Say that {count} {count:visit is|visits are} gone from the care system indeed. The same days are pulled again, "
    "and so many are called off but no more. A visit called off can be called on again on the page Clients and visits.",
)
CALL_OFF_YES = Text(sv="Ja, de är borta", en="Yes, they are gone")
GIVE_TITLE = Text(sv="Skicka tillbaka en publicerad plan", en="Give a published plan back")
CHOOSE, GIVE, FILE = Text(sv="Plan", en="Plan"), Text(sv="Skicka", en="Give back"), Text(sv="Som fil", en="As a file")
NO_PLAN = Text(sv="Ingen plan är publicerad än.", en="No plan is published yet.")
POLL_S = 3.0


def care_exchange(ctx: PageContext) -> None:
    """Drawn anew while something is under way."""
    standing = ctx.services.ecare.standing(ctx.actor)
    if not standing.is_connected and not standing.exchanges:
        st.info(ctx.say(NOT_CONNECTED), icon=":material/link_off:")
        return
    st.markdown(ctx.say(LEAD))
    if standing.is_busy:
        ctx.fragment(_watch, run_every_s=POLL_S)
    with st.container(horizontal=True):
        if st.button(ctx.say(PULL), type="primary", icon=":material/sync:", key="care.pull",
                     disabled=standing.is_busy or not standing.is_connected):  # fmt: skip
            _act(ctx, lambda: ctx.services.ecare.pull(ctx.actor))
        if standing.letters and st.button(
            ctx.say(RETRY), icon=":material/replay:", key="care.retry", disabled=standing.is_busy
        ):
            _act(ctx, lambda: ctx.services.ecare.retry(ctx.actor))
        _call_off(ctx, standing)
    _letters(ctx, standing)
    _exchanges(ctx, standing)
    if standing.is_connected and ctx.actor.may(Capability.PUBLISH_PLAN):
        _give(ctx, is_busy=standing.is_busy)


def _watch(ctx: PageContext) -> None:
    st.caption(f":material/hourglass_top: {ctx.say(UNDERWAY)}")
    if not ctx.services.ecare.standing(ctx.actor).is_busy:
        st.rerun(scope="app")


def _act(ctx: PageContext, act: Callable[[], object]) -> None:
    if done(ctx, act):
        st.rerun()


def _call_off(ctx: PageContext, standing: Standing) -> None:
    """The answer to a pull that would call off suspiciously many."""
    asked = sum(each.may_call_off for each in standing.letters)
    if not asked or not standing.is_connected or not ctx.actor.may(Capability.EDIT_PLAN):
        return
    count = number(asked, ctx.language)
    with st.popover(ctx.say(CALL_OFF, count=count), icon=":material/event_busy:", disabled=standing.is_busy):
        st.markdown(ctx.say(CALL_OFF_SURE, count=count))
        if st.button(ctx.say(CALL_OFF_YES), key="care.call_off"):
            _act(ctx, lambda: ctx.services.ecare.call_off(ctx.actor))


def _letters(ctx: PageContext, standing: Standing) -> None:
    st.subheader(ctx.say(WAITING), anchor=False)
    if not standing.letters:
        st.caption(ctx.say(NOTHING_WAITS))
    for each in standing.letters:
        if each.is_question:  # a cell of a table would hide most of what has to be weighed
            st.warning(f"{ctx.say(each.cause)} ({each.code})", icon=":material/event_busy:")
    lines = [each for each in standing.letters if not each.is_question]
    if not lines:
        return
    st.dataframe(
        {
            ctx.say(REF): [ctx.say(KINDS[each.kind], ref=each.ref, day=_day(ctx, each.day)) for each in lines],
            ctx.say(WHY): [f"{ctx.say(each.cause)} ({each.code})" for each in lines],
            ctx.say(DAYS): [_day(ctx, each.day) for each in lines],
            ctx.say(TRIES): [each.tries for each in lines],
        },
        hide_index=True, key="care.letters",
    )  # fmt: skip


def _exchanges(ctx: PageContext, standing: Standing) -> None:
    st.subheader(ctx.say(HISTORY), anchor=False)
    if not standing.exchanges:
        st.caption(ctx.say(NONE_YET))
        return
    st.dataframe(
        {
            ctx.say(WHEN): [_when(ctx, each) for each in standing.exchanges],
            ctx.say(WHAT): [ctx.say(DIRECTIONS[each.direction, each.reason]) for each in standing.exchanges],
            ctx.say(STATE): [ctx.say(STATES[each.state]) for each in standing.exchanges],
            ctx.say(OUTCOME): [_outcome(ctx, each) for each in standing.exchanges],
            ctx.say(DAYS): [_span(ctx, each.days) for each in standing.exchanges],
        },
        hide_index=True, key="care.exchanges",
    )  # fmt: skip


def _outcome(ctx: PageContext, each: Exchange) -> str:
    if each.cause is not None:
        action = f" {ctx.say(each.action)}" if each.action is not None else ""
        return f"{ctx.say(each.cause)}{action} ({each.code})"
    told = [
        ctx.say(words, count=number(each.counts[name], ctx.language))
        for name, words in COUNTS.items()
        if each.counts.get(name)
    ]
    return " · ".join(told)


def _when(ctx: PageContext, each: Exchange) -> str:
    moment = each.begun_at or each.due_at
    if moment is None:
        return ""
    local = moment.astimezone(ctx.zone)
    return f"{local.date().isoformat()} {clock(local)}"


def _span(ctx: PageContext, days: tuple[date, date] | None) -> str:
    if days is None:
        return ""
    first, last = (_day(ctx, day) for day in days)
    return first if first == last else f"{first} – {last}"


def _day(ctx: PageContext, day: date | None) -> str:
    return "" if day is None else long_date(day, ctx.language)


def _give(ctx: PageContext, *, is_busy: bool) -> None:
    st.subheader(ctx.say(GIVE_TITLE), anchor=False)
    plans = {plan_id: _span(ctx, (first, last)) for plan_id, first, last in ctx.services.ecare.published(ctx.actor)}
    if not plans:
        st.caption(ctx.say(NO_PLAN))
        return
    plan_id: UUID = st.selectbox(ctx.say(CHOOSE), list(plans), format_func=plans.__getitem__, key="care.plan")
    with st.container(horizontal=True):
        if st.button(ctx.say(GIVE), icon=":material/upload:", key="care.give", disabled=is_busy):
            _act(ctx, lambda: ctx.services.ecare.give(ctx.actor, plan_id))
        made: list[bytes] = []
        if st.button(ctx.say(FILE), icon=":material/draft:", key="care.file") and done(
            ctx, lambda: made.append(ctx.services.ecare.file(ctx.actor, plan_id))
        ):
            name = f"plan-{plans[plan_id]}.json".replace(" ", "-")
            st.download_button(ctx.say(FILE), made[0], name, "application/json", key="care.download")
