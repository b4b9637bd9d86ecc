"""Signing in and out through the real app: one form for strangers, a cookie no script reads, nothing after leaving."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Cookie, Page, Request

from data.ports import free_port
from pages import PAGES
from services.demo_users import DEMO_PASSWORD, DEMO_USERS, DemoUser
from services.words import Language
from tests.acceptance.conftest import NOT_PASSED_ON, ROOT, RunningApp, stop, wait_until_healthy
from tests.acceptance.entering import PATIENT_MS, PLANNER
from tests.acceptance.grids import settled
from tests.acceptance.seeing import expect


def open_form(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("Demodata förbereds")).to_have_count(0, timeout=PATIENT_MS)


def send(page: Page) -> None:
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()


def sign_in_by_form(page: Page, url: str, user: DemoUser = PLANNER) -> None:
    open_form(page, url)
    page.get_by_role("button", name=user.title(Language.SV), exact=True).click()
    expect(page.get_by_label("E-postadress")).to_have_value(user.email, timeout=PATIENT_MS)
    # The form comes in two pieces.
    expect(page.get_by_label("Lösenord", exact=True)).to_have_value(DEMO_PASSWORD, timeout=PATIENT_MS)
    send(page)
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible(timeout=PATIENT_MS)


def session_cookie(context: BrowserContext) -> Cookie:
    (cookie,) = [cookie for cookie in context.cookies() if "caire_session" in cookie.get("name", "")]
    return cookie


@pytest.mark.parametrize("user", DEMO_USERS, ids=lambda user: user.role.value)
def test_every_demo_user_signs_in_with_two_clicks(running_app: RunningApp, browser_page: Page, user: DemoUser) -> None:
    sign_in_by_form(browser_page, running_app.url, user)
    expect(browser_page.get_by_test_id("stSidebarUserContent").get_by_text(user.name)).to_be_visible()


def test_the_planner_stays_signed_in_after_a_reload_with_a_cookie_no_script_can_read(
    running_app: RunningApp, browser_page: Page
) -> None:
    sign_in_by_form(browser_page, running_app.url)
    cookie = session_cookie(browser_page.context)
    assert cookie.get("httpOnly") is True
    assert cookie.get("sameSite") == "Lax"
    assert "caire_session" not in browser_page.evaluate("document.cookie")
    browser_page.reload()
    expect(browser_page.get_by_role("button", name="Logga ut")).to_be_visible(timeout=PATIENT_MS)


def test_after_signing_out_the_old_cookie_opens_nothing(running_app: RunningApp, browser_page: Page) -> None:
    sign_in_by_form(browser_page, running_app.url)
    stolen = session_cookie(browser_page.context)
    browser_page.get_by_role("button", name="Logga ut").click()
    expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)
    assert not [cookie for cookie in browser_page.context.cookies() if cookie.get("name") == stolen.get("name")]
    browser_page.context.add_cookies(
        [{"name": stolen.get("name", ""), "value": stolen.get("value", ""), "url": running_app.url}]
    )
    open_form(browser_page, running_app.url)


def test_a_wrong_password_and_an_unknown_user_hear_the_same_words(running_app: RunningApp, browser_page: Page) -> None:
    open_form(browser_page, running_app.url)
    for email in (PLANNER.email, "ingen@demo.example"):
        browser_page.get_by_label("E-postadress").fill(email)
        browser_page.get_by_label("Lösenord", exact=True).fill("inte rätt lösenord")
        send(browser_page)
        expect(browser_page.get_by_text("E-postadressen eller lösenordet stämmer inte.")).to_be_visible(
            timeout=PATIENT_MS
        )
        browser_page.reload()
        expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)


def test_the_sixth_try_on_one_account_is_refused_for_a_while(running_app: RunningApp, browser_page: Page) -> None:
    open_form(browser_page, running_app.url)
    for attempt in range(6):
        browser_page.get_by_label("E-postadress").fill("gissad@demo.example")
        browser_page.get_by_label("Lösenord", exact=True).fill(f"gissning nummer {attempt}")
        send(browser_page)
        refusal = "För många misslyckade försök." if attempt == 5 else "stämmer inte."
        expect(browser_page.get_by_text(refusal)).to_be_visible(timeout=PATIENT_MS)
        expect(browser_page.get_by_label("E-postadress")).to_be_editable()
        settled(browser_page)  # a try sent while the answer is still being drawn would be lost


def test_a_chosen_language_is_said_to_the_browser_and_kept(running_app: RunningApp, browser_page: Page) -> None:
    open_form(browser_page, running_app.url)
    assert browser_page.locator("html").get_attribute("lang") == "sv"
    browser_page.get_by_role("radio", name="English").click()
    expect(browser_page.get_by_label("Password", exact=True)).to_be_visible(timeout=PATIENT_MS)
    expect(browser_page.locator("html")).to_have_attribute("lang", "en")
    expect(browser_page.get_by_text("Try it as")).to_be_visible()
    browser_page.wait_for_timeout(500)
    browser_page.reload()
    expect(browser_page.get_by_label("Password", exact=True)).to_be_visible(timeout=PATIENT_MS)
    assert browser_page.locator("html").get_attribute("lang") == "en"


def test_no_request_leaves_this_machine_and_the_policy_stops_nothing_of_ours(
    running_app: RunningApp, browser_page: Page
) -> None:
    outside: list[str] = []
    stopped: list[str] = []
    own = (running_app.url, running_app.url.replace("http", "ws"), "data:", "blob:")

    def note_request(request: Request) -> None:
        if not request.url.startswith(own):
            outside.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            stopped.append(message.text)

    browser_page.on("request", note_request)
    browser_page.on("console", note_message)
    sign_in_by_form(browser_page, running_app.url)
    browser_page.wait_for_timeout(2_000)
    assert outside == []
    assert stopped == []
    assert browser_page.evaluate("document.fonts.check('14px Inter')")


@pytest.fixture
def just_started_app(tmp_path: Path) -> Iterator[RunningApp]:
    """An app nobody has asked anything yet: what Streamlit shows on the very first request is its own story."""
    log, port = tmp_path / "app.log", free_port()
    environment = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
    environment |= {"CAIRE_HOME": str(tmp_path / "home"), "PORT": str(port), "DEMO": "off", "CAIRE_WORKERS": "0"}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT)
    app = RunningApp(f"http://127.0.0.1:{port}", tmp_path / "home", log, process.pid)
    try:
        wait_until_healthy(app, process)
        yield app
    finally:
        stop(process)


def test_the_very_first_request_after_a_start_and_every_page_show_only_the_form(
    just_started_app: RunningApp, browser_page: Page
) -> None:
    for address in [*(page.url_path for page in reversed(PAGES)), "secret", ""]:
        browser_page.goto(f"{just_started_app.url}/{address}")
        expect(browser_page.get_by_label("Lösenord", exact=True)).to_be_visible(timeout=PATIENT_MS)
        expect(browser_page.get_by_test_id("stSidebarNav")).to_have_count(0)
        for page in PAGES:
            expect(browser_page.get_by_role("heading", name=page.title(Language.SV), exact=True)).to_have_count(0)
        assert DEMO_PASSWORD not in browser_page.content()
        expect(browser_page.get_by_text("Prova som")).to_have_count(0)
