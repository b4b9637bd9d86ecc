"""Vehicle routing: an instance in SINTEF's format is read and its routes are counted by either convention."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.families.vrptw import Convention, Instance, read, read_routes, score

TOLD = """SMALL

VEHICLE
NUMBER     CAPACITY
  2         30

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0        100          0
    1      1          1         10          0         50         10
    2      2          2         20         20         30         10
    3     -3          0         15          0         20         10
"""


@pytest.fixture
def small(tmp_path: Path) -> Instance:
    path = tmp_path / "SMALL.txt"
    path.write_text(TOLD, encoding="ascii")
    return read(path, "paper")


def test_the_text_format_is_read(small: Instance) -> None:
    assert (small.name, small.vehicles, small.capacity, len(small.customers)) == ("SMALL", 2, 30, 4)
    assert small.customers[2].ready == 20


def test_distances_are_cut_to_a_decimal_or_whole(small: Instance) -> None:
    routes = [[1, 2], [3]]
    assert score(small, routes, Convention.DIMACS).distance == pytest.approx(1.4 + 1.4 + 2.8 + 6)
    assert score(small, routes, Convention.SINTEF).distance == pytest.approx(4 * 2**0.5 + 6)
    assert score(small, routes, Convention.SINTEF).vehicles == 2


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ([[1, 2]], "not every customer is visited exactly once"),
        ([[1, 2, 3]], "route 0 carries 45 of 30"),
        ([[2, 3], [1]], "route 0 is late at 3"),
        ([[1], [2], [3]], "3 vehicles of 2"),
    ],
)
def test_every_broken_rule_is_named(small: Instance, routes: list[list[int]], said: str) -> None:
    assert said in score(small, routes, Convention.DIMACS).faults


@pytest.mark.parametrize("told", ["Route #1: 1 2 \nRoute #2: 3\nCost 7", "Route 1 : 1 2\nRoute 2 : 3"])
def test_solution_files_of_both_forms_are_read(tmp_path: Path, told: str) -> None:
    path = tmp_path / "small.sol"
    path.write_text(told, encoding="ascii")
    assert read_routes(path) == [[1, 2], [3]]
