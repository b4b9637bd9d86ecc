"""The only user of Streamlit's session state: one dataclass of choices per page, never data, never identity."""

from __future__ import annotations

from typing import TypeVar, cast
from uuid import UUID

import streamlit as st

S = TypeVar("S")
_OWNER = "caire:owner"


def state_of(kind: type[S]) -> S:
    """The one instance of `kind` in this browser tab, made with its defaults at first use."""
    key = f"caire:{kind.__module__}.{kind.__qualname__}"
    if key not in st.session_state:
        st.session_state[key] = kind()
    return cast("S", st.session_state[key])


def choose(widget_key: str, value: object) -> None:
    """Set a keyed widget before it is drawn, such as an address filled in by a button."""
    st.session_state[widget_key] = value


def typed(widget_key: str) -> object:
    """What stands in a keyed widget now, before it is drawn again; None when it has not been drawn."""
    return st.session_state.get(widget_key)


def belongs_to(organization_id: UUID, user_id: UUID) -> None:
    """Forget every choice when somebody else now acts in this tab."""
    owner = (organization_id, user_id)
    if st.session_state.get(_OWNER, owner) != owner:
        st.session_state.clear()
    st.session_state[_OWNER] = owner


def reported(widget_key: str, event: str) -> object:
    """What a keyed component or chart reports under `event`, asked inside its callback; None when it says nothing."""
    return getattr(st.session_state.get(widget_key), event, None)
