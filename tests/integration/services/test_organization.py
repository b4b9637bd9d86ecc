"""What an administrator sets: districts nobody is lost from, prices from a day on, a name, a clock and a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from data.connect import Database
from data.vocabulary import FigureBasis, PersonKind, Role
from services.access import Actor
from services.errors import BadInput, CareError, Conflict, NotAllowed, NotFound
from services.fleet import Fleet
from services.insights.keeping import frame_of
from services.organization import Districts, DistrictWish, OwnOrganization, Tariffs
from services.organization.tariffs import new_tariff
from services.rota import Rota
from services.signing_in import SigningIn
from services.words import Language
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.care import MONDAY, Care, seed_care

NORTH, SOUTH = DistrictWish("Norr", 5), DistrictWish("Söder")


@pytest.fixture
def care(database: Database) -> Care:
    made = seed_care(database, make_tenant(database, "Lindbacken"))
    return replace(made, actor=replace(made.actor, role=Role.ADMIN))


@pytest.fixture
def districts(database: Database) -> Districts:
    return Districts(database)


def named(districts: Districts, care: Care) -> dict[str, object]:
    return {line.name: line.tolerance_min for line in districts.all(care.actor)}


def test_districts_are_saved_together_or_not_at_all(districts: Districts, care: Care) -> None:
    districts.save(care.actor, [NORTH, SOUTH])
    assert named(districts, care) == {"Norr": 5, "Söder": None}
    north = next(line for line in districts.all(care.actor) if line.name == "Norr")
    with pytest.raises(Conflict, match="SETTING-003"):
        districts.save(care.actor, [DistrictWish("Väster"), DistrictWish("Söder", 5, north.id)])
    assert named(districts, care) == {"Norr": 5, "Söder": None}
    districts.save(care.actor, [DistrictWish(" Nord ", None, north.id)])
    assert named(districts, care) == {"Nord": None, "Söder": None}


@pytest.mark.parametrize(
    "wish", [DistrictWish(" "), DistrictWish("x" * 256), DistrictWish("a\tb"), DistrictWish("N", 121)]
)
def test_a_district_that_cannot_be_is_refused(districts: Districts, care: Care, wish: DistrictWish) -> None:
    with pytest.raises(BadInput, match="SETTING-00"):
        districts.save(care.actor, [wish])


def test_a_district_is_removed_when_nothing_belongs_to_it_and_not_before(districts: Districts, care: Care) -> None:
    districts.save(care.actor, [NORTH])
    north = districts.all(care.actor)[0].id
    people = districts.people(care.actor)
    assert {person.kind for person in people} == {PersonKind.CLIENT, PersonKind.EMPLOYEE}
    assert districts.move(care.actor, [person.id for person in people], north) == len(people)
    assert districts.move(care.actor, [person.id for person in people], north) == 0
    with pytest.raises(Conflict, match="SETTING-007"):
        districts.remove(care.actor, north)
    districts.move(care.actor, [person.id for person in people], None)
    districts.remove(care.actor, north)
    with pytest.raises(NotFound, match="SETTING-004"):
        districts.remove(care.actor, north)


def test_nobody_of_another_organisation_is_moved(database: Database, districts: Districts, care: Care) -> None:
    theirs = seed_care(database, make_tenant(database, "Granskogen"), clients=1, carers=1)
    stranger = districts.people(replace(theirs.actor, role=Role.ADMIN))[0]
    districts.save(care.actor, [NORTH])
    with pytest.raises(NotFound, match="SETTING-008"):
        districts.move(care.actor, [stranger.id], districts.all(care.actor)[0].id)


def test_an_office_is_shown_on_maps_and_used_where_no_shift_tells_another(
    database: Database, districts: Districts
) -> None:
    tenant = make_tenant(database, "Tomma")
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    districts.save(actor, [NORTH])
    north = districts.all(actor)[0]
    assert Rota(database).usual_place(actor) is None
    with pytest.raises(BadInput, match="SETTING-006"):
        districts.place(actor, north.id, (0.0, 0.0))
    districts.place(actor, north.id, (59.33, 18.06))
    assert districts.all(actor)[0].office == (59.33, 18.06)
    assert districts.all(actor)[0].tolerance_min == 5  # what else was set stays
    assert Fleet(database).known_spots(actor) == [("Norr", 59.33, 18.06)]
    assert Rota(database).usual_place(actor) is not None


def test_figures_are_counted_by_the_tariff_of_the_day_and_the_tolerance_of_the_district(
    database: Database, districts: Districts, care: Care
) -> None:
    districts.save(care.actor, [DistrictWish("Norr", 7)])
    north = districts.all(care.actor)[0].id
    districts.move(care.actor, [person.id for person in districts.people(care.actor)], north)
    tariffs = Tariffs(database)
    tariffs.save(care.actor, [
        new_tariff(valid_from=MONDAY - timedelta(days=30), hour_sek=Decimal(300)),
        new_tariff(valid_from=MONDAY, hour_sek=Decimal(400), visit_sek=Decimal(10), district_id=north),
        new_tariff(valid_from=MONDAY + timedelta(days=1), hour_sek=Decimal(900), district_id=north),
    ])  # fmt: skip
    with database.reading(Tenant(care.actor.organization_id, care.actor.user_id).acting()) as work:
        frame = frame_of(work, MONDAY, MONDAY, FigureBasis.PLANNED)
    assert set(frame.tolerance_s.tolist()) == {420}
    assert {frame._prices(row) for row in range(frame.c.size[0])} == {(400.0, 10.0)}


def test_tariffs_of_one_care_from_one_day_are_refused_twice(database: Database, care: Care) -> None:
    tariffs, one = Tariffs(database), {"valid_from": date(2027, 1, 1), "hour_sek": Decimal(400)}
    tariffs.save(care.actor, [new_tariff(**one)])
    with pytest.raises(Conflict, match="SETTING-011"):
        tariffs.save(care.actor, [new_tariff(**one)])
    (row,) = tariffs.all(care.actor)
    tariffs.save(care.actor, changed=[replace(row, hour_sek=Decimal(410))])
    with pytest.raises(Conflict, match="SETTING-009"):
        tariffs.save(care.actor, changed=[row])  # read before it was changed
    with pytest.raises(BadInput, match="SETTING-010"):
        tariffs.save(care.actor, [new_tariff(valid_from=date(2027, 2, 1), hour_sek=Decimal(3001))])
    tariffs.save(care.actor, removed=[row.id])
    assert tariffs.all(care.actor) == []


def test_an_organisation_says_its_name_clock_and_language_and_nothing_else(database: Database, care: Care) -> None:
    own = OwnOrganization(database)
    own.describe(care.actor, " Lindens hemtjänst ", "Europe/Oslo", Language.EN)
    row = own.described(care.actor)
    assert (row.name, row.timezone, row.language) == ("Lindens hemtjänst", "Europe/Oslo", "en")
    for name, zone in ((" ", "Europe/Oslo"), ("Linden", "Mars/Base"), ("a\x00b", "Europe/Oslo")):
        with pytest.raises(BadInput):
            own.describe(care.actor, name, zone, None)


def test_who_signs_in_is_met_in_the_language_of_the_organisation(database: Database, care: Care) -> None:
    OwnOrganization(database).describe(care.actor, "Linden", "Europe/Stockholm", Language.EN)
    token = bytes(32)
    with database.door() as door:
        assert door.start_session(care.actor.organization_id, care.actor.user_id, token, 1, 3600)
        row = door.resolve(token, touch=False)
    assert row is not None
    assert row.language == "en"
    assert SigningIn(database.door, b"k" * 32).resolve("nobody's") is None


ACTS: list[Callable[[Database, Actor], object]] = [
    lambda database, actor: Districts(database).all(actor),
    lambda database, actor: Districts(database).save(actor, [NORTH]),
    lambda database, actor: Tariffs(database).save(actor, []),
    lambda database, actor: OwnOrganization(database).describe(actor, "X", "Europe/Oslo", None),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_set_anything(
    database: Database, care: Care, act: Callable[[Database, Actor], object], role: Role
) -> None:
    with pytest.raises(NotAllowed):
        act(database, replace(care.actor, role=role))
    with pytest.raises(NotAllowed):
        act(database, replace(care.actor, read_only=True))


def test_what_is_set_stands_in_the_audit(database: Database, districts: Districts, care: Care) -> None:
    districts.save(care.actor, [NORTH])
    OwnOrganization(database).describe(care.actor, "Nya Linden", "Europe/Stockholm", None)
    now = datetime.now(UTC)
    with database.reading(Tenant(care.actor.organization_id, care.actor.user_id).acting()) as work:
        found = work.audit.entries(now - timedelta(hours=1), now, actor=care.actor.user_id)
    assert {"districts", "district_settings", "organizations"} <= {entry.table_name for entry in found}
    assert any((entry.became or {}).get("name") == "Nya Linden" for entry in found)


def test_the_errors_speak_both_languages() -> None:
    from services.organization import refusals

    told = [each for each in vars(refusals).values() if isinstance(each, CareError)]
    assert len(told) > 8
    assert len({each.code for each in told}) == len(told)
