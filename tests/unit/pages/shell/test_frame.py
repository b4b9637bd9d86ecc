"""The frame: strangers see only the form, users see their pages, and the demo shows itself only while it is on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages.shell.context import PageContext
from pages.shell.page import PageSpec, Section
from services.access import Capability
from services.bootstrap import Services
from services.demo_users import DEMO_PASSWORD, DEMO_USERS
from services.health import Stage
from services.trials.standing import Opening, Standing
from services.words import Text
from tests.fakes import FakeDoor, FakeStandings, FakeSupport, FakeTours, services_for, settings_for

EMAIL = "petra@kommunen.example"


def _plan(ctx: PageContext) -> None:
    st.markdown("dagens plan")


def _users(ctx: PageContext) -> None:
    st.markdown("alla användare")


def _account(ctx: PageContext) -> None:
    st.markdown("mitt konto")


PAGES = (
    PageSpec(Text(sv="Plan", en="Plan"), "plan", ":material/today:", Section.PLANNING, Capability.SEE_PLAN, _plan),
    PageSpec(
        Text(sv="Användare", en="Users"), "users", ":material/group:", Section.ADMIN, Capability.MANAGE_USERS, _users
    ),
)


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def services(tmp_path: Path, door: FakeDoor) -> Services:
    return services_for(settings_for(tmp_path), door)


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The browser's cookies, which AppTest cannot send."""
    jar: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: jar))
    return jar


def app(services: Services, pages: tuple[PageSpec, ...] = PAGES) -> AppTest:
    def script(services: object, pages: object) -> None:
        from pages.shell import frame

        frame.show(services, pages)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(services, pages), default_timeout=20)


def sign_in(door: FakeDoor, services: Services, cookies: dict[str, str], **facts: Any) -> None:
    door.add(EMAIL, DEMO_PASSWORD, **facts)
    token = services.signing_in.redeem(services.signing_in.admit(EMAIL, DEMO_PASSWORD, "10.0.0.1"))
    assert token is not None
    cookies["caire_session"] = token


def words(run: AppTest) -> str:
    said = (*run.markdown, *run.caption, *run.error, *run.info, *run.header)
    return "\n".join(str(element.value) for element in said)


def test_a_stranger_sees_the_form_and_nothing_else(services: Services, cookies: dict[str, str]) -> None:
    run = app(services).run()
    assert [field.label for field in run.text_input] == ["E-postadress", "Lösenord"]
    assert "dagens plan" not in words(run)
    assert not run.sidebar.button


@pytest.mark.parametrize("token", ["", "guessed", "' or 1=1 --"])
def test_a_cookie_nobody_was_given_is_a_strangers(services: Services, cookies: dict[str, str], token: str) -> None:
    cookies["caire_session"] = token
    assert "dagens plan" not in words(app(services).run())


def test_a_planner_sees_the_plan_and_who_she_is(door: FakeDoor, services: Services, cookies: dict[str, str]) -> None:
    sign_in(door, services, cookies)
    run = app(services).run()
    assert "dagens plan" in words(run)
    assert "Petra Planerare" in words(run)
    assert not run.text_input


