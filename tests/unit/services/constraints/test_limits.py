"""What may be changed of a rule, and what is refused with a reason a planner can act on."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import EntityType
from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Constraint, Level
from services.constraints.limits import Change, check_change

FREE = [rule for rule in CATALOGUE if not rule.is_system]
LOCKED = [rule for rule in CATALOGUE if rule.is_system]
TUNABLE = [rule for rule in CATALOGUE if rule.parameters]
by_id = pytest.mark.parametrize("rule", FREE, ids=lambda rule: rule.id)

NOT_NUMBERS: list[object] = ["5", "", 1.5, 2.0, math.nan, math.inf, True, [3], {}, b"7", 3j]


def codes(change: Change) -> list[str]:
    return [issue.code for issue in check_change(change)]


@by_id
def test_every_weight_of_its_range_is_allowed(rule: Constraint) -> None:
    assert rule.limits.least <= rule.weight <= rule.limits.most
    for weight in (rule.limits.least, rule.weight, rule.limits.most):
        assert check_change(Change(rule.id, weight=weight)) == ()


@by_id
@pytest.mark.parametrize("weight", [-1, -(10**12), 10**12, 10**30, 10_001])
def test_a_weight_out_of_range_is_refused_with_the_range(rule: Constraint, weight: int) -> None:
    (issue,) = check_change(Change(rule.id, weight=weight))
    assert (issue.code, issue.field) == ("TUNE-004", "weight")
    assert str(rule.limits.most % 1000) in issue.action.sv


@by_id
@pytest.mark.parametrize("weight", NOT_NUMBERS, ids=repr)
def test_what_is_no_whole_number_is_refused_as_such(rule: Constraint, weight: object) -> None:
    assert codes(Change(rule.id, weight=weight)) == ["TUNE-003"]


@pytest.mark.parametrize("rule", [rule for rule in FREE if rule.level is Level.HARD], ids=lambda rule: rule.id)
def test_a_ban_is_not_weighed_away_but_may_be_switched_off_openly(rule: Constraint) -> None:
    (issue,) = check_change(Change(rule.id, weight=0))
    assert issue.code == "TUNE-005"
    assert "stäng av" in issue.action.sv
    assert check_change(Change(rule.id, is_enabled=False)) == ()


@pytest.mark.parametrize("rule", LOCKED, ids=lambda rule: rule.id)
@pytest.mark.parametrize("entity", EntityType)
def test_nothing_of_a_system_rule_can_be_changed_for_anybody(rule: Constraint, entity: EntityType) -> None:
    for change in (
        Change(rule.id, weight=rule.weight, entity=entity),
        Change(rule.id, is_enabled=False, entity=entity),
        Change(rule.id, is_enabled=True, entity=entity),
        Change(rule.id, parameters={"anything": 1}, entity=entity),
    ):
        assert codes(change) == ["TUNE-002"]


@by_id
@pytest.mark.parametrize("entity", [EntityType.EMPLOYEE, EntityType.CLIENT])
def test_one_person_has_a_weight_of_their_own_only_where_the_rule_says_so(rule: Constraint, entity: EntityType) -> None:
    assert (check_change(Change(rule.id, weight=rule.limits.most, entity=entity)) == ()) == (entity in rule.overrides)
    assert codes(Change(rule.id, is_enabled=False, entity=entity)) == ["TUNE-008"]


@pytest.mark.parametrize("rule", TUNABLE, ids=lambda rule: rule.id)
def test_a_parameter_keeps_to_its_range_and_its_owners(rule: Constraint) -> None:
    for each in rule.parameters:
        for value in (each.limits.least, each.default, each.limits.most):
            assert check_change(Change(rule.id, parameters={each.name: value})) == ()
        for value in (each.limits.least - 1, each.limits.most + 1, 10**12, -1):
            assert codes(Change(rule.id, parameters={each.name: value})) == ["TUNE-004"]
        for kind in (EntityType.EMPLOYEE, EntityType.CLIENT):
            own = Change(rule.id, parameters={each.name: each.default}, entity=kind)
            assert codes(own) == ([] if kind in each.overrides else ["TUNE-008"])


def test_an_unknown_parameter_is_refused_with_those_there_are() -> None:
    (issue,) = check_change(Change("soft.time.same_hour", parameters={"patience": 5}))
    assert issue.code == "TUNE-007"
    assert "tolerance_min" in issue.action.en
    (issue,) = check_change(Change("soft.travel.minutes", parameters={"patience": 5}))
    assert "inga" in issue.action.sv


def test_an_unknown_rule_is_refused() -> None:
    assert codes(Change("soft.no.such", weight=5)) == ["TUNE-001"]


def test_a_ban_may_become_a_wish_and_a_wish_a_ban_where_that_has_a_sense() -> None:
    for name, level in (("hard.carer.pool", "SOFT"), ("soft.continuity.contact", "HARD"), ("soft.fair.load", "SOFT")):
        assert check_change(Change(name, level=level)) == ()
    for name, level in (("soft.travel.minutes", "HARD"), ("hard.visit.after", "SOFT"), ("soft.fair.load", "LOUD")):
        (issue,) = check_change(Change(name, level=level))
        assert issue.code == "TUNE-009"
    assert codes(Change("hard.carer.pool", level="SOFT", entity=EntityType.CLIENT)) == ["TUNE-008"]
    assert codes(Change("hard.carer.pool", level=["SOFT"])) == ["TUNE-009"]


def test_a_weight_is_judged_by_the_level_it_comes_with() -> None:
    assert codes(Change("hard.carer.pool", weight=0)) == ["TUNE-005"]
    assert check_change(Change("hard.carer.pool", weight=0, level="SOFT")) == ()
    assert codes(Change("soft.continuity.contact", weight=0, level="HARD")) == ["TUNE-005"]


def test_a_switch_is_on_or_off() -> None:
    assert codes(Change("soft.fair.load", is_enabled="no")) == ["TUNE-006"]
    assert codes(Change("soft.fair.load", is_enabled=0)) == ["TUNE-006"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    change = Change("soft.time.same_hour", weight=-1, is_enabled="no", parameters={"x": 1, "tolerance_min": 10**12})
    assert codes(change) == ["TUNE-006", "TUNE-004", "TUNE-007", "TUNE-004"]


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@given(
    st.text() | st.sampled_from(sorted(BY_ID)),
    anything,
    anything,
    st.dictionaries(
        st.text() | st.sampled_from([p.name for rule in TUNABLE for p in rule.parameters]), anything, max_size=3
    ),
    st.sampled_from(EntityType),
)
def test_whatever_is_asked_gets_words_in_both_languages(
    name: str, weight: object, is_enabled: object, parameters: dict[str, object], entity: EntityType
) -> None:
    for issue in check_change(Change(name, weight, is_enabled, parameters, entity)):
        for text in (issue.cause.sv, issue.cause.en, issue.action.sv, issue.action.en):
            assert text.strip()
            assert len(text) < 400
