"""The Pareto front: the plans no other plan beats in one goal without losing in the other."""

from __future__ import annotations

from collections.abc import Sequence


def non_dominated(values: Sequence[tuple[float, ...]]) -> list[int]:
    """Rows, in order of the first value, that no other row is at least as good as in all and better in one.

    Smaller is better. Of equal rows the first one stays.
    """
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    kept: list[int] = []
    for i in order:
        if not any(all(a <= b for a, b in zip(values[k], values[i], strict=True)) for k in kept):
            kept.append(i)
    return kept
