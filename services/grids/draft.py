"""The draft of one grid in one browser tab: what was read, what was typed over it, and every step back and forth."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.grids.edits import Edits, Rows
from services.grids.meeting import Meeting, meet, rebased, settled

MOST_STEPS = 100


@dataclass
class Draft:
    """Unsaved edits of a grid.

    A round is the time between two drawings from fresh: inside it the cells that are shown do not move under the
    planner's hands. `begun` are the edits the round was drawn with, `edits` those of now.
    """

    rows: Rows = field(default_factory=dict)
    edits: Edits = field(default_factory=Edits)
    begun: Edits = field(default_factory=Edits)
    steps: list[Edits] = field(default_factory=list)
    undone: list[Edits] = field(default_factory=list)
    rounds: int = 0
    is_stale: bool = True

    def begin(self, now: Rows) -> None:
        """A new round on the rows as they stand now; what clashes stays as it was read."""
        self.rows, self.edits = rebased(self.rows, self.edits, now)
        self.begun, self.is_stale = self.edits, False
        self.rounds += 1

    def is_behind(self, now: Rows) -> bool:
        """Whether a new round is due: something was undone, or others changed rows while nothing is unsaved."""
        return self.is_stale or (not self.edits.count and self.rows != now)

    def take(self, edits: Edits) -> None:
        """What the planner has edited by now; one paste is one step."""
        if edits != self.edits:
            self.steps = [*self.steps, self.edits][-MOST_STEPS:]
            self.undone.clear()
            self.edits = edits

    def meetings(self, now: Rows) -> list[Meeting]:
        """Rows that somebody else changed too since they were read."""
        return meet(self.rows, self.edits, now)

    def undo(self) -> None:
        """One step back."""
        if self.steps:
            self.undone.append(self.edits)
            self._show(self.steps.pop())

    def redo(self) -> None:
        """One step forth."""
        if self.undone:
            self.steps.append(self.edits)
            self._show(self.undone.pop())

    def undo_all(self) -> None:
        """Back to what was read; one step forth brings everything again."""
        self.undone.append(self.edits)
        self.steps.clear()
        self._show(Edits())

    def undo_row(self, key: str) -> None:
        """Give up what was done to one row."""
        self.take(self.edits.without(key))
        self.is_stale = True

    def undo_added(self, place: int) -> None:
        """Give up one new row."""
        added = self.edits.added
        self.take(Edits(self.edits.changed, added[:place] + added[place + 1 :], self.edits.removed))
        self.is_stale = True

    def settle(self, now: Rows, key: str, *, is_mine: bool) -> None:
        """Say what shall hold of a row that clashes."""
        self.rows, edits = settled(self.rows, self.edits, now, key, is_mine=is_mine)
        self.take(edits)
        self.is_stale = True

    def saved(self) -> None:
        """Everything is written; nothing is left to undo."""
        self.edits, self.is_stale = Edits(), True
        self.steps.clear()
        self.undone.clear()

    def _show(self, edits: Edits) -> None:
        self.edits, self.is_stale = edits, True
