"""Where paid time goes, step by step: with clients, on the way, waiting and the rest, shares of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.vocabulary import FigureBasis
from services.insights.views import Point, Value

SLUGS = ("client_time_share", "travel_share", "travel_hours", "waiting_hours")
"""The trends `time_use` is made of, in this order."""


@dataclass(frozen=True, slots=True)
class TimeUse:
    """Shares of paid time in a step; together 1."""

    first_day: date
    clients: float
    travel: float
    waiting: float
    rest: float


def time_use(trends: Sequence[Sequence[Point]], basis: FigureBasis) -> tuple[TimeUse, ...]:
    """Trends of `SLUGS`, as planned or as performed; steps without paid time are left out.

    Paid hours are kept in no figure of their own: they are the travel hours over their share.
    """
    by_day = [{point.first_day: point.of(basis) for point in points} for points in trends]
    days = sorted(set.intersection(*(set(each) for each in by_day))) if by_day else []
    found = (_use(day, [each[day] for each in by_day]) for day in days)
    return tuple(use for use in found if use is not None)


def _use(day: date, held: Sequence[Value]) -> TimeUse | None:
    client, travel, travel_hours, waiting_hours = (value.value for value in held)
    if client is None or travel is None:
        return None
    waiting = (waiting_hours or 0.0) * travel / travel_hours if travel_hours else 0.0
    return TimeUse(day, client, travel, waiting, max(0.0, 1 - client - travel - waiting))
