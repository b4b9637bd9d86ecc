"""A hindrance: one thing that would spoil a solve, what it costs, and the very place that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.problem import Severity
from services.words import Text


class Mend(StrEnum):
    """Where a hindrance is mended; what `about` names stands in brackets."""

    PLACE = "place"
    """A client's place on the map (client)."""
    NEED = "need"
    """What a client is granted (need)."""
    LAY_OUT = "lay_out"
    """The laying out of needs."""
    VISIT = "visit"
    """One dated visit (visit)."""
    CARERS = "carers"
    """Who may come to a client (client)."""
    SKILLS = "skills"
    """Skills and delegations (employee, if one is meant)."""
    SHIFTS = "shifts"
    """The shifts of a day."""
    MAKE = "make"
    """The making of shifts from patterns."""
    VEHICLES = "vehicles"
    """Vehicles and their maintenance."""
    ABSENCE = "absence"
    """Who is away."""
    DAYS = "days"
    """The period itself."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing to mend.

    An error stops the solve. `visits` and `lost_s` are what stays unplanned for sure, `risk_s` is time that may be
    lost; `where` names it by pseudonyms, `about` and `day` lead to it.
    """

    severity: Severity
    code: str
    where: str
    cause: Text
    action: Text
    mend: Mend
    about: UUID | None = None
    day: date | None = None
    visits: int = 0
    lost_s: int = 0
    risk_s: int = 0
    hits: tuple[UUID, ...] = ()
    """The dated visits it concerns, as far as there are any."""

    @property
    def harm(self) -> tuple[bool, int, int, int]:
        """Larger is worse: what stops everything, then minutes lost, visits lost, minutes at risk."""
        return self.severity is Severity.ERROR, self.lost_s, self.visits, self.risk_s


def worst_first(found: list[Hindrance]) -> list[Hindrance]:
    """In the order in which mending pays; alike ones by place and day."""
    calm = sorted(found, key=lambda each: (each.where, each.day or date.min, each.code))
    return sorted(calm, key=lambda each: each.harm, reverse=True)
