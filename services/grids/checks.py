"""What cannot be saved, named by row and column in words before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from services.grids.column import Column
from services.grids.edits import Cells, Edits, Rows
from services.words import Text

NEW_ROW = Text(sv="Ny rad {number}", en="New row {number}")
_EMPTY = Text(sv="Cellen är tom.", en="The cell is empty.")
_FILL = Text(sv="Fyll i den, eller ångra raden.", en="Fill it in, or undo the row.")
_RANGE = Text(sv="{value} ligger utanför {low}–{high}.", en="{value} is outside {low}–{high}.")
_WITHIN = Text(sv="Ange ett tal inom gränserna.", en="Give a number within the limits.")
_LONG = Text(sv="{count} tecken, högst {most} får plats.", en="{count} characters, there is room for {most}.")
_SHORTEN = Text(sv="Skriv något kortare.", en="Write something shorter.")
_TWICE = Text(sv="{value} står på flera rader.", en="{value} stands in several rows.")
_OTHER = Text(sv="Ge varje rad ett eget värde.", en="Give each row a value of its own.")


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell cannot be saved: whose row and which column in words, the cause, and what to do."""

    row: Text
    column: Text
    cause: Text
    action: Text


RowCheck = Callable[[Cells], Iterator[tuple[str, Text, Text]]]
"""What a row by itself must keep: (column, cause, action) of each breach."""


def named(label: str) -> Text:
    """A label that is the same in both languages."""
    return Text(sv=label, en=label) if label.strip() else Text(sv="(utan namn)", en="(no name)")


def faults_of(columns: Sequence[Column], rows: Rows, edits: Edits, check: RowCheck | None = None) -> list[CellFault]:
    """Every fault of the rows that were touched."""
    touched: list[tuple[Text, Cells]] = [
        (named(rows[key].label), edits.after(rows[key])) for key in edits.changed if key in rows
    ]
    touched += [(NEW_ROW.fill(number=place), cells) for place, cells in enumerate(edits.added, 1)]
    told = {column.name: column.title for column in columns}
    found = []
    for column in columns:
        after = [edits.after(row).get(column.name) for key, row in rows.items() if key not in edits.removed]
        counts = (
            Counter([*after, *(cells.get(column.name) for cells in edits.added)]) if column.is_unique else Counter()
        )
        found += [
            CellFault(who, column.title, *why) for who, cells in touched for why in _faults(column, cells, counts)
        ]
    if check is not None:
        for who, cells in touched:
            found += [CellFault(who, told[name], cause, action) for name, cause, action in check(cells)]
    return found


def _faults(column: Column, cells: Cells, counts: Counter[object]) -> Iterator[tuple[Text, Text]]:
    value = cells.get(column.name)
    if value is None or value == ():
        if column.is_needed:
            yield _EMPTY, _FILL
        return
    low, high = column.low, column.high
    if isinstance(value, (int, float)) and ((low is not None and value < low) or (high is not None and value > high)):
        yield _RANGE.fill(value=value, low=low, high=high), _WITHIN
    if column.longest is not None and len(str(value)) > column.longest:
        yield _LONG.fill(count=len(str(value)), most=column.longest), _SHORTEN
    if counts[value] > 1:
        yield _TWICE.fill(value=value), _OTHER
