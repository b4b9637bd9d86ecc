"""A grid people know from spreadsheets: edit many cells, paste, add rows, and save or undo it all at once.

Nothing is written while cells are edited. The grid reports what differs from the rows it was given; the page saves it
in one act, and a new `round` of the grid begins with fresh rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shell.context import PageContext
from pages.shell.state import typed
from services.words import Text, number

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

SAVE = Text(sv="Spara {count} ändringar", en="Save {count} changes")
UNDO = Text(sv="Ångra", en="Undo")
UNSAVED = Text(sv="Ändringarna är inte sparade än.", en="The changes are not saved yet.")
ROW_PX, MOST_PX = 36, 560


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is text, number, flag, choice, list, date or time; `choices` are (value, words) in order."""

    name: str
    title: Text
    kind: str = "text"
    choices: tuple[tuple[str, Text], ...] = ()
    low: float | None = None
    high: float | None = None
    is_locked: bool = False
    is_needed: bool = False
    hint: Text | None = None


@dataclass
class GridEdit:
    """What was edited: changed cells by row number, new rows, numbers of rows taken out."""

    changed: dict[int, Row] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows differ."""
        return len(self.changed) + len(self.added) + len(self.removed)


def row_grid(
    ctx: PageContext, key: str, columns: Sequence[Column], rows: Sequence[Row], rounds: int, *, may_grow: bool = False
) -> tuple[GridEdit | None, bool]:
    """Draw the grid; the edit when the planner wants it saved, and whether it should be undone (a new round)."""
    import pandas as pd  # a second that the sign-in page does not wait for

    shown = pd.DataFrame(
        [{column.name: _shown(ctx, column, row.get(column.name)) for column in columns} for row in rows],
        columns=[column.name for column in columns],
    )
    edited = st.data_editor(
        shown, key=f"{key}.grid.{rounds}", hide_index=True, num_rows="dynamic" if may_grow else "fixed",
        column_config={column.name: _config(ctx, column) for column in columns}, width="stretch", placeholder="",
        height=min(MOST_PX, ROW_PX * (len(rows) + 2 + int(may_grow))), row_height=ROW_PX,
    )  # fmt: skip
    if not _is_touched(f"{key}.grid.{rounds}"):
        return None, False  # thousands of rows are not compared at every click elsewhere on the page
    edit = _difference(ctx, columns, shown, edited)
    if not edit.count:
        return None, False
    with st.container(horizontal=True, vertical_alignment="center"):
        count = number(edit.count, ctx.language)
        wants = st.button(ctx.say(SAVE, count=count), type="primary", icon=":material/save:", key=f"{key}.save")
        undo = st.button(ctx.say(UNDO), icon=":material/undo:", key=f"{key}.undo")
        st.caption(ctx.say(UNSAVED))
    return (edit if wants else None), undo


def _is_touched(widget_key: str) -> bool:
    """Whether the grid says that something was edited, or does not say."""
    told = typed(widget_key)
    return not isinstance(told, dict) or any(told.values())


def _shown(ctx: PageContext, column: Column, value: object) -> object:
    if column.kind == "choice":
        return next((ctx.say(words) for name, words in column.choices if name == value), None)
    return list(value) if column.kind == "list" and isinstance(value, (list, tuple)) else value


def _config(ctx: PageContext, column: Column) -> Any:
    say: dict[str, Any] = {
        "label": ctx.say(column.title), "required": column.is_needed, "disabled": column.is_locked,
        "help": ctx.say(column.hint) if column.hint else None,
    }  # fmt: skip
    kinds = st.column_config
    if column.kind == "number":
        return kinds.NumberColumn(**say, min_value=column.low, max_value=column.high)
    if column.kind == "choice":
        return kinds.SelectboxColumn(**say, options=[ctx.say(words) for _, words in column.choices])
    if column.kind == "list":
        return kinds.ListColumn(**say)
    if column.kind == "date":
        return kinds.DateColumn(**say, format="YYYY-MM-DD")
    if column.kind == "time":
        return kinds.TimeColumn(**say, format="HH:mm")
    return kinds.CheckboxColumn(**say) if column.kind == "flag" else kinds.TextColumn(**say)


def _difference(ctx: PageContext, columns: Sequence[Column], before: pd.DataFrame, after: pd.DataFrame) -> GridEdit:
    edit = GridEdit()
    old, new = before.to_dict("records"), after.to_dict("index")
    for place, cells in new.items():
        read = {column.name: _read(ctx, column, cells.get(column.name)) for column in columns}
        if not isinstance(place, int) or place >= len(old):
            if any(value not in (None, "", [], False) for value in read.values()):
                edit.added.append(read)
            continue
        was = {column.name: _read(ctx, column, old[place][column.name]) for column in columns}
        if read != was:
            edit.changed[place] = {name: value for name, value in read.items() if value != was[name]}
    edit.removed = [place for place in range(len(old)) if place not in new]
    return edit


def _read(ctx: PageContext, column: Column, cell: object) -> object:
    """The cell as a plain value: no NaN, no timestamps, choices by their value."""
    if isinstance(cell, (list, tuple)):
        return [str(each) for each in cell]
    if cell is None or cell != cell or str(cell) in {"NaT", "<NA>"}:
        return None
    if column.kind == "choice":
        return next((name for name, words in column.choices if ctx.say(words) == cell), None)
    if column.kind == "date":
        return _date(cell)
    if column.kind == "time":
        return cell if isinstance(cell, time) else time.fromisoformat(str(cell)[:5])
    if column.kind == "number" and isinstance(cell, (int, float)):
        return int(cell) if float(cell).is_integer() else float(cell)
    return cell.strip() if isinstance(cell, str) else cell


def _date(cell: object) -> date | None:
    if hasattr(cell, "date"):
        return cell.date()  # type: ignore[no-any-return]
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell)[:10])
