"""Canaries: names, addresses, personal numbers and secrets that are planted show up nowhere they do not belong.

Everything people do with them is done once, well and badly; then every place that keeps or tells something is searched
as text: the server's log, our own, refusals, the queue, the audit, what plans hold, and every column in clear.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import tuple_row

from data.connect import Database
from data.ids import new_id
from data.repositories.api_keys import ApiKeyRow
from data.repositories.credentials import CredentialRow
from data.repositories.imports import RowOutcome
from data.repositories.invitations import InvitationRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.places import PlaceRow
from data.vault import KeyRing
from data.vocabulary import ApiScope, ArchiveFamily, ImportState, IntegrationProvider, PersonKind, Role
from services.access import Actor
from services.audit_log import AuditLog, Wanted
from services.errors import CareError
from services.importing.care import CareImporting
from services.integrations.timefold.input_writer import write_input
from services.integrations.timefold.output_writer import write_output
from services.keeping.archiving import Archiving
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from services.keeping.keys import KeyKeeping
from services.keeping.persons import Persons
from services.keeping.retention import Retention
from services.organization import Districts
from services.planning.use_case import Planning
from services.planning.views import SolveRequest
from services.register import Register
from services.signing_in import SigningIn
from services.words import Language
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.integration.services.care import MONDAY, seed_care
from tests.unit.services.integrations.care_files import making

CANARIES = {
    "name": "Kanarina Fågelsång",
    "address": "Burgränd 17 C, 999 91 Voljär",
    "notes": "nyckel hos grannen Gulfågel",
    "personal number": "19121212-1212",
    "carer": "Kanario Vinge",
    "e-mail": "kanario.vinge@voljaren.example",
    "phone": "070-1740605",
    "invited": "ny.kanarie@voljaren.example",
    "position": "61.123457",
    "file name": "lista-over-Kanarina-F.csv",
    "api secret": "ck_kanariehemlighet_4711",
    "password": "sjung-vackert-kanarie-1912",
    "credential": "tf-kanarienyckel-0815",
}


@dataclass
class Aviary:
    """An organisation full of canaries, and what was said while everything was done with them."""

    tenant: Tenant
    refusals: list[str] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        return Actor(self.tenant.organization_id, self.tenant.admin_id, Role.ADMIN)

    def refused(self, act: object, *arguments: object) -> None:
        """Do what must be refused, and keep what was said."""
        with pytest.raises((CareError, Exception)) as told:
            act(*arguments)  # type: ignore[operator]
        chain: BaseException | None = told.value
        while chain is not None:
            self.refusals += [str(chain), repr(chain)]
            chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everything our own loggers and those of the libraries say, at their most talkative."""
    path = tmp_path_factory.mktemp("words") / "all.log"
    handler = logging.FileHandler(path)
    root, engine = logging.getLogger(), logging.getLogger("sqlalchemy.engine")
    levels = {logger: logger.level for logger in (root, engine)}
    root.addHandler(handler)
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    yield path
    for logger, level in levels.items():
        logger.setLevel(level)
    root.removeHandler(handler)
    handler.close()


@pytest.fixture(scope="module")
def talkative(words: Path, login_url: str) -> Iterator[Database]:
    """A door that was opened while everything talks, so that every statement is told."""
    opened = Database(login_url, KeyRing.of(MASTER_KEY), pool_size=4)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def aviary(talkative: Database, tmp_path_factory: pytest.TempPathFactory) -> Aviary:
    database = talkative
    made = Aviary(make_tenant(database, "Voljären"))
    client, carer = _plant(database, made)
    _take_in_files(database, made)
    _sign_in_wrongly(database, made)
    _plan(database, made)
    archiving = Archiving(database, tmp_path_factory.mktemp("archives"))
    register = Register(database)
    register.reveal_client(made.actor, client, "ringer om nyckeln")
    register.reveal_employee(made.actor, carer, "ringer om passet")
    archiving.take_out(made.tenant.organization_id, ArchiveFamily.VISITS, MONDAY + timedelta(days=60))
    KeyKeeping(database, archiving).renew_data_key(made.tenant.organization_id)
    Persons(database, archiving).export(made.actor, PersonKind.CLIENT, client)
    _look_back(database, made, tmp_path_factory.mktemp("heads"))
    made.refused(register.add, made.actor, [(ClientRow(client, "K1"), ClientSecrets(CANARIES["name"]))])
    with database.writing(made.tenant.working()) as work:
        work.seals.seal()
    return made


