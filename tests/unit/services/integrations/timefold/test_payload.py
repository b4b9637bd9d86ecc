"""What leaves the house towards the solver: ids, positions, windows, durations and skills in disguise; nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.constraints import CATALOGUE
from services.constraints.kind import DEFAULT_WEIGHTS, Level, Weights
from services.errors import BadInput
from services.integrations.timefold.disguise import disguised
from services.integrations.timefold.overrides import overrides
from services.integrations.timefold.payload import config, model_input, placed, request, unplaced
from services.integrations.timefold.sent_fields import SENT, unknown_fields
from services.problem import Carer, Client, Plan, Problem, Route, StopKind
from tests.builders import a_plan, a_problem, a_shift, a_visit, skills
from tests.examples import examples
from tests.standins.timefold.contract import REQUEST, faults_of
from tests.strategies import a_random_problem, random_weights

CANARIES = ("Karl Kvist", "Storgatan 7", "070-123 45 67", "19450102-1234", "karl@example.test", "Insulin Karl")


def sent(problem: Problem, weights: Weights = DEFAULT_WEIGHTS) -> dict[str, object]:
    return request(model_input(disguised(problem, weights)), config(problem, weights, 60))


def a_telling_problem() -> Problem:
    """A problem into whose every free word somebody has typed what must not leave."""
    name, street, phone, number, mail, skill = CANARIES
    lunch = a_shift("Bo", breaks=["11:00-13:00 30"], skills=skills([skill]))
    shift = replace(lunch, breaks=(replace(lunch.breaks[0], id=f"lunch {street}"),))
    visit = a_visit("v1", title=f"{name} {number}", skills=((skill, 1),))
    problem = a_problem(visit, shift)
    clients = tuple(Client(each.id, name, phone, (mail,), (street,)) for each in problem.clients)
    carers = tuple(Carer(each.id, name, mail, traits=(phone,)) for each in problem.carers)
    return replace(problem, clients=clients, carers=carers)


def test_no_name_address_phone_or_number_leaves_whatever_was_typed_where() -> None:
    told = json.dumps(sent(a_telling_problem()), ensure_ascii=False)
    assert not any(word in told for canary in CANARIES for word in (canary, canary.split(" ")[0]))


@given(st.integers(0, 100_000))
@examples(60)
def test_every_problem_keeps_the_documented_schema_and_our_own(seed: int) -> None:
    rng = Random(seed)
    problem = a_random_problem(rng)
    document = sent(problem, random_weights(rng, problem))
    assert faults_of(json.loads(json.dumps(document)), REQUEST) == []
    assert list(unknown_fields(document)) == []


@pytest.mark.parametrize(
    "path", [("modelInput",), ("config", "run"), ("config",), ("modelInput", "visits"), ("modelInput", "vehicles")]
)
def test_a_field_nobody_listed_is_never_sent(path: tuple[str, ...]) -> None:
    document = sent(a_telling_problem())
    place: object = document
    for name in path:
        assert isinstance(place, dict)
        place = place[name]
    target = place[0] if isinstance(place, list) else place
    assert isinstance(target, dict)
    target["name2"] = "Karl"
    assert list(unknown_fields(document)) == [f"/{'/'.join(path)}/name2"]
    with pytest.raises(AssertionError):
        request(document["modelInput"], document["config"])  # type: ignore[arg-type]


def test_our_list_of_fields_is_within_the_documented_ones() -> None:
    def within(shape: object, schema: dict[str, object], where: str) -> list[str]:
        while isinstance(items := schema.get("items"), dict):
            schema = items
        if not isinstance(shape, dict) or "properties" not in schema:
            return []
        known = schema["properties"]
        assert isinstance(known, dict)
        strange = [f"{where}/{name}" for name in shape if name not in known]
        return strange + [
            each for name, inner in shape.items() if name in known for each in within(inner, known[name], name)
        ]

    assert within(SENT, REQUEST, "") == []


def test_breaks_of_a_plan_that_comes_back_have_their_own_ids_again() -> None:
    hidden = disguised(a_telling_problem(), DEFAULT_WEIGHTS)
    plan = a_plan({"Bo": ["v1 08:00"]})
    back = Plan((Route("Bo", (*plan.routes[0].stops, replace(plan.routes[0].stops[0], kind=StopKind.BREAK,
                                                              id="Bo-break-1"))),))  # fmt: skip
    assert [stop.id for stop in hidden.undone(back).routes[0].stops] == ["v1", "lunch Storgatan 7"]


def test_what_is_kept_holds_ids_of_places_and_is_placed_again_exactly() -> None:
    problem = a_random_problem(Random(7))
    model = model_input(disguised(problem, DEFAULT_WEIGHTS))
    kept = unplaced(model, problem)
    assert not any(str(place.lat) in json.dumps(kept) for place in problem.places)
    assert placed(kept, {place.id: place for place in problem.places}) == model


def test_who_is_wished_for_is_the_contact_too_and_else_whoever_the_client_knows() -> None:
    problem = a_problem(
        a_visit("Anna", contact="Bo"), a_visit("Olle"), a_visit("Pia", preferred=("Bo",), prohibited=("Cia",)),
        a_shift("Bo"), a_shift("Cia"), met={"Olle": ["Cia"], "Pia": ["Cia"]},
    )  # fmt: skip
    wished = {visit.id: visit.preferred for visit in disguised(problem, DEFAULT_WEIGHTS).problem.visits}
    assert wished == {"Anna": ("Bo",), "Olle": ("Cia",), "Pia": ("Bo",)}


def test_a_wish_made_a_ban_and_a_rule_switched_off_are_sent_as_such() -> None:
    problem = a_problem(
        a_visit("Anna", preferred=("Bo",)), a_visit("Olle", pool=("Cia",)), a_shift("Bo", max_leg_s=600), a_shift("Cia")
    )
    weights = Weights({}, {}, {}, frozenset({"hard.carer.pool", "hard.travel.mode"}),
                      {"soft.preference.carer": Level.HARD})  # fmt: skip
    hidden = disguised(problem, weights).problem
    assert [visit.pool for visit in hidden.visits] == [("Bo",), ()]
    assert [shift.max_leg_s for shift in hidden.shifts] == [None, None]


def test_weights_become_overrides_and_what_we_do_not_send_is_left_to_the_profile() -> None:
    problem = a_problem(a_visit("Anna"), a_visit("Olle", priority=1), a_shift("Bo"))
    weights = Weights({"soft.travel.minutes": 6}, {}, {}, frozenset({"soft.fair.load"}))
    told = overrides(problem, weights)
    assert told["minimizeTravelTimeWeight"] == 6
    assert told["balanceTimeUtilizationWeight"] == 0
    assert told["preferSchedulingOptionalVisitsWeight"] == 120
    assert "minimizeVisitsOutsidePreferredArea" not in told
    assert told["priorityWeights"] == [{"priority": str(p), "weight": 11 - p} for p in range(1, 11)]
    soft = {rule.timefold for rule in CATALOGUE if rule.level is Level.SOFT and rule.timefold}
    assert told.keys() - {"priorityWeights"} <= soft


def test_a_problem_with_an_error_or_an_id_that_could_be_a_path_is_not_sent() -> None:
    backwards = a_problem(a_visit("Anna"), a_shift("Bo", at="16:00-07:00"))
    with pytest.raises(BadInput, match="TF-007"):
        model_input(disguised(backwards, DEFAULT_WEIGHTS))
    with pytest.raises(BadInput, match="TF-007"):
        model_input(disguised(a_problem(a_visit("Anna]"), a_shift("Bo")), DEFAULT_WEIGHTS))
