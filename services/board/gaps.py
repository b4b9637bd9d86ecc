"""What a carer does between visits, as bars: the drive first, breaks where they are taken, waiting for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

TRAVEL, WAITING = "T", "W"

Bar = tuple[str, int, int]
"""Kind, start and end."""


def between(leave_s: int, until_s: int, leg_s: int, breaks: Sequence[tuple[int, int]]) -> Iterator[Bar]:
    """Travel and waiting from `leave_s` to the next visit at `until_s` around `breaks` (start, end) in order.

    The drive comes before a break when it fits there, else after it. What cannot be done in time is cut at `until_s`:
    the score says so, a bar under the next visit would not be seen.
    """
    now, to_drive = leave_s, leg_s
    for start_s, end_s in breaks:
        if 0 < to_drive <= start_s - now:
            yield TRAVEL, now, now + to_drive
            now, to_drive = now + to_drive, 0
        if start_s > now:
            yield WAITING, now, start_s
        now = max(now, end_s)
    arrived = min(now + to_drive, until_s)
    if arrived > now:
        yield TRAVEL, now, arrived
    if until_s > max(arrived, now):
        yield WAITING, max(arrived, now), until_s


def homeward(leave_s: int, leg_s: int, breaks: Sequence[tuple[int, int]]) -> Iterator[Bar]:
    """The drive home after the last visit, before the breaks that follow when there is time."""
    now = leave_s
    for start_s, end_s in breaks:
        if leg_s and start_s >= now + leg_s:
            break
        now = max(now, end_s)
    if leg_s:
        yield TRAVEL, now, now + leg_s
