"""Why here, why not there, why nobody, and what a wider window would do: in words, every figure a whole score."""

from __future__ import annotations

import pytest

from services.constraints.kind import DEFAULT_WEIGHTS
from services.editing.answers import if_wider, why_here, why_nobody, why_not_carer
from services.editing.offering import Bench, bench_of
from services.editing.views import Change, RuleChange
from services.editing.words import change_words, points_words
from services.problem import Plan
from services.problem.columns import columns
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock

PROBLEM = a_problem(
    a_visit("Anna", "08:00-08:15", 30), a_visit("Olle", "08:00-08:15", 45), a_visit("Siv", "10:00-10:30", 30, km=5),
    a_shift("Bo"), a_shift("Eva", "09:00-16:00"), a_shift("Cia", "09:00-16:00", km=20),
)  # fmt: skip


def a_bench(plan: Plan) -> Bench:
    return bench_of(columns(PROBLEM), plan, DEFAULT_WEIGHTS)


def row(bench: Bench, visit: str) -> int:
    return bench.now.columns.visit_index[visit]


def test_why_here_names_the_next_best_place_and_its_price() -> None:
    bench = a_bench(a_plan({"Eva": ["Siv 10:00"]}))
    said = why_here(bench, row(bench, "Siv"))
    assert said[0].sv == "Eva gör Siv, 1 feb 10:00."
    assert said[1].sv.startswith("Närmast därefter: Cia måndag 1 februari 10:00. Restid +20")


def test_why_not_names_the_rule_or_the_price() -> None:
    bench = a_bench(a_plan({"Bo": ["Anna 08:00"]}))
    assert "Eva" in why_not_carer(bench, row(bench, "Olle"), "Eva")[0].sv
    assert why_not_carer(bench, row(bench, "Siv"), "Cia")[0].en.startswith("Cia can take it")
    assert why_not_carer(bench, row(bench, "Anna"), "Bo")[0].en == "Bo makes it already."


def test_why_nobody_tells_the_reasons_and_the_least_window_that_helps() -> None:
    bench = a_bench(a_plan({"Bo": ["Anna 08:00"]}))
    said = why_nobody(bench, row(bench, "Olle"))
    assert any("Bo" in each.sv for each in said[:-1])
    assert said[-1].sv.startswith("Med 15 minuter vidare fönster: Bo")


def test_a_wider_window_is_told_by_whole_scores() -> None:
    bench = a_bench(a_plan({"Bo": ["Anna 08:00"]}))
    found = if_wider(bench, "Olle", 15)
    assert found.as_they_are == found.now
    assert found.wider.medium == found.now.medium - 10_000
    assert [(each.visit_id, each.shift_id) for each in found.moved] == [("Olle", "Bo")]
    assert found.moved[0].start_s == clock("08:30")


@pytest.mark.parametrize(
    ("change", "sv", "points"),
    [
        (Change((), 0, 0, 0), "Kostar ingenting", "0 poäng"),
        (
            Change(
                (RuleChange("soft.travel.minutes", 720, 1440), RuleChange("soft.time.waiting", -60, -60)), 0, 0, 1380
            ),
            "Restid +12\u202fmin · Väntetid \u22121\u202fmin",
            "+1\u202f380 poäng",
        ),
        (
            Change((RuleChange("medium.visit.unassigned", -1, -10_000),), 0, -10_000, 0),
            "Besök utan medarbetare \u22121 prioritetspoäng",
            "Besök utan medarbetare \u22121 prioritetspoäng",
        ),
    ],
)  # fmt: skip
def test_changes_are_said_rule_by_rule(change: Change, sv: str, points: str) -> None:
    assert change_words(change).sv == sv
    assert points_words(change, Language.SV) == points
