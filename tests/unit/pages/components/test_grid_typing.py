"""What the editor notes becomes edits of the right rows, whatever was added, taken out or shown."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from pages.components.grid_typing import edits_of, frame_of
from services.grids import Column, Draft, Edits, GridRow
from services.words import Language, Text

COLUMNS = (
    Column("name", Text(sv="Namn", en="Name")),
    Column("hours", Text(sv="Timmar", en="Hours"), "number"),
    Column("state", Text(sv="Läge", en="State"), "choice",
           (("on", Text(sv="På", en="On")), ("off", Text(sv="Av", en="Off")))),
    Column("wishes", Text(sv="Önskemål", en="Wishes"), "list"),
    Column("since", Text(sv="Sedan", en="Since"), "date"),
    Column("at", Text(sv="Klockan", en="At"), "time"),
    Column("secret", Text(sv="Skyddad", en="Protected"), "flag"),
)  # fmt: skip


def a_row(key: str, **cells: object) -> GridRow:
    return GridRow.of(key, key, COLUMNS, {"name": key, "state": "on", **cells})


@pytest.fixture
def draft() -> Draft:
    made = Draft()
    made.begin({key: a_row(key) for key in ("K1", "K2", "K3")})
    return made


def typed(draft: Draft, language: Language = Language.SV, **raw: Any) -> Edits:
    start = [(key, draft.edits.after(row)) for key, row in draft.rows.items() if key not in draft.edits.removed]
    return edits_of(COLUMNS, [*start, *((None, cells) for cells in draft.edits.added)], draft, raw, language)


def test_every_kind_of_cell_is_read(draft: Draft) -> None:
    noted = {
        "hours": 7.0, "state": "Av", "wishes": ["kvinna"], "since": "2027-02-01", "at": "07:30:00.000", "secret": True,
        "name": " Kalle ",
    }  # fmt: skip
    assert typed(draft, edited_rows={1: noted}).changed == {
        "K2": {
            "name": "Kalle", "hours": 7, "state": "off", "wishes": ("kvinna",), "since": date(2027, 2, 1),
            "at": time(7, 30), "secret": True,
        }
    }  # fmt: skip


def test_a_choice_is_read_in_the_language_it_was_shown_in(draft: Draft) -> None:
    assert typed(draft, Language.EN, edited_rows={0: {"state": "Off"}}).changed == {"K1": {"state": "off"}}


def test_a_cell_that_is_typed_back_is_no_edit(draft: Draft) -> None:
    assert typed(draft, edited_rows={0: {"name": "K1", "hours": None, "wishes": []}}) == Edits()


def test_the_last_row_taken_out_and_another_added_does_not_change_a_row_that_was_there(draft: Draft) -> None:
    edits = typed(draft, deleted_rows=[2], added_rows=[{"name": "Ny"}, {}])
    assert edits.removed == {"K3"}
    assert edits.changed == {}
    assert [cells["name"] for cells in edits.added] == ["Ny"]


def test_a_new_row_of_an_earlier_round_can_be_changed_and_taken_out(draft: Draft) -> None:
    draft.take(typed(draft, added_rows=[{"name": "Ny"}, {"name": "En till"}]))
    draft.begin(draft.rows)
    edits = typed(draft, edited_rows={3: {"hours": 4}}, deleted_rows=[4])
    assert [(cells["name"], cells["hours"]) for cells in edits.added] == [("Ny", 4)]


def test_edits_of_rows_the_filter_hides_stay(draft: Draft) -> None:
    draft.take(Edits({"K1": {"hours": 3}}, (), frozenset({"K2"})))
    draft.begin(draft.rows)
    start = [("K3", draft.rows["K3"].cells)]
    edits = edits_of(COLUMNS, start, draft, {"edited_rows": {0: {"hours": 9}}}, Language.SV)
    assert edits == Edits({"K1": {"hours": 3}, "K3": {"hours": 9}}, (), frozenset({"K2"}))


def test_the_table_shows_words_and_nothing_where_a_choice_is_unknown(draft: Draft) -> None:
    start = [("K1", a_row("K1").cells), ("K9", a_row("K9", state="gone").cells)]
    assert [cell for cell in frame_of(COLUMNS, start, Language.EN)["state"] if isinstance(cell, str)] == ["On"]
