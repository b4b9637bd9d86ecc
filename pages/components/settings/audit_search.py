"""The audit searched: what is looked for, one page of it, what changed from what to what, and the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

import streamlit as st

from pages.components.connecting.saying import done
from pages.shell.context import PageContext
from services import noted
from services.audit_log import Act, Cursor, Line, Wanted
from services.audit_log.acts import TITLES
from services.audit_log.use_case import told_changes
from services.audit_log.words import TABLES, column_title, table_title, value_words
from services.words import Text

DAYS, WHO = Text(sv="Dagar", en="Days"), Text(sv="Vem", en="Who")
ACT, TABLE, RECORD = Text(sv="Vad", en="What"), Text(sv="Slag", en="Kind"), Text(sv="Gällde", en="About")
RECORD_HINT = Text(sv="Pseudonym, nummer eller id", en="Pseudonym, number or id")
ANYTHING, ANYBODY = Text(sv="Allt", en="Anything"), Text(sv="Alla", en="Anybody")
AT, BY, CHANGED, REASON = (
    Text(sv="Tid", en="Time"), Text(sv="Vem", en="Who"), Text(sv="Före → efter", en="Before → after"),
    Text(sv="Skäl", en="Reason"),
)  # fmt: skip
MACHINERY = Text(sv="Caire", en="Caire")
NOTHING = Text(sv="Inget i loggen passar.", en="Nothing in the log fits.")
NEWER, OLDER = Text(sv="Nyare", en="Newer"), Text(sv="Äldre", en="Older")
SHOWN = Text(
    sv="Sida {page}, nyast först. Välj en rad för att se den hel.",
    en="Page {page}, newest first. Pick a row to see it whole.",
)
FIELD, BEFORE, AFTER = Text(sv="Uppgift", en="Field"), Text(sv="Före", en="Before"), Text(sv="Efter", en="After")
MAKE = Text(sv="Ta ut som CSV", en="Take out as CSV")
SAVE = Text(sv="Spara loggen.csv", en="Save log.csv")
LONGEST, LATELY_DAYS = 120, 7


@dataclass
class SearchState:
    """Where the pages so far ended, for this very question."""

    asked: Wanted | None = None
    ends: list[Cursor] = field(default_factory=list)


def audit_search(ctx: PageContext) -> None:
    """The question, a page of answers, one of them whole, and the file."""
    wanted = _wanted(ctx)
    if wanted is None:
        return
    state = ctx.state(SearchState)
    if state.asked != wanted:
        state.asked, state.ends = wanted, []
    page = ctx.services.audit_log.search(ctx.actor, wanted, state.ends[-1] if state.ends else None)
    if not page.lines:
        st.info(ctx.say(NOTHING), icon=":material/search_off:")
    else:
        _table(ctx, page.lines, len(state.ends) + 1)
    with st.container(horizontal=True):
        if st.button(ctx.say(NEWER), icon=":material/arrow_back:", key="audit.newer", disabled=not state.ends):
            state.ends.pop()
            st.rerun()
        if st.button(ctx.say(OLDER), icon=":material/arrow_forward:", key="audit.older", disabled=page.below is None):
            state.ends += [page.below] if page.below else []
            st.rerun()
        if st.button(ctx.say(MAKE), icon=":material/table:", key="audit.csv"):
            _file(ctx, wanted)


def _wanted(ctx: PageContext) -> Wanted | None:
    """What is looked for; None while only one end of the days is picked."""
    today = ctx.now().date()
    first, second, third = st.columns(3)
    days = first.date_input(
        ctx.say(DAYS),
        (today - timedelta(days=LATELY_DAYS), today),
        max_value=today,
        format="YYYY-MM-DD",
        key="audit.days",
    )
    everybody: list[tuple[UUID | None, str]] = [*ctx.services.audit_log.people(ctx.actor).items()]
    people = dict([(None, ctx.say(ANYBODY)), *everybody])
    who = second.selectbox(ctx.say(WHO), list(people), format_func=people.__getitem__, key="audit.who")
    acts: list[Act | None] = [None, *Act]
    act = third.selectbox(
        ctx.say(ACT), acts, key="audit.act",
        format_func=lambda each: ctx.say(ANYTHING if each is None else TITLES[each]),
    )  # fmt: skip
    tables = [None, *sorted(TABLES, key=lambda name: ctx.say(TABLES[name]).casefold())]
    fourth, fifth = st.columns([1, 2])
    table = fourth.selectbox(
        ctx.say(TABLE), tables, key="audit.table",
        format_func=lambda each: ctx.say(ANYTHING if each is None else TABLES[each]),
    )  # fmt: skip
    record = fifth.text_input(ctx.say(RECORD), placeholder=ctx.say(RECORD_HINT), max_chars=100, key="audit.record")
    if not isinstance(days, tuple) or len(days) != 2:
        return None
    return Wanted(_midnight(ctx, days[0]), _midnight(ctx, days[1] + timedelta(days=1)), who, table, record, act)


def _midnight(ctx: PageContext, day: date) -> datetime:
    return datetime.combine(day, time(), ctx.zone)


def _table(ctx: PageContext, lines: Sequence[Line], page: int) -> None:
    st.caption(ctx.say(SHOWN, page=page))
    picked = st.dataframe(
        [
            {
                ctx.say(AT): line.at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M:%S"),
                ctx.say(BY): line.who or ctx.say(MACHINERY), ctx.say(ACT): ctx.say(TITLES[line.act]),
                ctx.say(TABLE): ctx.say(table_title(line.table)), ctx.say(RECORD): line.label or line.record or "–",
                ctx.say(CHANGED): _short(told_changes(line, ctx.language)),
                ctx.say(REASON): noted.read(line.reason, ctx.language),
            }
            for line in lines
        ],
        hide_index=True, on_select="rerun", selection_mode="single-row", key=f"audit.page.{page}.{lines[0].id}",
    )  # fmt: skip
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(lines):
        _whole(ctx, lines[rows[0]])


def _whole(ctx: PageContext, line: Line) -> None:
    with st.container(border=True):
        when = line.at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M:%S")
        st.text(" · ".join(filter(None, (
            when, line.who or ctx.say(MACHINERY), ctx.say(TITLES[line.act]), ctx.say(table_title(line.table)),
            line.label, line.record,
        ))))  # fmt: skip
        if line.reason:
            st.text(f"{ctx.say(REASON)}: {noted.read(line.reason, ctx.language)}")
        if line.changes:
            st.dataframe(
                [
                    {
                        ctx.say(FIELD): ctx.say(column_title(name)),
                        ctx.say(BEFORE): value_words(was, ctx.language),
                        ctx.say(AFTER): value_words(became, ctx.language),
                    }
                    for name, was, became in line.changes
                ],
                hide_index=True,
            )  # fmt: skip


def _short(told: str) -> str:
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _file(ctx: PageContext, wanted: Wanted) -> None:
    made: list[bytes] = []
    if done(ctx, lambda: made.append(ctx.services.audit_log.take_out(ctx.actor, wanted, ctx.language))):
        # Shown in this run only: the file lies no longer in the session than it must.
        st.download_button(
            ctx.say(SAVE), made[0], "logg.csv", "text/csv", key="audit.save", type="primary", on_click="ignore"
        )
