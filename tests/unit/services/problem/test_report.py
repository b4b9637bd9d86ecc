"""Values in a report are short, printable and never a container's content."""

from __future__ import annotations

import pytest

from services.problem.report import shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("PT30M", "PT30M"),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
        ("x" * 100, "x" * 60 + "…"),
        (None, "null"),
        (True, "true"),
        ({"name": "Svea"}, "{…}"),
        (["Svea"], "[…]"),
        ([60.5, 17], "[60.5, 17]"),
        (float("nan"), "nan"),
        (10**30, "±10^18…"),
        (-3, "-3"),
    ],
)
def test_a_value_is_shown_safely(value: object, text: str) -> None:
    assert shown(value) == text
