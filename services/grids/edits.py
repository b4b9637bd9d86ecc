"""Rows of a grid as they were read, and what somebody has changed of them and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.grids.column import Column

Cells = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as it was read: `key` for the software, `label` for people, and its plain cells."""

    key: str
    label: str
    cells: Cells

    @classmethod
    def of(cls, key: object, label: str, columns: Sequence[Column], told: Cells) -> GridRow:
        """A row whose cells can be compared."""
        return cls(str(key), label, {column.name: column.plain(told.get(column.name)) for column in columns})


Rows = Mapping[str, GridRow]


@dataclass(frozen=True)
class Edits:
    """Changed cells of rows by key (only those that differ), new rows, and the keys of rows taken out."""

    changed: Mapping[str, Cells] = field(default_factory=dict)
    added: tuple[Cells, ...] = ()
    removed: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many rows differ."""
        return len(self.changed) + len(self.added) + len(self.removed)

    @property
    def touched(self) -> tuple[str, ...]:
        """The keys of all rows that were there before, in the order they were changed."""
        return (*self.changed, *sorted(self.removed))

    def without(self, key: str) -> Edits:
        """The same without what was done to one row."""
        kept = {name: cells for name, cells in self.changed.items() if name != key}
        return replace(self, changed=kept, removed=self.removed - {key})

    def on(self, rows: Rows) -> Edits:
        """What these edits still change in `rows`: no cell that is so already, no row that is gone."""
        changed = {
            key: {name: value for name, value in cells.items() if rows[key].cells.get(name) != value}
            for key, cells in self.changed.items()
            if key in rows and key not in self.removed
        }
        return Edits(
            {key: cells for key, cells in changed.items() if cells}, self.added, self.removed & frozenset(rows)
        )

    def after(self, row: GridRow) -> Cells:
        """The cells of a row as edited."""
        return {**row.cells, **self.changed.get(row.key, {})}
