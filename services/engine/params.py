"""What a developer may tune in the search; nonsense is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchParams:
    """Settings of ruin and recreate; temperatures in soft points (weight-seconds).

    Parameters
    ----------
    hot, cold
        First and last temperature, falling geometrically over the time given; hot ≥ cold > 0.
    mean_removed
        Visits taken out per iteration on average, ≥ 1.
    longest_string
        Longest string taken out of one route, ≥ 1.
    blink
        Chance to pass over a place, in [0, 1).
    wait_share
        Share of iterations in which the choice of a place counts the waiting it adds, in [0, 1]. Always counting it
        bends the plan to little waiting but costs total: measured best between 0.05 and 0.4.
    exchanges
        How often parallel searches go on from the best of them, ≥ 1.
    """

    hot: float = 6000.0
    cold: float = 25.0
    mean_removed: float = 10.0
    longest_string: int = 10
    blink: float = 0.01
    wait_share: float = 0.15
    exchanges: int = 25

    def __post_init__(self) -> None:
        if not self.hot >= self.cold > 0:
            raise ValueError("Expected hot >= cold > 0.")
        if self.mean_removed < 1 or self.longest_string < 1 or self.exchanges < 1:
            raise ValueError("Expected mean_removed, longest_string and exchanges >= 1.")
        if not 0 <= self.blink < 1 or not 0 <= self.wait_share <= 1:
            raise ValueError("Expected 0 <= blink < 1 and 0 <= wait_share <= 1.")
