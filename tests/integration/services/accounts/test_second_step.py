"""The second step: set up, asked for, never twice for one code, and no way round it by guessing."""

from __future__ import annotations

import threading

import psycopg
import pyotp
import pytest

from data.connect import Database
from data.repositories.users import UserRow
from data.vocabulary import Role
from services.attempts import MOST_PER_ACCOUNT
from services.demo_users import DEMO_USERS
from services.errors import CareError
from services.signing_in import CodeAsked
from tests.integration.services.accounts.hall import HERE, PASSWORD, Hall, a_hall


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Steghallen")


@pytest.fixture
def planner(hall: Hall) -> UserRow:
    return hall.member()


def code_of(act: object) -> str:
    with pytest.raises(CareError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def half(hall: Hall, user: UserRow) -> str:
    with pytest.raises(CodeAsked) as asked:
        hall.signing_in.admit(user.email, PASSWORD, HERE)
    return asked.value.half


def test_password_and_code_together_open_what_neither_opens_alone(hall: Hall, planner: UserRow) -> None:
    app, _ = hall.enrol(planner)
    begun = half(hall, planner)
    assert hall.signing_in.redeem(begun) is None
    assert code_of(lambda: hall.signing_in.complete(begun, "000000", HERE)) == "SIGN-004"
    token = hall.redeemed(hall.signing_in.complete(begun, hall.code(app), HERE))
    found = hall.who(token)
    assert found is not None
    assert found.actor.user_id == planner.id


def test_a_second_step_is_not_in_force_before_a_code_of_it_was_typed(hall: Hall, planner: UserRow) -> None:
    actor = hall.acting(planner)
    first, second = hall.steps.begin(actor), hall.steps.begin(actor)
    assert first.secret != second.secret
    assert hall.who(hall.enter(planner.email)) is not None
    old = pyotp.TOTP(first.secret).at(int(hall.clock.seconds))
    assert code_of(lambda: hall.steps.confirm(actor, old)) == "STEP-001"
    assert not hall.steps.state(actor).is_on
    hall.steps.confirm(actor, pyotp.TOTP(second.secret).at(int(hall.clock.seconds)))
    assert hall.steps.state(actor).is_on
    assert code_of(lambda: hall.steps.begin(actor)) == "STEP-002"
    hall.clock.seconds += 60


def test_a_code_serves_once_and_an_older_one_never_after_a_newer(hall: Hall, planner: UserRow) -> None:
    app, _ = hall.enrol(planner)
    older, used = app.at(int(hall.clock.seconds) - 30), hall.code(app)
    assert hall.who(hall.enter(planner.email, code=used)) is not None
    for code in (used, older):
        assert code_of(lambda code=code: hall.enter(planner.email, code=code)) == "SIGN-004"
    hall.clock.seconds += 30
    assert hall.who(hall.enter(planner.email, code=hall.code(app))) is not None


def test_the_code_that_confirmed_does_not_sign_in(hall: Hall, planner: UserRow) -> None:
    actor = hall.acting(planner)
    app = pyotp.TOTP(hall.steps.begin(actor).secret)
    code = hall.code(app)
    hall.steps.confirm(actor, code)
    assert code_of(lambda: hall.enter(planner.email, code=code)) == "SIGN-004"


def test_one_code_sent_twice_at_the_same_moment_opens_once(hall: Hall, planner: UserRow) -> None:
    app, _ = hall.enrol(planner)
    halves, code, outcomes = [half(hall, planner) for _ in range(2)], hall.code(app), list[str]()
    begin = threading.Barrier(2)

    def complete(begun: str) -> None:
        begin.wait()
        try:
            hall.signing_in.complete(begun, code, HERE)
            outcomes.append("in")
        except CareError as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=complete, args=(begun,)) for begun in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["SIGN-004", "in"]


def test_who_knows_the_password_cannot_guess_codes_for_ever(hall: Hall, planner: UserRow) -> None:
    app, _ = hall.enrol(planner)
    for _ in range(MOST_PER_ACCOUNT):
        begun = half(hall, planner)  # the right password in between forgives nothing
        assert code_of(lambda begun=begun: hall.signing_in.complete(begun, "000000", HERE)) == "SIGN-004"
    assert code_of(lambda: hall.signing_in.complete(begun, hall.code(app), HERE)) == "SIGN-002"
    assert code_of(lambda: hall.signing_in.admit(planner.email, PASSWORD, "192.0.2.200")) == "SIGN-002"


