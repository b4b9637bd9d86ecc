"""How long things really take against the plan: factors that are lognormal, given by their mean and deviation."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of `mean` with the standard deviation `sd`; always above 0. No deviation: the mean itself."""

    mean: float
    sd: float

    @property
    def sigma(self) -> float:
        """The deviation of its logarithm."""
        return sqrt(log(1 + (self.sd / self.mean) ** 2))

    @property
    def mu(self) -> float:
        """The mean of its logarithm."""
        return log(self.mean) - self.sigma**2 / 2

    def draw(self, dice: np.random.Generator, draws: int) -> NDArray[np.float64]:
        """So many factors."""
        return dice.lognormal(self.mu, self.sigma, draws)


@dataclass(frozen=True, slots=True)
class Noise:
    """What a day does to visits and to roads."""

    visit: Factor = Factor(0.98, 0.25)
    travel: Factor = Factor(1.08, 0.25)


DAY_OF = Noise()
"""Visits take a little less than planned on average and roads a little more, both by a quarter up or down.

Assumptions, until an organisation has performed times of its own.
"""
