"""What has been taken in, by whom and when; and one of them taken back, after a look at what that would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import streamlit as st

from pages.components.issue_list import issue_list
from pages.shell.context import PageContext
from services.access import Capability
from services.importing.against import LABELS
from services.importing.undoing import TakenIn, UndoLook
from services.words import Text

NOTHING = Text(sv="Inget har lästs in än.", en="Nothing has been taken in yet.")
WHEN, WHO = Text(sv="När", en="When"), Text(sv="Vem", en="Who")
WHAT, FILE = Text(sv="Slag", en="Kind"), Text(sv="Fil", en="File")
ROWS, WROTE = Text(sv="Rader i filen", en="Rows in the file"), Text(sv="Ändrade rader", en="Rows changed")
STATE = Text(sv="Läge", en="State")
UNDONE = Text(sv="Ångrad {moment} av {who}", en="Undone {moment} by {who}")
STANDS, KEPT_NOT = Text(sv="Gäller", en="Stands"), Text(sv="Kan inte ångras", en="Cannot be undone")
KINDS = {
    "fsr": Text(sv="Modell (Timefold)", en="Model (Timefold)"),
    "fsr-plan": Text(sv="Plan (Timefold)", en="Plan (Timefold)"),
    "slinga-csv": Text(sv="Återkommande besök", en="Recurring visits"),
    "visit-list-csv": Text(sv="Besökslista", en="Visit list"),
    "schedule-entries": Text(sv="Planerade besök", en="Planned visits"),
    "task-metrics": Text(sv="Planerade och utförda", en="Planned and performed"),
    "xlsx": Text(sv="Arbetsbok", en="Workbook"),
    "organization": Text(sv="Hel organisation", en="Whole organisation"),
}
TITLE = Text(sv="Ångra en inläsning", en="Undo an import")
LEAD = Text(
    sv="Alla rader som inläsningen skrev blir precis som de var. Har någon ändrat dem efteråt ångras ingenting, och du "
    "får veta vilka.",
    en="Every row the import wrote becomes exactly what it was. If somebody has changed them since, nothing is undone, "
    "and you are told which.",
)
CHOOSE = Text(sv="Inläsning", en="Import")
LOOK = Text(sv="Granska", en="Look")
UNDO = Text(sv="Ångra inläsningen", en="Undo the import")
LOOKING, WORKING = Text(sv="Granskar …", en="Looking …"), Text(sv="Ångrar …", en="Undoing …")
DOES = Text(sv="Detta händer", en="What happens")
KIND, GOES = Text(sv="Slag", en="Kind"), Text(sv="Tas bort", en="Removed")
BACK = Text(sv="Blir som förut", en="Become as before")
CANNOT = Text(
    sv="Inläsningen kan inte ångras som det ser ut nu. Inget har ändrats. Skälen, rad för rad:",
    en="The import cannot be undone as it is. Nothing has changed. The reasons, row by row:",
)
DONE = Text(sv="Inläsningen är ångrad.", en="The import has been undone.")


@dataclass
class UndoState:
    """Which import is looked at, and whether one was just undone."""

    looked_at: UUID | None = None
    is_done: bool = False


def taken_in(ctx: PageContext) -> None:
    """The list, and the undoing of one."""
    state = ctx.state(UndoState)
    received = ctx.services.undoing.taken_in(ctx.actor)
    if not received:
        st.caption(ctx.say(NOTHING))
        return
    if state.is_done:
        state.is_done = False
        st.success(ctx.say(DONE), icon=":material/undo:")
    st.dataframe(
        {
            ctx.say(WHEN): [_moment(ctx, each.made_at) for each in received],
            ctx.say(WHO): [each.made_by for each in received],
            ctx.say(WHAT): [_kind(ctx, each) for each in received],
            ctx.say(FILE): [each.filename or "–" for each in received],
            ctx.say(ROWS): [each.rows for each in received],
            ctx.say(WROTE): [each.written for each in received],
            ctx.say(STATE): [_state(ctx, each) for each in received],
        },
        hide_index=True,
    )
    open_ones = {each.id: each for each in received if each.can_be_undone}
    if open_ones and ctx.actor.may(Capability.EDIT_PLAN):
        _undoing(ctx, state, open_ones)


def _undoing(ctx: PageContext, state: UndoState, open_ones: dict[UUID, TakenIn]) -> None:
    with st.container(border=True, key="undo_box"):
        st.subheader(ctx.say(TITLE), anchor=False)
        st.markdown(ctx.say(LEAD))

        def named(import_id: UUID) -> str:
            each = open_ones[import_id]
            return f"{_moment(ctx, each.made_at)} · {_kind(ctx, each)} · {each.filename or '–'}"

        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(ctx.say(CHOOSE), list(open_ones), format_func=named, key="undo.chosen")
            if st.button(ctx.say(LOOK), icon=":material/search:", key="undo.look"):
                state.looked_at = chosen
        if state.looked_at != chosen or chosen not in open_ones:
            return
        with st.spinner(ctx.say(LOOKING)):
            look = ctx.services.undoing.look(ctx.actor, chosen)
        _tell(ctx, look)
        if look.may_undo and st.button(ctx.say(UNDO), type="primary", icon=":material/undo:", key="undo.do"):
            with st.spinner(ctx.say(WORKING)):
                ctx.services.undoing.undo(ctx.actor, chosen)
            state.looked_at, state.is_done = None, True
            st.rerun()


def _tell(ctx: PageContext, look: UndoLook) -> None:
    if not look.may_undo:
        st.error(ctx.say(CANNOT), icon=":material/block:")
        issue_list(ctx, [reason.as_issue(ctx.language) for reason in look.against], "undo.reasons")
        return
    st.markdown(f"**{ctx.say(DOES)}**")
    tables = [name for name in LABELS if look.removed.get(name) or look.restored.get(name)]
    st.dataframe(
        {
            ctx.say(KIND): [ctx.say(LABELS[name]) for name in tables],
            ctx.say(GOES): [look.removed.get(name, 0) for name in tables],
            ctx.say(BACK): [look.restored.get(name, 0) for name in tables],
        },
        hide_index=True,
    )


def _kind(ctx: PageContext, each: TakenIn) -> str:
    return ctx.say(KINDS[each.kind]) if each.kind in KINDS else each.kind


def _state(ctx: PageContext, each: TakenIn) -> str:
    if each.undone_at is not None:
        return ctx.say(UNDONE, moment=_moment(ctx, each.undone_at), who=each.undone_by)
    return ctx.say(STANDS if each.can_be_undone else KEPT_NOT)


def _moment(ctx: PageContext, moment: datetime) -> str:
    return f"{moment.astimezone(ctx.zone):%Y-%m-%d %H:%M}"
