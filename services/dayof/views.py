"""What pages are told of the day: whom an event leaves without anybody, who could step in, what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.dayof.differences import Differences
from services.dayof.replacing import Cover, Replacement
from services.dayof.telling import Teller
from services.problem import Problem


@dataclass(frozen=True, slots=True)
class Affected:
    """A visit that needs somebody, and who could make it, the cheapest first."""

    visit_id: str
    client_id: str
    options: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class ShiftLeft:
    """What is left of a shift nobody works any more, and who could take over all of it."""

    shift_id: str
    carer_id: str
    from_s: int
    until_s: int
    covers: tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an event does to a plan, before anything is changed; `problem` names whoever is meant by an id."""

    problem: Problem
    affected: tuple[Affected, ...]
    shifts: tuple[ShiftLeft, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan proposed after something happened, beside the plan it would replace; it replaces nothing by itself."""

    id: UUID
    parent_id: UUID
    frozen_until: datetime
    events: int
    differences: Differences
    teller: Teller
