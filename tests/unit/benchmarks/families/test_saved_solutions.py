"""Our scorers and the authors' agree: every saved solution has exactly the objective its authors state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.families.care_files import read_hhcrsp, read_plan, read_uhhc
from tests.benchmarks.families.care_score import score
from tests.benchmarks.families.folder import best_known, instances, solution, table
from tests.benchmarks.families.vrptw import Convention, read, read_routes
from tests.benchmarks.families.vrptw import score as score_routes

PUBLISHED = {
    "raw_travel_time": "travel_time",
    "raw_total_tardiness": "total_tardiness",
    "raw_highest_tardiness": "highest_tardiness",
    "raw_total_waiting_time": "total_waiting_time",
    "raw_total_extra_time": "total_extra_time",
    "raw_max_idle_time": "max_idle_time",
    "raw_caregiver_preferences": "caregiver_preferences",
    "raw_unscheduled_patients": "optional_patients",
    "raw_missed_lunch_breaks": "missed_lunch_break",
    "raw_workload_balance": "workload_balance",
}
ROUNDED = 2e-3
"""Published objectives of the older families have three decimals."""


def solved(family: str, ending: str = ".sol.json") -> list[Path]:
    return [path for path in instances(family) if solution(family, path.stem, ending)]


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", solved("uhhc2026"), ids=named)
def test_uhhc_is_reproduced_term_by_term(path: Path) -> None:
    row, day = table("uhhc2026")[path.stem], read_uhhc(path)
    saved = solution("uhhc2026", path.stem)
    assert saved is not None
    verdict = score(day, read_plan(day, saved))
    stated = {name: float(row[column]) for column, name in PUBLISHED.items() if row[column] and name in verdict.terms}
    assert (verdict.objective, verdict.faults) == (float(row["bks"]), ())
    assert {name: verdict.terms[name] for name in stated} == stated


@pytest.mark.parametrize("family", [f for f in ("mankowska2014", "kummer2021", "ceschia-italian") if solved(f)])
def test_every_solution_of_a_family_with_one_office_is_reproduced(family: str) -> None:
    best = best_known(family)
    for path in solved(family):
        day, saved = read_hhcrsp(path, family), solution(family, path.stem)
        assert saved is not None
        verdict = score(day, read_plan(day, saved))
        assert verdict.faults == (), path.stem
        assert verdict.objective == pytest.approx(best[path.stem], abs=ROUNDED, rel=1e-5), path.stem


@pytest.mark.parametrize("path", solved("gehring-homberger", ".dimacs.sol"), ids=named)
def test_vehicle_routes_are_reproduced_in_both_conventions(path: Path) -> None:
    row, instance = table("gehring-homberger")[path.stem], read(path, "gehring-homberger")
    dimacs, sintef = (solution("gehring-homberger", path.stem, e) for e in (".dimacs.sol", ".sintef.txt"))
    assert dimacs is not None
    assert sintef is not None
    short = score_routes(instance, read_routes(dimacs), Convention.DIMACS)
    few = score_routes(instance, read_routes(sintef), Convention.SINTEF)
    assert (round(short.distance, 1), short.faults) == (float(row["dimacs_distance"]), ())
    assert (few.vehicles, few.faults) == (int(row["sintef_vehicles"]), ())
    assert few.distance == pytest.approx(float(row["sintef_distance"]), abs=0.01)
