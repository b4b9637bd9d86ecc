"""Do an act on the connections page and say how it went: a refusal where it was asked, a success once."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shell.context import PageContext
from services.errors import CareError
from services.words import Text

FAULT = Text(sv="{cause} {action} ({code})", en="{cause} {action} ({code})")


def done(ctx: PageContext, act: Callable[[], object]) -> bool:
    """Whether it was done; why not is told here."""
    try:
        act()
    except CareError as refused:
        told = ctx.say(FAULT, cause=ctx.say(refused.cause), action=ctx.say(refused.action), code=refused.code)
        st.warning(told, icon=":material/info:")
        return False
    return True
