"""Three-way differences: what one planner changed beside what somebody else changed in the same rows meanwhile.

Context      Two planners have the same rows open. The later to save must neither lose the own work nor the other's.
Decision     `was` is the row as it was read, `yours` the unsaved edits, `theirs` the row as it stands now. Where only
             one side touched a cell, that side's value holds; where both did and disagree the row clashes and waits
             for a word. Either word moves the row's `was` to `theirs`, so a third change is asked about again.
Consequence  Nothing is overwritten unseen: what is written differs from what stands only in cells that were shown.
Not chosen   Refusing the whole save by row version alone: work on other cells of a row would be lost for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.grids.edits import Cells, Edits, GridRow, Rows


@dataclass(frozen=True, slots=True)
class CellMeeting:
    """One cell that somebody changed: as it was read, as you want it, as it stands now."""

    column: str
    was: object
    yours: object
    theirs: object

    @property
    def is_clash(self) -> bool:
        """Whether both changed it, to different things."""
        return self.was not in (self.yours, self.theirs) and self.yours != self.theirs


@dataclass(frozen=True, slots=True)
class Meeting:
    """One row that you edited and somebody else changed: cell by cell, and whether either took it out."""

    row: GridRow
    cells: tuple[CellMeeting, ...]
    is_gone: bool = False
    is_removed: bool = False

    @property
    def is_clash(self) -> bool:
        """Whether only a planner can say what shall hold."""
        return self.is_gone or self.is_removed or any(cell.is_clash for cell in self.cells)


def meet(was: Rows, edits: Edits, now: Rows) -> list[Meeting]:
    """Every row that both sides touched, unless they agree."""
    met = [_met(was[key], edits, now.get(key)) for key in edits.touched if key in was]
    return [each for each in met if each is not None]


def _met(was: GridRow, edits: Edits, now: GridRow | None) -> Meeting | None:
    is_removed = was.key in edits.removed
    if now is None:
        return None if is_removed else Meeting(was, _cells(was, edits.after(was), was.cells), is_gone=True)
    if now.cells == was.cells:
        return None
    cells = _cells(was, was.cells if is_removed else edits.after(was), now.cells)
    return Meeting(replace(now, label=was.label), cells, is_removed=is_removed)


def _cells(was: GridRow, yours: Cells, theirs: Cells) -> tuple[CellMeeting, ...]:
    met = (CellMeeting(name, cell, yours.get(name), theirs.get(name)) for name, cell in was.cells.items())
    return tuple(each for each in met if (each.yours, each.theirs) != (each.was, each.was))


def rebased(was: Rows, edits: Edits, now: Rows) -> tuple[Rows, Edits]:
    """The edits on the rows as they stand now; rows that clash stay as they were read until a word is said."""
    clashing = {each.row.key: was[each.row.key] for each in meet(was, edits, now) if each.is_clash}
    rows = {key: clashing.get(key, row) for key, row in now.items()}
    rows |= {key: row for key, row in clashing.items() if key not in rows}
    return rows, edits.on(rows)


def settled(was: Rows, edits: Edits, now: Rows, key: str, *, is_mine: bool) -> tuple[Rows, Edits]:
    """The word on one row: keep mine over theirs as it stands now, or take theirs and give up my edits of it."""
    rows = {**was, key: now[key]} if key in now else {name: row for name, row in was.items() if name != key}
    if not is_mine:
        return rows, edits.without(key)
    if key not in now:  # what they took out is added again, as I wanted it
        mine = edits.after(was[key])
        return rows, replace(edits.without(key), added=(*edits.added, mine))
    return rows, edits.on(rows)
