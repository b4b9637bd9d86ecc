"""What a planner may wish of a draft, and what is told of drafts, edits, offers and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from data.vocabulary import PlanEditKind
from services.constraints.kind import Score
from services.words import Text


@dataclass(frozen=True, slots=True)
class Move:
    """A visit to a shift at a moment (epoch seconds); its group comes along in time."""

    visit_id: str
    shift_id: str
    start_s: int


@dataclass(frozen=True, slots=True)
class Swap:
    """Two visits trade places: each on the other's shift, as near the other's start as it may."""

    visit_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Unassign:
    """A visit out of the plan, its whole group with it; it waits for somebody."""

    visit_id: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A visit held where it stands, for edits and for every later run."""

    visit_id: str


@dataclass(frozen=True, slots=True)
class Unpin:
    """A visit let go."""

    visit_id: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """A visit that is not to be made: it leaves the plan and is nobody's failure."""

    visit_id: str


@dataclass(frozen=True, slots=True)
class ReplaceCarer:
    """All visits of a shift to another shift at their times; what that one had comes back the other way."""

    shift_id: str
    by_shift_id: str


@dataclass(frozen=True, slots=True)
class Accept:
    """These visits as another plan of the same days has them: carer and start, or nobody."""

    plan_id: UUID
    visit_ids: tuple[str, ...]


Wish = Move | Swap | Unassign | Pin | Unpin | Cancel | ReplaceCarer | Accept


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule: how many units and points more (fewer below zero) than before."""

    rule_id: str
    units: int
    points: int


@dataclass(frozen=True, slots=True)
class Change:
    """The exact change of the score, rule by rule; rules that stay as they are are left out."""

    by_rule: tuple[RuleChange, ...]
    hard: int
    medium: int
    soft: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Compared level by level; below zero is better than before."""
        return self.hard, self.medium, self.soft


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit where it comes to stand (epoch seconds); no shift: nobody makes it."""

    visit_id: str
    shift_id: str | None
    start_s: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The best place for a visit on one shift: without a new hard breach.

    `partners` are the visits that must start with it (its group), where they stand then.
    """

    carer_id: str
    shift_id: str
    start_s: int
    change: Change
    partners: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a wish would do: whether the rules allow it, why not and what would help, and everything that moves.

    `reasons` has a sentence per new hard breach, `helps` what a planner can do instead; `moved` every visit that
    stands elsewhere or at another time then, the one asked about first, `partners` those of its group.
    """

    is_allowed: bool
    reasons: tuple[Text, ...]
    helps: tuple[Text, ...]
    change: Change
    moved: tuple[Placed, ...]
    partners: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """An administrator allows a hard breach this once; the reason is kept with the edit and on record."""

    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands. `version` counts every change of it; `undoable` and `redoable` say what the actor would."""

    id: UUID
    parent_id: UUID | None
    version: int
    undoable: Text | None = None
    redoable: Text | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the history, in words; `who` is a user's name."""

    seq: int
    kind: PlanEditKind
    words: Text
    who: str
    is_mine: bool
    made_at: datetime
    is_undone: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an edit: the draft's id and version now, its score, and a sentence for the reader."""

    plan_id: UUID
    version: int
    seq: int
    score: Score
    words: Text
    was_stale: bool = False
