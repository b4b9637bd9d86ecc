"""A whole organisation goes out and comes back the same, byte by byte; what is personal only with right and reason."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import Any

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import AvailabilityRow, EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.patterns import PatternRow
from data.vocabulary import AuditAction, AvailabilityKind, EntityType, PlanKind, Role
from services.access import Actor
from services.errors import BadInput, CareError, NotAllowed
from services.importing import Importing
from services.importing.care import CareImporting
from services.importing.undoing import Undoing
from services.organization_file import OrganizationFiles
from services.organization_file.shape import FIELDS
from services.organization_file.values import is_fitting
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.planning.use_case import Planning
from services.problem import Plan
from services.tuning import overriding
from services.tuning.views import Override
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.household import furnish
from tests.integration.services.test_care_importing import ADDRESSES, DAYS
from tests.integration.services.test_undoing import a_day
from tests.integration.services.undone import everything
from tests.unit.services.integrations.care_files import making

CANARIES = ("Olle Ohlsson", "Storgatan 1", "Nyckel under mattan", "Eva Ek", "eva@example.test", "+46 70 000")
EIGHT = datetime(2027, 2, 1, 8, tzinfo=UTC)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


@pytest.fixture
def files(database: Database) -> OrganizationFiles:
    return OrganizationFiles(database)


def fill(database: Database, tenant: Tenant, actor: Actor) -> None:
    """Something in every table a planner owns."""
    furnish(database, tenant, actor)
    Importing(database).apply(actor, "dag.json", a_day())
    CareImporting(database).apply(actor, "slinga.csv", making.slinga_file(60), DAYS, ADDRESSES.encode())
    with database.writing(tenant.acting()) as work:
        carer, car = work.people.employees()[0], work.vehicles.all()[0]
        template, place = work.shifts.templates()[0], next(iter(work.places.all()))
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), carer.id, EIGHT, EIGHT + timedelta(days=2))])
        work.absences.add_of_vehicles([VehicleAbsenceRow(new_id(), car.id, EIGHT - timedelta(days=9), EIGHT)])
        early = AvailabilityRow(new_id(), carer.id, AvailabilityKind.PREFERRED, time(7), time(12), weekday=1)
        work.absences.set_availability(carer.id, [early])
        work.patterns.add([PatternRow(new_id(), carer.id, template.id, {"kind": "daily"}, DAYS[0], place, place)])
        own = Override("soft.travel.minutes", EntityType.ORGANIZATION, tenant.organization_id, "", 5)
        overriding.write(work, actor, [own], ())
        work.constraints.tune("soft.time.waiting", 3, True)
        work.profiles.add("Vår profil", {"organization": {"soft.travel.minutes": 4}}, "lugnare", tenant.admin_id)
        store_plan(work, PlanKind.OPTIMISED, "Natt", DAYS, load_problem(work, *DAYS), Plan())


def an_empty_one(database: Database) -> Actor:
    other = make_tenant(database, "Björkhagen")
    return Actor(other.organization_id, other.admin_id, Role.ADMIN)


def rows_of(raw: bytes, table: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        return [json.loads(line) for line in bundle.read(f"{table}.jsonl").splitlines()]


def rewritten(raw: bytes, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> bytes:
    """The file with its parts changed; checksums are made anew, as by somebody who knows what they are doing."""
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    for name, body in parts.items():
        if (told := manifest["tables"].get(name.removesuffix(".jsonl"))) and "sha256" in told:
            told["sha256"] = hashlib.sha256(body).hexdigest()
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", json.dumps(manifest))
        for name, body in parts.items():
            made.writestr(name, body)
    return file.getvalue()


@pytest.mark.parametrize("with_personal", [True, False])
def test_out_in_and_out_again_is_the_same_file_byte_by_byte(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles, with_personal: bool
) -> None:
    fill(database, tenant, actor)
    raw = files.take_out(actor, with_personal=with_personal, reason="flytt till egen server")
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        empty = [name for name in bundle.namelist() if not bundle.read(name)]
    assert empty == []
    other = an_empty_one(database)
    look = files.look(other, raw)
    assert look.issues == ()
    assert look.may_apply
    files.apply(other, "org.zip", raw)
    again = files.take_out(other, with_personal=with_personal, reason="kontroll")
    for table in FIELDS:
        assert rows_of(again, table) == rows_of(raw, table), table
    assert again == raw
    with database.reading(tenant.acting()) as work:
        homes, carers = work.places.all(), work.people.open_employees([each.id for each in work.people.employees()])
    stranger = Tenant(other.organization_id, other.user_id)
    with database.reading(stranger.acting()) as work:
        there = work.people.open_employees([each.id for each in work.people.employees()])
        assert (there == carers) is with_personal
        assert (work.places.all() == homes) is False  # protected identities and, without the right, everybody
    plans = Planning(database).plans(other)
    assert {plan.kind for plan in plans} == {PlanKind.MANUAL, PlanKind.OPTIMISED}
    assert Planning(database).open_plan(other, plans[0].id).problem.visits


def test_without_the_right_nothing_personal_is_inside(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    fill(database, tenant, actor)
    raw = files.take_out(actor)
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        told = "\n".join(bundle.read(name).decode() for name in bundle.namelist())
    assert [canary for canary in CANARIES if canary in told] == []
    assert all(row["lat"] == round(row["lat"], 2) for row in rows_of(raw, "places"))
    with pytest.raises(NotAllowed):
        files.take_out(replace(actor, role=Role.EMPLOYEE))
    with pytest.raises(NotAllowed):
        files.take_out(replace(actor, read_only=True), with_personal=True, reason="flytt")
    assert files.take_out(replace(actor, read_only=True)) == raw  # whoever's trial has ended may take the data along


def test_with_the_right_a_reason_is_asked_and_kept_and_protected_identities_stay_out(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    fill(database, tenant, actor)
    with pytest.raises(BadInput):
        files.take_out(actor, with_personal=True, reason="  ")
    raw = files.take_out(actor, with_personal=True, reason="flytt till egen server")
    clients = {row["pseudonym"]: row for row in rows_of(raw, "clients")}
    assert clients["K0"]["name"] == "Olle Ohlsson"
    assert "name" not in clients["K3"]
    home = next(row for row in rows_of(raw, "places") if row["id"] == clients["K3"]["place_id"])
    assert (home["lat"], home["lon"]) == (round(home["lat"], 2), round(home["lon"], 2))
    now = datetime.now(UTC)
    with database.reading(tenant.acting()) as work:
        noted = work.audit.entries(now - timedelta(hours=1), now + timedelta(hours=1), action=AuditAction.EXPORT)
        assert len(noted) == len(work.people.clients()) + len(work.people.employees())
    assert {each.reason for each in noted} == {"organization: flytt till egen server"}


def test_an_organisation_that_holds_something_is_refused_and_told_what(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    furnish(database, tenant, actor)
    raw = files.take_out(actor)
    before = everything(database, tenant)
    look = files.look(actor, raw)
    assert [issue.code for issue in look.issues] == ["ORG-017"]
    assert "Medarbetare" in look.issues[0].cause.sv
    with pytest.raises(BadInput):
        files.apply(actor, "org.zip", raw)
    assert everything(database, tenant) == before


def test_only_an_administrator_takes_a_whole_organisation_in_and_may_take_it_back(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    fill(database, tenant, actor)
    raw, other = files.take_out(actor), an_empty_one(database)
    with pytest.raises(NotAllowed):
        files.apply(replace(other, role=Role.SCHEDULER), "org.zip", raw)
    files.apply(other, "org.zip", raw)
    undoing = Undoing(database)
    undoing.undo(other, undoing.taken_in(other)[0].id)
    held = everything(database, Tenant(other.organization_id, other.user_id))
    assert {name for name, rows in held.items() if rows} == {"constraint_definitions"}


def newer(manifest: dict[str, Any], _: dict[str, bytes]) -> None:
    manifest["version"] = 2


def nameless(manifest: dict[str, Any], _: dict[str, bytes]) -> None:
    manifest["version"] = "1"


def another_zone(manifest: dict[str, Any], _: dict[str, bytes]) -> None:
    manifest["zone"] = "Europe/Helsinki"


def a_table_less(_: dict[str, Any], parts: dict[str, bytes]) -> None:
    del parts["visits.jsonl"]


def a_table_more(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["tables"]["users"], parts["users.jsonl"] = {"rows": 0, "sha256": ""}, b""


def edited(table: str, **values: object) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(_: dict[str, Any], parts: dict[str, bytes]) -> None:
        first, *rest = parts[f"{table}.jsonl"].splitlines()
        row = {**json.loads(first), **values}
        parts[f"{table}.jsonl"] = b"\n".join([json.dumps(row).encode(), *rest])

    return change


def doubled(_: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts["clients.jsonl"] += parts["clients.jsonl"].splitlines()[0]


SPOILT: dict[str, tuple[Callable[[dict[str, Any], dict[str, bytes]], None], set[str]]] = {
    "a newer version": (newer, {"ORG-003"}),
    "a version that is none": (nameless, {"ORG-004"}),
    "another time zone": (another_zone, {"ORG-018"}),
    "a table missing": (a_table_less, {"ORG-005"}),
    "a table nobody knows": (a_table_more, {"ORG-006"}),
    "a key nobody knows": (edited("clients", password="x"), {"ORG-009"}),
    "a value missing": (edited("clients", pseudonym=None), {"ORG-010"}),
    "a value of another kind": (edited("visits", duration_s="half an hour"), {"ORG-011"}),
    "a word nobody knows": (edited("employees", status="ASLEEP"), {"ORG-011"}),
    "a text with a zero byte": (edited("clients", pseudonym="K\x00"), {"ORG-011"}),
    "a client twice": (doubled, {"ORG-012"}),
    "a visit to nobody": (edited("visits", client_id=str(new_id())), {"ORG-013"}),
    "windows that are none": (edited("visits", windows=[{"start": "now"}]), {"ORG-014"}),
    "a rhythm that is none": (edited("visit_requirements", frequency={"kind": "often"}), {"ORG-014"}),
    "a plan without stops": (edited("schedule_solutions", output_solution={}), {"ORG-014"}),
    "a plan of nothing": (edited("schedule_solutions", input_data={}), {"ORG-014"}),
    "a rule nobody knows": (edited("constraint_definitions", name="soft.luck"), {"ORG-015"}),
    "an override of a rule that stands": (edited("constraint_values", rule="hard.time.travel"), {"ORG-015"}),
}


def test_a_damaged_file_is_refused_with_its_reason_and_nothing_is_taken_in(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    fill(database, tenant, actor)
    raw, other = files.take_out(actor), an_empty_one(database)
    for what, (change, codes) in SPOILT.items():
        spoilt = rewritten(raw, change)
        assert codes <= {issue.code for issue in files.look(other, spoilt).issues}, what
        with pytest.raises(BadInput):
            files.apply(other, "org.zip", spoilt)
    torn = raw[: len(raw) // 2]
    assert [issue.code for issue in files.look(other, torn).issues] == ["ORG-002"]
    held = everything(database, Tenant(other.organization_id, other.user_id))
    assert not any(held.values())


def test_a_row_only_the_database_refuses_is_refused_in_words_too(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    furnish(database, tenant, actor)
    raw, other = files.take_out(actor), an_empty_one(database)
    for change in (
        edited("visit_requirements", carers_needed=99),
        edited("employee_shifts", planned_end="2000-01-01T00:00:00+00:00"),
        edited("employee_shifts", date="1999-01-01"),
        edited("employees", hourly_rate_sek=999_999_999.5),
    ):  # fmt: skip
        with pytest.raises(CareError) as refused:
            files.apply(other, "org.zip", rewritten(raw, change))
        assert refused.value.code in {"ORG-101", "ORG-102"}
    assert not any(everything(database, Tenant(other.organization_id, other.user_id)).values())


def test_a_file_from_before_a_column_was_added_is_read_with_its_default(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles
) -> None:
    fill(database, tenant, actor)
    raw, other = files.take_out(actor), an_empty_one(database)

    def without(_: dict[str, Any], parts: dict[str, bytes]) -> None:
        first, *rest = (json.loads(line) for line in parts["visits.jsonl"].splitlines())
        later = [{name: value for name, value in row.items() if name != "priority"} for row in rest]
        parts["visits.jsonl"] = b"\n".join(json.dumps(row).encode() for row in (first, *later))

    files.apply(other, "org.zip", rewritten(raw, without))
    told = {row["id"]: row for row in rows_of(raw, "visits")}
    held = everything(database, Tenant(other.organization_id, other.user_id))["visits"].values()
    assert len(held) == len(told)
    assert sum(row["priority"] != told[row["id"]]["priority"] for row in held) > 0
    assert {row["priority"] for row in held} <= {10, *(row["priority"] for row in told.values())}


STRANGE: list[object] = [
    None, True, 0, -1, 10**30, 1.5, float("nan"), float("inf"), "", " ", "\x00", "\ud800", [], [[]], {}, {"id": {}},
    [None], "9999-12-31T23:59:59Z", "2027-02-30", "24:00", "00:00:00", "(0,0)", "{x}", [0, 0], "x" * 300,
]  # fmt: skip


def mutated(raw: bytes, dice: Random) -> bytes:
    """A few values anywhere in the file replaced, dropped, doubled or swapped; or bytes of the packing."""
    if dice.random() < 0.2:
        spoilt = bytearray(raw)
        for _ in range(dice.randint(1, 20)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        return bytes(spoilt[: dice.choice((len(spoilt), dice.randrange(len(spoilt))))])

    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        for _ in range(dice.randint(1, 3)):
            name = dice.choice([each for each, body in parts.items() if body])
            lines = parts[name].splitlines()
            at = dice.randrange(len(lines))
            row = json.loads(lines[at])
            key = dice.choice(sorted(row))
            act = dice.randrange(5)
            if act == 0:
                del row[key]
            elif act == 1:
                lines.append(lines[at])
            elif act == 2:
                row[key] = json.loads(dice.choice(lines)).get(key)
            elif act == 3:
                manifest[dice.choice(sorted(manifest))] = dice.choice(STRANGE)
                manifest["tables"] = manifest["tables"] if isinstance(manifest.get("tables"), dict) else {}
            else:
                row[key] = dice.choice(STRANGE)
            lines[at] = json.dumps(row).encode()
            parts[name] = b"\n".join(lines)

    return rewritten(raw, change)


def test_whatever_is_done_to_a_file_it_is_taken_in_whole_or_refused_in_words(
    database: Database, tenant: Tenant, actor: Actor, files: OrganizationFiles, campaign: Callable[[int, int], int]
) -> None:
    fill(database, tenant, actor)
    raw, other = files.take_out(actor), an_empty_one(database)
    there, undoing, taken = Tenant(other.organization_id, other.user_id), Undoing(database), 0
    for seed in range(campaign(20, 2000)):
        spoilt = mutated(raw, Random(seed))
        try:
            files.apply(other, "org.zip", spoilt)
        except CareError:
            held = everything(database, there)
            assert {name for name, rows in held.items() if rows} <= {"constraint_definitions"}, f"seed {seed}"
            continue
        taken += 1
        files.take_out(other)
        for plan in Planning(database).plans(other):
            Planning(database).open_plan(other, plan.id)
        undoing.undo(other, undoing.taken_in(other)[0].id)
    assert taken < campaign(20, 2000)


def test_no_column_takes_what_it_does_not_hold() -> None:
    for table, fields in FIELDS.items():
        assert not [field.name for field in fields if is_fitting(field.facts, object())], table
