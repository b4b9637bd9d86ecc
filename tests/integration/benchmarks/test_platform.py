"""The benchmark of the database answers at a small size: every question has a row, and the goals are weighed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import platform
from tests.benchmarks.platform import Line, missed
from tests.benchmarks.platform_seeding import Size


def test_a_small_platform_is_measured_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(platform, "RESULTS", tmp_path / "results" / "platform.md")
    monkeypatch.setattr(platform, "INSERTED", 20)
    monkeypatch.setattr(platform, "ADDRESSES", 20)
    code = platform.main(["--organisations", "3", "--visits", "600", "--months", "2", "--samples", "4"])
    told = capsys.readouterr().out
    assert code in {0, 1}  # times on a busy machine are nobody's fault
    for asked in ("day view", "month, sums by day", "trend of 2 months"):
        assert told.count(f"| {asked}") == 2
    assert "20 addresses" in told
    assert told.strip() in (tmp_path / "results" / "platform.md").read_text(encoding="utf-8")


def test_a_goal_that_is_missed_is_named() -> None:
    slow = Line("day view", [30.0] * 5, [29.0] * 5)
    walled = Line("month, sums by day", [2.0] * 5, [1.0] * 5)
    assert missed([slow], 10, 10) == ["day view: p95 30.0 ms, goal 20 ms"]
    assert missed([walled], 10, 10) == ["month, sums by day: the wall costs too much"]
    assert missed([], 101, 10) == ["addresses: 101 ms, goal 100 ms"]
    assert missed([Line("trend of 24 months", [49.0] * 5, [48.9] * 5)], 10, 10) == []


def test_sizes_are_very_different_and_add_up() -> None:
    size = Size(2000, 5_000_000, 24, date(2026, 10, 31))
    per_day = size.per_day()
    assert size.first_day == date(2024, 11, 1)
    assert round(sum(per_day) * size.days) == 5_000_000
    assert per_day[0] > 100 * per_day[-1] * 0.5
    assert sorted(per_day, reverse=True) == per_day
