"""The commands as a script meets them: exit codes, the JSON on the last line, files whole or absent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from services.__main__ import COMMANDS, main
from services.cli import check, score, solve
from services.constraints.kind import Score, Weights
from services.integrations.timefold.writer import write_input, write_output
from services.problem import Plan, Problem
from services.solvers.freedom import Freedom, MayChange
from services.solvers.port import Limits, Outcome, Progress, ignore, never
from tests.builders import clock
from tests.strategies import a_random_plan, a_random_problem
from tests.unit.services.integrations.timefold.a_file import a_file

ROOT = Path(__file__).resolve().parents[4]
FIGURES = [
    "score", "visits", "assigned", "unassigned", "travel_h", "waiting_h", "idle_h", "shifts_used", "carers_unused",
    "load_sd_h", "continuity_avg", "continuity_max", "iterations", "prepare_s", "first_plan_s", "seconds",
]  # fmt: skip


class Planner:
    """A solver that gives the same plan every time, after doing as told."""

    def __init__(self, plan: Plan, before: Callable[[], object] = lambda: None) -> None:
        self.plan = plan
        self.before = before
        self.limits: Limits | None = None

    def solve(
        self,
        problem: Problem,
        weights: Weights,
        limits: Limits,
        on_progress: Callable[[Progress], None] = ignore,
        should_stop: Callable[[], bool] = never,
    ) -> Outcome:
        self.limits = limits
        on_progress(Progress(0.5, 10, Score(0, 10_000, 3), 1, self.plan))
        self.before()
        return Outcome(self.plan, Score(), 42, 0.1, 0.2, 1.0, should_stop())


@pytest.fixture
def problem() -> Problem:
    return a_random_problem(Random(5), is_exchangeable=True)


@pytest.fixture
def plan(problem: Problem) -> Plan:
    return a_random_plan(Random(6), problem)


@pytest.fixture
def file(tmp_path: Path, problem: Problem) -> Path:
    path = tmp_path / "input.json"
    path.write_text(json.dumps(write_input(problem)), encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path, problem: Problem) -> Path:
    document: Any = write_input(problem)
    document["modelInput"]["vehicles"][0]["shifts"].append({"id": "S9"})
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return answer


def test_solve_writes_the_plan_and_answers_with_its_figures(
    file: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert solve.run([str(file), "--out", str(out), "--seconds", "3", "--seed", "9"], Planner(plan)) == 0
    answer = last_line(capsys)
    assert list(answer) == FIGURES
    assert answer["assigned"] + answer["unassigned"] == answer["visits"]
    assert answer["assigned"] == len(plan.served())
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["metadata"]["score"] == answer["score"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("given", "limits"),
    [
        ([], Limits(60.0, None, 1, 1)),
        (["--iterations", "500"], Limits(None, 500, 1, 1)),
        (["--iterations", "500", "--seconds", "2.5", "--threads", "2", "--seed", "7"], Limits(2.5, 500, 2, 7)),
    ],
)
def test_solve_stops_where_it_is_told(file: Path, plan: Plan, given: list[str], limits: Limits) -> None:
    planner = Planner(plan)
    assert solve.run([str(file), *given], planner) == 0
    assert planner.limits == limits


def test_solve_begins_from_a_plan_and_keeps_what_it_is_told_to(file: Path, plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    assert solve.run([str(file), "--out", str(out)], Planner(plan)) == 0
    planner = Planner(plan)
    changed = ["--warm-start", str(out), "--frozen-until", "2027-02-01T10:30", "--keep-carers", "--stability", "7"]
    assert solve.run([str(file), *changed], planner) == 0
    assert planner.limits is not None
    assert planner.limits.freedom == Freedom(MayChange.KEEP_CARERS, clock("10:30"))
    assert solve.run([str(file), "--warm-start", str(out), "--only-unplanned"], planner) == 0
    assert planner.limits.freedom == Freedom(MayChange.ONLY_UNPLANNED)


@pytest.mark.parametrize("kept", [["--keep-carers"], ["--only-unplanned"], ["--frozen-until", "2027-02-01T10:30"]])
def test_nothing_can_be_kept_of_no_plan(file: Path, plan: Plan, kept: list[str]) -> None:
    assert solve.run([str(file), *kept], Planner(plan)) == 2


@pytest.mark.parametrize(
    "wrong",
    [["--keep-carers", "--only-unplanned"], ["--frozen-until", "soon"], ["--stability", "-1"],
     ["--seconds", "0"], ["--seconds", "nan"], ["--iterations", "0"], ["--threads", "99"], ["--profile", "best"],
     ["--seed", "-1"], ["--lang", "no"], ["--client-from", "face"]],
)  # fmt: skip
def test_a_wrong_argument_is_bad_input(file: Path, plan: Plan, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        solve.run([str(file), *wrong], Planner(plan))
    assert ended.value.code == 2


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopping_early_still_writes_the_best_plan_and_exits_130(
    file: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: signal.Signals
) -> None:
    out = tmp_path / "plan.json"
    before = signal.getsignal(sign)
    assert solve.run([str(file), "--out", str(out)], Planner(plan, lambda: os.kill(os.getpid(), sign))) == 130
    assert out.exists()
    assert last_line(capsys)["iterations"] == 42
    assert signal.getsignal(sign) == before


def test_bad_input_is_named_and_nothing_is_written(
    broken: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    planner = Planner(plan)
    assert solve.run([str(broken), "--out", str(out), "--lang", "sv"], planner) == 2
    said = capsys.readouterr()
    answer = json.loads(said.out.splitlines()[-1])
    assert {problem["field"] for problem in answer["problems"]} == {"minStartTime", "maxEndTime", "startLocation"}
    assert "Ett obligatoriskt fält saknas." in said.err
    assert planner.limits is None
    assert not out.exists()


def test_the_language_of_problems_can_be_chosen(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([str(broken), "--lang", "en"]) == 2
    assert "A required field is missing." in capsys.readouterr().err


def test_a_file_of_50_mb_is_refused_without_being_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    assert check.run([str(path)]) == 2
    assert last_line(capsys)["problems"][0]["code"] == "FSR-001"


def test_a_missing_file_and_a_place_nothing_can_be_written_are_told_before_solving(
    file: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planner = Planner(plan)
    assert solve.run([str(tmp_path / "none.json")], planner) == 2
    assert last_line(capsys)["error"] == "CLI-001"
    assert solve.run([str(file), "--out", str(tmp_path / "no" / "plan.json")], planner) == 2
    assert last_line(capsys)["error"] == "CLI-003"
    assert planner.limits is None


def test_score_answers_with_rows_that_add_up(
    file: Path, problem: Problem, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(write_output(problem, plan, Score())), encoding="utf-8")
    assert score.run([str(file), str(path)]) == 0
    answer = last_line(capsys)
    cost = {
        level: sum(r["cost"] for r in answer["rows"] if r["level"] == level) for level in ("hard", "medium", "soft")
    }
    assert answer["score"] == str(Score(**cost))
    assert answer["assigned"] == len(plan.served())
    assert score.run([str(file), str(path), "--profile", "travel-first"]) == 0
    weights = {row["id"]: row["weight"] for row in last_line(capsys)["rows"]}
    assert weights["soft.travel.minutes"] == 6


def test_check_lists_doubts_and_exits_0(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([str(file)]) == 0
    answer = last_line(capsys)
    assert answer["errors"] == 0
    assert answer["warnings"] == len(answer["problems"])


def test_the_cars_speed_is_a_setting(
    file: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    solve.run([str(file)], Planner(plan))
    usual = last_line(capsys)["travel_h"]
    monkeypatch.setenv("CAIRE_CAR_FIXED_S", "3600")
    solve.run([str(file)], Planner(plan))
    assert last_line(capsys)["travel_h"] > usual
    monkeypatch.setenv("CAIRE_CAR_PER_M_S", "fast")
    assert solve.run([str(file)], Planner(plan)) == 2
    assert last_line(capsys)["error"] == "CLI-004"


def test_an_unknown_command_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in COMMANDS)
    assert main([]) == 2
    assert main(["--help"]) == 0


def test_the_command_line_runs_as_a_module(broken: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "services", "check", str(broken)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert json.loads(done.stdout.splitlines()[-1])["errors"] == 3


def test_the_built_in_engine_plans_a_file_the_same_way_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "input.json"
    path.write_text(json.dumps(a_file()), encoding="utf-8")
    answers = []
    for name in ("one.json", "two.json"):
        assert solve.run([str(path), "--iterations", "2000", "--seed", "3", "--out", str(tmp_path / name)]) == 0
        answers.append(last_line(capsys))
    assert answers[0]["score"].startswith("0hard/0medium/")
    assert (answers[0]["assigned"], answers[0]["unassigned"]) == (5, 0)
    assert answers[0]["score"] == answers[1]["score"]
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
