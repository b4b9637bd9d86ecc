"""What a test is called is the same for everybody who collects it.

Two cores that collect their tests a second apart compare the names and run nothing where one differs.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest

WEEK_S = 7 * 24 * 3600


def with_the_moment(names: Iterable[str]) -> list[str]:
    """Those that hold a number of seconds since 1970 within a week of now."""
    now = time.time()
    return [name for name in names if any(abs(int(digits) - now) < WEEK_S for digits in re.findall(r"\d{10,}", name))]


def test_no_tests_name_holds_the_moment_it_was_collected(request: pytest.FixtureRequest) -> None:
    assert with_the_moment([f"test_sample[{int(time.time())}]", "test_sample[1800000000]"]) != []
    assert with_the_moment(item.nodeid for item in request.session.items) == []
