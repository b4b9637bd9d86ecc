"""A measurement that was interrupted goes on, and one on a busy machine is repeated once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench

CASES = (Path("a.input.json"), Path("b.input.json"))


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the cases solved so far; each had a whole core."""
    names: list[str] = []

    def solve(case: Path) -> bench.Row:
        names.append(case.name)
        return {"case": case.name, "cpu_share": 0.98}

    monkeypatch.setattr(bench, "solve", solve)
    return names


def test_a_run_that_was_stopped_goes_on_with_the_missing_cases(tmp_path: Path, solved: list[str]) -> None:
    kept = tmp_path / "rows.jsonl"
    next(bench.rows(CASES, kept))
    assert [row["case"] for row in bench.rows(CASES, kept)] == ["a.input.json", "b.input.json"]
    assert solved == ["a.input.json", "b.input.json"]


def test_a_row_taken_on_a_busy_machine_is_taken_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = iter([0.4, 0.6, 0.99])
    monkeypatch.setattr(bench, "solve", lambda case: {"case": case.name, "cpu_share": next(shares)})
    assert bench.measured(CASES[0])["cpu_share"] == 0.6


def test_a_case_that_failed_is_told_and_tried_again_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "solve", lambda case: {"case": case.name, "exit": 1})
    kept = tmp_path / "rows.jsonl"
    assert [row["exit"] for row in bench.rows(CASES, kept)] == [1, 1]
    assert not kept.exists()
