"""A circuit breaker: closed, open for a while after failures in a row, then half-open for one call that decides.

A value without a clock of its own, so that it can lie in memory or in a database row shared by every process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

FALLS = 5
"""Failures in a row that open it."""
REST_S = 30.0
LONGEST_REST_S = 600.0
"""The rest doubles with every failed try, up to this."""
PROBE_S = 150.0
"""How long everybody else waits for the one that tries; it may have died."""


class BreakerState(StrEnum):
    """Whether calls go through."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


@dataclass(frozen=True, slots=True)
class Breaker:
    """Failures in a row, and until when nobody calls; times in seconds of any one clock."""

    failures: int = 0
    rests_until_s: float | None = None

    def state(self, now_s: float) -> BreakerState:
        """Where it stands."""
        if self.rests_until_s is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if now_s < self.rests_until_s else BreakerState.HALF_OPEN

    def admitted(self, now_s: float) -> Breaker | None:
        """The breaker with this call under way; None when it may not be made. Half-open, only the first may."""
        if self.rests_until_s is None:
            return self
        return None if now_s < self.rests_until_s else replace(self, rests_until_s=now_s + PROBE_S)

    def after(self, now_s: float, *, is_failure: bool) -> Breaker:
        """The breaker once a call has ended."""
        if not is_failure:
            return Breaker()
        failures = self.failures + 1
        if failures < FALLS:
            return Breaker(failures)
        rest_s = min(LONGEST_REST_S, REST_S * 2.0 ** min(failures - FALLS, 16))
        return Breaker(failures, now_s + rest_s)
