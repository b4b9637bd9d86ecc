"""Tables and groups of key figures: what is written for people, what a file takes, and what adds up."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from data.repositories.figure_answers import RuleCostRow
from data.vocabulary import FigureBasis
from services.insights.anomalies import Anomaly
from services.insights.rule_costs import MOST_RULES, OTHERS, rule_costs
from services.insights.spread import spread
from services.insights.tables import members_table, sides_table, trend_table
from services.insights.time_use import time_use
from services.insights.views import NO_VALUE, Member, Point, Value
from services.kpi import BY_SLUG
from services.words import Language

MONDAY, NEXT = date(2027, 2, 1), date(2027, 2, 8)
PLANNED = FigureBasis.PLANNED
SHARE = BY_SLUG["client_time_share"]


def test_a_share_is_read_in_per_cent_and_filed_as_a_number() -> None:
    odd = Anomaly(0.6, 0.55, 0.65)
    table = trend_table(SHARE, [Point(MONDAY, Value(0.7, 12), Value(0.5, 10), odd)], Language.SV)
    assert table.shown[0][1:4] == ("70,0\u202f%", "50,0\u202f%", "10")
    assert "55,0" in table.shown[0][4]
    assert table.raw[0][:4] == (MONDAY, 70.0, 50.0, 10)


def test_what_has_no_value_is_a_dash_and_an_empty_cell() -> None:
    table = trend_table(SHARE, [Point(MONDAY, Value(0.7, 12), NO_VALUE)], Language.EN)
    assert table.shown[0][2] == "–"
    assert table.raw[0][2] is None
    assert table.shown[0][3] == "12"


def test_bars_beside_each_other_have_one_table_with_a_column_per_side() -> None:
    sides = {PLANNED: {"Cost": [900.0, None]}, FigureBasis.PERFORMED: {"Cost": [None, 1000.456]}}
    table = sides_table("From", [MONDAY, NEXT], sides, lambda value: f"{value:.0f}", Language.EN)
    assert table.columns == ("From", "Cost, planned", "Cost, performed")
    assert table.shown == (("2027-02-01", "900", "–"), ("2027-02-08", "–", "1000"))
    assert table.raw == ((MONDAY, 900.0, None), (NEXT, None, 1000.46))


def test_members_keep_their_order_and_label() -> None:
    members = [Member(uuid4(), label, Value(0.5, 2), NO_VALUE) for label in ("K001", "K002")]
    assert [row[0] for row in members_table(SHARE, members, Language.SV).shown] == ["K001", "K002"]


@given(st.lists(st.one_of(st.none(), st.floats(1, 60)), max_size=40))
def test_every_client_with_a_value_stands_on_one_step(values: list[float | None]) -> None:
    members = [Member(uuid4(), "K", NO_VALUE, Value(value, 1)) for value in values]
    assert sum(step.performed for step in spread(members)) == sum(value is not None for value in values)


def test_shares_of_paid_time_fill_the_whole() -> None:
    held = [Value(0.6, 9), Value(0.2, 9), Value(10.0, 9), Value(2.5, 9)]
    use = time_use([[Point(MONDAY, value, NO_VALUE)] for value in held], PLANNED)[0]
    assert (use.clients, use.travel, use.waiting) == (0.6, 0.2, 0.05)
    assert abs(use.clients + use.travel + use.waiting + use.rest - 1) < 1e-9


def test_what_was_planned_and_what_was_performed_are_told_apart() -> None:
    held = [(0.6, 0.5), (0.2, 0.3), (10.0, 10.0), (0.0, 0.0)]
    trends = [[Point(MONDAY, Value(a, 1), Value(b, 1))] for a, b in held]
    shares = [[(use.clients, use.travel) for use in time_use(trends, basis)] for basis in FigureBasis]
    assert shares == [[(0.6, 0.2)], [(0.5, 0.3)]]


def test_a_step_without_paid_time_is_left_out() -> None:
    assert time_use([[Point(MONDAY, NO_VALUE, NO_VALUE)]] * 4, PLANNED) == ()


def test_the_dearest_rules_stand_alone_and_nothing_is_lost() -> None:
    rows = [RuleCostRow(PLANNED, MONDAY, f"rule_{i}", i) for i in range(10)]
    costs = rule_costs([*rows, RuleCostRow(PLANNED, NEXT, "rule_9", 5)]).sides[PLANNED]
    assert next(iter(costs)) == "rule_9"
    assert len(costs) == MOST_RULES + 1
    assert sum(sum(held) for held in costs.values()) == sum(range(10)) + 5
    assert costs["rule_9"] == (9, 5)
    assert costs[OTHERS] == (0 + 1 + 2 + 3, 0)


def test_both_sides_name_the_same_rules_in_the_same_order() -> None:
    rows = [RuleCostRow(PLANNED, MONDAY, "a", 3), RuleCostRow(PLANNED, MONDAY, "b", 2)]
    costs = rule_costs([*rows, RuleCostRow(FigureBasis.PERFORMED, NEXT, "b", 9)])
    assert costs.days == (MONDAY, NEXT)
    assert costs.sides == {PLANNED: {"b": (2, 0), "a": (3, 0)}, FigureBasis.PERFORMED: {"b": (0, 9), "a": (0, 0)}}
