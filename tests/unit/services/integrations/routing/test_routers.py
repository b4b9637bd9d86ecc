"""Both routers tell the same ways; whatever else they say ends in a sentence, and no position is ever put on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from services.errors import CareError
from services.integrations.outbound import MemoryLedger, Outbound, Patience, destination_of
from services.integrations.routing import Discreet, Osrm, Router, Valhalla, blocks
from services.problem import Mode
from services.problem.roads import UNKNOWN
from services.words import Language
from tests.standins.faulty import Fault
from tests.standins.routing.server import Routers, some_routers

TOWN = [(59.30, 18.05), (59.31, 18.05), (59.32, 18.06)]
QUICK = Patience(0.3, 0.3, 0.3, 0.6, 200_000)


@pytest.fixture(scope="module")
def server() -> Iterator[Routers]:
    with some_routers() as routers:
        yield routers


@pytest.fixture
def routers(server: Routers) -> Routers:
    server.faults, server.islands, server.key = [], set(), None
    return server


@pytest.fixture(params=[Osrm, Valhalla])
def router(request: pytest.FixtureRequest, routers: Routers) -> Router:
    make: Callable[[Outbound], Router] = request.param
    return make(door(routers.url, MemoryLedger()))


def door(url: str, ledger: MemoryLedger, key: str | None = None) -> Outbound:
    headers = {} if key is None else {"Authorization": key}
    return Outbound(destination_of("router", url, {"127.0.0.1"}), Discreet(ledger), headers, QUICK)


def test_a_matrix_has_seconds_and_metres_from_every_source_to_every_target(router: Router) -> None:
    seconds, metres = router.table(TOWN[:2], TOWN, Mode.CAR)
    assert seconds.shape == metres.shape == (2, 3)
    assert metres[0].tolist() == [0, 1557, 3213]
    assert seconds[0].tolist() == [0, 156, 321]
    slower, same = router.table(TOWN[:2], TOWN, Mode.WALK)
    assert slower[0].tolist() == [0, 1245, 2571]
    assert same.tolist() == metres.tolist()


def test_a_pair_without_a_way_is_unknown_and_the_others_are_told(router: Router, routers: Routers) -> None:
    routers.islands = {59.32}
    seconds, metres = router.table(TOWN, TOWN, Mode.CAR)
    assert (seconds == UNKNOWN).tolist() == [[False, False, True], [False, False, True], [True, True, False]]
    assert ((seconds == UNKNOWN) == (metres == UNKNOWN)).all()


def test_a_route_is_the_line_through_its_points_or_none(router: Router, routers: Routers) -> None:
    line = [(round(lat, 6), round(lon, 6)) for lat, lon in router.route(TOWN, Mode.CAR)]
    assert line == TOWN
    routers.islands = {59.32}
    assert router.route(TOWN, Mode.CAR) == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.UNAUTHORIZED, "ROAD-001"),
        (Fault.BUSY, "ROAD-002"),
        (Fault.BROKEN, "ROAD-003"),
        (Fault.MALFORMED, "ROAD-004"),
        (Fault.CUT_OFF, "OUT-006"),
        (Fault.SLOW, "OUT-007"),
    ],
)
def test_every_fault_is_a_calm_sentence_in_both_languages(
    router: Router, routers: Routers, fault: Fault, code: str
) -> None:
    for ask in (lambda: router.table(TOWN, TOWN, Mode.CAR), lambda: router.route(TOWN, Mode.CAR)):
        routers.faults = [fault]
        with pytest.raises(CareError) as raised:
            ask()
        assert raised.value.code == code
        assert raised.value.cause(Language.SV) != raised.value.cause(Language.EN)
        assert raised.value.action(Language.SV) != raised.value.action(Language.EN)


def test_calls_are_on_record_without_where_anybody_lives(routers: Routers) -> None:
    ledger = MemoryLedger()
    for make in (Osrm, Valhalla):
        make(door(routers.url, ledger)).table(TOWN, TOWN, Mode.CAR)
    assert [call.path for call in ledger.calls] == ["/table/v1/driving", "/sources_to_targets"]


def test_the_key_goes_with_every_question(routers: Routers) -> None:
    routers.key = "hemlig"
    assert Osrm(door(routers.url, MemoryLedger(), "hemlig")).table(TOWN, TOWN, Mode.CAR)[0].shape == (3, 3)
    with pytest.raises(CareError, match="ROAD-001"):
        Osrm(door(routers.url, MemoryLedger(), "gissad")).table(TOWN, TOWN, Mode.CAR)


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 130])
def test_blocks_cover_every_pair_once(count: int) -> None:
    met = [(i, j) for rows, columns in blocks(count) for i in range(count)[rows] for j in range(count)[columns]]
    assert sorted(met) == [(i, j) for i in range(count) for j in range(count)]
