"""A shift: one carer, one working spell, with its breaks and places."""

from __future__ import annotations

from dataclasses import dataclass

from services.problem.travel import Mode


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill held at a level (1 unless levels are used)."""

    name: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Break:
    """A rest of `duration_s`, starting at or after `earliest_s` and over by `latest_end_s`.

    A fixed break has no slack. It needs no travel and is required only in a shift with at least one visit.
    """

    id: str
    earliest_s: int
    latest_end_s: int
    duration_s: int
    is_paid: bool = False
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """One carer's working spell: from `start_s` at `start_place_id` to back at `end_place_id` by `end_s`.

    Work beyond `soft_end_s` costs overtime. No single leg may take longer than `max_leg_s`. `breaks` are in the
    order they are taken. `wish` is the carer's: 1 would like this shift, −1 would rather not have it.
    """

    id: str
    carer_id: str
    start_s: int
    end_s: int
    start_place_id: str
    end_place_id: str
    soft_end_s: int | None = None
    breaks: tuple[Break, ...] = ()
    skills: tuple[Skill, ...] = ()
    mode: Mode = Mode.CAR
    max_leg_s: int | None = None
    is_pinned: bool = False
    wish: int = 0
    vehicle_id: str | None = None
