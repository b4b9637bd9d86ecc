"""What the organisation's files call the columns and fields of each format: shown, edited, kept as versions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.care_import import NAMES
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.access import Capability
from services.importing.care.mappings import FormatNames
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


COLUMNS = (Column("key", OURS, is_locked=True), Column("name", THEIRS, is_needed=True))


def column_names(ctx: PageContext) -> None:
    """Choose a format, see its names, change them."""
    st.markdown(ctx.say(LEAD))
    formats = {each.kind: each for each in ctx.services.care_mappings.all(ctx.actor)}
    kind = st.selectbox(ctx.say(FORMAT), list(formats), format_func=lambda each: ctx.say(NAMES[each]), key="names.kind")
    held = formats[kind]
    st.caption(_told(ctx, held))
    rows = [GridRow.of(key, key, COLUMNS, {"key": key, "name": held.called(key)}) for key in held.defaults]
    if not ctx.actor.may(Capability.EDIT_PLAN):
        st.dataframe({ctx.say(column.title): [row.cells[column.name] for row in rows] for column in COLUMNS})
        return
    row_grid(ctx, f"names.{kind.value}", COLUMNS, rows, partial(_save, ctx, held))
    if held.names and st.button(ctx.say(RESET), icon=":material/restart_alt:", key="names.reset"):
        ctx.services.care_mappings.save(ctx.actor, held.kind, held.version, {})
        st.rerun()


def _save(ctx: PageContext, held: FormatNames, edits: Edits) -> None:
    changed = {key: str(cells.get("name") or "") for key, cells in edits.changed.items()}
    ctx.services.care_mappings.save(ctx.actor, held.kind, held.version, {**held.names, **changed})


def _told(ctx: PageContext, held: FormatNames) -> str:
    if not held.history:
        return ctx.say(SHIPPED)
    version, made_at, who = held.history[0]
    return ctx.say(VERSION, version=version, moment=f"{made_at.astimezone(ctx.zone):%Y-%m-%d %H:%M}", who=who)
