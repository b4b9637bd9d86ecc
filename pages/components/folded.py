"""A popover whose content is made when it is opened: what is closed costs no click on the page anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def folded(label: str, draw: Callable[[], object], key: str, **looks: Any) -> None:
    """A button that opens what `draw` draws; `key` tells the session whether it is open, `looks` are the popover's.

    Fields inside forget what was typed when it is closed: what should outlive that belongs into the page's state.
    """
    with st.popover(label, key=key, on_change="rerun", **looks) as box:
        if box.open:
            draw()
