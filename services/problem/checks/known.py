"""What a broken input also contained: names whose elements could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlsoKnown:
    """Ids of elements left out because something else in them is wrong."""

    visits: frozenset[str] = frozenset()
    carers: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()


NOTHING_ELSE = AlsoKnown()
