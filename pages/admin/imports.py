"""Import: look at a file before it changes anything, take it in whole, take it back; and everything out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.components.care_exchange import care_exchange
from pages.components.care_import import care_import, care_kind
from pages.components.column_names import column_names
from pages.components.exchange_out import exchange_out
from pages.components.issue_list import issue_list
from pages.components.organization_file import organization_import, organization_out
from pages.components.taken_in import taken_in
from pages.components.tally_row import tally_row
from pages.components.ways import way_to
from pages.components.workbook_import import is_workbook, workbook_import
from pages.components.workbook_out import workbook_out
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.importing import Look
from services.organization_file import is_organization_file
from services.words import Text, long_date

TITLE = Text(sv="Importera", en="Import")
LEAD = Text(
    sv="Filer in och filer ut. En fil granskas först, och inget ändras förrän du säger till.",
    en="Files in and files out. A file is looked at first, and nothing changes until you say so.",
)
IN, TAKEN = Text(sv="Läs in", en="Take in"), Text(sv="Inlästa filer", en="Files taken in")
CARE = Text(sv="Vårdsystemet", en="Care system")
OUT, CALLED = Text(sv="Ta ut", en="Take out"), Text(sv="Kolumnnamn", en="Column names")
FILES = Text(
    sv="Ta in vårdsystemets återkommande besök (slingor, CSV), besökslista (CSV) eller planerade och utförda besök "
    "(JSON), en arbetsbok (XLSX), en hel organisation (ZIP), eller en fil eller färdig plan i Timefolds format (JSON). "
    "Högst 20 MB. Filen granskas först; inget ändras förrän du säger till, och en inläsning kan ångras.",
    en="Take in the care system's recurring visits (routes, CSV), visit list (CSV) or planned and performed visits "
    "(JSON), a workbook (XLSX), a whole organisation (ZIP), or a file or finished plan in Timefold's format (JSON). "
    "20 MB at most. The file is looked at first; nothing changes until you say so, and an import can be undone.",
)
FILE = Text(sv="Välj en fil eller släpp den här", en="Choose a file, or drop it here")
KINDS_OF_FILE = ("json", "csv", "txt", "xlsx", "zip")
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


@dataclass
class ImportState:
    """Which upload was taken in last and where that leads, so that the page can say so once."""

    applied_id: str | None = None
    next_page: str = ""
    first_day: str = ""
    last_day: str = ""


def render(ctx: PageContext) -> None:
    """Files in, files taken in, files out, and what files call things."""
    st.header(ctx.say(TITLE), anchor=False)
    st.caption(ctx.say(LEAD))
    if not ctx.actor.may(Capability.IMPORT):  # a trial that has ended: the data may still be taken along
        _out(ctx)
        return
    coming, exchanged, taken, going, called = st.tabs([ctx.say(each) for each in (IN, CARE, TAKEN, OUT, CALLED)])
    with coming, st.container(border=True, key="import_box", gap="medium"):
        _in(ctx)
    with exchanged:
        care_exchange(ctx)
    with taken:
        taken_in(ctx)
    with going:
        _out(ctx)
    with called:
        column_names(ctx)


def _in(ctx: PageContext) -> None:
    """Choose a file, see what it would do, apply it."""
    state = ctx.state(ImportState)
    st.markdown(ctx.say(FILES))
    chosen = st.file_uploader(ctx.say(FILE), type=KINDS_OF_FILE, key="import.file", max_upload_size=LIMIT_MB)
    if chosen is None:
        return
    if state.applied_id == chosen.file_id:
        _done(ctx, state)
        return
    told = _taken(ctx, chosen.name, chosen.getvalue())
    if told is not None:
        state.applied_id, state.next_page = chosen.file_id, told[0]
        state.first_day, state.last_day = (day.isoformat() for day in told[1]) if told[1] else ("", "")
        st.rerun()


def _taken(ctx: PageContext, name: str, raw: bytes) -> tuple[str, tuple[date, date] | None] | None:
    """The page to go on with and the days, once the file was taken in."""
    if is_organization_file(raw):
        return ("clients", None) if organization_import(ctx, name, raw) else None
    if is_workbook(raw):
        return ("clients", None) if workbook_import(ctx, name, raw) else None
    if (kind := care_kind(ctx, raw)) is not None:
        days = care_import(ctx, kind, name, raw)
        return None if days is None else ("solve", days)
    with st.spinner(ctx.say(LOOKING)):
        look = ctx.services.importing.look(ctx.actor, raw)
    if not _offer(ctx, look):
        return None
    with st.spinner(ctx.say(TAKING_IN)):
        applied = ctx.services.importing.apply(ctx.actor, name, raw)
    return "plan" if look.is_plan else "solve", applied.days


def _done(ctx: PageContext, state: ImportState) -> None:
    st.success(ctx.say(DONE), icon=":material/check_circle:")
    if state.next_page == "clients":
        way_to(ctx, "clients", NEXT_CLIENTS, ":material/groups:", "import.clients", is_primary=True)
    elif state.next_page == "plan":
        way_to(ctx, "plan", NEXT_PLAN, ":material/view_timeline:", "import.plan", is_primary=True)
    else:
        days = {"first": state.first_day, "last": state.last_day}
        way_to(ctx, "solve", NEXT, ":material/route:", "import.solve", is_primary=True, **days)


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


def _out(ctx: PageContext) -> None:
    workbook_out(ctx)
    organization_out(ctx)
    exchange_out(ctx)


PAGE = PageSpec(
    title=TITLE, url_path="import", icon=":material/upload_file:", section=Section.DATA, needs=Capability.SEE_PLAN,
    render=render,
)  # fmt: skip
