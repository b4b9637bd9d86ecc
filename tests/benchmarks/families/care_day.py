"""A home-care day of our own as plain values, in whole seconds from midnight, and a plan for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

UNSERVED = 36_000
"""What a visit nobody makes costs: ten hours' way, more than leaving anybody out can save."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The break of a shift: of `length`, starting from `first` to `last`."""

    first: int
    last: int
    length: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One carer from `start` at the office to back there by `end`; who has visits has the rest."""

    start: int
    end: int
    skills: frozenset[str]
    rest: Rest | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay at a client's home; it starts in one of `windows` (first start, last start), by who has `skill`."""

    place: int
    duration: int
    windows: tuple[tuple[int, int], ...]
    skill: str | None = None


@dataclass(frozen=True)
class Day:
    """What is to be planned. Both visits of a pair start together, by two carers, or neither is made.

    The objective is seconds of travel and `UNSERVED` for every visit left out. Place 0 is the office.
    """

    name: str
    shifts: tuple[Shift, ...]
    visits: tuple[Visit, ...]
    pairs: tuple[tuple[int, int], ...]
    travel: tuple[tuple[int, ...], ...]
    family: str = field(default="care-days", init=False)

    def able(self, visit: int) -> list[int]:
        """The shifts whose carer may make the visit."""
        skill = self.visits[visit].skill
        return [row for row, shift in enumerate(self.shifts) if skill is None or skill in shift.skills]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit by its row (None: the rest) and when it starts."""

    visit: int | None
    start: int


Plan = tuple[tuple[Stop, ...], ...]
"""The stops of each shift, in the order they are made."""


def without_groups(day: Day) -> Day:
    """The same day with visits that start when they like and by whom: easier, for solvers that know no groups."""
    return replace(day, pairs=())


def without_rests(day: Day) -> Day:
    """The same day with nobody resting: easier, for solvers that know no breaks."""
    return replace(day, shifts=tuple(replace(shift, rest=None) for shift in day.shifts))
