"""What is typed in a grid, read from the editor's own notes, and the table it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from services.grids import Cells, Column, Draft, Edits
from services.words import Language

if TYPE_CHECKING:
    import pandas as pd

Start = Sequence[tuple[str | None, Cells]]
"""The rows a round was drawn with, in order; a new row has no key."""


def frame_of(columns: Sequence[Column], start: Start, language: Language) -> pd.DataFrame:
    """The table the editor shows."""
    import pandas as pd  # a second that the sign-in page does not wait for

    return pd.DataFrame(
        [{column.name: _shown(column, cells.get(column.name), language) for column in columns} for _, cells in start],
        columns=[column.name for column in columns],
    )


def edits_of(
    columns: Sequence[Column], start: Start, draft: Draft, raw: Mapping[str, Any], language: Language
) -> Edits:
    """The whole draft after what the editor notes: cells by row number, new rows, numbers of rows taken out.

    The numbers count the rows the round was drawn with, which do not move while it lasts.
    """
    noted = {int(place): cells for place, cells in raw.get("edited_rows", {}).items()}
    out = {int(place) for place in raw.get("deleted_rows", ())}
    here = {key for key, _ in start}
    changed = {key: cells for key, cells in draft.begun.changed.items() if key not in here}
    added, removed = [], set(draft.begun.removed)
    for place, (key, cells) in enumerate(start):
        after = {**cells, **_read(columns, noted.get(place, {}), language)}
        if place in out:
            removed |= {key} if key is not None else set()
        elif key is None:
            added.append(after)
        elif differing := {name: value for name, value in after.items() if draft.rows[key].cells.get(name) != value}:
            changed[key] = differing
    nothing: Cells = {column.name: column.plain(None) for column in columns}
    for cells in raw.get("added_rows", ()):
        after = {**nothing, **_read(columns, cells, language)}
        if after != nothing:
            added.append(after)
    return Edits(changed, tuple(added), frozenset(removed))


def _shown(column: Column, value: object, language: Language) -> object:
    if column.kind == "choice":
        return next((words(language) for name, words in column.choices if name == value), None)
    return list(value) if isinstance(value, tuple) else value


def _read(columns: Sequence[Column], noted: Mapping[str, Any], language: Language) -> Cells:
    return {column.name: _cell(column, noted[column.name], language) for column in columns if column.name in noted}


def _cell(column: Column, noted: object, language: Language) -> object:
    if column.kind == "choice":
        return next((name for name, words in column.choices if words(language) == noted), None)
    return column.plain(noted)
