"""Evenings and weekends: which shifts lie there, and how much of each."""

from __future__ import annotations

import numpy as np

from services.problem.columns import Columns, Flags, Longs

MINUTE_S = 60
DAY_MIN = 24 * 60


def is_unsocial(c: Columns, evening_from_min: int) -> Flags:
    """bool[S]: shifts with any time on a Saturday or Sunday, or after that minute of the day on another day."""
    evening, weekend = unsocial_s(c, evening_from_min)
    return (evening + weekend) > 0


def unsocial_s(c: Columns, evening_from_min: int) -> tuple[Longs, Longs]:
    """Seconds of each shift `(in evenings Monday to Friday, on Saturdays and Sundays)`, int64[S] each."""
    return unsocial_in(c, c.shift_start_s, c.shift_end_s, evening_from_min)


def unsocial_in(c: Columns, start_s: Longs, end_s: Longs, evening_from_min: int) -> tuple[Longs, Longs]:
    """The same of any spells of time, seconds since the origin."""
    midnight, is_weekend = c.terms.midnight_s, c.terms.is_weekend
    # Counted back from the next midnight, so that the night the clocks change does not move the evening.
    evening_from = midnight[1:] - (DAY_MIN - evening_from_min) * MINUTE_S
    begins = np.where(is_weekend, midnight[:-1], evening_from)
    share = np.minimum(end_s[:, None], midnight[1:]) - np.maximum(start_s[:, None], begins)
    share = np.maximum(share, 0)
    return share[:, ~is_weekend].sum(axis=1), share[:, is_weekend].sum(axis=1)
