"""A care system's file before it is taken in: which kind it is, which days, positions beside it, every problem."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from pages.components.issue_list import issue_list
from pages.components.tally_row import tally_row
from pages.shell.context import PageContext
from services.importing.care import CareKind, CareLook
from services.words import Counted, Text, long_date, number

NAMES = {
    CareKind.SLINGA: Text(sv="Återkommande besök med slingor", en="Recurring visits with routes"),
    CareKind.VISIT_LIST: Text(sv="Besökslista", en="Visit list"),
    CareKind.ENTRIES: Text(sv="Planerade besök", en="Planned visits"),
    CareKind.TASKS: Text(sv="Planerade och utförda besök", en="Planned and performed visits"),
}
ROWS = Text(
    sv="{rows} {rows:rad|rader}, {rejected} går inte att läsa", en="{rows} {rows:row|rows}, {rejected} cannot be read"
)
PERIOD = Text(sv="Lägg ut besöken dessa dagar", en="Lay the visits out on these days")
POSITIONS = Text(
    sv="Positioner (adress;lat;lon), om de saknas i filen", en="Positions (address;lat;lon) the file lacks"
)
UNPLACED = Counted(
    Text(sv="1 klient saknar plats på kartan.", en="1 client has no place on the map."),
    Text(sv="{count} klienter saknar plats på kartan.", en="{count} clients have no place on the map."),
)
UNPLACED_HOW = Text(
    sv="Lämna en fil med positioner, eller sätt ut dem på sidan Klienter och besök.",
    en="Give a file of positions, or place them on the page Clients and visits.",
)
KEPT = Text(
    sv="{count} står kvar som vi har {count:den|dem}: i en publicerad plan, {count:låst, påbörjad|låsta, påbörjade} "
    "eller våra att bestämma om.",
    en="{count} {count:stands as we have it|stand as we have them}: in a published plan, pinned, begun or ours to say.",
)
FOR_DAYS = Text(sv="Gäller {first} till {last}.", en="For {first} to {last}.")
APPLY = Text(sv="Läs in filen", en="Take the file in")
APPLY_GOOD = Text(sv="Läs in bara de goda raderna", en="Take in the good rows only")
MEND_FIRST = Text(
    sv="Rätta felen nedan, eller läs in {good:den rad som är riktig|de {good} rader som är riktiga}. "
    "Inget har ändrats.",
    en="Mend the errors below, or take in the {good:row that is|{good} rows that are} right. Nothing has changed.",
)
NOTHING_GOOD = Text(sv="Ingen rad går att läsa. Rätta felen nedan.", en="No row can be read. Mend the errors below.")
ALREADY = Text(sv="Allt i filen finns redan här.", en="Everything in the file is here already.")
LOOKING = Text(sv="Granskar filen …", en="Looking at the file …")
TAKING_IN = Text(sv="Läser in …", en="Taking it in …")
USUAL_DAYS = 14
LIMIT_MB = 20


def care_kind(ctx: PageContext, raw: bytes) -> CareKind | None:
    """Which of the care systems' layouts the file has, None when it is another file."""
    return ctx.services.care_importing.kind(ctx.actor, raw)


def care_import(ctx: PageContext, kind: CareKind, filename: str, raw: bytes) -> tuple[date, date] | None:
    """Look at the file and offer to take it in; the days it spoke of once that was done."""
    days = _days(ctx) if kind is CareKind.SLINGA else None
    side = st.file_uploader(ctx.say(POSITIONS), type=["csv", "txt"], key="import.positions", max_upload_size=LIMIT_MB)
    positions = side.getvalue() if side is not None else None
    importing = ctx.services.care_importing
    with st.spinner(ctx.say(LOOKING)):
        look = importing.look(ctx.actor, filename, raw, days, positions)
    _tell(ctx, kind, look)
    wanted, only_good = _offer(ctx, look)
    if wanted:
        with st.spinner(ctx.say(TAKING_IN)):
            importing.apply(ctx.actor, filename, raw, days, positions, only_good=only_good)
        today = ctx.now().date()
        return look.days or (today, today)
    issue_list(ctx, look.issues, "import.issues")
    return None


def _days(ctx: PageContext) -> tuple[date, date] | None:
    today = ctx.now().date()
    monday = today + timedelta(days=7 - today.weekday())
    usual = (monday, monday + timedelta(days=USUAL_DAYS - 1))
    chosen = st.date_input(ctx.say(PERIOD), usual, key="import.days", format="YYYY-MM-DD")
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        return None  # the second day is still to be picked
    return chosen[0], chosen[1]


def _tell(ctx: PageContext, kind: CareKind, look: CareLook) -> None:
    counts = {"rows": number(look.rows, ctx.language), "rejected": number(look.rejected, ctx.language)}
    st.markdown(f"**{ctx.say(NAMES[kind])}**  \n{ctx.say(ROWS, **counts)}")
    if look.days is not None:
        first, last = (long_date(day, ctx.language) for day in look.days)
        st.caption(ctx.say(FOR_DAYS, first=first, last=last))
    tally_row(ctx, look.tallies)
    if look.kept:
        st.caption(f":material/lock: {ctx.say(KEPT, count=number(look.kept, ctx.language))}")
    if look.unplaced:
        missing = ctx.say(UNPLACED.of(len(look.unplaced)), count=number(len(look.unplaced), ctx.language))
        st.warning(f"{missing} {ctx.say(UNPLACED_HOW)}", icon=":material/wrong_location:")


def _offer(ctx: PageContext, look: CareLook) -> tuple[bool, bool]:
    """Whether the planner wants it taken in, and only the good rows of it."""
    good = look.rows - look.rejected
    if look.is_sound and not look.changes_anything:
        st.info(ctx.say(ALREADY), icon=":material/check_circle:")
        return False, False
    if look.is_sound:
        return st.button(ctx.say(APPLY), type="primary", icon=":material/download_done:", key="import.apply"), False
    if good <= 0:
        st.error(ctx.say(NOTHING_GOOD), icon=":material/block:")
        return False, False
    st.error(ctx.say(MEND_FIRST, good=number(good, ctx.language)), icon=":material/block:")
    return st.button(ctx.say(APPLY_GOOD), icon=":material/filter_alt:", key="import.apply_good"), True
