"""Ids from outside: those that cannot be ours are told before the database is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from data.ids import instant_of
from services.api import refusals

_AHEAD = timedelta(days=1)
"""How far another machine's clock may go before ours."""


def ours(given: UUID) -> UUID:
    """The id, if we can have made it: of version 7, and not in the future; raises `NotFound` otherwise.

    The instant inside an id names the month its row lies in, and months do not reach to the end of time.
    """
    try:
        moment = instant_of(given)
    except (ValueError, OverflowError, OSError):
        raise refusals.NOT_HERE from None
    if moment > datetime.now(UTC) + _AHEAD:
        raise refusals.NOT_HERE
    return given
