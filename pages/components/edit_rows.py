"""A grid of rows that have a key: what was edited is given to `save` when the planner says so; a refusal keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from pages.components.row_grid import Column, Row, row_grid
from pages.shell.context import PageContext
from pages.shell.guard import show_error
from services.errors import CareError
from services.words import Text

SAVED = Text(sv="Sparat.", en="Saved.")


@dataclass(frozen=True)
class Edited:
    """Changed cells by the key of their row, new rows, keys of rows taken out."""

    changed: Mapping[str, Row]
    added: Sequence[Row]
    removed: Sequence[str]


@dataclass
class RowsState:
    """Which round of each grid is shown, and whether something was just saved."""

    rounds: dict[str, int] = field(default_factory=dict)
    has_saved: bool = False


def edit_rows(
    ctx: PageContext, key: str, columns: Sequence[Column], rows: Mapping[str, Row], save: Callable[[Edited], None],
    *, may_grow: bool = False,
) -> None:  # fmt: skip
    """Draw the rows; a grid with a new `key` begins with fresh rows."""
    state = ctx.state(RowsState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    names, rounds = list(rows), state.rounds.get(key, 0)
    edit, undo = row_grid(ctx, key, columns, list(rows.values()), rounds, may_grow=may_grow)
    if edit is not None:
        changed = {names[place]: cells for place, cells in edit.changed.items()}
        try:
            save(Edited(changed, edit.added, [names[place] for place in edit.removed]))
        except CareError as error:
            show_error(error, ctx.language)
            return
        state.has_saved = True
    if undo or edit is not None:
        state.rounds[key] = rounds + 1
        st.rerun()
