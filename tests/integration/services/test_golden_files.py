"""Files of real size read to exactly what they hold, are taken in, and change nothing when they come again."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from data.connect import Database
from data.vocabulary import PlanKind, Role
from services.access import Actor
from services.importing import Importing
from services.importing.care import CareImporting, CareKind
from services.importing.intake import Tally
from services.integrations.care_files import (
    CareFile,
    read_positions,
    read_schedule_entries,
    read_slinga_csv,
    read_task_metrics,
    read_visit_list_csv,
)
from services.integrations.timefold.reader import read_input, read_output
from services.organization_file import OrganizationFiles
from services.organization_file.shape import FIELDS
from services.planning.use_case import Planning
from services.workbook import Workbooks
from tests.golden.making import DAYS, HERE, golden, texts
from tests.integration.conftest import Tenant, make_tenant

ZONE = ZoneInfo("Europe/Stockholm")
MOST_BYTES = 300_000


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Guldhagen")


@pytest.fixture
def actor(tenant: Tenant) -> Actor:
    return Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)


def new(tallies: dict[str, Tally]) -> dict[str, int]:
    return {name: tally.new for name, tally in tallies.items()}


def test_golden_files_are_small_and_written_by_the_generator_beside_them() -> None:
    packed = {path.name.removesuffix(".gz"): path for path in HERE.glob("*.*") if path.suffix != ".py"}
    assert all(path.stat().st_size < MOST_BYTES for path in packed.values())
    made = texts()
    assert made.keys() | {"workbook.xlsx", "organization.zip"} == packed.keys()
    assert [name for name, raw in made.items() if gzip.decompress(packed[name].read_bytes()) != raw] == []


def counts(file: CareFile) -> tuple[int, ...]:
    return (
        file.rows, len(file.rejected), len(file.needs), len(file.visits), len(file.planned), len(file.clients),
        len(file.shifts), sum(issue.severity.value == "error" for issue in file.issues),
    )  # fmt: skip


READS: dict[str, tuple[Callable[[bytes], CareFile], tuple[int, ...]]] = {
    "slinga.csv": (read_slinga_csv, (1200, 0, 1200, 0, 0, 250, 0, 0)),
    "visit-list.csv": (read_visit_list_csv, (3000, 0, 0, 3000, 0, 150, 20, 0)),
    "entries.json": (lambda raw: read_schedule_entries(raw, ZONE), (1500, 0, 0, 0, 1500, 120, 0, 0)),
    "tasks.json": (lambda raw: read_task_metrics(raw, lambda n: f"p{n[-4:]}", ZONE), (1500, 0, 0, 0, 1500, 90, 0, 0)),
}


@pytest.mark.parametrize("name", READS)
def test_a_care_systems_file_reads_to_exactly_what_it_holds(name: str) -> None:
    read, expected = READS[name]
    assert counts(read(golden(name))) == expected


def test_positions_and_exchange_files_read_to_exactly_what_they_hold() -> None:
    placed, issues = read_positions(golden("positions.csv"))
    assert (len(placed), issues) == (251, ())
    model = read_input(golden("model.input.json")).problem
    assert model is not None
    assert (len(model.visits), len(model.shifts), len(model.carers), len(model.clients)) == MODEL
    plan = read_output(golden("model.output.json"), model).plan
    assert plan is not None
    assert len(plan.served()) == SERVED


MODEL = (3242, 418, 41, 115)
SERVED = 3193
TAKEN_IN = {
    CareKind.SLINGA: ("slinga.csv", (250, 30, 1200, 6676, 420)),
    CareKind.VISIT_LIST: ("visit-list.csv", (150, 20, 0, 3000, 140)),
    CareKind.ENTRIES: ("entries.json", (120, 25, 0, 0, 0)),  # nobody has a place yet: the visits wait
    CareKind.TASKS: ("tasks.json", (90, 9, 0, 0, 0)),
}


@pytest.mark.parametrize("kind", TAKEN_IN)
def test_a_care_systems_file_is_taken_in_as_counted_and_again_changes_nothing(
    database: Database, actor: Actor, kind: CareKind
) -> None:
    name, expected = TAKEN_IN[kind]
    importing, raw, beside = CareImporting(database), golden(name), golden("positions.csv")
    applied = importing.apply(actor, name, raw, DAYS, beside)
    assert applied.look.is_sound
    assert tuple(new(applied.look.tallies).values()) == expected
    assert not importing.look(actor, name, raw, DAYS, beside).changes_anything
    assert (applied.plan_id is not None) is (kind in {CareKind.SLINGA, CareKind.VISIT_LIST})


@pytest.mark.parametrize(("kind", "visits"), [(CareKind.ENTRIES, 1500), (CareKind.TASKS, 1500)])
def test_visits_planned_elsewhere_become_the_plan_by_hand_once_clients_have_places(
    database: Database, actor: Actor, tenant: Tenant, kind: CareKind, visits: int
) -> None:
    importing, raw = CareImporting(database), golden(TAKEN_IN[kind][0])
    importing.apply(actor, "lista.csv", golden("visit-list.csv"))  # an office, and shifts that begin there
    applied = importing.apply(actor, "a.json", raw)
    if kind is CareKind.TASKS:  # people nobody knows yet, under ids made of their numbers
        with database.writing(tenant.acting()) as work:
            place = next(iter(work.places.all()))
            for client in work.people.clients():
                work.people.change_client(replace(client, place_id=client.place_id or place))
        applied = importing.apply(actor, "b.json", raw)
    assert applied.look.tallies["visits"].new == visits
    assert applied.plan_id is not None
    opened = Planning(database).open_plan(actor, applied.plan_id)
    assert opened.summary.kind is PlanKind.MANUAL
    assert len(opened.plan.served()) == visits


def test_a_model_and_its_plan_are_taken_in_as_counted_and_again_change_nothing(
    database: Database, actor: Actor
) -> None:
    importing = Importing(database)
    applied = importing.apply(actor, "in.json", golden("model.input.json"))
    assert new(applied.tallies) == dict(zip(("employees", "clients", "shifts", "visits"), _MODEL_ROWS, strict=True))
    assert not importing.look(actor, golden("model.input.json")).may_apply
    assert importing.apply(actor, "ut.json", golden("model.output.json")).tallies["plan"].new == SERVED
    assert not importing.look(actor, golden("model.output.json")).may_apply


_MODEL_ROWS = (MODEL[2], MODEL[3], MODEL[1], MODEL[0])


def test_a_workbook_brings_its_good_rows_to_an_empty_register_and_again_changes_nothing(
    database: Database, actor: Actor
) -> None:
    books, raw = Workbooks(database), golden("workbook.xlsx")
    look = books.apply(actor, "bok.xlsx", raw, only_good=True)
    assert new(look.tallies) == BOOK
    # Shifts need an office to begin at, and one need follows another by an id of the other register.
    assert {issue.code for issue in look.issues if issue.severity.value == "error"} == {"XLSX-030", "XLSX-022"}
    again = books.look(actor, raw)
    assert again.changes == 0


def test_a_workbook_finds_its_own_register_unchanged(database: Database, actor: Actor) -> None:
    OrganizationFiles(database).apply(actor, "org.zip", golden("organization.zip"))
    look = Workbooks(database).look(actor, golden("workbook.xlsx"))
    assert (look.changes, look.rejected) == (0, 0)
    assert look.tallies["needs"].unchanged == 1000


def test_a_whole_organisation_is_taken_in_as_counted_and_comes_out_the_same(database: Database, actor: Actor) -> None:
    files, raw = OrganizationFiles(database), golden("organization.zip")
    look = files.apply(actor, "org.zip", raw)
    assert {name: count for name, count in look.rows.items() if count} == ORGANIZATION
    out = files.take_out(actor)
    # The manifest describes the columns of the installation that wrote it; the rows are the same for ever. Rules that
    # came after the file was written stand beside its own.
    changed = [name for name in FIELDS if part(out, name) != part(raw, name)]
    assert set(changed) <= {"constraint_definitions"}
    assert set(part(raw, "constraint_definitions").splitlines()) <= set(
        part(out, "constraint_definitions").splitlines()
    )


def part(raw: bytes, table: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        return bundle.read(f"{table}.jsonl")


BOOK = {
    "clients": 101, "needs": 999, "employees": 6, "skills": 0, "templates": 2, "shifts": 0, "vehicles": 3,
    "constraints": 0, "overrides": 1,
}  # fmt: skip
ORGANIZATION = {
    "districts": 1, "places": 12, "skills": 2, "employees": 6, "employee_skills": 18, "clients": 101,
    "client_carers": 300, "vehicles": 3, "shift_templates": 2, "visit_requirements": 1000, "requirement_skills": 1332,
    "employee_shifts": 6, "constraint_definitions": 42, "constraint_values": 1,
}  # fmt: skip
