"""The measuring of the pages: a stopped run goes on, a busy row is taken again, older rows stay in the table."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.benchmarks import ui
from tests.benchmarks.__main__ import Row
from tests.benchmarks.ui_acts import MEASUREMENTS, Desk, Measurement
from tests.benchmarks.work_share import our_share

NOBODY = cast("Desk", None)
FIRST, SECOND = MEASUREMENTS[:2]


def a_row(name: str, share: float | None = 0.97, commit: str = "abc") -> Row:
    return {
        "case": name, "median_ms": 120, "p95_ms": 200, "samples": 30, "cpu_share": share, "commit": commit,
    }  # fmt: skip


def test_a_run_that_was_stopped_goes_on_with_the_missing_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def sampled(_: Desk, measurement: Measurement) -> Row:
        taken.append(measurement.name)
        return a_row(measurement.name)

    monkeypatch.setattr(ui, "sampled", sampled)
    kept = tmp_path / "rows.jsonl"
    next(ui.rows(lambda: NOBODY, (FIRST, SECOND), kept))
    assert [row["case"] for row in ui.rows(lambda: NOBODY, (FIRST, SECOND), kept)] == [FIRST.name, SECOND.name]
    assert taken == [FIRST.name, SECOND.name]


def test_of_a_row_taken_twice_on_a_busy_machine_the_quieter_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = iter([0.4, 0.6, 0.99])
    monkeypatch.setattr(ui, "sampled", lambda _, measurement: a_row(measurement.name, next(shares)))
    assert ui.measured(NOBODY, FIRST)["cpu_share"] == 0.6


def test_a_row_is_the_median_and_the_95th_percentile_of_its_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui, "SAMPLES", 20)
    times = iter([9_999.0, *(float(n) for n in range(1, 21))])
    row = ui.sampled(NOBODY, Measurement("an act", lambda _: next(times)))
    assert (row["median_ms"], row["p95_ms"], row["samples"]) == (10, 20, 20)


def test_rows_of_other_measurements_stay_in_the_table_and_forgotten_ones_go() -> None:
    before = ui.table([a_row(FIRST.name, commit="old"), a_row(SECOND.name, None)], "| gone | 1 | 2 | 3 | – | x |")
    after = ui.table([a_row(FIRST.name, commit="new")], before)
    assert f"| {FIRST.name} | 120 | 200 | 30 | 97 % | new |" in after
    assert f"| {SECOND.name} | 120 | 200 | 30 | – | abc |" in after
    assert "gone" not in after
    assert "old" not in after


def test_work_of_our_own_is_ours() -> None:
    with our_share() as share:
        sum(number * number for number in range(3_000_000))
    told = share()
    assert told is None or 0 < told <= 1