def test_a_session_that_was_ended_shows_the_form_on_the_next_run(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    sign_in(door, services, cookies)
    run = app(services).run()
    services.signing_in.sign_out(cookies["caire_session"])
    assert "dagens plan" not in words(run.run())
    assert [field.label for field in run.text_input] == ["E-postadress", "Lösenord"]


def test_a_role_without_pages_is_told_so(door: FakeDoor, services: Services, cookies: dict[str, str]) -> None:
    sign_in(door, services, cookies, role=Role.CLIENT.value)
    run = app(services).run()
    assert "inga sidor för din roll" in words(run)
    assert "dagens plan" not in words(run)


def test_an_ended_trial_is_announced_on_every_page(door: FakeDoor, services: Services, cookies: dict[str, str]) -> None:
    sign_in(door, services, cookies, read_only=True)
    run = app(replace(services, standings=FakeStandings(Standing(date(2026, 11, 30), 0)))).run()
    assert "Be er kontakt hos Caire" in words(run)
    assert "Provperioden är slut" in words(run)
    assert "raderas" not in words(run)
    assert "dagens plan" in words(run)


def test_the_day_from_which_everything_is_erased_is_announced(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    sign_in(door, services, cookies, read_only=True)
    told = FakeStandings(Standing(date(2026, 11, 30), 0, date(2027, 3, 1)))
    announced = app(replace(services, standings=told)).run()
    assert "Uppgifterna raderas den 2027-03-01 om provperioden inte förlängs." in words(announced)


def test_a_name_cannot_smuggle_markup_into_the_frame(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    sign_in(door, services, cookies, user_name="**P** :red[x] <b>y</b> $z$ [l](http://x)")
    assert r"\*\*P\*\* \:red\[x\] \<b\>y\</b\> \$z\$ \[l\]\(http\://x\)" in words(app(services).run())


def test_the_language_follows_the_cookie_and_the_switch(services: Services, cookies: dict[str, str]) -> None:
    cookies["caire_language"] = "en"
    run = app(services).run()
    assert [field.label for field in run.text_input] == ["E-mail address", "Password"]
    run.button_group[0].select("Svenska").run()
    assert [field.label for field in run.text_input] == ["E-postadress", "Lösenord"]


def test_a_demo_user_fills_in_the_form_with_one_click(services: Services, cookies: dict[str, str]) -> None:
    run = app(services).run()
    assert {user.role for user in DEMO_USERS} == set(Role)
    for user in DEMO_USERS:
        run.button(key=f"sign_in.as.{user.role.value}").click().run()
        assert [field.value for field in run.text_input] == [user.email, DEMO_PASSWORD]


def test_without_the_demo_no_demo_user_is_shown(tmp_path: Path, door: FakeDoor, cookies: dict[str, str]) -> None:
    run = app(services_for(settings_for(tmp_path, DEMO="off"), door)).run()
    assert len(run.text_input) == 2
    assert not [button for button in run.button if button.key and button.key.startswith("sign_in.as")]
    assert DEMO_PASSWORD not in words(run)


def test_demo_data_on_the_way_are_announced(services: Services, cookies: dict[str, str]) -> None:
    services.health.reach(Stage.PREPARING_DEMO)
    assert "Demodata förbereds" in words(app(services).run())
    services.health.reach(Stage.DEMO_FAILED)
    assert "Demodata kunde inte skapas" in words(app(services).run())


def test_a_wrong_password_is_answered_beside_the_form(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    door.add(EMAIL, DEMO_PASSWORD)
    run = app(services).run()
    run.text_input[0].input(EMAIL)
    run.text_input[1].input("fel")
    next(button for button in run.button if button.label == "Logga in").click().run()
    assert "stämmer inte" in words(run)


def test_a_second_step_takes_the_place_of_the_form_and_a_wrong_code_is_answered_there(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    door.add(EMAIL, DEMO_PASSWORD, has_second_step=True)
    run = app(services).run()
    run.text_input[0].input(EMAIL)
    run.text_input[1].input(DEMO_PASSWORD)
    next(button for button in run.button if button.label == "Logga in").click().run()
    assert [field.label for field in run.text_input] == ["Kod"]
    run.text_input[0].input("000000")
    next(button for button in run.button if button.label == "Fortsätt").click().run()
    assert "Koden stämmer inte" in words(run)
    assert "dagens plan" not in words(run)
    run.button(key="sign_in.back").click().run()
    assert [field.label for field in run.text_input] == ["E-postadress", "Lösenord"]


def test_a_forgotten_password_is_answered_alike_for_everybody(
    door: FakeDoor, services: Services, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(services.joining, "ask_password", lambda email, address: asked.append(email))
    run = app(services).run()
    run.button(key="sign_in.forgot").click().run()
    answers = set()
    for email in (EMAIL, "ingen@kommunen.example"):
        run.text_input(key="sign_in.forgotten").input(email)
        next(button for button in run.button if button.label == "Be om nytt lösenord").click().run()
        answers.add(run.success[0].value)
    assert asked == [EMAIL, "ingen@kommunen.example"]
    assert len(answers) == 1


def test_who_owes_a_second_step_gets_no_further_than_the_own_account(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    own = PageSpec(
        Text(sv="Konto", en="Account"), "account", ":material/key:", Section.PORTAL, Capability.OWN_ACCOUNT, _account
    )  # fmt: skip
    sign_in(door, services, cookies, role=Role.ADMIN.value, owes_second_step=True)
    run = app(services, (*PAGES, own)).run()
    assert "mitt konto" in words(run)
    assert "dagens plan" not in words(run)


def test_the_form_leaves_no_identity_in_session_state(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    door.add(EMAIL, DEMO_PASSWORD)
    run = app(services).run()
    run.text_input[0].input(EMAIL)
    run.text_input[1].input(DEMO_PASSWORD)
    next(button for button in run.button if button.label == "Logga in").click().run()
    assert "Loggar in" in words(run)
    for key in ("authentication_status", "username", "name", "email", "roles"):
        assert key not in run.session_state
    assert "dagens plan" not in words(run)


def test_a_database_that_does_not_answer_is_said_calmly_and_shows_no_page(
    door: FakeDoor, services: Services, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(door, services, cookies)

    def fail(token: str, touch: bool) -> None:
        raise ConnectionError("server closed the connection")

    monkeypatch.setattr(services.signing_in, "resolve", fail)
    run = app(services).run()
    assert "Något gick fel hos oss" in words(run)
    assert "dagens plan" not in words(run)
    assert not run.exception


def test_every_section_of_the_menu_has_its_words() -> None:
    assert all(section.value.sv and section.value.en for section in Section)


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_every_page_has_its_address_and_the_first_one_the_root_too(
    door: FakeDoor, services: Services, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch, is_signed_in: bool
) -> None:
    """An address that is not among them would be told as not existing."""
    if is_signed_in:
        sign_in(door, services, cookies)
    asked: list[list[str]] = []
    navigation = st.navigation

    def noted(pages: Any, **options: Any) -> Any:
        sections = pages.values() if isinstance(pages, dict) else [pages]
        asked.append([page.url_path for section in sections for page in section])
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", noted)
    assert not app(services).run().exception
    assert sorted(asked[0]) == ["", "join", "plan", "users"]


@pytest.mark.parametrize(("days", "told", "is_loud"), [
    (20, "Provperiod: 20 dagar kvar, till och med måndag 1 mars", False),
    (7, "Provperiod: 7 dagar kvar, till och med måndag 1 mars", True),
    (1, "Provperiodens sista dag är i dag", True),
])  # fmt: skip
def test_a_trial_says_how_long_it_goes_on_and_louder_in_its_last_week(
    door: FakeDoor, services: Services, cookies: dict[str, str], days: int, told: str, is_loud: bool
) -> None:
    sign_in(door, services, cookies)
    run = app(replace(services, standings=FakeStandings(Standing(date(2027, 3, 1), days)))).run()
    assert told in words(run) + "".join(each.value for each in run.warning)
    assert bool(run.warning) is is_loud


def test_a_tab_left_open_learns_of_the_end_without_a_click(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    sign_in(door, services, cookies)
    running = replace(services, standings=FakeStandings(Standing(date(2027, 3, 1), 1)))
    run = app(running).run()
    assert "Provperioden är slut" not in words(run)
    door.change(EMAIL, read_only=True)
    assert "Provperioden är slut" in words(run.run())


def test_whoever_looks_in_is_told_and_leads_back_to_the_platforms_desk(
    door: FakeDoor, services: Services, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(door, services, cookies, role=Role.SUPER_ADMIN.value)
    noted: list[str] = []
    monkeypatch.setattr(services.support, "note_look", lambda actor, what, is_tick: noted.append(what))
    door.looking = FakeSupport(datetime(2027, 2, 3, 14, 30, tzinfo=UTC), organization_name="Ekbacken")
    run = app(services).run()
    assert "du ser **Ekbacken** till kl. 15:30" in words(run)
    assert "dagens plan" in words(run)
    assert len(noted) == 1
    door.looking = None  # ended by the organisation
    run.run()
    assert "dagens plan" not in words(run)


def test_an_administrator_sees_who_looks_in_and_why_and_ends_it(
    door: FakeDoor, services: Services, cookies: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(door, services, cookies, role=Role.ADMIN.value)
    opening = Opening(uuid4(), "Pelle", "Kartan *ritas* inte", datetime(2027, 2, 3, 14, 30, tzinfo=UTC))
    ended: list[object] = []
    monkeypatch.setattr(services.support, "end", lambda actor, opening_id: ended.append(opening_id))
    run = app(replace(services, standings=FakeStandings(Standing(openings=(opening,))))).run()
    assert "**Pelle** hos Caire" in words(run)
    assert r"Kartan \*ritas\* inte" in words(run)
    run.button(key=f"banner.end.{opening.id}").click().run()
    assert ended == [opening.id]


def test_a_planner_sees_who_looks_in_and_cannot_end_it(
    door: FakeDoor, services: Services, cookies: dict[str, str]
) -> None:
    sign_in(door, services, cookies)
    opening = Opening(uuid4(), "Pelle", "Kartan ritas inte", datetime(2027, 2, 3, 14, 30, tzinfo=UTC))
    run = app(replace(services, standings=FakeStandings(Standing(openings=(opening,))))).run()
    assert "**Pelle** hos Caire" in words(run)
    assert not [button for button in run.button if str(button.key).startswith("banner")]


@pytest.mark.parametrize("role", [Role.SCHEDULER, Role.ADMIN])
def test_a_newcomer_who_plans_is_led_by_a_card_above_the_page(
    door: FakeDoor, services: Services, cookies: dict[str, str], role: Role
) -> None:
    sign_in(door, services, cookies, role=role.value)
    trial = FakeStandings(Standing(date(2027, 3, 1), 20))
    run = app(replace(services, standings=trial, tours=FakeTours(is_due=True))).run()
    said = [str(each.value) for each in run.markdown]
    (card,) = (place for place, told in enumerate(said) if "**Plan** :gray[· Rundtur 1 av 1]" in told)
    assert card < said.index("dagens plan")
    assert "Provperiod: 20 dagar kvar" in words(run)


@pytest.mark.parametrize("facts", [
    {"role": Role.EMPLOYEE.value}, {"role": Role.CLIENT.value}, {"role": Role.SUPER_ADMIN.value}, {"read_only": True},
])  # fmt: skip
def test_nobody_else_is_led(door: FakeDoor, services: Services, cookies: dict[str, str], facts: dict[str, Any]) -> None:
    sign_in(door, services, cookies, **facts)
    assert "Rundtur" not in words(app(replace(services, tours=FakeTours(is_due=True))).run())
