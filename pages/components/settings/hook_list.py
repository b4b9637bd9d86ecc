"""Webhooks: whom we call of what, tried with one call, the last calls and what came of them, told again, at rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from data.vocabulary import DeliveryEvent, DeliveryState, WebhookEvent
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.components.settings.acting import act, how_to_read
from pages.shell.context import PageContext
from services.webhooks import DeliveryRow, NewWebhook, WebhookRow
from services.words import Text, number

HOW = Text(
    sv="Caire anropar adressen när något händer och säger bara vad och vilket id; resten hämtas genom API:et. Varje "
    "anrop är signerat (HMAC-SHA256) med hemligheten. Når det inte fram försöker vi igen, senare och senare, upp till "
    "sju gånger under ett halvt dygn. Sedan ligger det kvar här och kan sändas om.",
    en="Caire calls the address when something happens and says only what and which id; the rest is read through the "
    "API. Each call is signed (HMAC-SHA256) with the secret. If it does not get through we try again, later and later, "
    "up to seven times in half a day. After that it stays here and can be sent once more.",
)
EVENTS = {
    DeliveryEvent.RUN_FINISHED: Text(sv="En körning är klar", en="A run is over"),
    DeliveryEvent.PLAN_PUBLISHED: Text(sv="En plan är publicerad", en="A plan is published"),
    DeliveryEvent.IMPORT_APPLIED: Text(sv="En fil är inläst", en="A file is taken in"),
    DeliveryEvent.TEST: Text(sv="Provanrop", en="Test call"),
}
STATES = {
    DeliveryState.WAITING: Text(sv="Väntar", en="Waits"),
    DeliveryState.DELIVERED: Text(sv="Framme", en="Delivered"),
    DeliveryState.DEAD: Text(sv="Gavs upp", en="Given up"),
}
NEW, ADDRESS = Text(sv="Ny webhook", en="New webhook"), Text(sv="Adress", en="Address")
WHEN, MAKE = Text(sv="Vid", en="When"), Text(sv="Lägg till", en="Add")
ONCE = Text(
    sv="Kopiera hemligheten nu. Med den kontrollerar det andra systemet att anropen kommer från Caire.",
    en="Copy the secret now. The other system checks with it that calls come from Caire.",
)
NONE_YET = Text(sv="Ingen webhook är inställd.", en="No webhook is set up.")
RESTS = Text(sv="Vilar sedan {day}: inget sänds.", en="At rest since {day}: nothing is sent.")
TRY = Text(sv="Sänd ett provanrop", en="Send a test call")
HEARD = Text(sv="Mottagaren svarade {outcome}.", en="The receiver answered {outcome}.")
UNHEARD = Text(sv="Provanropet kom inte fram: {outcome}.", en="The test call did not get through: {outcome}.")
PAUSE, PAUSED = Text(sv="Låt vila", en="Let it rest"), Text(sv="Webhooken vilar.", en="The webhook rests.")
GO_ON, GOING = Text(sv="Sänd igen", en="Send again"), Text(sv="Webhooken är igång.", en="The webhook is going.")
CLOSE = Text(sv="Ta bort", en="Remove")
CLOSE_SURE = Text(
    sv="Den får inga fler anrop och kan inte öppnas igen.", en="It gets no more calls and cannot be reopened."
)
CLOSE_YES, REMOVED = (
    Text(sv="Ja, ta bort", en="Yes, remove it"),
    Text(sv="Webhooken är borttagen.", en="The webhook is removed."),
)
LAST, NO_CALLS = Text(sv="De senaste anropen", en="The last calls"), Text(sv="Inga anrop än.", en="No calls yet.")
AT, WHAT, STATE = Text(sv="Tid", en="Time"), Text(sv="Om", en="About"), Text(sv="Läge", en="State")
TRIES, OUTCOME = Text(sv="Försök", en="Attempts"), Text(sv="Svar", en="Answer")
AGAIN = Text(sv="Sänd om {count} som gavs upp", en="Send {count} given up once more")
ON_ITS_WAY = Text(sv="Anropen sänds på nytt.", en="The calls are sent anew.")
SHOWN = 20


def hook_list(ctx: PageContext) -> None:
    """A new webhook, and each there is with its calls."""
    how_to_read(ctx, HOW)
    with st.expander(ctx.say(NEW), icon=":material/webhook:"):
        made = _new(ctx)
    if made is not None:
        # In this run only: the secret lies nowhere in the session.
        st.warning(ctx.say(ONCE), icon=":material/key:")
        st.code(made.secret, language=None)
    rows = ctx.services.webhooks.all(ctx.actor)
    if not rows:
        st.caption(ctx.say(NONE_YET))
    for row in rows:
        with st.container(border=True, key=f"hook_{row.id}"):
            _hook(ctx, row)


def _new(ctx: PageContext) -> NewWebhook | None:
    events = [DeliveryEvent(each.value) for each in WebhookEvent]
    with st.form("hooks.new", border=False, clear_on_submit=True):
        address = st.text_input(ctx.say(ADDRESS), placeholder="https://", max_chars=500, key="hooks.address")
        chosen = st.pills(
            ctx.say(WHEN), events, selection_mode="multi", default=events,
            format_func=lambda each: ctx.say(EVENTS[each]), key="hooks.events",
        )  # fmt: skip
        if not st.form_submit_button(ctx.say(MAKE), type="primary", icon=":material/add:", key="hooks.make"):
            return None
    made: list[NewWebhook] = []
    wanted = [WebhookEvent(each.value) for each in chosen]
    done(ctx, lambda: made.append(ctx.services.webhooks.make(ctx.actor, address, wanted)))
    return made[0] if made else None


def _hook(ctx: PageContext, row: WebhookRow) -> None:
    st.markdown(
        f"**{plain(row.url)}**  \n{', '.join(ctx.say(EVENTS[DeliveryEvent(each.value)]) for each in row.events)}"
    )
    if row.paused_at is not None:
        st.caption(ctx.say(RESTS, day=_moment(ctx, row.paused_at)))
    with st.container(horizontal=True):
        is_tried = st.button(ctx.say(TRY), icon=":material/network_check:", key=f"hooks.try.{row.id}")
        is_paused = row.paused_at is not None
        if st.button(ctx.say(GO_ON if is_paused else PAUSE), key=f"hooks.pause.{row.id}"):
            words = GOING if is_paused else PAUSED
            act(ctx, lambda: ctx.services.webhooks.pause(ctx.actor, row.id, is_paused=not is_paused), words)
        with st.popover(ctx.say(CLOSE), icon=":material/delete:"):
            st.markdown(ctx.say(CLOSE_SURE))
            if st.button(ctx.say(CLOSE_YES), key=f"hooks.close.{row.id}"):
                act(ctx, lambda: ctx.services.webhooks.close(ctx.actor, row.id), REMOVED)
    if is_tried:
        _tried(ctx, row)
    _calls(ctx, row, ctx.services.webhooks.deliveries(ctx.actor, row.id))


def _tried(ctx: PageContext, row: WebhookRow) -> None:
    found: list[DeliveryRow] = []
    if not done(ctx, lambda: found.append(ctx.services.webhooks.try_out(ctx.actor, row.id))):
        return
    is_heard = found[0].state is DeliveryState.DELIVERED
    tell, words = (st.success, HEARD) if is_heard else (st.warning, UNHEARD)
    tell(ctx.say(words, outcome=found[0].outcome or "–"), icon=":material/network_check:")


def _calls(ctx: PageContext, row: WebhookRow, calls: Sequence[DeliveryRow]) -> None:
    with st.expander(ctx.say(LAST)):
        if not calls:
            st.caption(ctx.say(NO_CALLS))
            return
        st.dataframe(
            [
                {
                    ctx.say(AT): _moment(ctx, call.tried_at or call.created_at),
                    ctx.say(WHAT): ctx.say(EVENTS[call.event]), ctx.say(STATE): ctx.say(STATES[call.state]),
                    ctx.say(TRIES): call.attempts, ctx.say(OUTCOME): call.outcome or "–",
                }
                for call in calls[:SHOWN]
            ],
            hide_index=True,
        )  # fmt: skip
        given_up = [call for call in calls if call.state is DeliveryState.DEAD and call.event is not DeliveryEvent.TEST]
        told = ctx.say(AGAIN, count=number(len(given_up), ctx.language))
        if given_up and st.button(told, icon=":material/replay:", key=f"hooks.again.{row.id}"):
            act(ctx, lambda: ctx.services.webhooks.tell_again(ctx.actor, [call.id for call in given_up]), ON_ITS_WAY)


def _moment(ctx: PageContext, moment: datetime) -> str:
    return moment.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")
