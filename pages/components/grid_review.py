"""Beside a grid: what is changed but not saved, what others changed meanwhile, and why a save was refused."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.plain import plain
from pages.shell.context import PageContext
from services.errors import BadInput, CareError
from services.grids import CellFault, Cells, Column, Draft, Meeting, Rows
from services.grids.checks import NEW_ROW, named
from services.problem import Issue
from services.words import Text, number

CLASHES = Text(
    sv="Någon annan har ändrat samma rader under tiden. Inget av ditt är borta: välj vad som ska gälla.",
    en="Somebody else has changed the same rows meanwhile. Nothing of yours is lost: choose what shall hold.",
)
COLUMN, WAS = Text(sv="Kolumn", en="Column"), Text(sv="Före", en="Before")
YOURS, THEIRS = Text(sv="Ditt", en="Yours"), Text(sv="Deras", en="Theirs")
GONE = Text(sv="Raden har tagits bort av någon annan.", en="Somebody else has taken the row out.")
REMOVED = Text(sv="Du tar bort raden; någon annan har ändrat den.", en="You take the row out; somebody changed it.")
KEEP_MINE, TAKE_THEIRS = Text(sv="Behåll mitt", en="Keep mine"), Text(sv="Ta deras", en="Take theirs")
BOTH = Text(
    sv="Någon annan har också ändrat {rows}, i andra kolumner. Båda ändringarna behålls.",
    en="Somebody else has also changed {rows}, in other columns. Both changes are kept.",
)
CHANGES = Text(sv="Visa ändringarna", en="Show the changes")
UNDO_ROW = Text(sv="Ångra raden", en="Undo the row")
TAKEN_OUT, NEW = Text(sv="tas bort", en="is taken out"), Text(sv="ny", en="new")
MORE = Text(sv="… och {count} {count:rad|rader} till.", en="… and {count} {count:row|rows} more.")
NOT_SAVED = Text(sv="Inget är sparat än. Rätta detta:", en="Nothing is saved yet. Mend this:")
FAULT = Text(
    sv="**{row}**, kolumn **{column}**: {cause} {action}", en="**{row}**, column **{column}**: {cause} {action}"
)
MOST_ROWS = 20


def clashes(
    ctx: PageContext, key: str, columns: Sequence[Column], draft: Draft, now: Rows, meetings: Sequence[Meeting]
) -> bool:
    """Rows that others changed too, cell by cell with the choice; whether one was made."""
    kept = ", ".join(plain(each.row.label) for each in meetings if not each.is_clash)
    if kept:
        st.info(ctx.say(BOTH, rows=kept), icon=":material/group:")
    clashing = [each for each in meetings if each.is_clash]
    if not clashing:
        return False
    st.warning(ctx.say(CLASHES), icon=":material/group:")
    for each in clashing[:MOST_ROWS]:
        with st.container(border=True, key=f"{key}.clash.{each.row.key}", gap="small"):
            is_mine = _clash(ctx, f"{key}.{each.row.key}", columns, each)
        if is_mine is not None:
            draft.settle(now, each.row.key, is_mine=is_mine)
            return True
    return False


def _clash(ctx: PageContext, key: str, columns: Sequence[Column], met: Meeting) -> bool | None:
    """One row: the three values of each cell, and the word on it, when it is said."""
    st.markdown(f"**{plain(met.row.label)}**")
    if met.is_gone or met.is_removed:
        st.markdown(ctx.say(GONE if met.is_gone else REMOVED))
    told = {column.name: column for column in columns}
    cells = [(told[cell.column], cell) for cell in met.cells]
    table = {
        ctx.say(COLUMN): [ctx.say(column.title) for column, _ in cells],
        ctx.say(WAS): [plain(column.words(cell.was, ctx.language)) for column, cell in cells],
        ctx.say(YOURS): [plain(column.words(cell.yours, ctx.language)) for column, cell in cells],
    }
    if not met.is_gone:
        table[ctx.say(THEIRS)] = [plain(column.words(cell.theirs, ctx.language)) for column, cell in cells]
    if cells:
        st.table(table, hide_index=True)
    with st.container(horizontal=True):
        if st.button(ctx.say(KEEP_MINE), key=f"{key}.mine", icon=":material/person:"):
            return True
        if st.button(ctx.say(TAKE_THEIRS), key=f"{key}.theirs", icon=":material/group:"):
            return False
    return None


def refusal(ctx: PageContext, faults: Sequence[CellFault], error: CareError | None) -> None:
    """Why nothing was saved: row and column in words, or what the save itself said."""
    if faults:
        told = [_fault(ctx, each) for each in faults[:MOST_ROWS]]
        st.error("\n".join([ctx.say(NOT_SAVED), "", *(f"- {line}" for line in told)]), icon=":material/error:")
    if error is not None:
        issues = [each for each in error.problems if isinstance(each, Issue)] if isinstance(error, BadInput) else []
        told = [f"- {plain(ctx.say(each.cause))} {plain(ctx.say(each.action))}" for each in issues[:MOST_ROWS]]
        said = f"{plain(ctx.say(error.cause))} {plain(ctx.say(error.action))}"
        st.error("\n".join([said, "", *told] if len(told) > 1 else [said]), icon=":material/error:")


def _fault(ctx: PageContext, fault: CellFault) -> str:
    words = {name: plain(ctx.say(getattr(fault, name))) for name in ("row", "column", "cause", "action")}
    return ctx.say(FAULT, **words)


def changes(ctx: PageContext, key: str, columns: Sequence[Column], draft: Draft) -> bool:
    """Every unsaved change row by row, each of which can be undone alone; whether one was."""
    edits = draft.edits
    if not edits.count:
        return False
    touched = [name for name in edits.touched if name in draft.rows]
    with st.expander(f"{ctx.say(CHANGES)} ({number(edits.count, ctx.language)})", icon=":material/difference:"):
        for name in touched[:MOST_ROWS]:
            row = draft.rows[name]
            is_out = name in edits.removed
            told = ctx.say(TAKEN_OUT) if is_out else _was_and_is(ctx, columns, row.cells, edits.changed[name])
            if _line(ctx, f"{key}.undo.{name}", ctx.say(named(row.label)), told):
                draft.undo_row(name)
                return True
        for place, cells in enumerate(edits.added[:MOST_ROWS]):
            label = ctx.say(NEW_ROW, number=place + 1)
            if _line(ctx, f"{key}.undo.new.{place}", label, _was_and_is(ctx, columns, {}, cells)):
                draft.undo_added(place)
                return True
        if edits.count > MOST_ROWS:
            st.caption(ctx.say(MORE, count=number(edits.count - MOST_ROWS, ctx.language)))
    return False


def _was_and_is(ctx: PageContext, columns: Sequence[Column], was: Cells, cells: Cells) -> str:
    told = []
    for column in columns:
        if column.name not in cells or column.plain(cells[column.name]) == column.plain(was.get(column.name)):
            continue
        words = [column.words(each[column.name], ctx.language) for each in (was, cells) if column.name in each]
        told.append(f"{ctx.say(column.title)}: {' → '.join(words)}")
    return " · ".join(told)


def _line(ctx: PageContext, key: str, label: str, told: str) -> bool:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(label)}**  \n{plain(told)}", width="stretch")
        return st.button(ctx.say(UNDO_ROW), key=key, icon=":material/undo:", type="tertiary")
