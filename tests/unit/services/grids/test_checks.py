"""What cannot be saved is named by row and column in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from services.grids import Cells, Column, Edits, GridRow, faults_of
from services.words import Text

NAME = Column("name", Text(sv="Namn", en="Name"), is_needed=True, is_unique=True, longest=40)
HOURS = Column("hours", Text(sv="Timmar", en="Hours"), "number", low=0, high=60)
ROWS = {key: GridRow(key, key, {"name": key, "hours": 10}) for key in ("K1", "K2")}


def told(edits: Edits) -> list[tuple[str, str, str]]:
    found = faults_of((NAME, HOURS), ROWS, edits, whole)
    return [(each.row.sv, each.column.sv, each.cause.sv) for each in found]


def whole(cells: Cells) -> Iterator[tuple[str, Text, Text]]:
    if cells["hours"] == 13:
        yield "hours", Text(sv="Tretton.", en="Thirteen."), Text(sv="Välj ett annat.", en="Choose another.")


def test_an_empty_cell_that_is_needed_is_named() -> None:
    assert told(Edits({"K1": {"name": None}})) == [("K1", "Namn", "Cellen är tom.")]


def test_a_number_outside_its_limits_is_named_with_the_limits() -> None:
    assert told(Edits({"K2": {"hours": 61}})) == [("K2", "Timmar", "61 ligger utanför 0–60.")]


def test_a_text_for_which_there_is_no_room_is_named_with_its_length() -> None:
    assert told(Edits({"K1": {"name": "K" * 40}})) == []
    assert told(Edits({"K1": {"name": "K" * 41}})) == [("K1", "Namn", "41 tecken, högst 40 får plats.")]


def test_a_name_that_another_row_has_is_named_whether_the_row_is_new_or_not() -> None:
    new = {"name": "K1", "hours": None}
    assert told(Edits(added=(new,))) == [("Ny rad 1", "Namn", "K1 står på flera rader.")]
    assert told(Edits({"K2": {"name": "K1"}})) == [("K2", "Namn", "K1 står på flera rader.")]
    assert told(Edits(added=(new,), removed=frozenset({"K1"}))) == []


def test_what_a_row_must_keep_by_itself_is_named_too() -> None:
    assert told(Edits({"K1": {"hours": 13}})) == [("K1", "Timmar", "Tretton.")]


def test_rows_that_were_not_touched_are_not_looked_at() -> None:
    assert told(Edits()) == []
