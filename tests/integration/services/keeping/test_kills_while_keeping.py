"""Killed at any moment, a file is taken in whole or not at all, and a month is whole in the tables or in an archive."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import tuple_row

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.importing.care import CareImporting
from services.keeping.archiving import Archiving
from services.keeping.keys import keeping
from tests.integration.conftest import MASTER_KEY, Tenant, make_tenant
from tests.integration.services.care import ROOT
from tests.unit.services.integrations.care_files import making

MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, MONDAY + timedelta(days=13))
ADDRESSES = "address;lat;lon\nKontorsgatan 1, 111 11 Solby;59.30;18.10\n" + "\n".join(
    f"Storgatan {1 + i}, 111 11 Solby;{59.3 + i / 4000:.5f};{18.1 + i / 3000:.5f}" for i in range(250)
)
KILLS, SAMPLE = 24, 2
TABLES = (
    "clients", "employees", "places", "visit_requirements", "visits", "visit_skills", "visit_dependencies",
    "employee_shifts", "schedule_solutions", "imports", "import_rows", "client_carers",
)  # fmt: skip


def counts(owner_url: str, organization_id: UUID) -> dict[str, int]:
    with psycopg.connect(owner_url, row_factory=tuple_row) as owner:
        found = {}
        for table in TABLES:
            query = f"SELECT count(*) FROM caire.{table} WHERE organization_id = %s"
            found[table] = int((owner.execute(query.encode(), [organization_id]).fetchone() or (0,))[0])
    return found


def act_and_kill(told: dict[str, str], after_s: float | None) -> float:
    """Let a process of its own act, and kill it so long after it began; without a time, how long it takes."""
    command = [sys.executable, "-m", "tests.integration.services.keeping.acting", json.dumps(told)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "ready\n"
        since = time.monotonic()
        process.stdin.write("\n")
        process.stdin.flush()
        if after_s is None:
            assert process.stdout.readline() == "done\n"
        else:
            time.sleep(after_s)
            process.kill()
        process.wait()
    return time.monotonic() - since


EARLY = 0.3
"""In time also where the act takes half as long the next time."""


def moments(count: int) -> list[float]:
    """When to kill, as shares of the time the whole takes: one from each part of it, so that some come in time."""
    return [1.1 * (part + Random(part).random()) / count for part in range(count)]


def told_for(tenant: Tenant, login_url: str, act: str, **more: object) -> dict[str, str]:
    who = {"organization": str(tenant.organization_id), "user": str(tenant.admin_id)}
    return {"act": act, "url": login_url, "key": MASTER_KEY.hex(), **who, **{k: str(v) for k, v in more.items()}}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A file of recurring visits and its positions, where another process finds them."""
    directory = tmp_path_factory.mktemp("files")
    (directory / "slinga.csv").write_bytes(making.slinga_file(80))
    (directory / "positions.csv").write_text(ADDRESSES)
    return {
        "file": directory / "slinga.csv", "positions": directory / "positions.csv",
        "first": DAYS[0], "last": DAYS[1],
    }  # fmt: skip


@pytest.fixture(scope="module")
def whole(database: Database, login_url: str, owner_url: str, file: dict[str, object]) -> tuple[dict[str, int], float]:
    """What the whole file makes, and how long it takes."""
    tenant = make_tenant(database, "Hela")
    took_s = act_and_kill(told_for(tenant, login_url, "import", **file), None)
    return counts(owner_url, tenant.organization_id), took_s


def test_an_import_that_is_killed_leaves_everything_or_nothing_and_can_be_done_again(
    database: Database,
    login_url: str,
    owner_url: str,
    file: dict[str, object],
    whole: tuple[dict[str, int], float],
    campaign: Callable[[int, int], int],
) -> None:
    expected, took_s = whole

    def is_whole_after_a_kill(moment_s: float) -> bool:
        tenant = make_tenant(database, f"Killed {moment_s:.3f}")
        act_and_kill(told_for(tenant, login_url, "import", **file), moment_s)
        found = counts(owner_url, tenant.organization_id)
        assert found in (dict.fromkeys(TABLES, 0), expected), f"half an import after a kill at {moment_s:.2f} s"
        if found != expected:
            actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
            raw, positions = (Path(str(file[name])).read_bytes() for name in ("file", "positions"))
            CareImporting(database).apply(actor, "fil", raw, DAYS, positions)
        assert counts(owner_url, tenant.organization_id) == expected
        return found == expected

    ends = [is_whole_after_a_kill(share * took_s) for share in moments(campaign(SAMPLE, KILLS))]
    moment_s = 0.3 * took_s
    while all(ends) and moment_s > 0.001:  # how long it takes was measured on a busier machine: come sooner
        ends.append(is_whole_after_a_kill(moment_s))
        moment_s /= 2
    assert not all(ends), "every kill came too late to show anything"


def texts(owner_url: str, organization_id: UUID) -> list[str]:
    with psycopg.connect(owner_url, row_factory=tuple_row) as owner:
        return [
            row[0]
            for table in ("visits", "visit_skills", "visit_carers", "visit_dependencies")
            for row in owner.execute(
                f"SELECT '{table}' || t::text FROM caire.{table} t WHERE organization_id = %s ORDER BY 1".encode(),
                [organization_id],
            )
        ]


def test_an_archive_that_is_killed_leaves_each_month_whole_in_one_place(
    database: Database,
    login_url: str,
    owner_url: str,
    file: dict[str, object],
    tmp_path: Path,
    campaign: Callable[[int, int], int],
) -> None:
    tenant = make_tenant(database, "Arkiv")
    act_and_kill(told_for(tenant, login_url, "import", **file), None)
    directory = tmp_path / "archives"
    archiving = Archiving(database, directory)
    told = told_for(tenant, login_url, "archive", archives=directory)
    before = texts(owner_url, tenant.organization_id)
    took_s = act_and_kill(told, None)
    bring_back(database, archiving, tenant)
    assert texts(owner_url, tenant.organization_id) == before
    ends = []
    for share in (EARLY, *moments(campaign(SAMPLE, KILLS))):
        moment_s = share * took_s
        act_and_kill(told, moment_s)
        left = texts(owner_url, tenant.organization_id)
        standing = archiving.all(tenant.organization_id)
        assert bool(left) is not bool(standing), f"a month in both places or in none after a kill at {moment_s:.2f} s"
        ends.append(bool(standing))
        bring_back(database, archiving, tenant)
        assert texts(owner_url, tenant.organization_id) == before
    assert not all(ends), "every kill came too late to show anything"


def bring_back(database: Database, archiving: Archiving, tenant: Tenant) -> None:
    """Put every archive back and forget it, as if it had never been."""
    for row in archiving.all(tenant.organization_id):
        archiving.put_back(tenant.organization_id, row.id)
        with database.writing(keeping(tenant.organization_id)) as work:
            work.archives.forget([row.id])
