"""The second door on the sign-in page: only where there is a provider, and what it said is told calmly, once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from pages.shell.routes import routes
from services import bootstrap
from services.bootstrap import Services
from services.door_refusals import no_account
from services.errors import CareError
from services.integrations.openid import NotProven, silent
from services.signing_in import CodeAsked
from tests.browser_without_window import BrowserWithoutWindow
from tests.fakes import FakeDoor, services_for, settings_for

BASE, WAY = "https://plan.example.se", "/session/provider"
PROVIDER = {
    "CAIRE_BASE_URL": BASE,
    "CAIRE_OIDC_ISSUER": "https://login.example.se",
    "CAIRE_OIDC_CLIENT_ID": "caire",
    "CAIRE_OIDC_CLIENT_SECRET": "hemligheten",
}
BUTTON = "sign_in.provider"


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The browser's cookies, which AppTest cannot send."""
    jar: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: jar))
    return jar


def services_with(tmp_path: Path, **environment: str) -> Services:
    return services_for(settings_for(tmp_path, **environment), FakeDoor())


def app(services: Services) -> AppTest:
    def script(services: object) -> None:
        from pages.shell import frame

        frame.show(services, ())  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(services,), default_timeout=20)


def arriving(services: Services, cookies: dict[str, str], outcome: str | CareError) -> AppTest:
    """The sign-in page of a browser that has just come back."""
    assert services.single_sign_on is not None
    cookies["__Host-caire_arrived"] = services.single_sign_on.keep(outcome)
    return app(services).run()


def test_without_a_provider_there_is_no_button_and_no_way(tmp_path: Path, cookies: dict[str, str]) -> None:
    services = services_with(tmp_path)
    assert BUTTON not in {button.key for button in app(services).run().button}
    bootstrap.set_current(services)
    browser = BrowserWithoutWindow(Starlette(routes=routes([])))
    assert browser.post(WAY, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403
    assert browser.get(f"{WAY}?code=c&state=s").status_code == 404
    bootstrap.set_current(None)


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Logga in med organisationens konto"), ("en", "Sign in with your organisation's account")],
)
def test_with_one_there_is_a_button_in_the_readers_language(
    tmp_path: Path, cookies: dict[str, str], language: str, words: str
) -> None:
    cookies["caire_language"] = language
    run = app(services_with(tmp_path, **PROVIDER)).run()
    assert run.button(key=BUTTON).label == words
    assert len(run.text_input) == 2, "the first door is gone"


def test_the_operators_words_stand_on_the_button_and_cannot_draw_anything(
    tmp_path: Path, cookies: dict[str, str]
) -> None:
    run = app(services_with(tmp_path, **PROVIDER, CAIRE_OIDC_NAME="Region **X**")).run()
    assert run.button(key=BUTTON).label == r"Region \*\*X\*\*"


def test_a_click_says_that_the_other_door_is_opening(tmp_path: Path, cookies: dict[str, str]) -> None:
    run = app(services_with(tmp_path, **PROVIDER)).run()
    assert "Öppnar organisationens inloggning …" in [
        caption.value for caption in run.button(key=BUTTON).click().run().caption
    ]


@pytest.mark.parametrize("refused", [no_account(), NotProven("nonce"), silent()], ids=lambda each: each.code)
def test_a_refusal_stays_beside_the_form_until_it_is_answered(
    tmp_path: Path, cookies: dict[str, str], refused: CareError
) -> None:
    run = arriving(services_with(tmp_path, **PROVIDER), cookies, refused)
    for _ in range(2):
        assert [error.value for error in run.error] == [f"**{refused.cause.sv}** {refused.action.sv}"]
        run.run()
    run.text_input[0].input("petra@kommunen.example")
    run.text_input[1].input("fel lösenord")
    run.button[0].click().run()
    assert [error.value.startswith("**E-postadressen eller lösenordet") for error in run.error] == [True]


def test_a_ticket_is_taken_and_the_form_is_gone(tmp_path: Path, cookies: dict[str, str]) -> None:
    run = arriving(services_with(tmp_path, **PROVIDER), cookies, "a ticket")
    assert "Loggar in …" in [caption.value for caption in run.caption]
    assert not run.text_input


def test_where_an_own_code_is_asked_for_the_page_asks_for_it(tmp_path: Path, cookies: dict[str, str]) -> None:
    run = arriving(services_with(tmp_path, **PROVIDER), cookies, CodeAsked("half"))
    assert [field.label for field in run.text_input] == ["Kod"]


def test_what_a_browser_keeps_is_worth_nothing_to_another_that_comes_later(
    tmp_path: Path, cookies: dict[str, str]
) -> None:
    services = services_with(tmp_path, **PROVIDER)
    arriving(services, cookies, "a ticket")
    assert len(app(services).run().text_input) == 2


def test_the_code_is_gone_before_the_server_writes_its_log(tmp_path: Path) -> None:
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": WAY, "query_string": b"code=hemlig&state=s", "headers": [],
        "http_version": "1.1", "scheme": "http", "server": ("localhost", 80), "root_path": "",
    }  # fmt: skip
    told: list[tuple[bytes, bytes]] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append((scope["query_string"], dict(message["headers"])[b"location"]))

    async def receive() -> Any:
        return {"type": "http.request"}

    bootstrap.set_current(services_with(tmp_path, **PROVIDER))
    asyncio.run(Starlette(routes=routes([]))(scope, receive, send))
    bootstrap.set_current(None)
    assert told == [(b"", f"{BASE}/".encode())]
