"""What a plan is worth: worked out on paper, and what must hold of any two plans and any prices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from services.assumptions import AMOUNTS
from services.assumptions.stored import from_json
from services.kpi import BY_SLUG, Accounts, Frame, whole
from services.kpi.assumptions import USUAL, Assumptions
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.trial.measuring import Measured, measure
from services.trial.sensitivity import DRIVERS, band
from services.trial.worth import FORTNIGHT_DAYS, YEAR_DAYS, Worth, worth
from tests.builders import a_plan
from tests.examples import examples
from tests.unit.services.constraints.any_plan import problems_and_plans
from tests.unit.services.constraints.cases import sketched

CASES = Path(__file__).parents[3] / "cases" / "trial" / "worth.yaml"


@dataclass(frozen=True)
class Case:
    """Two plans of one sketch, priced on paper."""

    name: str
    found: Worth
    expected: dict[str, float]
    sums: tuple[float, float, float]


def all_cases() -> list[Case]:
    sheet = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [_case(name, sketch) for name, sketch in sheet.items()]


def _case(name: str, sketch: dict[str, Any]) -> Case:
    problem, _ = sketched({**sketch, "plan": sketch["by_hand"]})
    prices = from_json({key: float(value) for key, value in sketch["assume"].items()})
    by_hand, optimised = (
        measured(problem, a_plan({carer: stops for carer, stops in sketch[plan].items() if stops}), prices)
        for plan in ("by_hand", "optimised")
    )
    expected = {part: float(sek) for part, sek in sketch["is"].items()}
    in_all, fortnight, year = (float(sketch[key]) for key in ("in_all", "a_fortnight", "a_year"))
    return Case(name, worth(by_hand, optimised, prices, 1), expected, (in_all, fortnight, year))


def measured(problem: Problem, plan: Plan, prices: Assumptions = USUAL) -> Measured:
    c = columns(problem)
    return measure(c, timetable(c, plan), prices)


def any_prices() -> st.SearchStrategy[Assumptions]:
    amounts = {amount.name: st.floats(amount.low, amount.high) for amount in AMOUNTS if amount.name in DRIVERS}
    return st.fixed_dictionaries(amounts).map(from_json)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_the_sum_and_its_parts_are_what_was_worked_out_on_paper(case: Case) -> None:
    assert {part.value: sek for part, sek in case.found.parts.items()} == pytest.approx(case.expected)
    sums = (case.found.total, case.found.per(FORTNIGHT_DAYS).total, case.found.per(YEAR_DAYS).total)
    assert sums == pytest.approx(case.sums)


@given(problems_and_plans(), any_prices())
@examples(20)
def test_a_plan_against_itself_is_worth_nothing(given_plan: tuple[Problem, Plan], prices: Assumptions) -> None:
    plan = measured(*given_plan, prices)
    assert set(worth(plan, plan, prices, 2).parts.values()) == {0.0}


@given(problems_and_plans(), any_prices(), st.floats(0, 0.9))
@examples(20)
def test_the_sum_is_linear_in_the_wage_and_lies_inside_its_band(
    given_plan: tuple[Problem, Plan], prices: Assumptions, turned: float
) -> None:
    problem, plan = given_plan
    by_hand, optimised = measured(problem, plan), measured(problem, Plan(plan.routes[:1]))

    def total(prices: Assumptions) -> float:
        return worth(by_hand, optimised, prices, 2).total

    at = [total(replace(prices, wage_sek=wage)) for wage in (100.0, 200.0, 300.0)]
    assert at[2] - at[1] == pytest.approx(at[1] - at[0], abs=1e-6)
    found = band(total, prices, turned)
    assert found.low <= found.likely <= found.high
    for swing in found.swings:
        assert found.low - 1e-6 <= min(swing.low, swing.high)
        assert max(swing.low, swing.high) <= found.high + 1e-6
    assert [swing.width for swing in found.swings] == sorted((s.width for s in found.swings), reverse=True)


@given(problems_and_plans(), any_prices())
@examples(20)
def test_parts_are_what_the_key_figures_say_and_turn_around_with_the_plans(
    given_plan: tuple[Problem, Plan], prices: Assumptions
) -> None:
    problem, plan = given_plan
    pair = measured(problem, plan, prices), measured(problem, Plan(plan.routes[:1]), prices)
    there, back = worth(pair[0], pair[1], prices, 1), worth(pair[1], pair[0], prices, 1)
    assert there.total == pytest.approx(sum(there.parts.values())) == pytest.approx(-back.total)
    c = columns(problem)
    frame = Frame(c, timetable(c, plan), Accounts(assumptions=prices))
    figures = {
        slug: BY_SLUG[slug].of_frame(frame, whole(c)).top for slug in ("driving_cost", "revenue", "travel_hours")
    }
    one = pair[0]
    assert one.driven_km * prices.km_sek == pytest.approx(figures["driving_cost"])
    assert one.travel_h == pytest.approx(figures["travel_hours"])
    brought_in = one.care_h * prices.reimbursement_hour_sek + one.visits * prices.reimbursement_visit_sek
    assert brought_in == pytest.approx(figures["revenue"])
