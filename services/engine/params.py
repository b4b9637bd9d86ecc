"""What a developer may tune in the search; nonsense is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.engine.layout import Tuning

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
        How often parallel searches on the same days all go on from the best of them, ≥ 1.
    meetings
        How often parallel searches on days of their own make one plan of what they have found, ≥ 1.
    tail_share
        Share of iterations in which two shifts only exchange their tails, in [0, 1].
    pair_share
        Share of ruins that let another carer have a client, in [0, 1].
    rare_face
        How much dearer the choice of a place takes a carer whom the client meets seldom: this share of a new face
        divided by their meetings, ≥ 0. It gathers a client's visits with few carers; only the choice is bent.

    Measured on a fortnight of 3,832 visits, default weights, one thread, in millions of soft points. After 150,000
    iterations (best of 24 settings) strings of 10 / 6 / 5 / 4 / 3 gave 3.78 / 3.72 / 3.69 / 3.69 / 3.71. Two seeds each
    from here: four processor seconds, taking out 10 / 6 gave 3.95 / 3.85, a rare face of 0 / 0.3 gave 3.95 / 3.85, a
    start at 4000 / 1500 / 700 degrees 3.95 / 4.05 / 4.01. After 100,000 iterations a rare face of 0.3 / 0.6 / 1 gave
    3.80 / 3.89 / 3.95, taking out 6 / 4.5 gave 3.80 / 3.89, a start at 4000 / 8000 degrees 3.80 / 3.87, a wait share of
    0.05 / 0.15 gave 3.80 / 3.83 (idle 122 / 93 h, travel 301 / 312 h). After 400,000 an end at 150 / 60 degrees gave
    3.49 / 3.52, blinks of 0.01 / 0.03 gave 3.52 / 3.54, a wait share of 0.05 / 0.02 / 0 gave 3.49 / 3.55 / 3.75; one
    seed each: pairs in 0 / 0.01 gave 3.54 / 3.50, tails in 0 / 0.1 gave 3.54 / 3.55, a rare face of 0 / 0.15 / 0.3 gave
    3.55 / 3.48 / 3.54. Two threads and 800,000 iterations, 25 / 100 meetings: 3.45 / 3.36.

    What did not pay: looking at every second to sixth shift only where a visit has more than 120 to go to. On 1,000
    visits and 250 shifts of one day (Gehring & Homberger R1_10_4, 20 seconds) it ended 20 % above the best known, with
    all of them looked at 4 %; a city's day of 10,000 visits cost 23.2 million points after 11 seconds, now 17.7. Also
    giving an iteration up as soon as what is left can hardly win back its cost. It doubled the
    iterations per second but cost 2 % after the same processor seconds, because a late visit often fills a wait. The
    figures above but the first were taken with it. Without it, eight processor seconds, two seeds: 3.41; taking out
    4.5 / 8 instead of 6 gave 3.42 / 3.42.
    """

    hot: float = 4000.0
    cold: float = 150.0
    mean_removed: float = 6.0
    longest_string: int = 5
    blink: float = 0.01
    wait_share: float = 0.05
    exchanges: int = 25
    meetings: int = 200
    tail_share: float = 0.0
    pair_share: float = 0.01
    rare_face: float = 0.15

    def tuning(self) -> Tuning:
        """As the kernel takes them."""
        return Tuning(*(float(getattr(self, name)) for name in Tuning._fields))

    @staticmethod
    def for_size(n_visits: int, n_days: int = 14) -> SearchParams:
        """Settings for a problem of `n_visits` on `n_days`.

        On a day (241 visits, two processor seconds, three seeds, thousands of points) the fortnight's settings gave
        434, a last temperature of 60 instead of 150 gave 428, taking out 10 without a rare face 429, tails exchanged
        in 0.3 of the iterations 429 with fewer hours of travel and waiting, waiting counted in 0.4 of the choices 427
        with the least spread (426.9–427.8). On two threads the settings chosen gave 421 to 424, after twenty seconds
        404 (one seed).

        On one day of a thousand visits and more nobody meets a client anew tomorrow, so clients need no search of their
        own, and routes are longer. Gehring & Homberger's R1_10_4 and C2_10_3, 20 seconds, one seed, above the best
        known: the fortnight's settings 4.5 / 9.2 %, an end at 40 degrees 4.0 / 10.2, strings of up to ten and ten taken
        out with it 3.6 / 7.3. A city's day of 10,000 visits costs the same with either. On two home-care days of 1,000
        visits and 100 shifts exchanging tails in 0.2 of the iterations gave 1.8 % less after 15 seconds.
        """
        if n_visits >= DAY_SIZED and n_days == 1:
            return SearchParams(hot=2000.0, cold=40.0, mean_removed=10.0, longest_string=10, tail_share=0.2)
        if n_visits >= DAY_SIZED:
            return SearchParams()
        return SearchParams(cold=60.0, mean_removed=8.0, wait_share=0.3, tail_share=0.2, rare_face=0.0)

    @staticmethod
    def for_change(n_visits: int, n_days: int = 14) -> SearchParams:
        """Settings for going on from a plan that is to be kept where it is good: mended, not made anew.

        On five days after a sick call (weight of a change 60) 200 / 600 degrees ended at 0.441 / 0.446 million points
        after five seconds, with 95.9 / 94.3 % of the untouched visits with their carers.
        """
        return replace(SearchParams.for_size(n_visits, n_days), hot=200.0, cold=60.0)

    def __post_init__(self) -> None:
        if not self.hot >= self.cold > 0:
            raise ValueError("Expected hot >= cold > 0.")
        if self.mean_removed < 1 or self.longest_string < 1 or min(self.exchanges, self.meetings) < 1:
            raise ValueError("Expected mean_removed, longest_string, exchanges and meetings >= 1.")
        if not 0 <= self.blink < 1:
            raise ValueError("Expected 0 <= blink < 1.")
        if not all(0 <= share <= 1 for share in (self.wait_share, self.tail_share, self.pair_share)):
            raise ValueError("Expected wait_share, tail_share and pair_share from 0 to 1.")
        if self.rare_face < 0:
            raise ValueError("Expected rare_face >= 0.")
