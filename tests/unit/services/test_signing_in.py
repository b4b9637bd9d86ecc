"""Signing in: the right password, the same refusal for all others, lockout, tickets, and sessions that can be ended."""

from __future__ import annotations

import hashlib
import time

import pytest

from data.vocabulary import OrganizationStatus, Role, UserStatus
from services.attempts import MOST_PER_ACCOUNT, MOST_PER_ADDRESS
from services.errors import CareError
from services.signing_in import HALF_WAY_S, CodeAsked, SigningIn
from services.tickets import LIFETIME_S, Tickets
from tests.fakes import FakeDoor, StoppedClock

EMAIL = "petra@kommunen.example"
PASSWORD = "ett bra långt lösenord"


@pytest.fixture
def door() -> FakeDoor:
    door = FakeDoor()
    door.add(EMAIL, PASSWORD)
    return door


@pytest.fixture
def signing_in(door: FakeDoor) -> SigningIn:
    return SigningIn(door, secret=b"k" * 32)


def refusal(signing_in: SigningIn, email: str, password: str, address: str = "10.0.0.1") -> CareError:
    with pytest.raises(CareError) as refused:
        signing_in.admit(email, password, address)
    return refused.value


def signed_in_token(signing_in: SigningIn) -> str:
    token = signing_in.redeem(signing_in.admit(EMAIL, PASSWORD, "10.0.0.1"))
    assert token is not None
    return token


def test_the_right_password_leads_to_the_actor_behind_it(door: FakeDoor, signing_in: SigningIn) -> None:
    found = signing_in.resolve(signed_in_token(signing_in))
    user = door.users[EMAIL]
    assert found is not None
    assert found.actor.user_id == user.user_id
    assert found.actor.organization_id == user.organization_id
    assert found.actor.role is Role.SCHEDULER
    assert (found.user_name, found.organization_name) == (user.user_name, user.organization_name)


def test_an_address_may_be_written_with_capitals_and_spaces(signing_in: SigningIn) -> None:
    assert signing_in.admit(f"  {EMAIL.upper()} ", PASSWORD, "10.0.0.1")


@pytest.mark.parametrize("password", ["", "fel", PASSWORD + "x", PASSWORD.upper(), "x" * 2000, PASSWORD + "\0"])
def test_a_wrong_password_is_refused(signing_in: SigningIn, password: str) -> None:
    assert refusal(signing_in, EMAIL, password, "10.0.0.1").code == "SIGN-001"


def test_an_unknown_user_hears_the_same_words_as_one_with_a_wrong_password(signing_in: SigningIn) -> None:
    wrong = refusal(signing_in, EMAIL, "fel", "10.0.0.1")
    unknown = refusal(signing_in, "ingen@kommunen.example", "fel", "10.0.0.1")
    assert (wrong.code, wrong.cause, wrong.action) == (unknown.code, unknown.cause, unknown.action)


def test_an_unknown_user_takes_as_long_as_a_known_one(signing_in: SigningIn) -> None:
    def work_s(email: str) -> float:
        """Seconds of the processor, of which a busy machine takes none away."""
        taken = []
        for attempt in range(4):
            begun = time.thread_time()
            refusal(signing_in, email, "fel", f"10.0.0.{attempt}")
            taken.append(time.thread_time() - begun)
        return min(taken)

    known, unknown = work_s(EMAIL), work_s("ingen@kommunen.example")
    assert 0.5 < known / unknown < 2.0


@pytest.mark.parametrize(
    "facts",
    [
        {"user_status": UserStatus.SUSPENDED.value},
        {"user_status": UserStatus.DEACTIVATED.value},
        {"organization_status": OrganizationStatus.SUSPENDED.value},
    ],
)
def test_a_suspended_user_is_refused_like_an_unknown_one(
    door: FakeDoor, signing_in: SigningIn, facts: dict[str, str]
) -> None:
    door.change(EMAIL, **facts)
    assert refusal(signing_in, EMAIL, PASSWORD, "10.0.0.1").code == "SIGN-001"


def test_after_five_wrong_passwords_even_the_right_one_is_refused_from_any_address(signing_in: SigningIn) -> None:
    for attempt in range(MOST_PER_ACCOUNT):
        assert refusal(signing_in, EMAIL, "fel", f"10.0.0.{attempt}").code == "SIGN-001"
    assert refusal(signing_in, EMAIL, PASSWORD, "10.9.9.9").code == "SIGN-002"


def test_a_success_forgives_the_failures_before_it(signing_in: SigningIn) -> None:
    for _ in range(2):
        for _ in range(MOST_PER_ACCOUNT - 1):
            refusal(signing_in, EMAIL, "fel", "10.0.0.1")
        signing_in.admit(EMAIL, PASSWORD, "10.0.0.1")


def test_an_address_that_tries_many_accounts_is_locked_for_all_of_them(door: FakeDoor, signing_in: SigningIn) -> None:
    refusal(signing_in, "a@b.example", "fel", "10.0.0.1")
    door.attempts *= MOST_PER_ADDRESS
    assert refusal(signing_in, EMAIL, PASSWORD, "10.0.0.1").code == "SIGN-002"
    assert signing_in.admit(EMAIL, PASSWORD, "10.0.0.2")


