"""Time windows in the one form the problem knows: sorted, and apart in when a visit may start."""

from __future__ import annotations

from collections.abc import Iterable

from services.problem.visit import Window


def close_s(window: Window, duration_s: int) -> int:
    """The last allowed start: not after the window's own latest, and over by its end."""
    return min(window.latest_start_s, window.end_s - duration_s)


def joined(windows: Iterable[Window], duration_s: int) -> tuple[Window, ...]:
    """The same allowed starts with overlapping windows of one preference made one; exact doubles go first.

    A list with an impossible window is returned as it stands, for the checks to name it by its number.
    """
    given = list(dict.fromkeys(windows))
    if len(given) < 2 or any(close_s(window, duration_s) < window.start_s for window in given):
        return tuple(given)
    given.sort(key=lambda window: (window.start_s, window.end_s))
    apart = [given[0]]
    for window in given[1:]:
        before = apart[-1]
        if window.start_s > close_s(before, duration_s) or window.preference != before.preference:
            apart.append(window)
            continue
        latest_s = max(close_s(before, duration_s), close_s(window, duration_s))
        apart[-1] = Window(before.start_s, latest_s, max(before.end_s, window.end_s), before.preference)
    return tuple(apart)


def first_start_s(windows: Iterable[Window], duration_s: int, from_s: int) -> int | None:
    """The earliest allowed start at or after `from_s`, None when every window has closed."""
    starts = [max(window.start_s, from_s) for window in windows if close_s(window, duration_s) >= from_s]
    return min(starts, default=None)
