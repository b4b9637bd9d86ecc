"""What must hold for every key figure of any plan: parts add up, shares are shares, nothing is divided by zero."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kpi import (
    BY_SLUG,
    COST_BY_MODEL,
    EVERY,
    RULE_KPIS,
    Accounts,
    Assumptions,
    Frame,
    PaidTime,
    Reach,
    Unit,
    moments,
    of_people,
    whole,
)
from services.kpi.kind import Of
from services.kpi.money.pay import paid_s
from services.kpi.part import on_days
from services.kpi.time.door_hours import at_door_s
from services.problem import Plan, Problem
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.examples import examples
from tests.unit.services.constraints.any_plan import problems_and_plans

ADDED = [kpi for kpi in EVERY if kpi.rows is not None]


def framed(given_plan: tuple[Problem, Plan], paid_time: PaidTime = PaidTime.SHIFT) -> Frame:
    problem, plan = given_plan
    accounts = Accounts(
        assumptions=Assumptions(paid_time=paid_time),
        granted_min=dict.fromkeys((client.id for client in problem.clients), 900),
        planned_s={visit.id: 1800 for visit in problem.visits[::2]},
        other=moments(problem, plan),
    )
    c = columns(problem)
    return Frame(c, timetable(c, plan), accounts)


@given(problems_and_plans())
@examples(40)
def test_days_add_up_to_the_whole(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    parts = [on_days(f.c, f.t, f.calendar, day, day) for day in range(len(f.calendar))]
    for kpi in ADDED:
        ratios, all_of_it = [kpi.of_frame(f, part) for part in parts], kpi.of_frame(f, whole(f.c))
        assert sum(ratio.top for ratio in ratios) == pytest.approx(all_of_it.top, abs=1e-6)
        assert sum(ratio.n for ratio in ratios) == all_of_it.n
        if not kpi.is_sum:
            assert sum(ratio.bottom for ratio in ratios) == pytest.approx(all_of_it.bottom, abs=1e-6)


@given(problems_and_plans())
@examples(30)
def test_carers_and_clients_add_up_to_the_whole(given_plan: tuple[Problem, Plan]) -> None:
    """Visits nobody makes belong to no carer, so of carers only shifts add up."""
    f = framed(given_plan)
    carers, clients = len(f.c.problem.carers), len(f.c.problem.clients)
    for kpi in ADDED:
        total = kpi.of_frame(f, whole(f.c)).top
        if Reach.CLIENT in kpi.reach:
            flags = np.eye(clients, dtype=np.bool_)
            each = [kpi.of_frame(f, of_people(f.c, f.t, whole(f.c), flag, None)).top for flag in flags]
            assert sum(each) == pytest.approx(total, abs=1e-6)
        if Reach.EMPLOYEE in kpi.reach and kpi.rows is not None and kpi.rows(f).of is Of.SHIFTS:
            flags = np.eye(carers, dtype=np.bool_)
            each = [kpi.of_frame(f, of_people(f.c, f.t, whole(f.c), None, flag)).top for flag in flags]
            assert sum(each) == pytest.approx(total, abs=1e-6)


@given(problems_and_plans(), st.sampled_from(list(PaidTime)))
@examples(40)
def test_values_stay_within_their_bounds(given_plan: tuple[Problem, Plan], paid_time: PaidTime) -> None:
    f = framed(given_plan, paid_time)
    may_exceed_one = {"performed_of_planned", "performed_of_granted", "travel_share", "client_time_share",
                      "break_even_client_time"}  # fmt: skip
    for kpi in (*EVERY, *RULE_KPIS):
        value = kpi.of_frame(f, whole(f.c)).value
        if value is None:
            continue
        assert np.isfinite(value)
        if kpi.slug not in {"margin", "unused_hours"}:
            assert value >= -1e-9, kpi.slug
        if kpi.unit in {Unit.SHARE, Unit.INDEX} and kpi.slug not in may_exceed_one:
            assert value <= 1 + 1e-9, kpi.slug


@given(problems_and_plans())
@examples(30)
def test_the_rules_are_the_score(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    everything = whole(f.c)
    total = sum(kpi.of_frame(f, everything).top for kpi in RULE_KPIS)
    assert total == f.sheet.score.hard + f.sheet.score.medium + f.sheet.score.soft
    assert BY_SLUG["medium_cost"].of_frame(f, everything).top == f.sheet.score.medium
    assert BY_SLUG["soft_cost"].of_frame(f, everything).top == f.sheet.score.soft


@given(problems_and_plans())
@examples(30)
def test_an_efficiency_that_counts_waiting_is_never_the_higher(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    field, operating = (BY_SLUG[s].of_frame(f, whole(f.c)).value for s in ("field_efficiency", "operating_efficiency"))
    assert field is None or operating is None or operating <= field + 1e-9


@given(problems_and_plans())
@examples(30)
def test_visits_alone_are_paid_no_longer_than_with_travel(given_plan: tuple[Problem, Plan]) -> None:
    by_model = [paid_s(framed(given_plan, model)) for model in (PaidTime.VISITS, PaidTime.VISITS_AND_TRAVEL)]
    assert all((less <= more + 1e-6).all() for less, more in pairwise(by_model))


@given(problems_and_plans())
@examples(20)
def test_a_plan_held_against_itself_changes_nothing(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    for slug in ("disruption", "disruption_moved"):
        assert BY_SLUG[slug].of_frame(f, whole(f.c)).value in {None, 0.0}


@given(problems_and_plans())
@examples(30)
def test_time_at_doors_holds_the_waiting_of_a_plan_without_breaks(given_plan: tuple[Problem, Plan]) -> None:
    """Breaks are what tells the two apart: each moves them by no more than its length and the gap before it."""
    f = framed(given_plan)
    is_restful = np.bincount(f.t.break_shift, minlength=f.c.size[1]) == 0
    at_door = at_door_s(f)
    assert (at_door >= 0).all()
    assert (at_door == f.t.waiting_s)[is_restful].all()


@given(problems_and_plans())
@examples(30)
def test_the_agreed_payment_model_costs_what_its_own_figure_says(given_plan: tuple[Problem, Plan]) -> None:
    for model, kpi in COST_BY_MODEL.items():
        f = framed(given_plan, model)
        everything = whole(f.c)
        costs = [each.of_frame(f, everything).top for each in (kpi, BY_SLUG["staff_cost"])]
        assert costs[0] == pytest.approx(costs[1])
        margin, revenue = (BY_SLUG[slug].of_frame(f, everything).top for slug in ("margin", "revenue"))
        assert margin == pytest.approx(revenue - costs[0], abs=1e-6)


@given(problems_and_plans())
@examples(30)
def test_districts_and_those_without_one_add_up_to_the_whole(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    halves = [
        of_people(f.c, f.t, whole(f.c), *(np.arange(len(people)) % 2 == half for people in (clients, carers)))
        for half in (0, 1)
        for clients, carers in [(f.c.problem.clients, f.c.problem.carers)]
    ]
    for kpi in ADDED:
        parts, total = [kpi.of_frame(f, part) for part in halves], kpi.of_frame(f, whole(f.c))
        assert sum(part.top for part in parts) == pytest.approx(total.top, abs=1e-6), kpi.slug
        assert sum(part.n for part in parts) == total.n, kpi.slug


@given(problems_and_plans())
@examples(20)
def test_nobody_meets_more_carers_than_there_are(given_plan: tuple[Problem, Plan]) -> None:
    f = framed(given_plan)
    for slug in ("continuity_14d", "continuity_14d_median", "continuity_all"):
        value = BY_SLUG[slug].of_frame(f, whole(f.c)).value
        assert value is None or 0 <= value <= len(f.c.problem.carers)
