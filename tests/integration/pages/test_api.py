"""The API as another system meets it: what it pulls, pushes, starts and follows."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from data.vocabulary import ApiScope
from services.bootstrap import Services
from services.integrations.timefold.writer import write_input
from tests.builders import a_problem, a_shift, a_visit
from tests.integration.conftest import Tenant
from tests.integration.pages.machine import Machine, machine
from tests.integration.services.care import MONDAY, Care, at

DAY = MONDAY.isoformat()


def on_record(owner_url: str, machine: Machine, what: str) -> int:
    """How often the audit says that the machine's key did this."""
    prefix = (machine.key or "").partition(".")[0]
    with psycopg.connect(owner_url) as owner:
        row = owner.execute(
            "SELECT count(*) FROM audit.log l JOIN caire.api_keys k ON k.id::text = l.row_id"
            " WHERE l.action = 'CALL' AND l.reason = %s AND k.prefix = %s",
            [what, prefix],
        ).fetchone()
    return 0 if row is None else int(row[0])


@pytest.fixture
def model_input() -> bytes:
    visits = [a_visit("C1.breakfast", "08:00-09:00", km=1), a_visit("C1.lunch", "11:00-13:00", km=1)]
    return json.dumps(write_input(a_problem(*visits, a_shift("Bo")))).encode()


def test_visits_are_pulled_page_by_page_each_once(every: Machine, care: Care) -> None:
    pulled: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        page = every.get("/visits", from_=DAY, limit=5, **cursor).json()
        pulled += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert len(pulled) == len(care.visits)
    assert {each["id"] for each in pulled} == {str(each) for each in care.visits}
    assert {each["windows"][0]["start"][:10] for each in pulled} == {DAY}


def test_a_key_without_names_learns_none_and_one_with_them_is_on_record(
    services: Services, own: Tenant, every: Machine, care: Care, owner_url: str
) -> None:
    blind = machine(services, own, ApiScope.CLIENTS_READ, ApiScope.EMPLOYEES_READ)
    told = blind.get("/clients").text + blind.get("/employees").text
    assert "Karl Kvist" not in told
    assert "Eva Ek" not in told
    assert {each["name"] for each in every.get("/clients").json()["items"]} == {"Karl Kvist"}
    assert {each["name"] for each in every.get("/employees").json()["items"]} == {"Eva Ek"}
    prefix = (every.key or "").partition(".")[0]
    with psycopg.connect(owner_url) as owner:
        seen = owner.execute(
            "SELECT count(*) FROM audit.log WHERE action = 'READ' AND reason LIKE %s", [f"%{prefix}%"]
        ).fetchone()
    assert seen == (len(care.clients) + len(care.carers),)


