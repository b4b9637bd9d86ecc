"""Stays whose start is not fixed yet, spread over quarters of an hour.

A stay of `d` seconds that starts somewhere in `[open, close]`, every start as likely as another, goes on at moment `t`
with the chance that its start lies in `(t − d, t]`. The chance is 1 between the latest start and the earliest end, the
part that must be worked whatever start is chosen, and falls in a straight line to 0 on either side. Its integral is `d`
for any window, so quarters add up to the length of the stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.supply.quarters import QUARTER_S, Quarters

Load = NDArray[np.float64]
"""float64[Q]: mean number of carers in each quarter."""


@dataclass(frozen=True, slots=True)
class Stay:
    """`duration_s` that begin between `open_s` and `close_s`; `share` is how likely this is the way it happens."""

    open_s: int
    close_s: int
    duration_s: int
    share: float = 1.0

    @property
    def must(self) -> Stay | None:
        """The part that goes on whatever start is chosen; None when there is none."""
        end_s = self.open_s + self.duration_s
        is_sure = self.share == 1 and self.close_s < end_s
        return Stay(self.close_s, self.close_s, end_s - self.close_s) if is_sure else None


def spread(stays: Sequence[Stay], quarters: Quarters) -> Load:
    """How many of the stays go on in each quarter, in the mean; what lies outside the days is left out."""
    count = len(quarters)
    if not stays:
        return np.zeros(count)
    opens, closes, lengths = (
        np.array([getattr(stay, name) for stay in stays], np.float64) for name in ("open_s", "close_s", "duration_s")
    )
    opens, closes = opens - quarters.start_s, closes - quarters.start_s
    first = np.clip(opens // QUARTER_S, 0, count).astype(np.int64)
    last = np.clip(-(-(closes + lengths) // QUARTER_S), first, count).astype(np.int64)
    stay = np.repeat(np.arange(len(stays)), last - first)
    within = np.arange(len(stay)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    quarter = first[stay] + within
    since = QUARTER_S * quarter - opens[stay]
    slack, length = (closes - opens)[stay], lengths[stay]
    passed = _passed(since + QUARTER_S, slack) - _passed(since + QUARTER_S - length, slack)
    passed -= _passed(since, slack) - _passed(since - length, slack)
    share = np.array([each.share for each in stays])[stay]
    load = np.bincount(quarter, weights=passed * share / QUARTER_S, minlength=count)
    return load.astype(np.float64)


def _passed(since_s: Load, slack_s: Load) -> Load:
    """Seconds, in the mean, since a start that lies anywhere in `slack_s` from 0, at `since_s`; 0 before it."""
    late = np.maximum(0.0, since_s)
    ramp = late * late / (2 * np.maximum(slack_s, 1.0))
    return np.where(late < slack_s, ramp, late - slack_s / 2)
