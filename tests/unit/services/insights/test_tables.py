"""Tables and groups of key figures: what is written for people, what a file takes, and what adds up."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from services.insights.anomalies import Anomaly
from services.insights.rule_costs import MOST_RULES, OTHERS, rule_costs
from services.insights.spread import spread
from services.insights.tables import members_table, several_table, trend_table
from services.insights.time_use import time_use
from services.insights.views import NO_VALUE, Member, Point, Value
from services.kpi import BY_SLUG
from services.words import Language

MONDAY, NEXT = date(2027, 2, 1), date(2027, 2, 8)
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


def test_figures_beside_each_other_share_their_days() -> None:
    trends = [
        ("staff_cost", (Point(MONDAY, Value(900, 3), NO_VALUE),)),
        ("revenue", (Point(NEXT, Value(1_000, 4), NO_VALUE),)),
    ]
    table = several_table(trends, Language.EN, is_performed=False)
    assert [row[0] for row in table.shown] == ["2027-02-01", "2027-02-08"]
    assert table.shown[0][2] == "–"


def test_members_keep_their_order_and_label() -> None:
    members = [Member(uuid4(), label, Value(0.5, 2), NO_VALUE) for label in ("K001", "K002")]
    assert [row[0] for row in members_table(SHARE, members, Language.SV).shown] == ["K001", "K002"]


@given(st.lists(st.one_of(st.none(), st.floats(1, 60)), max_size=40))
def test_every_client_with_a_value_stands_on_one_step(values: list[float | None]) -> None:
    members = [Member(uuid4(), "K", NO_VALUE, Value(value, 1)) for value in values]
    assert sum(step.performed for step in spread(members)) == sum(value is not None for value in values)


def test_shares_of_paid_time_fill_the_whole() -> None:
    held = [Value(0.6, 9), Value(0.2, 9), Value(10.0, 9), Value(2.5, 9)]
    use = time_use([[Point(MONDAY, value, NO_VALUE)] for value in held])[0]
    assert (use.clients, use.travel, use.waiting) == (0.6, 0.2, 0.05)
    assert abs(use.clients + use.travel + use.waiting + use.rest - 1) < 1e-9


def test_what_was_performed_goes_before_what_was_planned() -> None:
    held = [(0.6, 0.5), (0.2, 0.3), (10.0, 10.0), (0.0, 0.0)]
    use = time_use([[Point(MONDAY, Value(a, 1), Value(b, 1))] for a, b in held])[0]
    assert (use.clients, use.travel) == (0.5, 0.3)


def test_a_step_without_paid_time_is_left_out() -> None:
    assert time_use([[Point(MONDAY, NO_VALUE, NO_VALUE)]] * 4) == ()


def test_the_dearest_rules_stand_alone_and_nothing_is_lost() -> None:
    days = [(MONDAY, {f"rule_{i}": {"cost": i, "units": 1} for i in range(10)}), (NEXT, {"rule_9": {"cost": 5}})]
    costs = rule_costs(days, "week")
    assert next(iter(costs.costs)) == "rule_9"
    assert len(costs.costs) == MOST_RULES + 1
    assert sum(sum(held) for held in costs.costs.values()) == sum(range(10)) + 5
    assert costs.costs["rule_9"] == (9, 5)
    assert costs.costs[OTHERS] == (0 + 1 + 2 + 3, 0)


def test_days_of_a_month_are_one_step() -> None:
    assert rule_costs([(MONDAY, {"a": {"cost": 1}}), (NEXT, {"a": {"cost": 2}})], "month").costs == {"a": (3,)}