def test_a_locked_account_that_does_not_exist_answers_like_one_that_does(signing_in: SigningIn) -> None:
    for attempt in range(MOST_PER_ACCOUNT):
        refusal(signing_in, "ingen@b.example", "fel", f"10.0.0.{attempt}")
    assert refusal(signing_in, "ingen@b.example", "fel", "10.0.0.9").code == "SIGN-002"


def test_the_counters_hold_neither_address_nor_e_mail(door: FakeDoor, signing_in: SigningIn) -> None:
    refusal(signing_in, EMAIL, "fel", "10.0.0.1")
    account, place, _ = door.attempts[0]
    for value in (EMAIL, "10.0.0.1"):
        plain = {value.encode(), hashlib.sha256(value.encode()).digest()}
        assert {account, place}.isdisjoint(plain)
    other = FakeDoor()
    refusal(SigningIn(other, secret=b"another" * 8), EMAIL, "fel", "10.0.0.1")
    assert other.attempts[0][0] != account


def test_a_ticket_opens_one_session_only(signing_in: SigningIn) -> None:
    ticket = signing_in.admit(EMAIL, PASSWORD, "10.0.0.1")
    assert signing_in.redeem(ticket) is not None
    assert signing_in.redeem(ticket) is None


def test_a_ticket_is_void_after_a_minute(door: FakeDoor) -> None:
    clock = StoppedClock()
    signing_in = SigningIn(door, b"k" * 32, Tickets(clock))
    in_time, too_late = (signing_in.admit(EMAIL, PASSWORD, "10.0.0.1") for _ in range(2))
    clock.seconds += LIFETIME_S
    assert signing_in.redeem(in_time) is not None
    clock.seconds += 1
    assert signing_in.redeem(too_late) is None


def test_a_second_step_asks_for_a_code_within_five_minutes_and_the_right_password_alone_forgives_nothing(
    door: FakeDoor,
) -> None:
    door.change(EMAIL, has_second_step=True)
    clock = StoppedClock()
    signing_in = SigningIn(
        door, b"k" * 32, weigh_code=lambda _, code: code == "123456", halves=Tickets(clock, lifetime_s=HALF_WAY_S)
    )
    refusal(signing_in, EMAIL, "fel")
    asked = refusal(signing_in, EMAIL, PASSWORD)
    assert isinstance(asked, CodeAsked)
    assert [ok for _, _, ok in door.attempts] == [False]
    clock.seconds += HALF_WAY_S
    assert signing_in.redeem(signing_in.complete(asked.half, "123456", "10.0.0.1")) is not None
    assert [ok for _, _, ok in door.attempts] == [False, True]
    for half in (asked.half, "guessed"):
        with pytest.raises(CareError, match="SIGN-005"):
            signing_in.complete(half, "123456", "10.0.0.1")
    late = refusal(signing_in, EMAIL, PASSWORD)
    assert isinstance(late, CodeAsked)
    clock.seconds += HALF_WAY_S + 1
    with pytest.raises(CareError, match="SIGN-005"):
        signing_in.complete(late.half, "123456", "10.0.0.1")


def test_tickets_nobody_fetched_are_not_kept(door: FakeDoor) -> None:
    clock = StoppedClock()
    tickets: Tickets[str] = Tickets(clock)
    for _ in range(100):
        tickets.issue("somebody")
        clock.seconds += 10
    assert tickets.waiting <= 1 + LIFETIME_S / 10


def test_a_guessed_ticket_opens_nothing(signing_in: SigningIn) -> None:
    signing_in.admit(EMAIL, PASSWORD, "10.0.0.1")
    assert signing_in.redeem("") is None
    assert signing_in.redeem("A" * 43) is None


def test_a_user_suspended_between_password_and_ticket_gets_no_session(door: FakeDoor, signing_in: SigningIn) -> None:
    ticket = signing_in.admit(EMAIL, PASSWORD, "10.0.0.1")
    door.change(EMAIL, session_epoch=2)
    assert signing_in.redeem(ticket) is None


def test_the_database_holds_the_digest_of_the_token_and_not_the_token(door: FakeDoor, signing_in: SigningIn) -> None:
    token = signed_in_token(signing_in)
    assert list(door.sessions) == [hashlib.sha256(token.encode()).digest()]
    assert len(token) >= 43


def test_a_session_ends_with_signing_out_and_its_token_opens_nothing_again(signing_in: SigningIn) -> None:
    token = signed_in_token(signing_in)
    signing_in.sign_out(token)
    assert signing_in.resolve(token) is None


def test_a_changed_role_or_password_ends_every_session(door: FakeDoor, signing_in: SigningIn) -> None:
    token = signed_in_token(signing_in)
    door.change(EMAIL, session_epoch=2)
    assert signing_in.resolve(token) is None


def test_looking_without_touching_is_passed_on(door: FakeDoor, signing_in: SigningIn) -> None:
    token = signed_in_token(signing_in)
    signing_in.resolve(token, touch=False)
    signing_in.resolve(token)
    assert door.touched == [False, True]
