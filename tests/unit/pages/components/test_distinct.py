"""Two choices never read the same."""

from __future__ import annotations

from pages.components.distinct import distinct


def test_what_reads_the_same_is_numbered_in_order() -> None:
    assert distinct([("1", "Anna"), ("2", "Olle"), ("3", "Anna")]) == {"1": "Anna", "2": "Olle", "3": "Anna (2)"}