def _plant(database: Database, aviary: Aviary) -> tuple[UUID, UUID]:
    client, carer, place = new_id(), new_id(), new_id()
    secret = ClientSecrets(CANARIES["name"], CANARIES["address"], f"{CANARIES['notes']}, {CANARIES['personal number']}")
    soon = datetime.now(UTC) + timedelta(days=7)
    with database.writing(aviary.tenant.acting()) as work:
        work.places.add([PlaceRow(place, float(CANARIES["position"]), 15.5)])
        work.people.add_clients([(ClientRow(client, "K1", place_id=place), secret)])
        known = EmployeeSecrets(CANARIES["carer"], CANARIES["e-mail"], CANARIES["phone"])
        work.people.add_employees([(EmployeeRow(carer, "M1", home_place_id=place), known)])
        invited = InvitationRow(new_id(), CANARIES["invited"], Role.SCHEDULER, aviary.tenant.admin_id, soon)
        work.invitations.add(invited, os.urandom(32))
        work.credentials.add(CredentialRow(new_id(), IntegrationProvider.TIMEFOLD, "Timefold"), CANARIES["credential"])
        key = ApiKeyRow(new_id(), "eCare", "abcdef123456", (ApiScope.VISITS_READ,), aviary.tenant.admin_id, soon)
        work.api_keys.add(key, os.urandom(32))
        received = new_id()
        work.imports.receive(received, "fsr", CANARIES["file name"], os.urandom(32), 10, aviary.tenant.admin_id)
        work.imports.settle(received, ImportState.REJECTED, 1, 0, 1, [RowOutcome(1, ok=False, problem_codes=("X",))])
    return client, carer


def _take_in_files(database: Database, aviary: Aviary) -> None:
    """Files that hold canaries: a sound one, and broken ones that are refused."""
    importing = CareImporting(database)
    days = (MONDAY, MONDAY + timedelta(days=6))
    canaries = " ".join((CANARIES["name"], CANARIES["address"], CANARIES["personal number"]))
    tasks = making.tasks_file(20).decode()
    with_number = tasks.replace(tasks.split('"')[3], CANARIES["personal number"]) if '"' in tasks else tasks
    positions = f"address;lat;lon\n{CANARIES['address']};{CANARIES['position']};15.5\n".encode()
    for raw in (
        making.slinga_file(5),
        making.slinga_file(5).replace(b"Storgatan 1,", f"{canaries} ".encode()),
        with_number.encode(),
        canaries.encode(),
        f"{canaries};{canaries}\n".encode() * 50,
        json.dumps([{canaries: canaries}]).encode(),
        json.dumps([{"name": canaries}]).encode()[:-3],
    ):
        try:
            importing.apply(aviary.actor, CANARIES["file name"], raw, days, positions)
        except CareError as refused:
            # The refusal itself may quote the cell to the person who sent the file, but never what is logged of it.
            aviary.refusals.append(f"{type(refused).__name__} {refused.code}")


def _sign_in_wrongly(database: Database, aviary: Aviary) -> None:
    signing_in = SigningIn(database.door, b"k" * 32)
    aviary.refused(signing_in.admit, CANARIES["e-mail"], CANARIES["password"], "203.0.113.9")
    aviary.refused(signing_in.admit, f"{aviary.tenant.admin_id}@example.test", CANARIES["password"], "203.0.113.9")


def _plan(database: Database, aviary: Aviary) -> None:
    care = seed_care(database, aviary.tenant)
    planning = Planning(database)
    planning.start_run(care.actor, SolveRequest(MONDAY, MONDAY, seconds=5))
    for summary in planning.plans(care.actor):
        opened = planning.open_plan(care.actor, summary.id)
        aviary.exports.append(json.dumps(write_input(opened.problem)))
        aviary.exports.append(json.dumps(write_output(opened.problem, opened.plan, opened.sheet.score)))


