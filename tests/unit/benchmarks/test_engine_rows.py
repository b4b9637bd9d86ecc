"""The engine beside its peers: rows are kept and gone on from, what is missing is said, and the figures add up."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks.engine import __main__ as bench
from tests.benchmarks.engine.plot import svg
from tests.benchmarks.engine.table import group_of, markdown
from tests.benchmarks.engine.tasks import Json, judge, task
from tests.benchmarks.families.care import ANY, Pair
from tests.benchmarks.families.care_day_making import made
from tests.unit.benchmarks.families.days import a_day, a_service

WANTED = [("solomon", name, solver, 1) for name in ("C101", "C102") for solver in ("caire", "vroom")]


def a_row(name: str = "C101", solver: str = "caire", gap: float | None = 0.01, broken: int = 0) -> Json:
    return {"family": "solomon", "instance": name, "solver": solver, "seed": 1, "seconds": 10.0, "objective": 830.0,
            "gap": gap, "broken": broken, "faults": ["late"] * broken, "cpu_share": 0.5, "version": "1.0"}  # fmt: skip


def a_day_row(name: str, solver: str, objective: float) -> Json:
    return a_row(name, solver, gap=None) | {
        "family": "care-days", "objective": objective, "left_out": 0, "took_s": 18.0
    }  # fmt: skip


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Instance and solver of each row measured so far; VROOM is not installed."""
    made: list[tuple[str, str]] = []

    def measure(solver: str, family: str, name: str, seconds: float, seed: int) -> Json:
        made.append((name, solver))
        return a_row(name, solver) | {"cpu_share": 1.0}

    monkeypatch.setattr(bench, "measure", measure)
    monkeypatch.setattr(bench, "prepare", lambda family, name: None)
    monkeypatch.setattr(bench, "is_installed", lambda solver: solver != "vroom")
    return made


def test_a_stopped_run_goes_on_with_the_missing_rows(tmp_path: Path, taken: list[tuple[str, str]]) -> None:
    kept = tmp_path / "rows.jsonl"
    next(bench.rows(WANTED, kept, 10.0))
    again = list(bench.rows(WANTED, kept, 10.0))
    assert taken == [("C101", "caire"), ("C102", "caire")]
    assert [row.get("absent") for row in again] == [None, "not installed", None, "not installed"]


def test_the_table_counts_only_feasible_plans_in_the_gap() -> None:
    rows = [a_row(gap=0.01), a_row("C102", gap=0.0), a_row("C103", gap=-0.5, broken=1)]
    absent = {"family": "solomon", "instance": "C101", "solver": "vroom", "seed": 1, "absent": "not installed"}
    told = markdown([*rows, absent], "abc1234")
    assert "| solomon C1 | 3 | 10 | caire | 0.50% | 1.00% | 1 of 2 | 1 of 3 | 50% |" in told
    assert "* vroom, solomon C1: not installed" in told


@pytest.mark.parametrize(
    ("family", "name", "group"),
    [
        ("mankowska2014", "InstanzCPLEX_HCSRP_25_6", "mankowska2014 B"),
        ("kummer2021", "HHCRSP_50_10_2_1.0_C_R", "kummer2021 50"),
        ("solomon", "RC208", "solomon RC2"),
        ("gehring-homberger", "R1_10_4", "gehring-homberger R1 10"),
        ("uhhc2026", "F7", "uhhc2026 F"),
        ("uhhc2026", "i-100", "uhhc2026 validation"),
        ("care-days", "100-1", "care-days 100"),
        ("care-days", "300-2-ungrouped", "care-days 300 without groups"),
        ("care-days", "1000-3-plain", "care-days 1000 without breaks and groups"),
        ("ceschia-italian", "instance_003-rome-r19-p44-s4-sim22.3-seq22.9", "ceschia-italian towns"),
    ],
)
def test_instances_are_grouped_as_their_families_do(family: str, name: str, group: str) -> None:
    assert group_of({"family": family, "instance": name}) == group


def test_the_drawing_has_a_dot_for_every_mean() -> None:
    drawn = ET.fromstring(svg([a_row(), a_row(solver="pyvrp", gap=0.6), a_row("R101", gap=0.02)]))
    titles = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["Mean gap to the best known", "caire 1.00%", "pyvrp 60.00%", "caire 2.00%"]


def test_a_peer_is_told_pairs_windows_and_who_may_come() -> None:
    weights = {"travel_time": 1.0, "total_tardiness": 1.0}
    one, other = (a_service("Anna", 1, (10.0, 40.0), name=who, able=frozenset({who})) for who in ("Bo", "Eva"))
    asked = task(a_day(one, other, pairs=(Pair(0, 1, -ANY, 15.0),), weights=weights))
    assert asked is not None
    assert asked["pairs"] == [[0, 1, None, 900]]
    assert [(v["windows"], v["able"], v["late"]) for v in asked["visits"]] == [
        ([[600, 2400]], [0], 1), ([[600, 2400]], [1], 1),
    ]  # fmt: skip
    assert task(a_day(one, other)) is None  # waiting and idle time hang on more than orders


def test_an_answer_in_orders_is_timed_and_judged_by_the_family() -> None:
    day = a_day(
        a_service("Anna", 1, (10.0, 40.0)), a_service("Olle", 3, (60.0, 70.0)), weights={"travel_time": 2.0}
    )  # fmt: skip
    assert judge(day, {"routes": [[0, 1], []]}).objective == 2 * 60
    assert judge(day, {"routes": [[0], []]}).faults == ("Olle is not served whole",)


def test_a_day_of_ours_is_counted_as_a_ratio_to_our_own_objective() -> None:
    ours, peer = (
        [a_day_row(f"100-{number}", solver, objective) for number, objective in enumerate(found, start=1)]
        for solver, found in {"caire": (100.0, 200.0, 400.0), "ortools": (110.0, 200.0, 480.0)}.items()
    )
    told = markdown([*ours, *peer, a_day_row("100-4", "ortools", 1.0)], "abc1234")
    assert "| care-days 100 | 10 | ortools | 4 | 155 | 0 | 1.100 | 1.000 | 1.200 | 9 | 0 of 4 |" in told
    assert "mean gap" not in told


def test_a_broken_plan_of_a_day_has_no_ratio() -> None:
    told = markdown([a_day_row("100-1", "caire", 100.0), a_day_row("100-1", "vroom", 90.0) | {"broken": 1}], "abc1234")
    assert "| care-days 100 | 10 | vroom | 1 | – | – | – | – | – | 9 | 1 of 1 |" in told


def test_a_day_of_ours_is_told_with_rests_and_judged_by_its_times() -> None:
    whole, plan = made(40, 6, 1)
    asked = task(whole)
    assert asked is not None
    rest = whole.shifts[0].rest
    assert rest is not None
    assert asked["vehicles"][0]["rest"] == [rest.first, rest.last, rest.length]
    assert len(asked["pairs"]) == 1
    judged = judge(whole, {"stops": [[[stop.visit, stop.start] for stop in stops] for stops in plan]})
    assert (judged.left_out, judged.faults) == (0, ())
