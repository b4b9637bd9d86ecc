"""A vehicle: what it takes to drive it, whom it can carry, and when it cannot be had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle that shifts are booked on.

    `capacity` is the number of people it carries (None: not known); `licences` are skills its driver must hold;
    `closed` are the spans, epoch seconds, in which it stands in maintenance or is out of use. `load` is what it can
    bring along on one shift (None: not known).
    """

    id: str
    label: str
    capacity: int | None = None
    licences: tuple[str, ...] = ()
    closed: tuple[tuple[int, int], ...] = ()
    load: int | None = None
