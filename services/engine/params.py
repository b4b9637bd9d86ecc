"""What a developer may tune in the search; nonsense is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

DAY_SIZED = 1000
"""Fewer visits than this are a day or two of one district."""


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
        bends the plan to little waiting but costs total.
    exchanges
        How often parallel searches go on from the best of them, ≥ 1.

    The defaults were the best of 24 settings on a fortnight of 3,832 visits after 150,000 iterations (soft points in
    millions): strings of 10 / 6 / 5 / 4 / 3 gave 3.78 / 3.72 / 3.69 / 3.69 / 3.71; a wait share of 0.15 / 0.05 / 0
    gave 3.98 / 3.87 / 3.94; taking out 6 / 10 / 15 gave 4.10 / 3.98 / 3.99.
    """

    hot: float = 4000.0
    cold: float = 60.0
    mean_removed: float = 10.0
    longest_string: int = 5
    blink: float = 0.01
    wait_share: float = 0.05
    exchanges: int = 25

    @staticmethod
    def for_size(n_visits: int) -> SearchParams:
        """Settings for a problem of `n_visits`: on a day (241 visits, 250,000 iterations, two seeds) a wait share of
        0.15 cost 421,000 on average, one of 0.05 425,000; on a fortnight it is the other way round.
        """
        return SearchParams(wait_share=0.15) if n_visits < DAY_SIZED else SearchParams()

    @staticmethod
    def for_change(n_visits: int) -> SearchParams:
        """Settings for going on from a plan that is to be kept where it is good: mended, not made anew.

        On five days after a sick call (weight of a change 60) 200 / 600 degrees ended at 0.441 / 0.446 million points
        after five seconds, with 95.9 / 94.3 % of the untouched visits with their carers.
        """
        return replace(SearchParams.for_size(n_visits), hot=200.0)

    def __post_init__(self) -> None:
        if not self.hot >= self.cold > 0:
            raise ValueError("Expected hot >= cold > 0.")
        if self.mean_removed < 1 or self.longest_string < 1 or self.exchanges < 1:
            raise ValueError("Expected mean_removed, longest_string and exchanges >= 1.")
        if not 0 <= self.blink < 1 or not 0 <= self.wait_share <= 1:
            raise ValueError("Expected 0 <= blink < 1 and 0 <= wait_share <= 1.")
