"""The bar at the bottom of a carer's pages: today, the week, wishes."""

from __future__ import annotations

import streamlit as st

from pages.components.ways import go_to
from pages.shell.context import PageContext
from services.words import Text

WIDTH_PX = 520
"""As wide as a portal becomes, however wide the screen."""
PARTS = (
    ("my-day", Text(sv="I dag", en="Today"), ":material/today:"),
    ("my-week", Text(sv="Veckan", en="Week"), ":material/date_range:"),
    ("my-wishes", Text(sv="Önskemål", en="Wishes"), ":material/edit_calendar:"),
)


def portal_bar(ctx: PageContext, here: str) -> None:
    """The three ways; the one that is open is filled."""
    with st.bottom, st.container(horizontal=True, gap="xsmall", width=WIDTH_PX, key="portal_bar"):
        for path, words, icon in PARTS:
            is_here = path == here
            is_pressed = st.button(
                ctx.say(words), icon=icon, key=f"portal.{path}", type="primary" if is_here else "secondary",
                width="stretch",
            )  # fmt: skip
            if is_pressed and not is_here:
                go_to(path)