def _look_back(database: Database, aviary: Aviary, heads: Path) -> None:
    """The log read, taken out and verified, an erasure looked at, a term previewed: none of it tells who anybody is."""
    log = AuditLog(database, Auditing(database, Heads(heads)))
    now = datetime.now(UTC)
    everything = Wanted(now - timedelta(days=1), now + timedelta(days=1))
    aviary.exports.append(repr(log.search(aviary.actor, everything, most=100_000)))
    aviary.exports.append(log.take_out(aviary.actor, everything, Language.SV).decode("utf-8-sig"))
    aviary.exports.append(repr(log.verify(aviary.actor)))
    archiving = Archiving(database, heads / "archives")
    persons = Persons(database, archiving)
    for each in persons.all(aviary.actor):
        aviary.exports.append(repr(persons.preview(aviary.actor, each.kind, each.id)))
    aviary.exports.append(repr(Retention(database, archiving).preview(aviary.actor, {})))
    aviary.exports.append(repr(Districts(database).people(aviary.actor)))


def found_in(text: str) -> list[str]:
    """Which canaries sing in it, whole or spelled as JSON and bytes spell them."""
    spelled = {name: {c, json.dumps(c)[1:-1], c.encode().hex(), repr(c.encode())[2:-1]} for name, c in CANARIES.items()}
    return [name for name, ways in spelled.items() if any(way in text for way in ways)]


def test_the_search_finds_a_canary_when_there_is_one() -> None:
    assert found_in(f"... {json.dumps(CANARIES['name'])} ...") == ["name"]
    assert found_in(CANARIES["address"].encode().hex()) == ["address"]
    assert found_in("nothing") == []


def test_no_log_of_ours_or_of_the_server_tells_one(aviary: Aviary, words: Path, server_url: str) -> None:
    logs: list[Path] = []
    if "CAIRE_TEST_SERVER" not in os.environ:  # somebody else's server keeps its log where it likes
        with psycopg.connect(server_url) as owner:
            row = owner.execute("SHOW data_directory").fetchone()
        assert row is not None
        logs = [log for parent in Path(row[0]).parents[:2] for log in parent.glob("*.log")]
        assert logs, "the server's log was not found"
    assert [found_in(log.read_text(encoding="utf-8", errors="replace")) for log in logs] == [[] for _ in logs]
    said = words.read_text(encoding="utf-8", errors="replace")
    assert "INSERT INTO caire.clients" in said  # the statements are told, their values are not
    assert found_in(said) == []


def test_no_refusal_tells_one(aviary: Aviary) -> None:
    assert len(aviary.refusals) > 4
    assert found_in("\n".join(aviary.refusals)) == []


@pytest.mark.parametrize("schema", ["queue", "audit", "caire"])
def test_no_column_in_clear_of_any_table_holds_one(aviary: Aviary, owner_url: str, schema: str) -> None:
    """Job payloads, audit rows and every other row, as text; sealed bytes are text in hexadecimal."""
    holding: list[tuple[str, list[str]]] = []
    with psycopg.connect(owner_url, row_factory=tuple_row) as owner:
        tables = owner.execute(
            "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = %s::regnamespace"
            " AND c.relkind IN ('r', 'p') AND NOT c.relispartition",
            [schema],
        ).fetchall()
        seen = 0
        for (table,) in tables:
            rows = owner.execute(f"SELECT t::text FROM {table} t".encode()).fetchall()
            seen += len(rows)
            if sung := found_in("\n".join(row[0] for row in rows)):
                holding.append((table, sung))
    assert seen > 0
    assert holding == []


def test_no_export_of_a_plan_or_of_the_log_holds_one(aviary: Aviary) -> None:
    assert found_in("\n".join(aviary.exports)) == []


def test_no_file_of_an_archive_holds_one(aviary: Aviary, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = [file for file in tmp_path_factory.getbasetemp().glob("archives*/**/*") if file.is_file()]
    assert found_in("".join(file.read_bytes().decode("latin-1") for file in files)) == []
