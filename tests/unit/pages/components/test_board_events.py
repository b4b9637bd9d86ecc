"""What a browser reports becomes an event, or nothing: it may send anything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.components.board import Move, Pick, PinVisit, Redo, Select, Unassign, Undo
from pages.components.board.events import EVENTS, event_of

SENT = {"seq": 7, "base": "v3"}


@pytest.mark.parametrize(
    ("name", "told", "event"),
    [
        ("select", "Anna", Select("Anna")),
        ("select", "", Select(None)),
        ("pick", "Anna", Pick("Anna")),
        ("move", {"id": "Anna", "group": "g:Bo", "start": 1_801_465_200_000, **SENT},
         Move("Anna", "Bo", 1_801_465_200, 7, "v3")),
        ("move", {"id": "Anna", "group": "k:Anna", "start": 1_000, **SENT}, Move("Anna", None, 1, 7, "v3")),
        ("pin", {"id": "Anna", "pinned": False, **SENT}, PinVisit("Anna", False, 7, "v3")),
        ("unassign", {"id": "Anna", **SENT}, Unassign("Anna", 7, "v3")),
        ("undo", SENT, Undo(7, "v3")),
        ("redo", SENT, Redo(7, "v3")),
    ],
)  # fmt: skip
def test_each_event_is_read(name: str, told: object, event: object) -> None:
    assert event_of(name, told) == event


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("select", 7), ("select", None), ("pick", "x" * 500), ("move", {"id": "Anna", "group": "g:Bo", **SENT}),
        ("move", {"id": "Anna", "group": "g:Bo", "start": True, **SENT}), ("pin", {"id": "Anna", "pinned": 1, **SENT}),
        ("unassign", {"id": "", **SENT}), ("undo", {"seq": "7", "base": "v3"}),
        ("delete", {"id": "Anna", **SENT}),
    ],
)  # fmt: skip
def test_anything_else_is_nothing(name: str, told: object) -> None:
    assert event_of(name, told) is None


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "seq", "base", "start", "group"]), inner)
    ),
)


@given(st.sampled_from([*EVENTS, "other"]), anything)
def test_whatever_a_browser_sends_is_an_event_or_nothing(name: str, told: Any) -> None:
    event_of(name, told)
