"""Writes the golden files: every format at the size real exports have, from seeds, with nobody real in them.

    python -m tests.golden.making          # writes the files of this folder anew

What the readers must make of them stands in `tests/integration/services/test_golden_files.py`.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import date
from pathlib import Path

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.vault import KeyRing
from data.vocabulary import Role
from services.access import Actor
from services.constraints.kind import Score
from services.demo.making import make
from services.demo.recipe import DemoSize
from services.integrations.timefold.writer import write_input, write_output
from services.organization_file import OrganizationFiles
from services.words import Language
from services.workbook import Workbooks
from tests.integration.conftest import make_tenant
from tests.integration.services.household import furnish
from tests.unit.services.integrations.care_files import making

HERE = Path(__file__).parent
MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, date(2027, 2, 14))
NEEDS = 1000
MASTER_KEY = b"g" * 32


def positions() -> bytes:
    """Every address of the other files, beside them."""
    streets = (f"Storgatan {i}, 111 11 Solby;{59.3 + i / 4000:.5f};{18.1 + i / 3000:.5f}" for i in range(1, 251))
    return ("address;lat;lon\nKontorsgatan 1, 111 11 Solby;59.30;18.10\n" + "\n".join(streets) + "\n").encode()


def texts() -> dict[str, bytes]:
    """The files made without a database, by name."""
    district = make(DemoSize.M, MONDAY, seed=1)
    model = json.dumps(write_input(district.problem), ensure_ascii=False).encode()
    plan = json.dumps(write_output(district.problem, district.manual_plan, Score()), ensure_ascii=False).encode()
    return {
        "slinga.csv": making.slinga_file(1200), "visit-list.csv": making.list_file(3000),
        "entries.json": making.entries_file(1500), "tasks.json": making.tasks_file(1500), "positions.csv": positions(),
        "model.input.json": model, "model.output.json": plan,
    }  # fmt: skip


def from_a_register(database: Database) -> dict[str, bytes]:
    """The workbook and the whole organisation, out of a register of a thousand needs."""
    tenant = make_tenant(database, "Guld")
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    furnish(database, tenant, actor, needs=NEEDS)
    book = Workbooks(database).take_out(actor, Language.SV, DAYS)
    return {"workbook.xlsx": book, "organization.zip": OrganizationFiles(database).take_out(actor)}


def golden(name: str) -> bytes:
    """A golden file as it comes from the care system."""
    packed = HERE / f"{name}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (HERE / name).read_bytes()


def write() -> None:
    """All of them; those that are packed already as they are."""
    for name, raw in texts().items():
        (HERE / f"{name}.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
    with tempfile.TemporaryDirectory() as home:
        server = EmbeddedPostgres(Path(home))
        try:
            url = server.start()
            migrating.upgrade(url)
            login = migrating.prepare_login(url, migrating.login_password(MASTER_KEY))
            database = Database(login, KeyRing.of(MASTER_KEY))
            for name, raw in from_a_register(database).items():
                (HERE / name).write_bytes(raw)
            database.close()
        finally:
            server.stop()


if __name__ == "__main__":
    write()
