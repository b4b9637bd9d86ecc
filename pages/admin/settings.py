"""Settings: the organisation, its districts, tolerances, payment, and how long anything is kept."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.settings.acting import how_to_read, told
from pages.components.settings.assumed import assumed
from pages.components.settings.describing import describing
from pages.components.settings.districts import districts
from pages.components.settings.keeping import keeping
from pages.components.settings.payment import payment
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.assumptions import TOLERANCES
from services.words import Text

TITLE = Text(sv="Inställningar", en="Settings")
LEAD = Text(
    sv="Det som gäller hela organisationen. Ändringar syns för alla och skrivs i loggen.",
    en="What holds for the whole organisation. Changes show for everybody and are logged.",
)
TOLERANCE_HOW = Text(
    sv="**I tid** räknas ett besök som börjar inom sitt tidsfönster, eller högst så många minuter utanför. **Flyttat** "
    "är ett besök vars start skiljer mer än så från den plan det jämförs med. **Planerad längd hållen** är ett utfört "
    "besök som blev högst så mycket kortare eller längre än planerat.",
    en="A visit is **on time** when it begins inside its window, or at most so many minutes outside. It is **moved** "
    "when its start differs by more than that from the plan it is compared with. Its **planned length is kept** when "
    "it was at most so much shorter or longer than planned.",
)


def _tolerances(ctx: PageContext) -> None:
    how_to_read(ctx, TOLERANCE_HOW)
    assumed(ctx, "settings.tolerances", TOLERANCES)


PARTS: dict[str, tuple[Text, Callable[[PageContext], None]]] = {
    "organization": (Text(sv="Organisation", en="Organisation"), describing),
    "districts": (Text(sv="Områden", en="Districts"), districts),
    "tolerances": (Text(sv="Toleranser", en="Tolerances"), _tolerances),
    "payment": (Text(sv="Ersättning", en="Payment"), payment),
    "retention": (Text(sv="Gallring", en="Retention"), keeping),
}


def render(ctx: PageContext) -> None:
    """One part at a time."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    shown = st.segmented_control(
        ctx.say(TITLE), list(PARTS), format_func=lambda name: ctx.say(PARTS[name][0]), default="organization",
        required=True, label_visibility="collapsed", key="settings.shown",
    )  # fmt: skip
    with st.container(border=True, key=f"settings_{shown}", gap="medium", width=960):
        with st.container():  # always there: what comes and goes above a form would show the form twice for a while
            told(ctx)
        PARTS[shown][1](ctx)


PAGE = PageSpec(
    title=TITLE, url_path="settings", icon=":material/settings:", section=Section.ADMIN, needs=Capability.SETTINGS,
    render=render,
)  # fmt: skip
