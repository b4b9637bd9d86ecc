"""Users, My account and the page behind a link, on the real database: what a person does and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from pages.admin import users
from pages.portal import account
from pages.shell.page import PageSpec
from services.access import Actor
from services.accounts import InvitationWish, RoleWish
from services.bootstrap import build
from services.signing_in import SignedIn
from services.words import Language
from tests.fakes import STOCKHOLM, a_context, settings_for
from tests.integration.services.accounts.hall import ANOTHER, PASSWORD, Hall, a_hall


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Sidhallen")


@pytest.fixture(autouse=True)
def _no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {}))


def opened(hall: Hall, page: PageSpec, actor: Actor, home: Path, language: Language = Language.SV) -> AppTest:
    services = replace(
        build(settings_for(home), hall.database), signing_in=hall.signing_in, accounts=hall.accounts,
        inviting=hall.inviting, joining=hall.joining, own_account=hall.own, second_steps=hall.steps,
    )  # fmt: skip
    known = SignedIn(actor, "Petra Planerare", "Sidhallen", STOCKHOLM)
    ctx = replace(
        a_context(home), needs=page.needs, actor=actor, services=services, language=language,
        ask_again=lambda is_activity: known,
    )  # fmt: skip

    def script(ctx: object, page: object) -> None:
        page.render(ctx)  # type: ignore[attr-defined]

    run = AppTest.from_function(script, args=(ctx, page), default_timeout=30).run()
    assert not run.exception
    return run


def words(run: AppTest) -> str:
    told = (*run.markdown, *run.caption, *run.success, *run.warning, *run.info, *run.error, *run.text, *run.subheader)
    return "\n".join(str(each.value) for each in told)


def press(run: AppTest, label: str) -> AppTest:
    next(button for button in run.button if button.label == label).click().run()
    assert not run.exception
    return run


def pick(monkeypatch: pytest.MonkeyPatch, email: str) -> None:
    """AppTest cannot click a table's row: the table says itself which one is picked."""
    monkeypatch.setattr(users, "user_table", lambda ctx, rows: next((row for row in rows if row.email == email), None))


@pytest.fixture
def planner(hall: Hall) -> UserRow:
    return hall.member()


def test_an_invitation_is_shown_once_and_its_link_opens(hall: Hall, tmp_path: Path) -> None:
    run = opened(hall, users.PAGE, hall.admin, tmp_path)
    next(field for field in run.text_input if field.label == "E-postadress").input("ny@example.test")
    press(run, "Bjud in")
    key = run.code[0].value.partition("key=")[2]
    assert hall.joining.look(key).email == "ny@example.test"
    assert "ny@example.test" in words(run)
    press(run, "Klart")
    assert not run.code
    press(run, "Ta tillbaka")
    assert "tillbakatagen" in words(run)
    assert hall.inviting.open(hall.admin) == []


def test_what_is_no_address_is_told_beside_the_form(hall: Hall, tmp_path: Path) -> None:
    run = opened(hall, users.PAGE, hall.admin, tmp_path, Language.EN)
    next(field for field in run.text_input if field.label == "E-mail address").input("nobody")
    press(run, "Invite")
    assert "That is not an e-mail address." in words(run)


