"""All needs in a grid: many changed at once, cell by cell or one value for all that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.demand.rows import RequirementRow
from services.errors import BadInput
from services.recurrence import Frequency
from services.recurrence.wording import in_words
from services.words import Counted, Text, number
from services.workbook.notation import read_skills, read_windows, write_skills, write_windows

if TYPE_CHECKING:
    from services.register.rows import ClientRow

SEARCH = Text(sv="Sök klient, insats, slinga eller kompetens", en="Search client, service, route or skill")
COUNT = Counted(Text(sv="1 behov", en="1 need"), Text(sv="{count} behov", en="{count} needs"))
FOR_ALL = Text(sv="Samma ändring för alla {count} som visas", en="The same change for all {count} shown")
FIELD, VALUE = Text(sv="Vad", en="What"), Text(sv="Nytt värde", en="New value")
APPLY = Text(sv="Ändra {count} behov", en="Change {count} {count:need|needs}")
SAVED = Text(
    sv="Behoven är sparade. Lägg ut besöken när du vill.", en="The needs are saved. Lay out the visits when you like."
)
UNREADABLE = BadInput(
    "NEED-015",
    Text(sv="Ett tidsfönster eller en kompetens går inte att läsa.", en="A window or a skill cannot be read."),
    Text(sv="Skriv som mån–fre 07:00–10:00 (+3) och insulin 2; lyft.",
         en="Write as Mon–Fri 07:00–10:00 (+3) and insulin 2; lift."),
)  # fmt: skip
COLUMNS = (
    Column("client", Text(sv="Klient", en="Client"), is_locked=True),
    Column("service_type", Text(sv="Insats", en="Service"), is_needed=True),
    Column("minutes", Text(sv="Minuter", en="Minutes"), "number", low=1, high=1440),
    Column("carers_needed", Text(sv="Medarbetare", en="Carers"), "number", low=1, high=4),
    Column("often", Text(sv="Hur ofta", en="How often"), is_locked=True),
    Column("windows", Text(sv="Tidsfönster", en="Time windows"),
           hint=Text(sv="Till exempel mån–fre 07:00–10:00 (+3); lör 08:00–11:00",
                     en="Such as Mon–Fri 07:00–10:00 (+3); Sat 08:00–11:00")),
    Column("skills", Text(sv="Kompetenser", en="Skills"),
           hint=Text(sv="Till exempel insulin 2; lyft", en="Such as insulin 2; lift")),
    Column("priority", Text(sv="Prioritet", en="Priority"), "number", low=1, high=10),
    Column("valid_from", Text(sv="Gäller från", en="Holds from"), "date"),
    Column("valid_to", Text(sv="Till och med", en="Until"), "date"),
    Column("is_dormant", Text(sv="Vilande", en="Dormant"), "flag"),
    Column("slinga", Text(sv="Slinga", en="Route")),
    Column("is_pattern_locked", Text(sv="Låst till slinga", en="Locked to its route"), "flag"),
)  # fmt: skip
FOR_MANY = ("minutes", "carers_needed", "windows", "skills", "priority", "valid_to", "is_dormant", "is_pattern_locked")


@dataclass
class NeedGridState:
    """Whether something was just changed for many at once."""

    has_saved: bool = False


def need_grid(ctx: PageContext, needs: Sequence[RequirementRow], clients: Sequence[ClientRow]) -> None:
    """Search, edit, save it all or nothing."""
    state = ctx.state(NeedGridState)
    if state.has_saved:
        state.has_saved = False
        st.toast(ctx.say(SAVED), icon=":material/check_circle:")
    names = {row.id: row.pseudonym for row in clients}
    cells = [(need, _cells(ctx, need, names.get(need.client_id, ""))) for need in needs]
    cells.sort(key=lambda pair: (pair[1]["client"], pair[1]["service_type"]))
    wanted = st.text_input(ctx.say(SEARCH), key="needs.search", icon=":material/search:").strip().casefold()
    shown = [need for need, row in cells if wanted in _searched(row)]
    st.caption(ctx.say(COUNT.of(len(shown)), count=number(len(shown), ctx.language)))
    grid = [GridRow.of(need.id, f"{row['client']}, {row['service_type']}", COLUMNS, row) for need, row in cells]
    row_grid(
        ctx, "needs", COLUMNS, grid, partial(_save_edits, ctx, needs), shown={str(need.id) for need in shown},
        check=_unreadable,
    )  # fmt: skip
    if shown:
        _for_all(ctx, state, shown)


def _save_edits(ctx: PageContext, needs: Sequence[RequirementRow], edits: Edits) -> None:
    standing = {str(need.id): need for need in needs}
    ctx.services.demand.change(ctx.actor, [_changed(standing[key], told) for key, told in edits.changed.items()])


def _unreadable(cells: Mapping[str, object]) -> Iterator[tuple[str, Text, Text]]:
    """Texts in which a time or a level cannot be read."""
    for name, read in (("windows", read_windows), ("skills", read_skills)):
        try:
            read(str(cells.get(name) or ""))
        except ValueError:
            yield name, UNREADABLE.cause, UNREADABLE.action


def _for_all(ctx: PageContext, state: NeedGridState, needs: Sequence[RequirementRow]) -> None:
    count = number(len(needs), ctx.language)
    by_name = {column.name: column for column in COLUMNS}
    with st.expander(ctx.say(FOR_ALL, count=count), icon=":material/edit_note:"):
        first, second, third = st.columns([2, 2, 1], vertical_alignment="bottom")
        name = first.selectbox(
            ctx.say(FIELD), list(FOR_MANY), format_func=lambda each: ctx.say(by_name[each].title), key="needs.field"
        )
        with second:
            value = _value(ctx, by_name[name])
        if third.button(ctx.say(APPLY, count=count), key="needs.apply", icon=":material/done_all:"):
            _save(ctx, state, [_changed(need, {name: value}) for need in needs])


def _value(ctx: PageContext, column: Column) -> object:
    key, title = f"needs.value.{column.name}", ctx.say(VALUE)
    if column.kind == "number":
        return int(st.number_input(title, int(column.low or 0), int(column.high or 0), key=key))
    if column.kind == "flag":
        return st.toggle(title, key=key)
    if column.kind == "date":
        return st.date_input(title, None, key=key, format="YYYY-MM-DD")
    return st.text_input(title, key=key, help=ctx.say(column.hint) if column.hint else None)


def _cells(ctx: PageContext, need: RequirementRow, client: str) -> dict[str, Any]:
    windows = tuple((str(w["day"]), w["start"], w["end"], w.get("preference", 0)) for w in need.time_windows)
    return {
        "client": client, "service_type": need.service_type, "minutes": need.duration_s // 60,
        "carers_needed": need.carers_needed, "priority": need.priority,
        "often": in_words(Frequency.from_json(need.frequency), ctx.language) if need.frequency else "–",
        "windows": write_windows(windows, ctx.language), "skills": write_skills(need.skills),
        "valid_from": need.valid_from, "valid_to": need.valid_to, "is_dormant": need.is_dormant,
        "slinga": need.slinga, "is_pattern_locked": need.is_pattern_locked,
    }  # fmt: skip


def _searched(row: dict[str, Any]) -> str:
    return " ".join(str(row[name] or "") for name in ("client", "service_type", "slinga", "skills")).casefold()


def _changed(need: RequirementRow, told: Mapping[str, Any]) -> RequirementRow:
    fields = {name: value for name, value in told.items() if name not in {"minutes", "windows", "skills"}}
    try:
        if "minutes" in told:
            fields["duration_s"] = 60 * int(told["minutes"])
        if "windows" in told:
            fields["time_windows"] = [_window(*window) for window in read_windows(told["windows"] or "")]
        if "skills" in told:
            fields["skills"] = read_skills(told["skills"] or "")
    except (TypeError, ValueError):
        raise UNREADABLE from None
    return replace(need, **fields)


def _window(day: str, start: str, end: str, preference: int) -> dict[str, Any]:
    held: int | str = int(day) if len(day) == 1 else date.fromisoformat(day).isoformat()
    return {"day": held, "start": start, "end": end, "preference": preference}


def _save(ctx: PageContext, state: NeedGridState, rows: Sequence[RequirementRow]) -> None:
    ctx.services.demand.change(ctx.actor, rows)
    state.has_saved = True
    st.rerun()
