"""Visits as stays: when somebody is needed at a client's, the way there included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.supply.spreading import Stay

_NOT_NEEDED = frozenset({VisitStatus.CANCELLED, VisitStatus.MISSED})
_A_START_EVERY_S = 60
"""Starts are counted in minutes when a visit has several windows: a narrow one weighs less than a wide one."""


@dataclass(frozen=True, slots=True)
class Visiting:
    """A visit of one carer: the ways it may happen, and `(skill, least level)` of each skill it takes."""

    stays: tuple[Stay, ...]
    skills: tuple[tuple[str, int], ...]


def visiting(rows: Sequence[VisitRow], travel_s: int = 0) -> list[Visiting]:
    """Every visit that is needed; one for two carers is two rows and counts twice. `travel_s` is the way to each."""
    return [Visiting(_stays(row, travel_s), row.skills) for row in rows if row.status not in _NOT_NEEDED]


def _stays(row: VisitRow, travel_s: int) -> tuple[Stay, ...]:
    length_s = row.duration_s + travel_s
    if row.pin is not None:
        start_s = _s(row.pin.start) - travel_s
        return (Stay(start_s, start_s, length_s),)
    starts = [_starts(window, row.duration_s) for window in row.windows]
    weights = [(close_s - open_s) // _A_START_EVERY_S + 1 for open_s, close_s in starts]
    return tuple(
        Stay(open_s - travel_s, close_s - travel_s, length_s, weight / sum(weights))
        for (open_s, close_s), weight in zip(starts, weights, strict=True)
    )


def _starts(window: WindowRow, duration_s: int) -> tuple[int, int]:
    """First and last allowed start; a window too short for its visit has one."""
    open_s = _s(window.start)
    return open_s, max(open_s, min(_s(window.latest_start), _s(window.end) - duration_s))


def _s(moment: datetime) -> int:
    return int(moment.timestamp())
