"""Problems, plans, scores and weights come back from their documents as they were."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from services.constraints.kind import Level, Score, Weights
from services.constraints.scoring import score_sheet
from services.planning import snapshot
from services.planning.readable import with_readable_ids
from services.planning.results import results
from services.planning.stored import (
    plan_from_json,
    plan_to_json,
    score_from_json,
    score_to_json,
    weights_from_json,
    weights_to_json,
)
from services.problem import Mode, Problem, Setting, Vehicle
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit, after, clock, pinned, skills


def everything() -> Problem:
    """A problem that uses every field."""
    return a_problem(
        a_visit("Anna.morning", ["08:00-09:00 +3", "10:00-11:00"], 20, 1, title="Morgon", skills=(("insulin", 2),),
                pool=("Bo", "Cia"), preferred=("Bo",), prohibited=("Dan",), contact="Bo", priority=1,
                usual_s=8 * 3600, due_s=clock("00:00+7")),
        a_visit("Anna.lunch", "11:00-13:00", 30, 1, after=(after("Anna.morning 180"),), is_optional=True),
        a_visit("Olle.lift", "09:00-10:00", 25, 2),
        a_visit("Olle.hold", "09:00-10:00", 25, 2, pin=pinned("Bo 09:10")),
        a_shift("Bo", breaks=["11:00-13:00 30"], skills=skills(["insulin:2"]), soft_end_s=None, max_leg_s=1800),
        a_shift("Cia", mode=Mode.BIKE, is_pinned=True, wish=-1, vehicle_id="bike"),
        groups=[["Olle.lift", "Olle.hold"]],
        met={"Anna": ["Bo"]},
        carers={"Bo": {"district": "north", "contract_min_week": 2400, "rate_ore_min": 290, "is_monthly": True,
                       "traits": ("language:fi",), "avoids": ("pet:dog",)}},
        clients={"Anna": {"district": "north", "wishes": ("language:fi",), "traits": ("pet:cat",)}},
        vehicles=(Vehicle("bike", "bike", 1, ("trailer",), ((clock("12:00"), clock("13:00")),)),),
        settings=(Setting("soft.time.same_hour", "tolerance_min", 5, client_id="Anna"),),
    )  # fmt: skip


def test_a_problem_comes_back_whole_when_its_positions_are_known() -> None:
    problem = everything()
    written = json.loads(json.dumps(snapshot.to_json(problem)))
    positions = {place.id: (place.lat, place.lon) for place in problem.places}
    assert snapshot.from_json(written, positions) == problem
    assert snapshot.place_ids(written) == [place.id for place in problem.places]


def test_a_problem_does_not_open_when_a_position_is_gone() -> None:
    problem = everything()
    positions = {place.id: (place.lat, place.lon) for place in problem.places[1:]}
    with pytest.raises(snapshot.MissingPlace, match="1 places"):
        snapshot.from_json(snapshot.to_json(problem), positions)


def test_a_plan_comes_back_with_its_breaks() -> None:
    plan = a_plan({"Bo": ["Anna.morning 08:00", "break 11:30"], "Cia": ["Olle.lift 09:00"]})
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan
    assert plan_to_json(plan, 3.21)["elapsed_s"] == 3.2


def test_a_stored_score_has_a_row_for_every_constraint_and_they_add_up() -> None:
    c = columns(everything())
    t = timetable(c, a_plan({"Bo": ["Anna.morning 08:00"]}))
    sheet = score_sheet(c, t)
    held = json.loads(json.dumps(score_to_json(sheet.score, sheet)))
    assert score_from_json(held) == sheet.score
    assert [row["id"] for row in held["rows"]] == [row.constraint.id for row in sheet.rows]
    assert sum(row["cost"] for row in held["rows"]) == sheet.score.hard + sheet.score.medium + sheet.score.soft
    assert score_to_json(Score(1, 2, 3)) == {"hard": 1, "medium": 2, "soft": 3}


def test_weights_come_back_with_overrides_and_switches() -> None:
    weights = Weights({"a": 1}, {("b", "Bo"): 2}, {("c", "Anna"): 3}, frozenset({"d"}), {"e": Level.HARD})
    assert weights_from_json(json.loads(json.dumps(weights_to_json(weights)))) == weights
    assert weights_from_json(None) == Weights({}, {}, {})


def test_readable_ids_keep_the_problem_the_same() -> None:
    problem = everything()
    readable = columns(with_readable_ids(problem))
    plain = columns(problem)
    assert (readable.window_open_s == plain.window_open_s).all()
    assert (readable.arc_before == plain.arc_before).all()
    assert (readable.group_visit == plain.group_visit).all()
    assert (readable.pin_shift == plain.pin_shift).all()
    assert readable.problem.visits[0].id == "Anna Morgon 2027-02-01 08:00"
    assert readable.problem.shifts[0].id == "Bo 2027-02-01 07:00"


def test_visits_of_the_same_name_are_numbered() -> None:
    one = a_visit("Anna.1", "08:00-09:00")
    problem = a_problem(one, replace(one, id="Anna.2"), a_shift())
    assert [v.id for v in with_readable_ids(problem).visits] == ["Anna 2027-02-01 08:00", "Anna 2027-02-01 08:00 (2)"]


def test_results_count_what_is_planned_and_whom_a_client_meets() -> None:
    problem = a_problem(
        a_visit("Anna.1", "08:00-12:00", 30, 5), a_visit("Anna.2", "08:00-12:00", 30, 5), a_visit("Olle", km=5),
        a_shift("Bo"), a_shift("Cia"),
    )  # fmt: skip
    c = columns(problem)
    found = results(c, timetable(c, a_plan({"Bo": ["Anna.1 08:00"], "Cia": ["Anna.2 09:00"]})))
    assert (found.visits, found.unassigned, found.shifts_used) == (3, 1, 2)
    assert found.travel_s == 4 * 5 * 60
    assert found.carers_per_client == 2.0


def test_an_empty_plan_has_results_too() -> None:
    c = columns(a_problem(a_visit(), a_shift()))
    found = results(c, timetable(c, a_plan({})))
    assert (found.unassigned, found.carers_per_client) == (1, 0.0)
