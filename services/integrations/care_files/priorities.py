"""The care system's priority 1–3 as ours, 1 (highest) to 10."""

from __future__ import annotations

_OURS = {1: 1, 2: 4, 3: 7}
LOWEST = 10


def priority_of(written: int) -> int:
    """1, 2, 3 are 1, 4, 7; values above 3 occur in real files and mean lowest."""
    return _OURS.get(written, LOWEST)
