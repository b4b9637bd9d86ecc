"""An address leaves the house only when somebody who may see it asks, on record; a protected one never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets
from data.vocabulary import AuditAction, Role
from services import noted
from services.errors import BadInput, NotAllowed, NotFound, Unavailable
from services.geocoding import Geocoding
from services.integrations.geocoding import Nominatim
from tests.address_service import HOME, AddressService, address_service
from tests.integration.conftest import make_tenant
from tests.integration.services.town import Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database, make_tenant(database, "Solbacken"))


@pytest.fixture
def service() -> Iterator[AddressService]:
    with address_service() as running:
        yield running


def a_client(town: Town, address: str | None = "Storgatan 1, Solby", **fields: bool) -> ClientRow:
    row = ClientRow(new_id(), f"K{new_id().hex[-6:]}", **fields)  # type: ignore[arg-type]
    town.write(lambda work: work.people.add_clients([(row, ClientSecrets(address=address))]))
    return row


def geocoding(town: Town, service: AddressService) -> Geocoding:
    return Geocoding(town.database, Nominatim(service.url, pause_s=0.0))


def looks(town: Town) -> list[tuple[str | None, str | None]]:
    now = datetime.now(UTC)
    with town.database.reading(town.tenant.acting()) as work:
        found = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.READ)
    return [(each.row_id, each.reason) for each in found]


def test_a_proposal_comes_back_is_on_record_and_changes_nothing(town: Town, service: AddressService) -> None:
    client = a_client(town)
    service.answers(HOME)
    found = geocoding(town, service).look_up(town.actor, client.id)
    assert [(hit.lat, hit.lon) for hit in found.hits] == [(59.3293, 18.0686)]
    assert service.asked[0]["q"] == "Storgatan 1, Solby"
    assert looks(town) == [(str(client.id), noted.GEOCODED.en)]
    with town.database.reading(town.tenant.acting()) as work:
        assert work.people.clients() == [client]


def test_hits_at_zero_or_abroad_are_dropped_and_counted(town: Town, service: AddressService) -> None:
    service.answers({**HOME, "lat": "0", "lon": "0"}, HOME, {**HOME, "lat": "48.85", "lon": "2.35"})
    found = geocoding(town, service).look_up(town.actor, a_client(town).id)
    assert (len(found.hits), found.dropped) == (1, 2)


def test_a_protected_address_never_leaves_the_house(town: Town, service: AddressService) -> None:
    client = a_client(town, protected_identity=True)
    with pytest.raises(NotAllowed, match="GEO-007"):
        geocoding(town, service).look_up(town.actor, client.id)
    assert (service.asked, looks(town)) == ([], [])


def test_without_an_address_a_right_a_client_or_a_service_nothing_is_asked(town: Town, service: AddressService) -> None:
    asker = geocoding(town, service)
    with pytest.raises(BadInput, match="GEO-006"):
        asker.look_up(town.actor, a_client(town, None).id)
    with pytest.raises(NotFound, match="GEO-008"):
        asker.look_up(town.actor, new_id())
    for actor in (replace(town.actor, role=Role.EMPLOYEE), replace(town.actor, read_only=True)):
        with pytest.raises(NotAllowed):
            asker.look_up(actor, a_client(town).id)
    with pytest.raises(NotAllowed, match="GEO-005"):
        Geocoding(town.database, None).look_up(town.actor, a_client(town).id)
    assert service.asked == []


def test_that_an_address_was_sent_stays_on_record_when_nobody_answers(town: Town, service: AddressService) -> None:
    client = a_client(town)
    service.status = 500
    with pytest.raises(Unavailable, match="GEO-001"):
        geocoding(town, service).look_up(town.actor, client.id)
    assert looks(town) == [(str(client.id), noted.GEOCODED.en)]
