"""A workbook that comes back: what would change, cell by cell, every problem, and the word to take it in."""

from __future__ import annotations

import streamlit as st

from pages.components.issue_list import issue_list
from pages.shell.context import PageContext
from services.words import Counted, Text, number
from services.workbook import MOST_TOLD, Difference, Look
from services.workbook.sheets import SHEETS

ROWS = Text(
    sv="{rows} {rows:rad|rader}, {rejected} går inte att läsa in",
    en="{rows} {rows:row|rows}, {rejected} cannot be taken in",
)
SHEET = Text(sv="Blad", en="Sheet")
NEW, CHANGED = Text(sv="Nya", en="New"), Text(sv="Ändrade", en="Changed")
SAME, MISSING = Text(sv="Oförändrade", en="Unchanged"), Text(sv="Saknas i boken", en="Missing in it")
STAYS = Text(sv="Rader som saknas i boken står kvar som de är.", en="Rows missing in the workbook stay as they are.")
WHAT = Text(sv="Detta ändras", en="What would change")
ROW, WHO, COLUMN = Text(sv="Rad", en="Row"), Text(sv="Vem eller vad", en="Who or what"), Text(sv="Kolumn", en="Column")
WAS, BECOMES = Text(sv="Nu", en="Now"), Text(sv="Blir", en="Becomes")
NEW_ROW = Text(sv="ny rad", en="new row")
FIRST_ONES = Text(sv="De {count} första visas.", en="The first {count} are shown.")
NOTHING = Text(sv="0 ändringar. Allt i boken är som det redan är.", en="0 changes. Everything is as it is already.")
APPLY = Counted(
    Text(sv="Läs in 1 ändring", en="Take 1 change in"),
    Text(sv="Läs in {count} ändringar", en="Take {count} changes in"),
)
APPLY_GOOD = Text(
    sv="Läs in bara de goda raderna ({count} {count:ändring|ändringar})",
    en="Take in the good rows only ({count} {count:change|changes})",
)
MEND_FIRST = Text(
    sv="Rätta felen nedan, eller läs in bara de goda raderna. Inget har ändrats.",
    en="Mend the errors below, or take in the good rows only. Nothing has changed.",
)
NOT_READ = Text(
    sv="Boken kan inte läsas in. Inget har ändrats.", en="The workbook cannot be taken in. Nothing has changed."
)
LOOKING = Text(sv="Granskar boken …", en="Looking at the workbook …")
TAKING_IN = Text(sv="Läser in …", en="Taking it in …")


def is_workbook(raw: bytes) -> bool:
    """Whether the file is packed as a workbook is; whether it is one, reading it tells."""
    return raw.startswith(b"PK")


def workbook_import(ctx: PageContext, filename: str, raw: bytes) -> bool:
    """Look at the workbook and offer to take it in; whether that was done."""
    workbooks = ctx.services.workbooks
    with st.spinner(ctx.say(LOOKING)):
        look = workbooks.look(ctx.actor, raw)
    counts = {"rows": number(look.rows, ctx.language), "rejected": number(look.rejected, ctx.language)}
    if look.rows:
        st.markdown(ctx.say(ROWS, **counts))
    _tallies(ctx, look)
    wanted = _offer(ctx, look)
    if wanted:
        with st.spinner(ctx.say(TAKING_IN)):
            workbooks.apply(ctx.actor, filename, raw, look.seen, only_good=not look.is_sound)
        return True
    _differences(ctx, look.differences)
    issue_list(ctx, look.issues, "import.issues")
    return False


def _tallies(ctx: PageContext, look: Look) -> None:
    shown = [sheet for sheet in SHEETS if sheet.key in look.tallies and sheet.key != "skills"]
    if not shown:
        return
    st.dataframe(
        {
            ctx.say(SHEET): [ctx.say(sheet.title) for sheet in shown],
            ctx.say(NEW): [look.tallies[sheet.key].new for sheet in shown],
            ctx.say(CHANGED): [look.tallies[sheet.key].changed for sheet in shown],
            ctx.say(SAME): [look.tallies[sheet.key].unchanged for sheet in shown],
            ctx.say(MISSING): [look.missing[sheet.key] for sheet in shown],
        },
        hide_index=True,
    )
    if any(look.missing.values()):
        st.caption(ctx.say(STAYS))


def _offer(ctx: PageContext, look: Look) -> bool:
    count = number(look.changes, ctx.language)
    if look.is_sound and not look.changes:
        st.info(ctx.say(NOTHING), icon=":material/check_circle:")
        return False
    if look.is_sound:
        return st.button(
            ctx.say(APPLY.of(look.changes), count=count),
            type="primary",
            icon=":material/download_done:",
            key="import.apply",
        )
    st.error(ctx.say(MEND_FIRST if look.changes else NOT_READ), icon=":material/block:")
    return bool(look.changes) and st.button(
        ctx.say(APPLY_GOOD, count=count), icon=":material/filter_alt:", key="import.apply_good"
    )


def _differences(ctx: PageContext, found: tuple[Difference, ...]) -> None:
    if not found:
        return
    st.markdown(f"**{ctx.say(WHAT)}**")
    st.dataframe(
        {
            ctx.say(SHEET): [ctx.say(each.sheet) for each in found],
            ctx.say(ROW): [each.row for each in found],
            ctx.say(WHO): [each.who for each in found],
            ctx.say(COLUMN): [ctx.say(each.column) if each.column else ctx.say(NEW_ROW) for each in found],
            ctx.say(WAS): [ctx.say(each.was) if each.was else "" for each in found],
            ctx.say(BECOMES): [ctx.say(each.becomes) if each.becomes else "" for each in found],
        },
        hide_index=True,
    )
    if len(found) >= MOST_TOLD:
        st.caption(ctx.say(FIRST_ONES, count=number(len(found), ctx.language)))
