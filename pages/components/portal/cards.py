"""A carer's visits as cards in order, the way between them as a grey line; only the visit at hand has buttons."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from data.vocabulary import Transport, VisitStatus
from pages.components.attending import attending
from pages.components.plain import plain
from pages.shell.context import PageContext
from services.access import Capability
from services.portal.views import MyDay, Stay
from services.words import Text, clock, minutes

DONE, NOW, NEXT = Text(sv="Klart", en="Done"), Text(sv="Nu", en="Now"), Text(sv="Nästa", en="Next")
WITH = Text(sv="Tillsammans med {who}", en="Together with {who}")
NO_ADDRESS = Text(sv="Adressen saknas.", en="There is no address.")
TRAVEL = Text(sv="ca {time} resa", en="about {time} on the way")
BEGUN = Text(sv="började {began}", en="began {began}")
WENT = Text(sv="utfört {began}–{ended}", en="done {began}–{ended}")
CORRECT, SAVE, CANCEL = (
    Text(sv="Rätta tiden", en="Correct the time"),
    Text(sv="Spara", en="Save"),
    Text(sv="Avbryt", en="Cancel"),
)
BEGAN, ENDED = Text(sv="Började", en="Began"), Text(sv="Slutade", en="Ended")
SAVED = Text(sv="Tiden är rättad.", en="The time is corrected.")
ICONS = {
    Transport.CAR: ":material/directions_car:", Transport.BIKE: ":material/directions_bike:",
    Transport.WALK: ":material/directions_walk:", Transport.PUBLIC: ":material/directions_bus:",
}  # fmt: skip
MOST_TASKS = 3


@dataclass
class CardState:
    """The visit whose times are being corrected."""

    correcting: UUID | None = None


def cards(ctx: PageContext, mine: MyDay, *, is_today: bool) -> None:
    """Every visit of the day; on other days than today nothing can be reported."""
    current = mine.current if is_today else None
    left = [stay for stay in mine.stays if not stay.is_done and stay is not current]
    following = left[0] if left and current and current.status is VisitStatus.STARTED else None
    at_hand = [current, *left] if current else []
    for stay in mine.stays:
        if stay.travel_s:
            st.caption(f"{ICONS[mine.transport]} {ctx.say(TRAVEL, time=minutes(max(stay.travel_s, 60), ctx.language))}")
        with st.container(border=True, gap="xsmall", key=f"stay_{stay.visit_id.hex}"):
            _head(ctx, stay, is_now=stay is current, is_next=stay is following)
            _what(ctx, stay, is_now=stay is current)
            if stay is current:
                attending(ctx, at_hand, "my_day.attending")
            _times(ctx, stay)
    if is_today and mine.stays and current is None:
        attending(ctx, (), "my_day.attending")  # what the phone still keeps is sent though all looks done


def _head(ctx: PageContext, stay: Stay, *, is_now: bool, is_next: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{clock(stay.start)}–{clock(stay.end)}**", width="stretch")
        if stay.is_done:
            st.badge(ctx.say(DONE), color="green", icon=":material/check:")
        elif is_now and stay.status is VisitStatus.STARTED:
            st.badge(ctx.say(NOW), color="violet")
        elif is_now or is_next:
            st.badge(ctx.say(NEXT), color="gray")


def _what(ctx: PageContext, stay: Stay, *, is_now: bool) -> None:
    """Client and tasks; the address until the visit is done, and at hand what one must know at the door."""
    tasks = ", ".join(stay.tasks if is_now else stay.tasks[:MOST_TASKS])
    lines = [f"{plain(stay.client)} · {plain(tasks)}" if tasks else plain(stay.client)]
    if not stay.is_done:
        lines.append(plain(stay.address) if stay.address else f":gray[{ctx.say(NO_ADDRESS)}]")
    if is_now and stay.notes:
        lines.append(f":material/key: {plain(stay.notes)}")
    if stay.partners:
        lines.append(f":material/group: {plain(ctx.say(WITH, who=', '.join(stay.partners)))}")
    st.markdown("  \n".join(lines))


def _times(ctx: PageContext, stay: Stay) -> None:
    """How it went, and a way to correct it while the day lasts."""
    if stay.began is None:
        return
    state = ctx.state(CardState)
    words = WENT if stay.ended else BEGUN
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(ctx.say(words, began=clock(stay.began), ended=clock(stay.ended or stay.began)))
        if stay.may_correct and state.correcting != stay.visit_id and ctx.actor.may(Capability.REPORT_VISITS):
            st.button(
                ctx.say(CORRECT), key=f"my_day.correct.{stay.visit_id}", type="tertiary", icon=":material/edit:",
                on_click=setattr, args=(state, "correcting", stay.visit_id),
            )  # fmt: skip
    if state.correcting == stay.visit_id:
        _correcting(ctx, state, stay)


def _correcting(ctx: PageContext, state: CardState, stay: Stay) -> None:
    with st.form(f"my_day.times.{stay.visit_id}", border=False):
        with st.container(horizontal=True):
            began = st.time_input(ctx.say(BEGAN), stay.began, step=60)
            ended = st.time_input(ctx.say(ENDED), stay.ended, step=60)
        with st.container(horizontal=True):
            is_saved = st.form_submit_button(ctx.say(SAVE), type="primary")
            is_left = st.form_submit_button(ctx.say(CANCEL))
    if is_saved and began is not None:
        ctx.services.attending.correct(ctx.actor, stay.visit_id, began, ended)
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    if is_saved or is_left:
        state.correcting = None
        st.rerun(scope="fragment")
