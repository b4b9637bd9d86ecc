"""Seeded chance: the same seed and subject always draw the same, whatever else is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one subject; a new subject does not move the draws of the others."""

    def __init__(self, seed: int, subject: str) -> None:
        self._random = Random(f"{seed}/{subject}")  # noqa: S311 - believable data, no secrets

    def chance(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self._random.random() < share

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def normal(self, mean: float, sd: float) -> float:
        """Around `mean`."""
        return self._random.gauss(mean, sd)

    def triangular(self, least: float, most: float, mode_share: float = 0.4) -> float:
        """Between two ends, most often at `mode_share` of the way."""
        return self._random.triangular(least, most, least + mode_share * (most - least))

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self._random.randrange(len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """`count` different ones, or all where there are fewer."""
        return self._random.sample(things, min(count, len(things)))

    def deal(self, shares: Mapping[T, float], count: int) -> list[T]:
        """`count` things in exactly these shares (largest remainder), in a drawn order."""
        total = sum(shares.values())
        quota = {thing: share * count / total for thing, share in shares.items()}
        dealt = {thing: int(part) for thing, part in quota.items()}
        short = sorted(quota, key=lambda thing: dealt[thing] - quota[thing])[: count - sum(dealt.values())]
        cards = [thing for thing, number in dealt.items() for _ in range(number + (thing in short))]
        self._random.shuffle(cards)
        return cards
