"""An organisation says what its files call our columns; its files are read so, and every version is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.errors import BadInput, Conflict, NotAllowed
from services.importing.care import CareImporting, CareKind
from services.importing.care.kinds import KEYS
from services.importing.care.mappings import CareMappings
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.test_care_importing import ADDRESSES, DAYS, FILES


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.SCHEDULER)


OWN = {
    CareKind.SLINGA: {"Kundnr": "Brukare nr", "Slinga": "Rutt", "Återkommande": "Hur ofta"},
    CareKind.VISIT_LIST: {"visit_id": "besok", "client_externalId": "kund"},
    CareKind.ENTRIES: {"scheduleEntries": "poster", "employeeId": "personal"},
    CareKind.TASKS: {"task_id": "Uppgift", "groups": "Grupper", "client": "Brukare"},
}


def in_own_words(kind: CareKind) -> bytes:
    text = FILES[kind].decode()
    for key, name in OWN[kind].items():
        default = KEYS[kind][key]
        text = text.replace(f'"{default}"', f'"{name}"') if "json" in kind or text.startswith(("{", "[")) else text
        head, _, rest = text.partition("\n")
        text = head.replace(default, name, 1) + "\n" + rest if rest and not head.startswith(("{", "[")) else text
    return text.encode()


@pytest.mark.parametrize("kind", CareKind)
def test_a_file_in_the_organisations_own_words_is_read_as_any_other(
    database: Database, actor: Actor, kind: CareKind
) -> None:
    importing, mappings = CareImporting(database), CareMappings(database)
    usual = importing.look(actor, "fil", FILES[kind], DAYS, ADDRESSES.encode())
    raw = in_own_words(kind)
    assert raw != FILES[kind]
    assert mappings.save(actor, kind, 0, OWN[kind]) == 1
    assert importing.kind(actor, raw) is kind
    look = importing.look(actor, "fil", raw, DAYS, ADDRESSES.encode())
    assert look.is_sound
    assert look.tallies == usual.tallies


def test_problems_name_columns_as_the_file_does(database: Database, actor: Actor) -> None:
    CareMappings(database).save(actor, CareKind.SLINGA, 0, {"Återkommande": "Hur ofta"})
    raw = in_own_words(CareKind.SLINGA).replace(b"Rutt", b"Slinga").replace(b"Brukare nr", b"Kundnr")
    look = CareImporting(database).look(actor, "fil", raw.replace(b"Varje dag", b"Varje timme", 1), DAYS)
    assert {issue.field for issue in look.issues if issue.code == "FILE-014"} == {"Hur ofta"}


def test_names_are_versions_that_are_kept_and_never_overwritten(database: Database, actor: Actor) -> None:
    mappings = CareMappings(database)
    assert mappings.save(actor, CareKind.SLINGA, 0, {"Kundnr": "Brukare"}) == 1
    assert mappings.save(actor, CareKind.SLINGA, 1, {"Kundnr": "Brukare"}) == 1  # nothing differs
    with pytest.raises(Conflict):
        mappings.save(actor, CareKind.SLINGA, 0, {"Kundnr": "Kund"})
    assert mappings.save(actor, CareKind.SLINGA, 1, {}) == 2  # back to what everybody calls it
    told = next(each for each in mappings.all(actor) if each.kind is CareKind.SLINGA)
    assert (told.version, told.called("Kundnr"), [version for version, *_ in told.history]) == (2, "Kundnr", [2, 1])


@pytest.mark.parametrize(
    "names",
    [
        {"Kundnr": ""},
        {"Kundnr": "x" * 101},
        {"Kundnr": "a\x00b"},
        {"Kundnr": "Slinga"},
        {"Nummer": "x"},
        {"Kundnr": " x"},
    ],
)
def test_names_that_cannot_be_are_refused_with_their_reason(
    database: Database, actor: Actor, names: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        CareMappings(database).save(actor, CareKind.SLINGA, 0, names)
    assert refused.value.problems
    with pytest.raises(NotAllowed):
        CareMappings(database).save(replace(actor, role=Role.CLIENT), CareKind.SLINGA, 0, {})