def test_a_recovery_code_opens_once_however_it_is_typed(hall: Hall, planner: UserRow) -> None:
    _, codes = hall.enrol(planner)
    assert len(set(codes)) == 10
    typed = codes[0].lower().replace("-", " ")
    assert hall.who(hall.enter(planner.email, code=typed)) is not None
    assert code_of(lambda: hall.enter(planner.email, code=codes[0])) == "SIGN-004"
    assert hall.steps.state(hall.acting(planner)).codes_left == 9


def test_recovery_codes_of_one_user_open_nothing_for_another(hall: Hall, planner: UserRow) -> None:
    _, codes = hall.enrol(planner)
    other = hall.member()
    hall.enrol(other)
    assert code_of(lambda: hall.enter(other.email, code=codes[0])) == "SIGN-004"


def test_new_recovery_codes_void_the_old_ones_and_ask_for_a_code(hall: Hall, planner: UserRow) -> None:
    app, codes = hall.enrol(planner)
    actor = hall.acting(planner)
    assert code_of(lambda: hall.steps.renew_codes(actor, "000000", HERE)) == "STEP-001"
    renewed = hall.steps.renew_codes(actor, hall.code(app), HERE)
    assert code_of(lambda: hall.enter(planner.email, code=codes[1])) == "SIGN-004"
    assert hall.who(hall.enter(planner.email, code=renewed[1])) is not None


def test_turning_it_off_asks_for_a_code_and_guesses_there_count_too(hall: Hall, planner: UserRow) -> None:
    app, _ = hall.enrol(planner)
    actor = hall.acting(planner)
    for _ in range(MOST_PER_ACCOUNT):
        assert code_of(lambda: hall.steps.turn_off(actor, "000000", HERE)) == "STEP-001"
    assert code_of(lambda: hall.steps.turn_off(actor, hall.code(app), HERE)) == "SIGN-002"
    other = hall.member()
    app, _ = hall.enrol(other)
    hall.steps.turn_off(hall.acting(other), hall.code(app), HERE)
    assert hall.who(hall.enter(other.email)) is not None


def test_turning_it_on_and_off_ends_the_other_sessions(hall: Hall, planner: UserRow) -> None:
    here, there = hall.enter(planner.email), hall.enter(planner.email)
    known = hall.who(here)
    assert known is not None
    actor = hall.acting(planner)
    app = pyotp.TOTP(hall.steps.begin(actor).secret)
    hall.steps.confirm(actor, hall.code(app), known.session_id)
    assert (hall.who(there), hall.who(here) is not None) == (None, True)


def test_the_secret_is_sealed_and_codes_are_kept_as_digests(hall: Hall, planner: UserRow, owner_url: str) -> None:
    secret = hall.steps.begin(hall.acting(planner)).secret
    codes = hall.steps.confirm(hall.acting(planner), pyotp.TOTP(secret).at(int(hall.clock.seconds)))
    with psycopg.connect(owner_url) as owner:
        for table in ("second_steps", "recovery_codes"):
            held = str(owner.execute(f"SELECT t::text FROM caire.{table} t").fetchall())
            assert secret not in held
            assert secret.encode().hex() not in held
            assert not [code for code in codes if code in held or code.replace("-", "").encode().hex() in held]
        audit = str(owner.execute("SELECT new_row::text FROM audit.log WHERE table_name = 'second_steps'").fetchall())
    assert '"secret_enc": "[hidden]"' in audit


def test_an_administrator_cannot_open_the_secret_of_another(hall: Hall, planner: UserRow) -> None:
    hall.enrol(planner)
    with hall.database.reading(hall.tenant.acting()) as work:
        assert work.second_steps.own() is None
        assert planner.id in work.second_steps.holders()


def test_half_a_ticket_that_is_guessed_opens_nothing(hall: Hall, planner: UserRow) -> None:
    hall.enrol(planner)
    assert code_of(lambda: hall.signing_in.complete("A" * 43, "000000", HERE)) == "SIGN-005"
    assert code_of(lambda: hall.signing_in.complete("", "000000", HERE)) == "SIGN-005"


def test_the_demos_people_keep_the_password_that_stands_on_the_sign_in_page(hall: Hall) -> None:
    shared = next(user for user in DEMO_USERS if user.role is Role.SCHEDULER)
    actor = hall.acting(hall.member(email=shared.email))
    assert code_of(lambda: hall.steps.begin(actor)) == "USER-011"
    assert code_of(lambda: hall.own.change_password(actor, PASSWORD, "gröna moln över bryggan", HERE)) == "USER-011"
