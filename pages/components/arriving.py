"""What an address asks of the page it leads to, taken once: after that the reader's own choices count."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st


def asked(*names: str) -> dict[str, str]:
    """The named parts of the address that are there; they are gone from it afterwards."""
    found = {name: str(st.query_params[name]) for name in names if name in st.query_params}
    for name in found:
        del st.query_params[name]
    return found


def as_id(words: str | None) -> UUID | None:
    """An id as written in an address; None when it is none."""
    try:
        return UUID(words or "")
    except ValueError:
        return None


def as_day(words: str | None) -> date | None:
    """A day as written in an address; None when it is none."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None
