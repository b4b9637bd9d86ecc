"""The rota as lines: who works which kind of shift on which weekdays, every how many weeks, from where, with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import streamlit as st

from pages.components.row_checks import Breach, ends_first
from pages.components.row_grid import Column, Edits, GridRow, row_grid
from pages.shell.context import PageContext
from services.grids import Cells
from services.recurrence import Frequency
from services.recurrence.wording import in_words
from services.rota.lines import weekly, weekly_rule
from services.rota.rows import PatternRow, new_pattern
from services.words import SHORT_DAYS, Text, number

if TYPE_CHECKING:
    from services.register.rows import EmployeeRow

NO_PEOPLE = Text(
    sv="Lägg till medarbetare, passtyper och minst en plats (ett kontor eller en klient) först.",
    en="Add carers, kinds of shift and at least one place (an office or a client) first.",
)
HOW = Text(
    sv="{count} mönster. En rad per medarbetare och passtyp; klistra gärna in från ett kalkylark. En delad tur kan "
    "också vara två rader med olika passtyper samma dag.",
    en="{count} {count:pattern|patterns}. One line per carer and kind of shift; paste from a spreadsheet if you like. "
    "A split shift may also be two lines with different kinds on the same day.",
)
OFFICE, HOME = Text(sv="Kontoret", en="The office"), Text(sv="Hemmet", en="Home")
FROM_PLACES = (("office", OFFICE), ("home", HOME))
NO_WEEKDAY = Text(sv="Raden har ingen veckodag.", en="The line has no weekday.")
TICK_ONE = Text(sv="Kryssa för minst en veckodag.", en="Tick at least one weekday.")
Told = Mapping[str, Any]
"""Cells of a line that has passed its checks."""


@dataclass(frozen=True)
class Known:
    """Who, what and where lines may name."""

    people: dict[str, EmployeeRow]
    kinds: dict[str, UUID]
    cars: dict[str, UUID]
    office: UUID


def pattern_grid(ctx: PageContext) -> None:
    """Every line of the rota; shifts made from one stay when it is changed or removed."""
    rota = ctx.services.rota
    people = {row.pseudonym: row for row in ctx.services.register.employees(ctx.actor)}
    kinds = {row.name: row.id for row in rota.templates(ctx.actor)}
    office = rota.usual_place(ctx.actor)
    if not kinds or not people or office is None:
        st.info(ctx.say(NO_PEOPLE), icon=":material/info:")
        return
    known = Known(people, kinds, {row.name: row.id for row in ctx.services.fleet.vehicles(ctx.actor)}, office)
    standing = {str(row.id): row for row in rota.patterns(ctx.actor)}
    st.caption(ctx.say(HOW, count=number(len(standing), ctx.language)))
    columns = _columns(known)
    rows = [_row(key, columns, _cells(ctx, row, known)) for key, row in standing.items()]

    def save(edits: Edits) -> None:
        rota.save(
            ctx.actor,
            new_patterns=[_new(ctx, cells, known) for cells in edits.added],
            patterns=[
                _changed(standing[row.key], edits.after(row), edits.changed[row.key], known)
                for row in rows if row.key in edits.changed
            ],
            gone_patterns=[standing[key].id for key in edits.removed],
        )  # fmt: skip

    row_grid(ctx, "shifts.patterns", columns, rows, save, growth="dynamic", check=_faults)


def _row(key: str, columns: tuple[Column, ...], cells: Cells) -> GridRow:
    return GridRow.of(key, f"{cells['who']} · {cells['kind']}", columns, cells)


def _faults(cells: Cells) -> Iterator[Breach]:
    """A new line needs a weekday; one that stands may have a rule that weekdays cannot say."""
    if not cells.get("rule") and not any(cells.get(f"day{i}") for i in range(1, 8)):
        yield "day1", NO_WEEKDAY, TICK_ONE
    yield from ends_first(cells)


def _columns(known: Known) -> tuple[Column, ...]:
    return (
        Column("who", Text(sv="Medarbetare", en="Carer"), "choice", _same(known.people), is_needed=True),
        Column("kind", Text(sv="Passtyp", en="Kind of shift"), "choice", _same(known.kinds), is_needed=True),
        *(Column(f"day{i}", words, "flag") for i, words in enumerate(SHORT_DAYS, 1)),
        Column("weeks", Text(sv="Var n:e vecka", en="Every n weeks"), "number", low=1, high=52),
        Column("valid_from", Text(sv="Gäller från", en="Holds from"), "date"),
        Column("valid_to", Text(sv="Gäller till", en="Holds until"), "date"),
        Column("begins", Text(sv="Börjar vid", en="Begins at"), "choice", FROM_PLACES),
        Column("vehicle", Text(sv="Fordon", en="Vehicle"), "choice", _same(known.cars)),
        Column("rule", Text(sv="Regel", en="Rule"), is_locked=True),
    )


def _same(names: dict[str, Any]) -> tuple[tuple[str, Text], ...]:
    return tuple((name, Text(sv=name, en=name)) for name in names)


def _cells(ctx: PageContext, row: PatternRow, known: Known) -> Cells:
    rule = Frequency.from_json(row.frequency)
    days, weeks = weekly(rule) or ((), None)
    who = next((name for name, each in known.people.items() if each.id == row.employee_id), None)
    vehicle = _name(known.cars, row.vehicle_id)
    is_home = who is not None and known.people[who].home_place_id == row.start_place_id
    return {
        "who": who, "kind": _name(known.kinds, row.shift_template_id), "weeks": weeks, "valid_from": row.valid_from,
        "valid_to": row.valid_to, "begins": "home" if is_home else "office", "vehicle": vehicle,
        "rule": in_words(rule, ctx.language), **{f"day{i}": i in days for i in range(1, 8)},
    }  # fmt: skip


def _name(ids: dict[str, UUID], wanted: UUID | None) -> str | None:
    return next((name for name, each in ids.items() if each == wanted), None)


def _new(ctx: PageContext, cells: Told, known: Known) -> PatternRow:
    who = known.people[cells["who"]]
    begins = cells.get("valid_from") or ctx.now().date()
    row = new_pattern(who.id, known.kinds[cells["kind"]], _rule(cells), begins, cells.get("valid_to"), known.office)
    return _placed(row, cells, known)


def _changed(was: PatternRow, merged: Told, cells: Told, known: Known) -> PatternRow:
    row = replace(
        was, employee_id=known.people[merged["who"]].id, shift_template_id=known.kinds[merged["kind"]],
        valid_from=merged["valid_from"] or was.valid_from, valid_to=merged["valid_to"],
    )  # fmt: skip
    if any(name == "weeks" or name.startswith("day") for name in cells):
        row = replace(row, frequency=_rule(merged, Frequency.from_json(was.frequency)).to_json())
    # A line that began somewhere else than at the office keeps its place until it is told another.
    moves = {"begins", "who"} & set(cells)
    return _placed(row, merged, known) if moves else replace(row, vehicle_id=known.cars.get(merged["vehicle"] or ""))


def _rule(cells: Told, was: Frequency | None = None) -> Frequency:
    return weekly_rule([i for i in range(1, 8) if cells.get(f"day{i}")], int(cells.get("weeks") or 1), was)


def _placed(row: PatternRow, cells: Told, known: Known) -> PatternRow:
    """At the office, or at home where the home is known."""
    home = known.people[cells["who"]].home_place_id
    place = home if cells.get("begins") == "home" and home is not None else known.office
    vehicle = known.cars.get(cells.get("vehicle") or "")
    return replace(row, start_place_id=place, end_place_id=place, vehicle_id=vehicle)
