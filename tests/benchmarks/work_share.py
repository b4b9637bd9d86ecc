"""How much of the work the machine did was ours: below nine tenths somebody else was using it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")


@contextmanager
def our_share() -> Iterator[Callable[[], float | None]]:
    """Asked after the block: the share of this process and all it has started; None where nobody can tell."""
    if not (PROC / "stat").exists():
        yield lambda: None
        return
    ours, all_of_it = _ours(), _whole()
    share: list[float] = []
    yield lambda: share[0]
    done = _whole() - all_of_it
    share.append(round(min(1.0, (_ours() - ours) / done), 2) if done else 1.0)


def _whole() -> int:
    """Ticks the machine has worked."""
    user, nice, system = (int(word) for word in (PROC / "stat").read_text().split()[1:4])
    return user + nice + system


def _ours() -> int:
    """Ticks of this process, of all it has started, and of those of them that have ended."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            parents[int(entry.name)] = int(fields[1])
            ticks[int(entry.name)] = sum(int(word) for word in fields[11:15])
    return sum(spent for process, spent in ticks.items() if _is_under(process, os.getpid(), parents))


def _is_under(process: int, root: int, parents: dict[int, int]) -> bool:
    while process > 1:
        if process == root:
            return True
        process = parents.get(process, 0)
    return False
