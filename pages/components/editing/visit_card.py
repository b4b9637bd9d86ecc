"""What can be done with the picked visit: move it to an offered place or any moment, lock, take out, cancel."""

from __future__ import annotations

from datetime import datetime, time

import streamlit as st

from pages.components.editing.acts import Acts, EditState
from pages.components.folded import folded
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.access import Capability
from services.editing.views import Cancel, Move, Offer
from services.editing.words import change_words, points_words
from services.planning.views import OpenPlan
from services.words import Text, clock

MOVE, TAKE_OUT, CANCEL = (
    Text(sv="Flytta", en="Move"),
    Text(sv="Ta ur planen", en="Take out"),
    Text(sv="Ställ in", en="Cancel"),
)
LOCK, UNLOCK = Text(sv="Lås", en="Lock"), Text(sv="Lås upp", en="Unlock")
CANCEL_HOW = Text(
    sv="Besöket ska inte göras. Det lämnar planen och räknas inte som oplanerat.",
    en="The visit is not to be made. It leaves the plan and does not count as unplanned.",
)
SURE = Text(sv="Ja, ställ in besöket", en="Yes, cancel the visit")
OFFERS = Text(sv="Plats finns hos", en="There is room with")
NO_OFFERS = Text(sv="Ingen har plats utan att något annat flyttas.", en="Nobody has room unless something else moves.")
START = Text(sv="Start", en="Start")
WITH_PARTNER = Text(sv="Dubbelbesöket följer med.", en="The double visit comes along.")
REFUSED = Text(sv="Det går inte", en="Not possible")
ALLOW = Text(sv="Tillåt ändå", en="Allow it all the same")
WHY = Text(sv="Skäl, sparas med ändringen", en="Reason, kept with the edit")
MOST_OFFERS = 8


def visit_acts(ctx: PageContext, acts: Acts, opened: OpenPlan, visit: int) -> None:
    """For a row of the plan's visits; nothing for who may not edit."""
    if not ctx.actor.may(Capability.EDIT_PLAN):
        return
    c, t, state = opened.columns, opened.timetable, ctx.state(EditState)
    visit_id, is_planned = c.problem.visits[visit].id, bool(t.shift_of[visit] >= 0)
    is_pinned = bool(c.pin_shift[visit] >= 0)
    with st.container(horizontal=True, gap="small", key="plan_visit_acts"):
        folded(ctx.say(MOVE), lambda: _move(ctx, acts, opened, visit_id), f"plan.move.{visit_id}.{state.turns}",
               icon=":material/swap_horiz:")  # fmt: skip
        if is_planned or is_pinned:
            words, icon = (UNLOCK, "lock_open") if is_pinned else (LOCK, "lock")
            st.button(ctx.say(words), icon=f":material/{icon}:", key="plan.pin", on_click=_pin,
                      args=(acts, visit_id, not is_pinned))  # fmt: skip
        if is_planned:
            st.button(ctx.say(TAKE_OUT), icon=":material/person_remove:", key="plan.unassign",
                      on_click=acts.unassign, args=(visit_id,))  # fmt: skip
        with st.popover(ctx.say(CANCEL), icon=":material/event_busy:", key=f"plan.cancel.{visit_id}.{state.turns}"):
            st.caption(ctx.say(CANCEL_HOW))
            st.button(ctx.say(SURE), key="plan.cancel_sure", type="primary", on_click=acts.do,
                      args=(Cancel(visit_id),))  # fmt: skip


def _pin(acts: Acts, visit_id: str, is_pinned: bool) -> None:
    acts.pin(visit_id, is_pinned=is_pinned)


def _move(ctx: PageContext, acts: Acts, opened: OpenPlan, visit_id: str) -> None:
    """Offers with their price, the cheapest first; the start can be turned to any minute before the visit is moved."""
    offered = ctx.services.editing.offers(ctx.actor, opened.summary.id, visit_id)[:MOST_OFFERS]
    if not offered:
        st.caption(ctx.say(NO_OFFERS))
        return
    turns = ctx.state(EditState).turns
    labels = {carer.id: carer.label for carer in opened.problem.carers}
    by_shift = {offer.shift_id: offer for offer in offered}

    def told(shift_id: str) -> str:
        offer = by_shift[shift_id]
        return f"{labels[offer.carer_id]} {_clock(ctx, offer.start_s)} · {points_words(offer.change, ctx.language)}"

    chosen = st.radio(ctx.say(OFFERS), list(by_shift), format_func=told, key=f"plan.offer.{visit_id}.{turns}")
    offer = by_shift[chosen]
    st.caption(ctx.say(change_words(offer.change)))
    at = datetime.fromtimestamp(offer.start_s, ctx.zone)
    start = st.time_input(ctx.say(START), at.time().replace(second=0), step=300, width=130,
                          key=f"plan.start.{visit_id}.{chosen}.{turns}")  # fmt: skip
    if offer.partners:
        st.caption(ctx.say(WITH_PARTNER))
    st.button(ctx.say(MOVE), key="plan.move_now", type="primary", icon=":material/check:", on_click=acts.do,
              args=(Move(visit_id, chosen, _moment(offer, at, start)),))  # fmt: skip


def _moment(offer: Offer, at: datetime, start: time) -> int:
    """The start chosen on the offer's day; the offer's own second where the minute was not touched."""
    if start == at.time().replace(second=0):
        return offer.start_s
    return int(at.replace(hour=start.hour, minute=start.minute, second=0).timestamp())


def refusal(ctx: PageContext, acts: Acts, selection: str | None) -> None:
    """Why the last act was not done and what would help; an administrator may allow it with a reason."""
    state = ctx.state(EditState)
    state.beside(selection)
    if state.refused is None:
        return
    cause, action = state.refused
    with st.container(border=True, key="plan_refused", gap="xsmall"):
        st.markdown(f":material/block: **{ctx.say(REFUSED)}**")
        st.markdown(plain(ctx.say(cause)))
        st.caption(plain(ctx.say(action)))
        if state.refused_wish is not None and ctx.actor.may(Capability.OVERRIDE_RULES):
            key = f"plan.override_reason.{state.turns}"
            with st.form("plan.override", border=False):
                st.text_input(ctx.say(WHY), max_chars=500, key=key)
                st.form_submit_button(ctx.say(ALLOW), icon=":material/gavel:", on_click=acts.allow, args=(key,))


def _clock(ctx: PageContext, moment_s: int) -> str:
    return clock(datetime.fromtimestamp(moment_s, ctx.zone))
