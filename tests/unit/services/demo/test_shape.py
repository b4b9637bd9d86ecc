"""The care asked for has the shape of the calibrated recipe; drawn for many clients, so that chance is small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from services.demo.clients import DemoClient, draw_clients
from services.demo.places import settle
from services.demo.profiles import Profile
from services.demo.recipe import RECIPES, DemoSize
from services.demo.visits import DatedVisit, date_visits

CLIENTS, DAYS = 2_000, 14
NEAR = 0.10
"""How far from the recipe's figure a result may lie."""

Sample = tuple[list[DemoClient], list[DatedVisit]]


@cache
def sample() -> Sample:
    recipe = replace(RECIPES[DemoSize.M], clients=CLIENTS)
    clients = draw_clients(recipe, settle(recipe, seed=1).homes, seed=1)
    return clients, date_visits(clients, date(2027, 2, 1), DAYS)


def durations() -> np.ndarray:
    return np.array([each.need.duration_min for each in sample()[1]])


def hours() -> np.ndarray:
    return np.array([client.hours_per_month for client in sample()[0]])


def starting(first_h: int, last_h: int) -> float:
    at_h = np.array([each.need.at_min / 60 for each in sample()[1]])
    return float(((at_h >= first_h) & (at_h < last_h)).mean())


def daily_visits(client: DemoClient) -> int:
    return sum(need.rhythm.per_day == 1 for need in client.needs)


FIGURES: list[tuple[str, Callable[[], float], float]] = [
    ("visits per client and day", lambda: len(sample()[1]) / CLIENTS / DAYS, 1.97),
    ("hours per client and month", lambda: float(hours().mean()), 30.9),
    ("median hours", lambda: float(np.median(hours())), 20),
    ("share above 80 hours", lambda: float((hours() > 80).mean()), 0.08),
    ("double-staffed share", lambda: float(np.mean([each.need.carers > 1 for each in sample()[1]])), 0.045),
    ("mean minutes", lambda: float(durations().mean()), 29),
    ("median minutes", lambda: float(np.median(durations())), 25),
    ("tenth percentile of minutes", lambda: float(np.percentile(durations(), 10)), 10),
    ("ninetieth percentile of minutes", lambda: float(np.percentile(durations(), 90)), 50),
    ("share of at most 15 minutes", lambda: float((durations() <= 15).mean()), 0.25),
    ("starts 07-10", lambda: starting(7, 10), 0.36),
    ("starts 11-14", lambda: starting(11, 14), 0.18),
    ("starts 14-16", lambda: starting(14, 16), 0.13),
    ("starts 16-18", lambda: starting(16, 18), 0.10),
    ("starts 19-21", lambda: starting(19, 21), 0.19),
    ("share of the continuity figure", lambda: float(np.mean([daily_visits(c) >= 2 for c in sample()[0]])), 0.41),
]


@pytest.mark.parametrize(("measure", "wanted"), [(m, w) for _, m, w in FIGURES], ids=[name for name, _, _ in FIGURES])
def test_the_figure_lies_near_the_recipe(measure: Callable[[], float], wanted: float) -> None:
    assert measure() == pytest.approx(wanted, rel=NEAR)


def test_half_of_the_clients_need_little_and_one_in_ten_very_much() -> None:
    profiles = [client.profile for client in sample()[0]]
    assert profiles.count(Profile.LIGHT) == CLIENTS // 2
    assert profiles.count(Profile.VERY_HIGH) == CLIENTS // 10


@pytest.mark.parametrize(("skill", "share"), [("läkemedel", 0.35), ("insulin", 0.08), ("stomi", 0.03), ("sår", 0.06)])
def test_as_many_clients_need_each_delegated_task_as_the_recipe_says(skill: str, share: float) -> None:
    asking = [client for client in sample()[0] if any(skill in need.skills for need in client.needs)]
    assert len(asking) / CLIENTS == pytest.approx(share, rel=NEAR)


def test_a_quarter_of_the_clients_like_a_time_and_some_wish_for_a_carer_like_themselves() -> None:
    clients = sample()[0]
    assert sum(client.wishes.gender is not None for client in clients) == CLIENTS // 10
    assert sum(client.wishes.language is not None for client in clients) == 8 * CLIENTS // 100
    assert 0 < sum(any(need.has_wish for need in client.needs) for client in clients) <= CLIENTS // 4


def test_no_two_clients_share_a_name() -> None:
    assert len({client.name for client in sample()[0]}) == CLIENTS
