"""The checks that hold for a problem from anywhere: random valid ones pass, and each spoilt one is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from services.problem import After, Carer, Client, Group, Pin, Place, Problem, Severity, Shift, Visit, Window
from services.problem.checks.known import AlsoKnown
from services.problem.checks.links import rings
from services.problem.validate import validate
from tests.strategies import a_random_problem

MONDAY_S = 1_801_436_400  # 1 February 2027, 00:00 in Stockholm
HOUR = 3600


def a_visit(identity: str, **fields: object) -> Visit:
    window = Window(MONDAY_S + 8 * HOUR, MONDAY_S + 10 * HOUR, MONDAY_S + 11 * HOUR)
    return replace(Visit(identity, "C1", "home", 1800, (window,)), **fields)  # type: ignore[arg-type]


def a_problem(**fields: object) -> Problem:
    shift = Shift("S1", "anna", MONDAY_S + 7 * HOUR, MONDAY_S + 15 * HOUR, "office", "office")
    sound = Problem(
        zone="Europe/Stockholm",
        places=(Place("home", 60.01, 17.02), Place("office", 60.0, 17.0)),
        clients=(Client("C1", "C1"),),
        carers=(Carer("anna", "anna"),),
        shifts=(shift,),
        visits=(a_visit("V1"), a_visit("V2")),
    )
    return replace(sound, **fields)  # type: ignore[arg-type]


def codes(problem: Problem) -> list[str]:
    return [issue.code for issue in validate(problem) if issue.severity is Severity.ERROR]


@pytest.mark.parametrize("seed", range(100))
def test_every_random_problem_is_valid(seed: int) -> None:
    assert codes(a_random_problem(Random(1000 + seed))) == []


def test_a_sound_problem_has_nothing_to_say() -> None:
    assert validate(a_problem()) == ()


SPOILT: list[tuple[str, str, Callable[[Problem], Problem]]] = [
    ("PROB-001", "place home", lambda p: replace(p, places=(*p.places, Place("home", 60.02, 17.0)))),
    ("PROB-001", "client C1", lambda p: replace(p, clients=p.clients * 2)),
    ("PROB-010", "visit V1", lambda p: replace(p, visits=(a_visit("V1", contact="eva"),))),
    ("PROB-013", "visit V1", lambda p: replace(p, visits=(a_visit("V1", client_id="C9"),))),
    ("PROB-013", "visit V1", lambda p: replace(p, visits=(a_visit("V1", place_id="moon"),))),
    ("PROB-013", "visit V1", lambda p: replace(p, visits=(a_visit("V1", pin=Pin("S9", MONDAY_S)),))),
    ("PROB-013", "shift S1", lambda p: replace(p, shifts=(replace(p.shifts[0], carer_id="eva"),))),
    ("PROB-013", "shift S1", lambda p: replace(p, shifts=(replace(p.shifts[0], end_place_id="moon"),))),
    ("PROB-012", "group G", lambda p: replace(p, groups=(Group("G", ("V1", "V9")),))),
    ("PROB-023", "visit V2", lambda p: replace(p, visits=(a_visit("V1"), a_visit("V2", after=(After("V1", 60, 30),))))),
    ("PROB-032", "visit V1", lambda p: replace(p, visits=(a_visit("V1", group_id="G"), a_visit("V2")))),
    ("PROB-043", "visit V1", lambda p: replace(p, visits=(a_visit("V1", windows=()),))),
    ("PROB-044", "visit V1, window 2", lambda p: replace(p, visits=(a_visit("V1", windows=p.visits[0].windows * 2),))),
    ("PROB-046", "visit V1", lambda p: replace(p, visits=(a_visit("V1", priority=0),))),
]


@pytest.mark.parametrize(("code", "where", "spoil"), SPOILT, ids=[f"{c}-{i}" for i, (c, _, _) in enumerate(SPOILT)])
def test_what_only_a_database_can_spoil_is_found_too(
    code: str, where: str, spoil: Callable[[Problem], Problem]
) -> None:
    found = [(issue.code, issue.where) for issue in validate(spoil(a_problem()))]
    assert (code, where) in found


def test_a_reference_to_something_that_could_not_be_read_is_no_second_fault() -> None:
    problem = a_problem(visits=(a_visit("V1", after=(After("V9", 0),)),))
    assert codes(problem) == ["PROB-011"]
    assert validate(problem, AlsoKnown(visits=frozenset({"V9"}))) == ()


def test_a_ring_is_told_as_a_chain_that_begins_and_ends_with_the_same_visit() -> None:
    visits = (
        a_visit("V1", after=(After("V3", 0),)),
        a_visit("V2", after=(After("V1", 0),)),
        a_visit("V3", after=(After("V2", 0),)),
        a_visit("V4", after=(After("V3", 0),)),
    )
    (issue,) = validate(a_problem(visits=visits))
    chain = issue.cause.en.split(": ")[1].rstrip(".").split(" → ")
    assert sorted(set(chain)) == ["V1", "V2", "V3"]
    assert chain[0] == chain[-1]
    assert len(chain) == 4
    assert issue.cause.sv.endswith(issue.cause.en.split(": ")[1])


def test_separate_rings_are_all_found() -> None:
    arcs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "e"), ("e", "c"), ("e", "f"), ("x", "a")]
    assert sorted(len(ring) for ring in rings(arcs, {})) == [2, 3]


def test_a_long_chain_without_ring_is_no_fault_and_takes_no_recursion() -> None:
    arcs = [(str(i), str(i + 1)) for i in range(20_000)]
    assert rings(arcs, {}) == []


def test_a_swapped_position_is_told_from_a_far_one() -> None:
    def place(lat: float, lon: float) -> list[str]:
        problem = a_problem()
        return [i.code for i in validate(replace(problem, places=(Place("home", lat, lon), problem.places[1])))]

    assert place(17.02, 60.01) == ["PROB-062"]
    assert place(55.6, 13.0) == ["PROB-064", "PROB-064"]  # of two, neither is known to be the right one
    assert place(60.5, 17.5) == []


def test_rest_between_shifts_is_counted_from_the_latest_end() -> None:
    def shift(identity: str, first: int, last: int) -> Shift:
        return Shift(identity, "anna", MONDAY_S + first * HOUR, MONDAY_S + last * HOUR, "office", "office")

    problem = a_problem(shifts=(shift("long", 7, 22), shift("inside", 8, 9), shift("next", 30, 38)))
    assert [(i.code, i.where) for i in validate(problem)] == [("PROB-056", "shift inside"), ("PROB-057", "shift next")]
    assert "8,0 h" in validate(problem)[1].cause.sv
    assert validate(a_problem(shifts=(shift("one", 7, 15), shift("two", 26, 34)))) == ()