def test_a_picked_account_is_suspended_with_a_reason(
    hall: Hall, planner: UserRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(monkeypatch, planner.email)
    run = opened(hall, users.PAGE, hall.admin, tmp_path)
    token = hall.enter(planner.email)
    press(run, "Stäng av")
    assert "Skälet saknas." in words(run)
    next(field for field in run.text_input if "suspend" in (field.key or "")).input("Har slutat")
    press(run, "Stäng av")
    assert hall.user(planner.id).status is UserStatus.SUSPENDED
    assert hall.who(token) is None
    assert "Öppna igen" in [button.label for button in run.button]


def test_the_own_account_is_not_changed_among_the_others(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = hall.member(Role.ADMIN)
    pick(monkeypatch, boss.email)
    run = opened(hall, users.PAGE, hall.acting(boss), tmp_path)
    assert "Det är du." in words(run)
    assert "Byt roll" not in [button.label for button in run.button]


def test_a_wish_for_a_password_waits_for_an_administrator_who_makes_the_link(
    hall: Hall, planner: UserRow, tmp_path: Path
) -> None:
    hall.joining.ask_password(planner.email, "198.51.100.1")
    run = opened(hall, users.PAGE, hall.admin, tmp_path)
    assert "har bett om ett nytt lösenord" in words(run)
    press(run, "Skapa länk")
    key = run.code[0].value.partition("key=")[2]
    assert hall.joining.look(key).email == planner.email
    assert "har bett om ett nytt lösenord" not in words(run)


def test_an_administrator_asks_for_a_second_step_only_with_one_of_the_own(hall: Hall, tmp_path: Path) -> None:
    boss = hall.member(Role.ADMIN)
    run = opened(hall, users.PAGE, hall.acting(boss), tmp_path)
    run.toggle[0].set_value(True).run()
    assert "Du har inte själv tvåstegsinloggning." in words(run)
    hall.enrol(boss)
    run = opened(hall, users.PAGE, hall.acting(boss), tmp_path)
    run.toggle[0].set_value(True).run()
    assert "Administratörer måste nu ha tvåstegsinloggning." in words(run)
    run.toggle[0].set_value(False).run()
    assert "Tvåstegsinloggning är nu frivillig." in words(run)


def test_a_second_step_is_set_up_with_codes_shown_once_and_turned_off_again(
    hall: Hall, planner: UserRow, tmp_path: Path
) -> None:
    actor = hall.acting(planner)
    run = press(opened(hall, account.PAGE, actor, tmp_path), "Sätt upp")
    app = pyotp.TOTP(run.code[0].value.replace(" ", ""))
    run.text_input(key="account.code.0").input("000000")
    press(run, "Slå på")
    assert "Koden stämmer inte." in words(run)
    run.text_input(key="account.code.0").input(hall.code(app))
    press(run, "Slå på")
    assert len(run.code[0].value.split()) == 10
    press(run, "Jag har sparat dem")
    assert not run.code
    assert "På. 10 återställningskoder återstår." in words(run)
    hall.clock.seconds += 60
    run.text_input(key="account.code.1").input(hall.code(app))
    press(run, "Stäng av")
    assert not hall.steps.state(actor).is_on
    assert "Sätt upp" in [button.label for button in run.button]


def test_a_new_password_is_asked_for_with_the_old_one(hall: Hall, planner: UserRow, tmp_path: Path) -> None:
    run = opened(hall, account.PAGE, hall.acting(planner), tmp_path)
    for present, new, told in (
        ("fel", ANOTHER, "Det nuvarande lösenordet stämmer inte."),
        (PASSWORD, "kort", "Lösenordet är kortare än 15 tecken."),
        (PASSWORD, ANOTHER, "Lösenordet är bytt."),
    ):
        run.text_input(key="account.present").input(present)
        run.text_input(key="account.new").input(new)
        press(run, "Byt lösenord")
        assert told in words(run)
    assert hall.who(hall.enter(planner.email, ANOTHER)) is not None


def test_sessions_are_listed_and_ended(hall: Hall, planner: UserRow, tmp_path: Path) -> None:
    token = hall.enter(planner.email)
    run = opened(hall, account.PAGE, hall.acting(planner), tmp_path)
    assert "Okänd webbläsare" in words(run)
    press(run, "Logga ut där")
    assert hall.who(token) is None


def test_a_link_is_used_while_signed_out_and_says_what_to_do_when_it_is_used_up(hall: Hall, tmp_path: Path) -> None:
    services = replace(build(settings_for(tmp_path), hall.database), signing_in=hall.signing_in, joining=hall.joining)
    link = hall.inviting.invite(hall.admin, InvitationWish("nils@example.test", RoleWish(Role.SCHEDULER)))
    assert link is not None

    def page(services: object, language: object) -> None:
        from pages.shell import join

        join.show(services, language, lambda: None)  # type: ignore[arg-type]

    run = AppTest.from_function(page, args=(services, Language.SV), default_timeout=30)
    run.query_params["key"] = link.key
    run.run()
    assert "Sidhallen har bjudit in dig" in words(run)
    run.text_input(key="join.name").input("Nils Ny")
    run.text_input(key="join.password").input("kort")
    press(run, "Spara och logga in")
    assert "kortare än 15 tecken" in words(run)
    run.text_input(key="join.password").input(ANOTHER)
    press(run, "Spara och logga in")
    assert "Loggar in" in words(run)
    run = AppTest.from_function(page, args=(services, Language.SV), default_timeout=30)
    run.query_params["key"] = link.key
    run.run()
    assert "Be den som skickade den om en ny." in words(run)
    assert not run.text_input
    assert hall.who(hall.enter("nils@example.test", ANOTHER)) is not None
