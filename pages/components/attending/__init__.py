"""The buttons of the visit at hand: begin, end, the way there; they work without a network and over a reload."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.shell.browser_files import loader, style_link
from pages.shell.context import PageContext
from services.access import Capability
from services.portal.views import Stay
from services.words import Text, clock

ROUTE = "portal/acts"
WORDS = {
    "start": Text(sv="Starta besök", en="Start visit"),
    "finish": Text(sv="Avsluta besök", en="Finish visit"),
    "way": Text(sv="Vägbeskrivning", en="Directions"),
    "next": Text(sv="Nästa:", en="Next:"),
    "sending": Text(sv="Skickar …", en="Sending …"),
    "waiting": Text(
        sv="Väntar på nätet. {count} sparat i telefonen och skickas av sig självt.",
        en="Waiting for the network. {count} saved in the phone and sent by itself.",
    ),
    "stranger": Text(
        sv="Sparat i telefonen. Logga in igen, så skickas det.",
        en="Saved in the phone. Sign in again and it is sent.",
    ),
    "over": Text(sv="Dagens besök är klara.", en="The day's visits are done."),
}

_component: Callable[..., object] = st.components.v2.component(
    "caire_attending", html=style_link("attending", "attending.css") + '<div class="attending"></div>',
    js=loader("attending", "attending.js"),
)  # fmt: skip


def attending(ctx: PageContext, stays: Sequence[Stay], key: str) -> None:
    """Buttons for the first of `stays` that is not done; the page is drawn anew when an act is confirmed."""
    told = {
        "user": str(ctx.actor.user_id),
        "route": ROUTE,
        "readOnly": not ctx.actor.may(Capability.REPORT_VISITS),
        "visits": [
            {"id": str(stay.visit_id), "state": stay.status.value, "at": stay.position,
             "label": f"{clock(stay.start)}–{clock(stay.end)} {stay.client}"}
            for stay in stays
        ],
        "words": {name: ctx.say(words) for name, words in WORDS.items()},
    }  # fmt: skip
    _component(data=told, key=key, on_reported_change=_nothing_to_do)


def _nothing_to_do() -> None:
    """The run that follows reads the day anew; that is all that is needed."""
