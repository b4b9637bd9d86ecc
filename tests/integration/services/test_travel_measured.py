"""Ways as they were against ways as predicted: measured where nobody waited, used from the next run on, on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.connect import Database
from data.vocabulary import Role, TravelWhy
from services.access import Actor
from services.errors import CareError, NotAllowed
from services.planning.runs import RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.problem import Mode
from services.travel.use_case import TravelTimes
from tests.integration.conftest import Tenant
from tests.integration.services.care import MONDAY
from tests.integration.services.lateness import DAYS, LATE, VISITS, late_days


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return late_days(database)


def admin(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def measure(database: Database, tenant: Tenant) -> float | None:
    found = TravelTimes(database).measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    return found.by_mode[Mode.CAR].factor


def test_ways_are_measured_where_nobody_can_have_waited(database: Database, tenant: Tenant) -> None:
    found = TravelTimes(database).measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    car = found.by_mode[Mode.CAR]
    assert car.factor == pytest.approx(LATE, rel=0.01)
    assert car.count == DAYS * (VISITS - 2), "the way before which she waited says nothing"
    assert sum(each.count for each in found.by_hour.values()) == car.count
    assert found.factors == {Mode.CAR: car.factor}


def test_the_measured_factor_holds_for_later_runs_only_and_then_nothing_differs(
    database: Database, tenant: Tenant
) -> None:
    times, planning, runs = TravelTimes(database), Planning(database), Runs(database)
    request = SolveRequest(MONDAY, MONDAY, seconds=5)
    before = planning.start_run(admin(tenant), request)
    found = times.measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    assert times.use_measured(admin(tenant), found) == 1
    after = planning.start_run(admin(tenant), request)
    models = [runs.open(RunId(tenant.organization_id, run)).problem.models[Mode.CAR] for run in (before, after)]
    assert [round(model.factor, 2) for model in models] == [1.0, LATE]
    assert measure(database, tenant) == pytest.approx(1.0, rel=0.01)
    (version,) = times.held(admin(tenant)).history
    assert version.why is TravelWhy.CALIBRATION


def test_what_was_measured_against_other_settings_is_not_used(database: Database, tenant: Tenant) -> None:
    times = TravelTimes(database)
    found = times.measured(admin(tenant), MONDAY - timedelta(days=DAYS), MONDAY)
    times.use_measured(admin(tenant), found)
    with pytest.raises(CareError, match="TRAVEL-101"):
        times.use_measured(admin(tenant), found)


def test_planners_see_what_was_measured_and_change_nothing(database: Database, tenant: Tenant) -> None:
    planner = replace(admin(tenant), role=Role.SCHEDULER)
    found = TravelTimes(database).measured(planner, MONDAY - timedelta(days=DAYS), MONDAY)
    with pytest.raises(NotAllowed):
        TravelTimes(database).use_measured(planner, found)
