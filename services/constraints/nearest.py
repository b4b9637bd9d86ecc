"""How far a start lies from the nearest of a visit's windows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import Ints, Longs


def away_s(off: Ints, open_s: Longs, close_s: Longs, start_s: Longs, factor: Longs | int = 1) -> Longs:
    """Seconds from each start to the nearest window, each window's distance times its factor; int64[V].

    Windows of row `i` are `[off[i]:off[i + 1]]`; a row without windows is nowhere away.
    """
    count = np.diff(off)
    start = np.repeat(start_s, count)
    distance = np.maximum(np.maximum(open_s - start, start - close_s), 0) * factor
    return _least(off, count > 0, distance)


def _least(off: Ints, has_any: NDArray[np.bool_], values: Longs) -> Longs:
    least = np.zeros(len(has_any), np.int64)
    if has_any.any():  # rows without windows take no room, so the other rows' starts still border each other
        least[has_any] = np.minimum.reduceat(values, off[:-1][has_any])
    return least
