"""Whose weight holds: the client's, the carer's, the organisation's, the catalogue's."""

from __future__ import annotations

import pytest

from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import NO_OVERRIDE, effective
from services.constraints.kind import Level, Weights
from services.constraints.scoring import score_sheet
from services.problem.columns import Columns, columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit

CHANGED = BY_ID["soft.plan.changed"]  # the one rule both a client and a carer may weigh for themselves
SKILL = BY_ID["hard.skill.required"]
POOL = BY_ID["hard.carer.pool"]
NEW_FACE = BY_ID["soft.continuity.new_face"]
BO, EVA, ANNA, OLLE = 0, 1, 0, 1


@pytest.fixture
def table() -> Columns:
    return columns(a_problem(a_shift("Bo"), a_shift("Eva"), a_visit("Anna"), a_visit("Olle")))


def own(
    organization: dict[str, int] | None = None,
    carer: dict[tuple[str, str], int] | None = None,
    client: dict[tuple[str, str], int] | None = None,
    disabled: tuple[str, ...] = (),
) -> Weights:
    return Weights(organization or {}, carer or {}, client or {}, frozenset(disabled))


def test_without_a_word_from_anyone_the_catalogue_decides(table: Columns) -> None:
    assert effective(CHANGED, table, own()).of(BO, ANNA) == CHANGED.weight


def test_the_organisation_goes_before_the_catalogue(table: Columns) -> None:
    assert effective(CHANGED, table, own({CHANGED.id: 7})).of(BO, ANNA) == 7


def test_the_carer_goes_before_the_organisation(table: Columns) -> None:
    held = effective(CHANGED, table, own({CHANGED.id: 7}, carer={(CHANGED.id, "Bo"): 3}))
    assert (held.of(BO, ANNA), held.of(EVA, ANNA)) == (3, 7)


def test_the_client_goes_before_the_carer(table: Columns) -> None:
    held = effective(CHANGED, table, own(carer={(CHANGED.id, "Bo"): 3}, client={(CHANGED.id, "Anna"): 90}))
    assert (held.of(BO, ANNA), held.of(BO, OLLE)) == (90, 3)


def test_a_client_may_weigh_nothing_at_all(table: Columns) -> None:
    held = effective(CHANGED, table, own(carer={(CHANGED.id, "Bo"): 3}, client={(CHANGED.id, "Anna"): 0}))
    assert held.of(BO, ANNA) == 0


def test_where_there_is_nobody_the_organisation_decides(table: Columns) -> None:
    held = effective(CHANGED, table, own(carer={(CHANGED.id, "Eva"): 3}, client={(CHANGED.id, "Olle"): 90}))
    assert held.of(-1, -1) == CHANGED.weight


def test_an_override_the_rule_does_not_allow_is_not_read(table: Columns) -> None:
    held = effective(NEW_FACE, table, own(carer={(NEW_FACE.id, "Bo"): 3}))
    assert (held.carer == NO_OVERRIDE).all()


def test_a_system_rule_heeds_nobody(table: Columns) -> None:
    everything = own({SKILL.id: 0}, {(SKILL.id, "Bo"): 0}, {(SKILL.id, "Anna"): 0}, (SKILL.id,))
    assert effective(SKILL, table, everything).of(BO, ANNA) == SKILL.weight


def test_a_hard_rule_weighs_at_least_one_unless_switched_off(table: Columns) -> None:
    assert effective(POOL, table, own({POOL.id: 0})).organization == 1
    assert effective(POOL, table, own({POOL.id: 5}, disabled=(POOL.id,))).organization == 0


def test_switching_off_silences_clients_and_carers_too(table: Columns) -> None:
    held = effective(CHANGED, table, own(client={(CHANGED.id, "Anna"): 90}, disabled=(CHANGED.id,)))
    assert held.of(BO, ANNA) == 0


def test_only_soft_rules_have_weights_of_their_own_for_people() -> None:
    assert all(rule.level is Level.SOFT and not rule.is_system for rule in CATALOGUE if rule.overrides)


def test_a_clients_weight_reaches_only_her_visits() -> None:
    published = a_plan({"Bo": ["Anna 08:00", "Olle 09:00"], "Eva": []})
    problem = a_problem(a_shift("Bo"), a_shift("Eva"), a_visit("Anna"), a_visit("Olle"), baseline=published)
    table = columns(problem)
    times = timetable(table, a_plan({"Eva": ["Anna 08:00", "Olle 09:00"]}))
    sheet = score_sheet(table, times, own(client={(CHANGED.id, "Anna"): 100}, carer={(CHANGED.id, "Eva"): 20}))
    assert sheet.row(CHANGED.id).cost == (100 + 20) * 60
