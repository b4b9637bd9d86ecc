"""A grid people know from spreadsheets: edit many cells, paste, add rows, undo step by step, and save it all at once.

Context      Planners edit many rows at a time, several planners the same ones.
Decision     What is typed lives in a `Draft` until it is saved; `services.grids` lays it beside the rows as they stand
             in every run. The page gives its rows and a `save`, which gets the edits against exactly those rows.
Consequence  Unsaved edits outlive a filter, a visit to another page, a refused save and somebody else's change.
Not chosen   Reading the editor's edits by row number: they would land on other rows when somebody adds or removes one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from pages.components.grid_review import changes, clashes, refusal
from pages.components.grid_typing import Start, edits_of, frame_of
from pages.shell.context import PageContext
from pages.shell.state import typed
from services.errors import CareError
from services.grids import Column, Draft, Edits, GridRow, Rows, faults_of
from services.grids.checks import RowCheck
from services.grids.column import NOTHING
from services.words import Text, number

__all__ = ["Column", "Edits", "GridRow", "row_grid"]

Growth = Literal["fixed", "add", "dynamic"]
SAVE = Text(sv="Spara {count} ändringar", en="Save {count} changes")
SAVE_ONE = Text(sv="Spara 1 ändring", en="Save 1 change")
SAVED = Text(sv="Sparat.", en="Saved.")
UNDO, REDO = Text(sv="Ångra", en="Undo"), Text(sv="Gör om", en="Redo")
UNDO_ALL = Text(sv="Ångra allt", en="Undo all")
UNSAVED = Text(sv="Inte sparat än.", en="Not saved yet.")
CHOOSE_FIRST = Text(sv="Välj först ditt eller deras nedan.", en="First choose yours or theirs below.")
ROW_PX, MOST_PX, FIRST_PX = 36, 470, 150


@dataclass
class Held:
    """One grid of this tab: its draft, how it was drawn, and why the last save was refused."""

    draft: Draft = field(default_factory=Draft)
    view: object = None
    start: Start = ()
    has_tried: bool = False
    refused: tuple[CareError, Edits] | None = None


@dataclass
class GridDrafts:
    """Every grid of this tab, and whether something was just saved."""

    held: dict[str, Held] = field(default_factory=dict)
    has_saved: bool = False


def row_grid(
    ctx: PageContext,
    key: str,
    columns: Sequence[Column],
    rows: Sequence[GridRow],
    save: Callable[[Edits], None],
    *,
    growth: Growth = "fixed",
    shown: Container[str] | None = None,
    check: RowCheck | None = None,
) -> None:
    """Draw the grid of `rows`, only those `shown`; `save` writes the edits when the planner says so."""
    state = ctx.state(GridDrafts)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    held = state.held.setdefault(key, Held())
    draft, now = held.draft, {row.key: row for row in rows}
    _bring_up_to_date(ctx, key, columns, held, now, shown)
    _editor(ctx, key, columns, held, growth)
    meetings = draft.meetings(now)
    has_clash = any(each.is_clash for each in meetings)
    wants = _bar(ctx, key, draft, has_clash=has_clash)
    is_settled = clashes(ctx, key, columns, draft, now, meetings)
    if wants == "save" and not has_clash and _is_saved(ctx, held, columns, now, save, check):
        state.has_saved = True
        st.rerun()
    faults = faults_of(columns, draft.rows, draft.edits, check) if held.has_tried else []
    error = held.refused[0] if held.refused and held.refused[1] == draft.edits else None
    refusal(ctx, faults, error)
    if changes(ctx, key, columns, draft) or is_settled or wants == "undo":
        st.rerun()


def _bring_up_to_date(
    ctx: PageContext, key: str, columns: Sequence[Column], held: Held, now: Rows, shown: Container[str] | None
) -> None:
    """Take what was typed since the last run; draw from fresh when the rows, the filter or the language changed."""
    draft = held.draft
    raw = typed(_widget(key, draft))
    if isinstance(raw, dict) and not draft.is_stale:  # what was undone or saved since is not typed again
        draft.take(edits_of(columns, held.start, draft, raw, ctx.language))
    view = (ctx.language, tuple(name for name in now if shown is None or name in shown))
    if raw is None or view != held.view or draft.is_behind(now):
        draft.begin(now)
        held.view = view
        visible = [row for name, row in draft.rows.items() if name in view[1] or name not in now]
        existing = [(row.key, draft.edits.after(row)) for row in visible if row.key not in draft.edits.removed]
        held.start = (*existing, *((None, cells) for cells in draft.edits.added))


def _widget(key: str, draft: Draft) -> str:
    return f"{key}.grid.{draft.rounds}"


def _editor(ctx: PageContext, key: str, columns: Sequence[Column], held: Held, growth: Growth) -> None:
    st.data_editor(
        frame_of(columns, held.start, ctx.language), key=_widget(key, held.draft), hide_index=True, num_rows=growth,
        column_config={column.name: _config(ctx, column, is_first=column is columns[0]) for column in columns},
        width="stretch", placeholder=NOTHING,
        height=min(MOST_PX, ROW_PX * (len(held.start) + 1 + int(growth != "fixed")) + 2), row_height=ROW_PX,
    )  # fmt: skip


def _bar(ctx: PageContext, key: str, draft: Draft, *, has_clash: bool) -> Literal["save", "undo"] | None:
    """Save and undo, while there is something to; what was asked for."""
    count = draft.edits.count
    if not (count or draft.steps or draft.undone):
        return None
    told = ctx.say(SAVE_ONE) if count == 1 else ctx.say(SAVE, count=number(count, ctx.language))
    acts = (
        (UNDO, "undo", draft.undo, bool(draft.steps)),
        (REDO, "redo", draft.redo, bool(draft.undone)),
        (UNDO_ALL, "settings_backup_restore", draft.undo_all, count > 0),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.bar"):
        wants_save = count > 0 and st.button(
            told, type="primary", icon=":material/save:", key=f"{key}.save", disabled=has_clash
        )
        for words, icon, act, can in acts:
            if st.button(ctx.say(words), icon=f":material/{icon}:", key=f"{key}.{icon}", disabled=not can):
                act()
                return "undo"
        if count:
            st.caption(ctx.say(CHOOSE_FIRST if has_clash else UNSAVED))
    return "save" if wants_save else None


def _is_saved(
    ctx: PageContext, held: Held, columns: Sequence[Column], now: Rows, save: Callable[[Edits], None],
    check: RowCheck | None,
) -> bool:  # fmt: skip
    """Write the edits against the rows as they stand now; what is refused stays in the draft, with the reason."""
    draft = held.draft
    held.has_tried, held.refused = True, None
    if faults_of(columns, draft.rows, draft.edits, check):
        return False
    try:
        save(draft.edits.on(now))
    except CareError as error:
        held.refused = (error, draft.edits)
        return False
    held.has_tried = False
    draft.saved()
    return True


def _config(ctx: PageContext, column: Column, *, is_first: bool) -> Any:
    say: dict[str, Any] = {
        "label": ctx.say(column.title), "required": column.is_needed, "disabled": column.is_locked,
        "help": ctx.say(column.hint) if column.hint else None,
        "pinned": is_first or None, "width": FIRST_PX if is_first and column.kind == "text" else None,
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
