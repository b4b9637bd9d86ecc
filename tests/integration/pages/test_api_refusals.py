"""What the API refuses: wrong keys, missing scopes, others' things, too much, too often, and what makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import ApiScope, Role
from pages.shell.api.mount import OPERATIONS
from services import bootstrap
from services.access import Actor
from services.bootstrap import Services, build
from tests.fakes import settings_for
from tests.integration.conftest import Tenant
from tests.integration.pages.machine import Machine, machine
from tests.integration.services.care import MONDAY, Care

DAY = MONDAY.isoformat()
SCOPED = [operation for operation in OPERATIONS if operation.scope is not None]


@pytest.mark.parametrize("operation", SCOPED, ids=lambda each: each.name)
def test_every_operation_refuses_a_key_with_every_scope_but_its_own(
    services: Services, own: Tenant, operation: object
) -> None:
    each = next(one for one in SCOPED if one is operation)
    lacking = machine(services, own, *(scope for scope in ApiScope if scope is not each.scope))
    path = each.path
    for name in ("plan_id", "run_id", "import_id", "hook_id", "slug"):
        path = path.replace(f"{{{name}}}", str(new_id()))
    refused = lacking.ask(each.method, path)
    assert (refused.status_code, refused.json()["code"]) == (403, "KEY-002")


def test_without_a_key_with_a_wrong_one_and_with_a_closed_one_nothing_is_told(
    services: Services, own: Tenant, every: Machine
) -> None:
    mine = machine(services, own)
    admin = Actor(own.organization_id, own.admin_id, Role.ADMIN)
    assert mine.get("/districts").status_code == 200
    prefix = (mine.key or "").partition(".")[0]
    services.api_keys.revoke(admin, next(row.id for row in services.api_keys.all(admin) if row.prefix == prefix))
    for each in (mine, Machine(None), Machine("x"), Machine("a" * 12 + "." + "b" * 43)):
        refused = each.get("/districts")
        assert (refused.status_code, refused.json()["code"]) == (401, "KEY-001")
        assert refused.headers["www-authenticate"] == "Bearer"


def test_a_key_that_calls_too_often_is_told_how_long_to_wait(services: Services, own: Tenant) -> None:
    slow = machine(services, own, ApiScope.VISITS_READ, rate=2)
    assert [slow.get("/districts").status_code for _ in range(3)] == [200, 200, 429]
    assert 1 <= int(slow.get("/districts").headers["retry-after"]) <= 30


def test_another_organisations_things_are_not_there(
    every: Machine, theirs: Care, services: Services, other: Tenant
) -> None:
    stranger = machine(services, other)
    run = stranger.post("/runs", body={"first_day": DAY, "last_day": DAY}).json()["id"]
    answers = [every.get(f"/runs/{run}"), every.post(f"/runs/{run}/stop"), every.get(f"/plans/{run}"),
               every.post("/runs", body={"first_day": DAY, "last_day": DAY, "begin_from": run})]  # fmt: skip
    assert [each.status_code for each in answers] == [404, 404, 404, 404]
    assert stranger.get(f"/runs/{run}").json()["state"] == "queued"
    ours = {each["id"] for each in every.get("/visits", from_=DAY).json()["items"]}
    assert not ours & {str(each) for each in theirs.visits}
    stranger.post(f"/runs/{run}/stop")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/visits", "API-001"),
        ("/visits?from=tomorrow", "API-001"),
        ("/visits?from=2027-02-30", "API-001"),
        ("/visits?from=2027-02-01&from=2027-02-01", "API-001"),
        ("/visits?from=2027-02-01&more=1", "API-001"),
        ("/visits?from=2027-02-01&limit=0", "API-001"),
        ("/visits?from=2027-02-01&limit=1e9", "API-001"),
        ("/visits?from=2027-02-01&district=' OR 1=1 --", "API-001"),
        ("/visits?from=2027-02-01&cursor=';DROP TABLE", "API-001"),
        ("/visits?from=2027-02-01&cursor=AAAA", "API-010"),
        ("/visits?from=2027-02-02&to=2027-02-01", "API-011"),
        ("/visits?from=0001-01-01", "API-011"),
        ("/visits?from=2027-01-01&to=2027-12-31", "API-011"),
        ("/clients?cursor=MjAyNy0wMi0wMQ", "API-010"),
        ("/runs/not-an-id", "API-012"),
        ("/runs/ffffffff-ffff-7fff-bfff-ffffffffffff", "API-012"),
        ("/runs/00000000-0000-4000-8000-000000000000", "API-012"),
        ("/visits/", "API-002"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(every: Machine, path: str, code: str) -> None:
    refused = every.get(path)
    assert refused.json()["code"] == code
    assert refused.status_code in {404, 422}
    assert refused.json()["cause"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"7", b'"text"', b'{"first_day": NaN}', b"\xff\xfe", b"[" * 60_000,
     b'{"first_day": "2027-02-01\\u0000", "last_day": "2027-02-01"}',
     b'{"first_day": "2027-02-01", "last_day": "2027-02-01", "organization_id": "x"}',
     b'{"first_day": "2027-02-01", "last_day": "2027-02-01", "seconds": true}',
     b'{"first_day": "2027-02-01", "last_day": "2027-02-01", "seconds": 1e400}',
     b'{"first_day": "2027-02-01", "last_day": "2027-02-01", "profile": "x; DROP TABLE visits"}'],
)  # fmt: skip
def test_a_malformed_document_is_refused_and_starts_nothing(every: Machine, content: bytes) -> None:
    refused = every.post("/runs", content=content, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (422, "API-001")


def test_what_is_too_large_or_no_json_is_refused_before_it_is_read(every: Machine) -> None:
    large = every.post("/runs", content=b" " * 70_000, headers={"Content-Type": "application/json"})
    other = every.post("/runs", content=b"first_day=1", headers={"Content-Type": "text/plain"})
    lying = every.post("/imports", content=b"x", headers={"Content-Length": str(21 * 1024 * 1024)})
    assert [each.status_code for each in (large, other, lying)] == [413, 415, 413]


def test_a_method_that_is_not_there_is_refused(every: Machine) -> None:
    refused = every.ask("DELETE", "/visits")
    assert (refused.status_code, refused.json()["code"]) == (405, "API-003")


def test_before_the_start_is_done_the_api_says_so(services: Services, tmp_path: Path, database: Database) -> None:
    bootstrap.set_current(build(settings_for(tmp_path), database))
    try:
        assert Machine("x").get("/districts").status_code == 503
    finally:
        bootstrap.set_current(services)
