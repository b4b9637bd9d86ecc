"""Import: look at a file before it changes anything, see every problem, take it in whole."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.components.care_import import care_import, is_care_file
from pages.components.issue_list import issue_list
from pages.components.tally_row import tally_row
from pages.components.ways import way_to
from pages.components.workbook_import import is_workbook, workbook_import
from pages.components.workbook_out import workbook_out
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.importing import Look
from services.words import Text, long_date

TITLE = Text(sv="Importera", en="Import")
LEAD = Text(
    sv="Ta in vårdsystemets återkommande besök (slingor, CSV), besökslista (CSV) eller planerade och utförda besök "
    "(JSON), en arbetsbok (XLSX), eller en fil eller färdig plan i Timefolds format (JSON). Högst 20 MB. Filen "
    "granskas först; inget ändras förrän du säger till.",
    en="Take in the care system's recurring visits (routes, CSV), visit list (CSV) or planned and performed visits "
    "(JSON), a workbook (XLSX), or a file or finished plan in Timefold's format (JSON). 20 MB at most. The file is "
    "looked at first; nothing changes until you say so.",
)
FILE = Text(sv="Fil", en="File")
LIMIT_MB = 20
LOOKING = Text(sv="Granskar filen …", en="Looking at the file …")
TAKING_IN = Text(sv="Läser in …", en="Taking it in …")
FOUND = Text(sv="Detta finns i filen", en="What the file holds")
DAYS = Text(sv="Gäller {first} till {last}.", en="For {first} to {last}.")
ONE_DAY = Text(sv="Gäller {first}.", en="For {first}.")
APPLY = Text(sv="Läs in filen", en="Take the file in")
MEND_FIRST = Text(
    sv="Rätta felen nedan först. Inget har ändrats.", en="Mend the errors below first. Nothing has changed."
)
ALREADY = Text(
    sv="Allt i filen finns redan här. Det finns inget att läsa in.",
    en="Everything in the file is here already. There is nothing to take in.",
)
DONE = Text(sv="Filen är inläst.", en="The file has been taken in.")
NEXT = Text(sv="Kör planeringen", en="Solve")
NEXT_CLIENTS = Text(sv="Se klienter och besök", en="See clients and visits")
NEXT_PLAN = Text(sv="Öppna planen", en="Open the plan")
EARLIER = Text(sv="Tidigare inläsningar", en="Taken in before")
WHEN = Text(sv="När", en="When")
WHAT = Text(sv="Fil", en="File")
ROWS = Text(sv="Rader", en="Rows")


@dataclass
class ImportState:
    """Which upload was taken in last, so that the page can say so once."""

    applied_id: str | None = None
    was_plan: bool = False
    was_workbook: bool = False
    first_day: str = ""
    last_day: str = ""


def render(ctx: PageContext) -> None:
    """Choose a file, see what it would do, apply it."""
    st.header(ctx.say(TITLE), anchor=False)
    state = ctx.state(ImportState)
    with st.container(border=True, key="import_box", gap="medium"):
        st.markdown(ctx.say(LEAD))
        chosen = st.file_uploader(
            ctx.say(FILE), type=["json", "csv", "txt", "xlsx"], key="import.file", max_upload_size=LIMIT_MB
        )
        if chosen is not None and state.applied_id == chosen.file_id:
            st.success(ctx.say(DONE), icon=":material/check_circle:")
            if state.was_workbook:
                way_to(ctx, "clients", NEXT_CLIENTS, ":material/groups:", "import.clients", is_primary=True)
            elif state.was_plan:
                way_to(ctx, "plan", NEXT_PLAN, ":material/view_timeline:", "import.plan", is_primary=True)
            else:
                days = {"first": state.first_day, "last": state.last_day}
                way_to(ctx, "solve", NEXT, ":material/route:", "import.solve", is_primary=True, **days)
        elif chosen is not None and is_workbook(chosen.getvalue()):
            if workbook_import(ctx, chosen.name, chosen.getvalue()):
                state.applied_id, state.was_workbook = chosen.file_id, True
                st.rerun()
        elif chosen is not None and is_care_file(raw := chosen.getvalue()):
            taken = care_import(ctx, chosen.name, raw)
            if taken is not None:
                state.applied_id, state.was_plan, state.was_workbook = chosen.file_id, False, False
                state.first_day, state.last_day = (day.isoformat() for day in taken)
                st.rerun()
        elif chosen is not None:
            raw = chosen.getvalue()
            with st.spinner(ctx.say(LOOKING)):
                look = ctx.services.importing.look(ctx.actor, raw)
            if _offer(ctx, look):
                with st.spinner(ctx.say(TAKING_IN)):
                    applied = ctx.services.importing.apply(ctx.actor, chosen.name, raw)
                state.applied_id, state.was_plan, state.was_workbook = chosen.file_id, look.is_plan, False
                state.first_day, state.last_day = (day.isoformat() for day in applied.days)
                st.rerun()
    workbook_out(ctx)
    _earlier(ctx)


def _offer(ctx: PageContext, look: Look) -> bool:
    """What the file would do, and whether the planner wants it."""
    if look.days is not None:
        first, last = (long_date(day, ctx.language) for day in look.days)
        told = ctx.say(ONE_DAY, first=first) if first == last else ctx.say(DAYS, first=first, last=last)
        st.markdown(f"**{ctx.say(FOUND)}**  \n{told}")
    tally_row(ctx, look.tallies)
    if not look.is_sound:
        st.error(ctx.say(MEND_FIRST), icon=":material/block:")
    elif not look.may_apply:
        st.info(ctx.say(ALREADY), icon=":material/check_circle:")
    wanted = look.may_apply and st.button(
        ctx.say(APPLY), type="primary", icon=":material/download_done:", key="import.apply"
    )
    issue_list(ctx, look.issues, "import.issues")
    return bool(wanted)


def _earlier(ctx: PageContext) -> None:
    received = ctx.services.importing.newest(ctx.actor)
    if not received:
        return
    st.subheader(ctx.say(EARLIER), anchor=False)
    st.dataframe(
        {
            ctx.say(WHEN): [each.created_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M") for each in received],
            ctx.say(WHAT): [each.filename or "–" for each in received],
            ctx.say(ROWS): [each.rows_ok or 0 for each in received],
        },
        hide_index=True,
    )


PAGE = PageSpec(
    title=TITLE, url_path="import", icon=":material/upload_file:", section=Section.ADMIN, needs=Capability.IMPORT,
    render=render,
)  # fmt: skip