def test_a_protected_identity_is_never_told(own: Tenant, every: Machine, owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        row = owner.execute(
            "UPDATE caire.clients SET protected_identity = true WHERE id ="
            " (SELECT id FROM caire.clients WHERE organization_id = %s LIMIT 1) RETURNING id",
            [own.organization_id],
        ).fetchone()
        assert row is not None
        told = {each["id"]: each["name"] for each in every.get("/clients").json()["items"]}
        owner.execute("UPDATE caire.clients SET protected_identity = false WHERE id = %s", [row[0]])
    assert told[str(row[0])] is None
    assert "Karl Kvist" in told.values()


def test_shifts_are_pulled_by_day(every: Machine, care: Care) -> None:
    assert len(every.get("/shifts", from_=DAY).json()["items"]) == len(care.carers)
    assert every.get("/shifts", from_="2027-06-01", to="2027-06-05").json() == {"items": [], "next_cursor": None}


def test_a_plan_is_pulled_with_its_routes_and_times(every: Machine, plan_id: str, care: Care) -> None:
    assert plan_id in {each["id"] for each in every.get("/plans", day=DAY).json()["items"]}
    whole = every.get(f"/plans/{plan_id}").json()
    (route,) = whole["routes"]
    (stop,) = route["stops"]
    assert (stop["kind"], stop["start"]) == ("VISIT", at(8).isoformat())
    assert stop["travel_s"] > 0
    assert len(whole["unassigned"]) == len(care.visits) - 1
    assert "lat" not in json.dumps(whole)


def test_what_has_not_changed_is_not_sent_again(every: Machine) -> None:
    first = every.get("/shifts", from_=DAY)
    again = every.get("/shifts", from_=DAY, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_run_is_started_once_however_often_it_is_sent_followed_and_stopped(
    every: Machine, care: Care, owner_url: str
) -> None:
    body = {"first_day": DAY, "last_day": DAY, "seconds": 5}
    key = {"Idempotency-Key": str(uuid4())}
    first, again = (every.post("/runs", body=body, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert first.headers["location"] == f"/api/v1/runs/{first.json()['id']}"
    assert on_record(owner_url, every, f"startRun /runs/{first.json()['id']}") == 2
    other = every.post("/runs", body={**body, "seconds": 6}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "API-013")
    run = f"/runs/{first.json()['id']}"
    assert every.get(run).json()["state"] == "queued"
    assert every.post(f"{run}/stop").json()["was_running"]
    assert not every.post(f"{run}/stop").json()["was_running"]
    over = every.get(run, headers={"Accept-Language": "en"}).json()
    assert (over["is_over"], over["failure"]["code"]) == (True, "RUN-004")
    assert "stopped" in over["failure"]["cause"]


def test_a_refused_write_frees_its_idempotency_key(every: Machine, care: Care) -> None:
    key = {"Idempotency-Key": "again-and-again"}
    empty = {"first_day": "2027-06-01", "last_day": "2027-06-01"}
    assert every.post("/runs", body=empty, headers=key).json()["code"] == "RUN-001"
    started = every.post("/runs", body={"first_day": DAY, "last_day": DAY}, headers=key)
    assert started.status_code == 202
    every.post(f"/runs/{started.json()['id']}/stop")


def test_the_idempotency_keys_of_two_machines_never_meet(services: Services, own: Tenant, every: Machine) -> None:
    key, body = {"Idempotency-Key": "k1"}, {"first_day": DAY, "last_day": DAY}
    ids = {each.post("/runs", body=body, headers=key).json()["id"] for each in (every, machine(services, own))}
    assert len(ids) == 2
    for each in ids:
        every.post(f"/runs/{each}/stop")


def test_a_file_is_looked_at_without_changing_anything_then_taken_in_once(every: Machine, model_input: bytes) -> None:
    key = {"Idempotency-Key": "file-1"}
    look = every.post("/imports", content=model_input).json()
    assert (look["mode"], look["is_sound"], look["import_id"]) == ("look", True, None)
    assert look["counts"]["visits"]["new"] > 0
    first, again = (every.post("/imports", content=model_input, mode="apply", headers=key) for _ in range(2))
    assert first.json() == again.json()
    found = every.get(f"/imports/{first.json()['import_id']}").json()
    assert (found["kind"], found["state"]) == ("fsr", "applied")
    assert every.post("/imports", content=model_input).json()["counts"]["visits"]["new"] == 0


def test_a_bad_file_is_refused_with_every_problem_in_the_language_asked_for(every: Machine) -> None:
    swedish, english = (
        every.post("/imports", content=b'{"modelInput": {"visits": 7}}', mode="apply", headers={"Accept-Language": tag})
        for tag in ("sv-SE,sv;q=0.9,en;q=0.5", "en-GB")
    )
    assert (swedish.status_code, english.status_code) == (422, 422)
    assert swedish.headers["content-type"] == "application/problem+json"
    assert (swedish.headers["content-language"], english.headers["content-language"]) == ("sv", "en")
    assert swedish.json()["code"] == english.json()["code"]
    assert swedish.json()["cause"] != english.json()["cause"]
    assert swedish.json()["problems"]


def test_figures_are_told_with_their_titles(every: Machine) -> None:
    figures = every.get("/figures", from_=DAY, headers={"Accept-Language": "en"}).json()["items"]
    assert figures
    trend = every.get(f"/figures/{figures[0]['slug']}", from_=DAY, step="week").json()
    assert trend["unit"] == figures[0]["unit"]
    assert every.get("/figures/none", from_=DAY).status_code == 404
