"""The routes: cookie flags, one-time tickets, posts from our own pages only, health and the document's language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.applications import Starlette

from pages.shell.routes import cookie_name, routes
from services import bootstrap
from services.bootstrap import Services
from services.health import Stage
from tests.browser_without_window import BrowserWithoutWindow
from tests.fakes import FakeDoor, services_for, settings_for

EMAIL, PASSWORD = "petra@kommunen.example", "ett bra långt lösenord"
OURS = {"Sec-Fetch-Site": "same-origin"}
SECURE_URL = "https://plan.example.se"


def client_of(services: Services) -> BrowserWithoutWindow:
    bootstrap.set_current(services)
    return BrowserWithoutWindow(
        Starlette(routes=routes(["plan"])), base_url=services.settings.base_url or "http://localhost"
    )


@pytest.fixture
def door() -> FakeDoor:
    door = FakeDoor()
    door.add(EMAIL, PASSWORD)
    return door


@pytest.fixture
def services(tmp_path: Path, door: FakeDoor) -> Iterator[Services]:
    yield services_for(settings_for(tmp_path), door)
    bootstrap.set_current(None)


@pytest.fixture
def client(services: Services) -> BrowserWithoutWindow:
    return client_of(services)


def ticket(services: Services) -> str:
    return services.signing_in.admit(EMAIL, PASSWORD, "10.0.0.1")


def cookie(response: Response, name: str) -> Morsel[str]:
    return SimpleCookie(response.headers["set-cookie"])[name]


def test_the_session_cookie_cannot_be_read_by_a_script_nor_sent_by_another_site(
    client: BrowserWithoutWindow, services: Services
) -> None:
    response = client.post("/session", data={"ticket": ticket(services)}, headers=OURS)
    assert response.status_code == 204
    morsel = cookie(response, "caire_session")
    assert morsel["httponly"] is True
    assert morsel["samesite"].lower() == "lax"
    assert morsel["path"] == "/"
    assert morsel["max-age"] == str(8 * 3600)
    assert morsel["secure"] == ""
    assert services.signing_in.resolve(morsel.value) is not None


def test_on_https_the_cookie_is_secure_and_bound_to_this_host(tmp_path: Path, door: FakeDoor) -> None:
    services = services_for(settings_for(tmp_path, CAIRE_BASE_URL=SECURE_URL), door)
    response = client_of(services).post("/session", data={"ticket": ticket(services)}, headers=OURS)
    morsel = cookie(response, "__Host-caire_session")
    assert morsel["secure"] is True
    assert morsel["path"] == "/"
    assert morsel["domain"] == ""
    bootstrap.set_current(None)


def test_signing_in_anew_gives_another_token_and_ends_what_the_browser_held(
    client: BrowserWithoutWindow, services: Services
) -> None:
    planted = services.signing_in.redeem(ticket(services))
    assert planted is not None
    client.cookies[cookie_name(services.settings)] = planted
    response = client.post("/session", data={"ticket": ticket(services)}, headers=OURS)
    fresh = cookie(response, "caire_session").value
    assert fresh != planted
    assert services.signing_in.resolve(planted) is None
    assert services.signing_in.resolve(fresh) is not None


def test_no_address_asked_for_leads_to_another_host(client: BrowserWithoutWindow, services: Services) -> None:
    for path in ("/session?next=https://evil.example", "/session?redirect=//evil.example"):
        response = client.post(path, data={"ticket": ticket(services), "next": "https://evil.example"}, headers=OURS)
        assert response.status_code == 204
        assert "location" not in response.headers
    assert "location" not in client.get("/join?key=x&next=https://evil.example").headers


def test_the_key_of_a_link_is_gone_before_the_server_writes_its_log(services: Services) -> None:
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": "/join", "query_string": b"key=inv_hemlig", "headers": [],
        "http_version": "1.1", "scheme": "http", "server": ("localhost", 80), "root_path": "",
    }  # fmt: skip
    told: list[bytes] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append(scope["query_string"])

    async def receive() -> Any:
        return {"type": "http.request"}

    bootstrap.set_current(services)
    asyncio.run(Starlette(routes=routes(["plan"]))(scope, receive, send))
    assert told == [b""]


def test_a_ticket_gives_one_cookie_only(client: BrowserWithoutWindow, services: Services) -> None:
    once = {"ticket": ticket(services)}
    assert client.post("/session", data=once, headers=OURS).status_code == 204
    again = client.post("/session", data=once, headers=OURS)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_nobody_is_signed_in_or_out_or_switched_from_outside_our_pages(
    client: BrowserWithoutWindow, services: Services, headers: dict[str, str]
) -> None:
    fresh = ticket(services)
    for path in ("/session", "/session/end", "/language"):
        response = client.post(path, data={"ticket": fresh, "language": "en"}, headers=headers)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers
    assert services.signing_in.redeem(fresh) is not None


def test_an_old_browser_is_known_by_its_origin(client: BrowserWithoutWindow, services: Services) -> None:
    own = {"Origin": "http://localhost"}
    assert client.post("/session", data={"ticket": ticket(services)}, headers=own).status_code == 204


@pytest.mark.parametrize("path", ["/session", "/session/end", "/language"])
def test_a_link_can_neither_begin_nor_end_a_session(client: BrowserWithoutWindow, path: str) -> None:
    assert client.get(path).status_code == 405


def test_a_huge_form_is_not_read(client: BrowserWithoutWindow) -> None:
    assert client.post("/session", data={"ticket": "x" * 10_000}, headers=OURS).status_code == 403


def test_signing_out_revokes_the_session_and_drops_the_cookie(client: BrowserWithoutWindow, services: Services) -> None:
    token = services.signing_in.redeem(ticket(services))
    assert token is not None
    client.cookies[cookie_name(services.settings)] = token
    response = client.post("/session/end", headers=OURS)
    assert cookie(response, "caire_session")["max-age"] == "0"
    assert services.signing_in.resolve(token) is None


def test_the_language_is_kept_for_a_year_and_only_a_language_is(client: BrowserWithoutWindow) -> None:
    response = client.post("/language", data={"language": "en"}, headers=OURS)
    assert cookie(response, "caire_language").value == "en"
    assert client.post("/language", data={"language": "fi"}, headers=OURS).status_code == 403


@pytest.mark.parametrize("path", ["/", "/plan"])
def test_the_document_says_its_language_at_every_address(client: BrowserWithoutWindow, path: str) -> None:
    assert '<html lang="sv">' in client.get(path).text
    client.cookies["caire_language"] = "en"
    assert '<html lang="en">' in client.get(path).text
    client.cookies["caire_language"] = '"><script>'
    assert '<html lang="sv">' in client.get(path).text


def test_the_document_carries_our_name_and_mark(client: BrowserWithoutWindow) -> None:
    document = client.get("/").text
    assert "<title>Caire</title>" in document
    assert "app/static/favicon.svg" in document
    assert "SourceSans" not in document


def test_the_font_is_served_from_this_machine(client: BrowserWithoutWindow) -> None:
    assert client.get("/app/static/inter.woff2").content[:4] == b"wOF2"
    assert client.get("/app/static/../routes.py").status_code == 404


def test_health_says_alive_at_once_and_ready_when_people_can_sign_in(
    client: BrowserWithoutWindow, services: Services
) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    services.health.reach(Stage.STARTING)
    assert client.get("/readyz").status_code == 503
    services.health.reach(Stage.PREPARING_DEMO)
    assert client.get("/readyz").json() == {"ready": True, "stage": "preparing_demo"}
    bootstrap.set_current(None)
    assert client.get("/readyz").status_code == 503
