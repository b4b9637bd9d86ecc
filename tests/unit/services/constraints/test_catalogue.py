"""The laws of the catalogue: what every rule must bring along."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from string import Formatter

import pytest

import services.constraints
from data.vocabulary import EntityType
from services.constraints import BY_ID, CATALOGUE
from services.constraints.kind import Constraint, Level, OfPairs, Unit
from services.constraints.units import amount, unit_name
from tests.unit.services.constraints.cases import CASES, case_files, read_cases

HOME = Path(services.constraints.__file__).parent
PLACEHOLDERS = {"units", "visit", "shift", "carer", "client", "leg"}

each_rule = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)


def module_of(rule: Constraint) -> str:
    level, shelf, name = rule.id.split(".")
    return f"services.constraints.{level}.{shelf}_{name}"


def test_every_rule_has_its_own_id() -> None:
    assert len(BY_ID) == len(CATALOGUE)


def test_rules_stand_in_order_of_level() -> None:
    order = [list(Level).index(rule.level) for rule in CATALOGUE]
    assert order == sorted(order)


@each_rule
def test_the_id_says_the_level(rule: Constraint) -> None:
    assert re.fullmatch(rf"{rule.level.lower()}\.[a-z]+\.[a-z_]+", rule.id)


@each_rule
def test_the_rule_stands_in_the_file_its_id_names(rule: Constraint) -> None:
    module = importlib.import_module(module_of(rule))
    assert rule in [value for value in vars(module).values() if isinstance(value, Constraint)]


def test_no_file_holds_a_rule_the_catalogue_forgot() -> None:
    files = {path.relative_to(HOME) for level in Level for path in (HOME / level.lower()).glob("[!_]*.py")}
    named = {Path(*module_of(rule).split(".")[2:]).with_suffix(".py") for rule in CATALOGUE}
    assert files == named


@each_rule
def test_the_docstring_says_why_what_counts_and_shows_both_sides(rule: Constraint) -> None:
    words = importlib.import_module(module_of(rule)).__doc__ or ""
    assert re.findall(r"^(Why|Counts|Broken|Kept) {2,}\S", words, re.MULTILINE) == ["Why", "Counts", "Broken", "Kept"]


@each_rule
def test_the_docstring_names_the_unit(rule: Constraint) -> None:
    words = importlib.import_module(module_of(rule)).__doc__ or ""
    unit = {Unit.IMPORTANCE: "visits"}.get(rule.unit, rule.unit.value)
    assert f"Unit: {unit}" in " ".join(words.split())


@each_rule
def test_the_rule_has_a_kept_and_a_broken_example_under_its_own_name(rule: Constraint) -> None:
    cases = read_cases(CASES / f"{rule.id}.yaml")
    assert {case.constraint_id for case in cases} == {rule.id}
    assert any(case.name.startswith("kept_") for case in cases)
    assert any(case.name.startswith("broken_") for case in cases)


def test_no_example_stands_for_a_rule_that_does_not_exist() -> None:
    assert {path.stem for path in case_files()} == set(BY_ID)


@each_rule
def test_both_languages_ask_for_the_same_facts(rule: Constraint) -> None:
    swedish, english = (
        {field for _, field, _, _ in Formatter().parse(words) if field}
        for words in (rule.sentence.sv, rule.sentence.en)
    )
    assert swedish == english
    assert swedish
    assert swedish <= PLACEHOLDERS


def test_titles_tell_the_rules_apart() -> None:
    assert len({rule.title.sv for rule in CATALOGUE}) == len(CATALOGUE)
    assert len({rule.title.en for rule in CATALOGUE}) == len(CATALOGUE)


@each_rule
def test_weights_are_whole_and_hard_ones_forbid(rule: Constraint) -> None:
    assert rule.weight >= (0 if rule.level is Level.SOFT else 1)


@each_rule
def test_only_soft_times_are_kept_in_seconds(rule: Constraint) -> None:
    assert rule.unit is not (Unit.MINUTES if rule.level is Level.SOFT else Unit.SECONDS)
    assert rule.points_per_unit == (60 if rule.level is Level.SOFT and rule.unit is not Unit.SECONDS else 1)


@each_rule
def test_only_visits_that_are_broken_or_kept_can_be_a_ban_and_no_system_rule_anything_else(rule: Constraint) -> None:
    if rule.may_be:
        assert not rule.is_system
        assert rule.unit is Unit.VISITS
        assert rule.level not in rule.may_be
        assert isinstance(rule.find, OfPairs)


def test_the_organisation_needs_no_permission_to_weigh() -> None:
    assert all(EntityType.ORGANIZATION not in rule.overrides for rule in CATALOGUE)


def test_the_rules_nobody_may_touch_are_these() -> None:
    assert {rule.id for rule in CATALOGUE if rule.is_system} == {
        "hard.skill.required",
        "hard.carer.prohibited",
        "hard.time.window",
        "hard.time.travel",
        "hard.time.shift",
        "hard.time.break",
        "hard.visit.together",
        "hard.visit.pinned",
        "medium.visit.unassigned",
    }


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_is_said_in_both_languages(unit: Unit) -> None:
    several = amount(600, unit)
    assert several.sv.endswith(unit_name(unit).sv)
    assert several.en.endswith(unit_name(unit).en)
