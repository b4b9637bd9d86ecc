"""What the organisation's files call the columns and fields of each format: shown, edited, kept as versions."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.components.care_import import NAMES
from pages.components.issue_list import issue_list
from pages.components.row_grid import Column, row_grid
from pages.shell.context import PageContext
from services.access import Capability
from services.errors import BadInput
from services.importing.care import CareKind
from services.importing.care.mappings import FormatNames
from services.problem import Issue
from services.words import Text

LEAD = Text(
    sv="Kallar ert vårdsystem kolumnerna något annat? Skriv namnen så som de står i filen. Varje ändring blir en ny "
    "version; raderna läses sedan med era namn.",
    en="Does your care system call the columns something else? Write the names as they stand in the file. Every change "
    "becomes a new version; files are then read by your names.",
)
FORMAT = Text(sv="Format", en="Format")
OURS = Text(sv="Uppgift", en="Key")
THEIRS = Text(sv="Så heter den i filen", en="What the file calls it")
SHIPPED = Text(sv="De namn som följer med (version 0).", en="The names that ship (version 0).")
VERSION = Text(
    sv="Er version {version}, sparad {moment} av {who}.", en="Your version {version}, saved {moment} by {who}."
)
RESET = Text(sv="Återgå till de namn som följer med", en="Go back to the names that ship")
SAVED = Text(sv="Namnen är sparade.", en="The names are saved.")


@dataclass
class NamesState:
    """How often the grid has begun anew, and whether names were just saved."""

    rounds: int = 0
    is_saved: bool = False


def column_names(ctx: PageContext) -> None:
    """Choose a format, see its names, change them."""
    state = ctx.state(NamesState)
    st.markdown(ctx.say(LEAD))
    formats = {each.kind: each for each in ctx.services.care_mappings.all(ctx.actor)}
    kind = st.selectbox(ctx.say(FORMAT), list(formats), format_func=lambda each: ctx.say(NAMES[each]), key="names.kind")
    held = formats[kind]
    st.caption(_told(ctx, held))
    if state.is_saved:
        state.is_saved = False
        st.success(ctx.say(SAVED), icon=":material/check_circle:")
    may_edit = ctx.actor.may(Capability.EDIT_PLAN)
    keys = list(held.defaults)
    columns = (
        Column("key", OURS, is_locked=True),
        Column("name", THEIRS, is_locked=not may_edit, is_needed=True),
    )
    rows = [{"key": key, "name": held.called(key)} for key in keys]
    edit, undo = row_grid(ctx, f"names.{kind.value}.{held.version}", columns, rows, state.rounds)
    if undo:
        state.rounds += 1
        st.rerun()
    if edit is not None:
        changed = {keys[place]: str(cells.get("name") or "") for place, cells in edit.changed.items()}
        _save(ctx, state, kind, held.version, {**held.names, **changed})
    if held.names and may_edit and st.button(ctx.say(RESET), icon=":material/restart_alt:", key="names.reset"):
        _save(ctx, state, kind, held.version, {})


def _save(ctx: PageContext, state: NamesState, kind: CareKind, version: int, names: dict[str, str]) -> None:
    try:
        ctx.services.care_mappings.save(ctx.actor, kind, version, names)
    except BadInput as refused:
        issue_list(ctx, [each for each in refused.problems if isinstance(each, Issue)], "names.issues")
        return
    state.rounds, state.is_saved = state.rounds + 1, True
    st.rerun()


def _told(ctx: PageContext, held: FormatNames) -> str:
    if not held.history:
        return ctx.say(SHIPPED)
    version, made_at, who = held.history[0]
    return ctx.say(VERSION, version=version, moment=f"{made_at.astimezone(ctx.zone):%Y-%m-%d %H:%M}", who=who)
