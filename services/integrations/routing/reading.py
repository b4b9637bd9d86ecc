"""Reads routers' answers with suspicion: numbers that are finite and not negative, matrices of the size asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from services.integrations.routing.faults import unreadable
from services.integrations.routing.port import Point
from services.problem.roads import UNKNOWN, Matrix

_MOST = 7 * 24 * 3600 * 100
"""No way takes or is as much; what is more would wrap."""


def document(body: bytes) -> dict[str, Any]:
    """The answer's object."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(told, dict):
        raise unreadable()
    return told


def whole(value: object) -> int:
    """A number of seconds or metres, rounded; `UNKNOWN` for null."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value) or not 0 <= value <= _MOST:
        raise unreadable()
    return round(value)


def matrix(rows: object, shape: tuple[int, int]) -> Matrix:
    """A list of lists of numbers, exactly of that shape."""
    if not isinstance(rows, list) or len(rows) != shape[0]:
        raise unreadable()
    if any(not isinstance(row, list) or len(row) != shape[1] for row in rows):
        raise unreadable()
    return np.array([[whole(value) for value in row] for row in rows], np.int32).reshape(shape)


def agreed(seconds: Matrix, metres: Matrix) -> tuple[Matrix, Matrix]:
    """A way is known when both are."""
    is_known = (seconds != UNKNOWN) & (metres != UNKNOWN)
    return np.where(is_known, seconds, UNKNOWN), np.where(is_known, metres, UNKNOWN)


def points(pairs: object, *, is_lon_first: bool) -> list[Point]:
    """A line of positions."""
    if not isinstance(pairs, Sequence) or isinstance(pairs, str):
        raise unreadable()
    return [_point(pair, is_lon_first=is_lon_first) for pair in pairs]


def _point(pair: object, *, is_lon_first: bool) -> Point:
    if not isinstance(pair, Sequence) or len(pair) < 2:
        raise unreadable()
    first, second = pair[0], pair[1]
    if not all(isinstance(each, (int, float)) and isfinite(each) for each in (first, second)):
        raise unreadable()
    return (float(second), float(first)) if is_lon_first else (float(first), float(second))
