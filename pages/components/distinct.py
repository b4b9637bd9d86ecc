"""Labels that differ: a list of choices tells its options apart by their words, so no two may read the same."""

from __future__ import annotations

from collections.abc import Iterable


def distinct(labelled: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Id → label, with a number behind every label that has been given before."""
    given: dict[str, int] = {}
    made: dict[str, str] = {}
    for key, label in labelled:
        given[label] = given.get(label, 0) + 1
        made[key] = label if given[label] == 1 else f"{label} ({given[label]})"
    return made
