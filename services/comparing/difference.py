"""What a difference between two plans is, a part of them somebody may accept, and what came of accepting it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.constraints.kind import Score
from services.constraints.scoring import ScoreSheet
from services.problem import Plan
from services.problem.timetable import Timetable
from services.words import Text


class Change(StrEnum):
    """What is different, the weightiest first: a visit that is planned or left out, its carer, its time, the breaks."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    CARER = "carer"
    TIME = "time"
    RESTS = "rests"


class PartKind(StrEnum):
    """What a planner accepts differences by."""

    DAY = "day"
    CARER = "carer"
    CLIENT = "client"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a plan has a visit: on whose shift, from when (epoch seconds)."""

    shift_id: str
    carer_id: str
    start_s: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One visit that the other plan has elsewhere, or one shift whose breaks alone lie otherwise (`visit_id` None).

    `was` is where the first plan has it and `becomes` where the other one has it; None: nobody makes it there.
    """

    key: str
    change: Change
    was: Spot | None
    becomes: Spot | None
    visit_id: str | None = None
    client_id: str | None = None

    @property
    def shift_ids(self) -> frozenset[str]:
        """The shifts it touches."""
        return frozenset(spot.shift_id for spot in (self.was, self.becomes) if spot is not None)

    @property
    def carer_ids(self) -> frozenset[str]:
        """The carers it touches."""
        return frozenset(spot.carer_id for spot in (self.was, self.becomes) if spot is not None)

    @property
    def moved_s(self) -> int | None:
        """How much later the visit starts; None unless both plans have it."""
        return None if self.was is None or self.becomes is None else self.becomes.start_s - self.was.start_s


@dataclass(frozen=True, slots=True)
class Part:
    """The differences of one day (ISO date), carer, client or visit, by key."""

    kind: PartKind
    id: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pulled:
    """A difference nobody chose that had to come along, and why."""

    key: str
    why: Text


@dataclass(frozen=True, slots=True)
class Refused:
    """Differences that were left out together, each reason a sentence."""

    keys: frozenset[str]
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Accepted:
    """The first plan with the accepted differences in it, scored as any plan is.

    `taken` are the keys that are in it, those `pulled` along included; `retimed` the visits that start at another time
    than in the plan they are taken from, because their shift was laid anew. `before` is the first plan's score under
    the same weights.
    """

    plan: Plan
    timetable: Timetable
    sheet: ScoreSheet
    before: Score
    taken: frozenset[str]
    pulled: tuple[Pulled, ...] = ()
    refused: tuple[Refused, ...] = ()
    retimed: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.taken)
