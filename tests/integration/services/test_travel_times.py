"""Travel times of an organisation: versioned, asked of a router before a run, kept, and no reason for a run to fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from data.connect import Database
from data.vocabulary import AuditAction, IntegrationProvider, Role, TravelSource, TravelWhy
from data.work import Context
from services.access import Actor
from services.connections.doors import Doors, DoorWish
from services.errors import BadInput, CareError, NotAllowed
from services.planning.runs import RunId, Runs
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.problem import Mode, Roads
from services.travel.parameters import ModeParameters, Parameters, Winter
from services.travel.preparing import prepare_roads
from services.travel.use_case import TravelTimes
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care
from tests.standins.faulty import Fault
from tests.standins.routing.server import Routers, some_routers

INSIDE = frozenset({"127.0.0.1"})
ROUTERS = [TravelSource.OSRM, TravelSource.VALHALLA]
KEY = "väg-nyckel".encode().hex()


@pytest.fixture(scope="module")
def server() -> Iterator[Routers]:
    with some_routers() as routers:
        yield routers


@pytest.fixture
def routers(server: Routers) -> Routers:
    server.faults, server.islands, server.key, server.calls = [], set(), KEY, []
    return server


@pytest.fixture
def care(database: Database) -> Care:
    return seed_care(database, make_tenant(database, "Vägvården"))


def admin(care: Care) -> Actor:
    return replace(care.actor, role=Role.ADMIN)


def connect(database: Database, care: Care, url: str, source: TravelSource = TravelSource.OSRM) -> None:
    Doors(database, INSIDE).save(admin(care), DoorWish(IntegrationProvider(source.value), url, KEY))
    TravelTimes(database, INSIDE).save(admin(care), 0, source, Parameters())


def prepared(database: Database, care: Care) -> tuple[UUID, Roads | None]:
    """A run whose worker has asked for its ways."""
    run_id = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    run = RunId(care.actor.organization_id, run_id)
    attempt = Runs(database).take(run, 0.0)
    assert attempt is not None
    prepare_roads(database, run, attempt, INSIDE)
    return run_id, TravelTimes(database).of_plan(care.actor, run_id)


@pytest.mark.parametrize("source", ROUTERS)
def test_a_run_travels_by_the_router_and_the_next_asks_nothing(
    database: Database, care: Care, routers: Routers, source: TravelSource
) -> None:
    connect(database, care, routers.url, source)
    run_id, roads = prepared(database, care)
    assert roads is not None
    assert (roads.source, roads.is_whole, roads.unknown) == (source.value, True, 0)
    problem = Runs(database).open(RunId(care.actor.organization_id, run_id)).problem
    assert problem.roads is not None
    seconds, _ = problem.roads.legs[Mode.CAR]
    assert seconds.max() == pytest.approx(8 * 0.009 * 111_195 * 1.4 / 10, abs=1)
    routers.calls.clear()
    assert prepared(database, care)[1] is not None
    assert routers.calls == []


def test_what_is_kept_with_a_plan_names_places_and_no_position(
    database: Database, care: Care, routers: Routers
) -> None:
    connect(database, care, routers.url)
    run_id, _ = prepared(database, care)
    with database.reading(acting(care)) as work:
        row = work.solutions.find(run_id)
    assert row is not None
    assert "59.3" not in json.dumps(row.input_data)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.UNAUTHORIZED, "ROAD-001"), (Fault.BUSY, "ROAD-002"), (Fault.BROKEN, "ROAD-003"),
        (Fault.MALFORMED, "ROAD-004"), (Fault.CUT_OFF, "OUT-006"),
    ],
)  # fmt: skip
def test_a_router_that_fails_leaves_its_reason_and_the_model_takes_over(
    database: Database, care: Care, routers: Routers, fault: Fault, code: str
) -> None:
    connect(database, care, routers.url)
    routers.faults = [fault, fault]
    run_id, roads = prepared(database, care)
    assert roads is not None
    assert (roads.code, roads.is_whole) == (code, False)
    assert roads.cause is not None
    assert roads.cause.sv != roads.cause.en
    errand = Runs(database).open(RunId(care.actor.organization_id, run_id))
    assert errand.problem.roads is not None
    assert errand.problem.roads.unknown == 9 * 8


def test_a_router_that_is_down_is_said_and_asked_again_next_time(
    database: Database, care: Care, routers: Routers
) -> None:
    connect(database, care, "http://127.0.0.1:9")
    assert (told := prepared(database, care)[1]) is not None
    assert told.code == "OUT-002"
    Doors(database, INSIDE).save(admin(care), DoorWish(IntegrationProvider.OSRM, routers.url, KEY))
    TravelTimes(database, INSIDE).save(admin(care), 1, TravelSource.OSRM, Parameters())
    assert (told := prepared(database, care)[1]) is not None
    assert told.is_whole


def test_a_broken_answer_is_asked_for_once_more(database: Database, care: Care, routers: Routers) -> None:
    connect(database, care, routers.url)
    routers.faults = [Fault.CUT_OFF]
    assert (told := prepared(database, care)[1]) is not None
    assert told.is_whole


def test_ways_that_cannot_be_travelled_go_by_the_model_and_are_counted(
    database: Database, care: Care, routers: Routers
) -> None:
    connect(database, care, routers.url)
    routers.islands = {59.309}
    assert (told := prepared(database, care)[1]) is not None
    assert (told.code, told.unknown) == ("", 2 * 8)


def test_the_home_of_somebody_protected_is_never_sent(database: Database, care: Care, routers: Routers) -> None:
    with database.writing(acting(care)) as work:
        client = next(row for row in work.people.clients() if row.id == care.clients[0])
        work.people.change_client(replace(client, protected_identity=True))
    connect(database, care, routers.url)
    assert (told := prepared(database, care)[1]) is not None
    assert told.unknown == 2 * 8


def test_a_run_that_is_stopped_meanwhile_asks_no_further(database: Database, care: Care, routers: Routers) -> None:
    connect(database, care, routers.url)
    run_id = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    run = RunId(care.actor.organization_id, run_id)
    attempt = Runs(database).take(run, 0.0)
    assert attempt is not None
    Planning(database).stop(care.actor, run_id)
    prepare_roads(database, run, attempt, INSIDE)
    assert (told := TravelTimes(database).of_plan(care.actor, run_id)) is not None
    assert told.code == "TRAVEL-104"
    assert routers.calls == []


def test_calls_are_on_record_without_positions_or_keys(database: Database, care: Care, routers: Routers) -> None:
    connect(database, care, routers.url)
    prepared(database, care)
    now = datetime.now(UTC)
    with database.reading(Context(care.actor.organization_id, care.actor.user_id, "admin")) as work:
        calls = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.CALL)
    assert any((call.reason or "").startswith("GET /table/v1/driving: 200") for call in calls)
    assert not any("59." in (call.reason or "") or KEY in str(call) for call in calls)


def test_settings_are_versions_and_nobody_writes_over_another(database: Database, care: Care) -> None:
    times, actor = TravelTimes(database), admin(care)
    own = Parameters({Mode.CAR: ModeParameters(120, 1.4, 24, 31, 39)}, Winter(1.2))
    assert times.save(actor, 0, TravelSource.BUILT_IN, own, TravelWhy.CALIBRATION) == 1
    assert times.save(actor, 1, TravelSource.BUILT_IN, own) == 1, "nothing differs"
    with pytest.raises(CareError, match="TRAVEL-101"):
        times.save(actor, 0, TravelSource.BUILT_IN, Parameters())
    held = times.held(actor)
    assert held.chosen.parameters == own
    assert [(each.number, each.why) for each in held.history] == [(1, TravelWhy.CALIBRATION)]


def test_later_runs_travel_by_new_settings_and_earlier_plans_stay(database: Database, care: Care) -> None:
    before = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    own = Parameters(winter=Winter(1.5))
    TravelTimes(database).save(admin(care), 0, TravelSource.BUILT_IN, own)
    after = Planning(database).start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    runs, org = Runs(database), care.actor.organization_id
    factors = [runs.open(RunId(org, run)).problem.models[Mode.CAR].factor for run in (before, after)]
    assert factors == [1.0, 1.5]


def test_who_may_not_sets_nothing_and_nonsense_is_refused(database: Database, care: Care) -> None:
    times = TravelTimes(database)
    with pytest.raises(NotAllowed):
        times.save(care.actor, 0, TravelSource.BUILT_IN, Parameters())
    with pytest.raises(BadInput, match="TRAVEL-100"):
        times.save(admin(care), 0, TravelSource.BUILT_IN, Parameters(winter=Winter(9.0)))
    with pytest.raises(CareError, match="TRAVEL-102"):
        times.save(admin(care), 0, TravelSource.OSRM, Parameters())


def test_a_router_can_be_tried(database: Database, care: Care, routers: Routers) -> None:
    connect(database, care, routers.url)
    tried = TravelTimes(database, INSIDE).try_router(admin(care), TravelSource.OSRM)
    assert tried.seconds is not None
    routers.key = "en annan"
    with pytest.raises(CareError, match="ROAD-001"):
        TravelTimes(database, INSIDE).try_router(admin(care), TravelSource.OSRM)


def test_streets_are_shown_where_there_is_a_router_and_nobody_is_protected(
    database: Database, care: Care, routers: Routers
) -> None:
    times = TravelTimes(database, INSIDE)
    with database.reading(acting(care)) as work:
        places = [str(place) for place in work.places.all()]
    assert times.line(care.actor, places, Mode.CAR) == ()
    connect(database, care, routers.url)
    assert len(times.line(care.actor, places, Mode.CAR)) == len(places)
    assert times.line(care.actor, places, Mode.PUBLIC) == ()
    with database.writing(acting(care)) as work:
        client = next(row for row in work.people.clients() if row.id == care.clients[0])
        work.people.change_client(replace(client, protected_identity=True))
    routers.calls.clear()
    assert times.line(care.actor, places, Mode.CAR) == ()
    assert routers.calls == []
