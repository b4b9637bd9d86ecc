"""Links from outside: they serve once, within their time, and tell nothing about anybody else."""

from __future__ import annotations

import hashlib
import threading
from uuid import UUID

import psycopg
import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets
from data.vocabulary import Role, UserStatus
from services.accounts import InvitationWish, Link, RoleWish
from services.accounts.joining import ANSWER_AFTER_S, MOST_WISHES
from services.errors import CareError
from services.signing_in import CodeAsked
from tests.integration.services.accounts.hall import ANOTHER, HERE, PASSWORD, Hall, a_hall


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Porthallen")


def invited(hall: Hall, email: str | None = None, wish: RoleWish | None = None) -> Link:
    address = email or f"{new_id().hex}@example.test"
    link = hall.inviting.invite(hall.admin, InvitationWish(address, wish or RoleWish(Role.SCHEDULER)))
    assert link is not None
    return link


def reset(hall: Hall, user_id: UUID) -> Link:
    link = hall.accounts.send_reset(hall.admin, user_id)
    assert link is not None
    return link


def code_of(act: object) -> str:
    with pytest.raises(CareError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def later(owner_url: str, table: str, how_long: str) -> None:
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            f"UPDATE caire.{table} SET created_at = created_at - interval '{how_long}',"
            f" expires_at = expires_at - interval '{how_long}'"
        )


def test_the_invited_chooses_name_and_password_and_is_inside(hall: Hall) -> None:
    link = invited(hall, "Ny.Planerare@Example.test")
    view = hall.joining.look(link.key)
    assert (view.organization_name, view.email, view.role) == (
        "Porthallen", "ny.planerare@example.test", Role.SCHEDULER,
    )  # fmt: skip
    assert (view.asks_name, view.shortest) == (True, 15)
    found = hall.who(hall.redeemed(hall.joining.join(link.key, "Nils  Ny", ANOTHER, HERE)))
    assert found is not None
    assert (found.user_name, found.actor.role) == ("Nils Ny", Role.SCHEDULER)
    assert hall.user(found.actor.user_id).status is UserStatus.ACTIVE
    assert not [row for row in hall.inviting.open(hall.admin) if row.email == view.email]


def test_a_link_serves_once_even_when_two_use_it_at_the_same_moment(hall: Hall) -> None:
    link, begin, outcomes = invited(hall), threading.Barrier(2), list[str]()

    def join() -> None:
        begin.wait()
        try:
            hall.joining.join(link.key, "Nils Ny", ANOTHER, HERE)
            outcomes.append("in")
        except CareError as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=join) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[-1] == "in"
    assert len([each for each in outcomes if each == "in"]) == 1
    assert code_of(lambda: hall.joining.look(link.key)) == "JOIN-001"


def test_an_invitation_opens_nothing_after_seven_days_and_a_password_link_after_an_hour(
    hall: Hall, owner_url: str
) -> None:
    link, link_for_password = invited(hall), reset(hall, hall.member().id)
    later(owner_url, "invitations", "7 days")
    later(owner_url, "password_resets", "1 hour")
    for key in (link.key, link_for_password.key):
        assert code_of(lambda key=key: hall.joining.look(key)) == "JOIN-001"
    assert code_of(lambda: hall.joining.join(link.key, "Nils", ANOTHER, HERE)) == "JOIN-001"
    assert code_of(lambda: hall.joining.set_password(link_for_password.key, ANOTHER, HERE)) == "JOIN-001"


def test_a_taken_back_and_a_replaced_invitation_open_nothing(hall: Hall) -> None:
    email = f"{new_id().hex}@example.test"
    first = invited(hall, email)
    second = invited(hall, email.upper())
    assert code_of(lambda: hall.joining.look(first.key)) == "JOIN-001"
    [row] = [each for each in hall.inviting.open(hall.admin) if each.email == email]
    third = hall.inviting.again(hall.admin, row.id)
    assert third is not None
    assert code_of(lambda: hall.joining.look(second.key)) == "JOIN-001"
    assert hall.joining.look(third.key).email == email
    [row] = [each for each in hall.inviting.open(hall.admin) if each.email == email]
    hall.inviting.withdraw(hall.admin, row.id)
    assert code_of(lambda: hall.joining.look(third.key)) == "JOIN-001"
    assert code_of(lambda: hall.inviting.withdraw(hall.admin, row.id)) == "USER-008"
    assert code_of(lambda: hall.inviting.again(hall.admin, row.id)) == "USER-008"


@pytest.mark.parametrize("key", ["", "inv_", "inv_" + "A" * 43, "pwd_" + "A" * 43, "x" * 5000, "inv_' or 1=1 --"])
def test_a_guessed_key_hears_what_every_used_one_hears(hall: Hall, key: str) -> None:
    assert code_of(lambda: hall.joining.look(key)) == "JOIN-001"
    assert code_of(lambda: hall.joining.join(key, "Nils", ANOTHER, HERE)) == "JOIN-001"
    assert code_of(lambda: hall.joining.set_password(key, ANOTHER, HERE)) == "JOIN-001"


def test_a_key_of_one_kind_does_not_serve_as_the_other(hall: Hall) -> None:
    link, other = invited(hall), reset(hall, hall.member().id)
    assert code_of(lambda: hall.joining.set_password(link.key, ANOTHER, HERE)) == "JOIN-001"
    assert code_of(lambda: hall.joining.join(other.key, "Nils", ANOTHER, HERE)) == "JOIN-001"


def test_only_digests_of_keys_are_kept(hall: Hall, owner_url: str) -> None:
    link, other = invited(hall), reset(hall, hall.member().id)
    with psycopg.connect(owner_url) as owner:
        for table, key in (("invitations", link.key), ("password_resets", other.key)):
            held = owner.execute(f"SELECT token_sha256 FROM caire.{table} ORDER BY id DESC LIMIT 1").fetchone()
            assert held == (hashlib.sha256(key.encode()).digest(),)
            everything = owner.execute(f"SELECT t::text FROM caire.{table} t").fetchall()
            assert key not in str(everything)
    assert link.key not in repr(link)


def test_inviting_answers_the_same_for_an_address_that_has_an_account(hall: Hall, database: Database) -> None:
    elsewhere = a_hall(database, "Annanstans").member()
    here = hall.member()
    for email in (elsewhere.email, here.email, f"{new_id().hex}@example.test"):
        assert isinstance(invited(hall, email), Link)


def test_joining_with_an_address_that_has_an_account_changes_nothing_of_it(hall: Hall, database: Database) -> None:
    other = a_hall(database, "Andra hallen")
    victim = other.member()
    link = invited(hall, victim.email)
    assert code_of(lambda: hall.joining.join(link.key, "Nils", ANOTHER, HERE)) == "JOIN-002"
    found = other.who(other.enter(victim.email))
    assert found is not None
    assert found.actor.organization_id == other.tenant.organization_id


NO_ADDRESSES = ("", "nils", "nils@", "@example.test", "nils@example", "a b@example.test", "nils@ex,ample.test",
                "nils@example.test\nBcc: x@example.test", "a" * 65 + "@example.test")  # fmt: skip


@pytest.mark.parametrize("email", NO_ADDRESSES)
def test_what_is_no_address_is_not_invited(hall: Hall, email: str) -> None:
    wish = InvitationWish(email, RoleWish(Role.SCHEDULER))
    assert code_of(lambda: hall.inviting.invite(hall.admin, wish)) == "USER-005"


def test_a_client_is_known_by_the_pseudonym_and_asked_for_no_name(hall: Hall) -> None:
    client = ClientRow(new_id(), "K7")
    with hall.database.writing(hall.tenant.acting()) as work:
        work.people.add_clients([(client, ClientSecrets("Karl Kvist"))])
    link = invited(hall, wish=RoleWish(Role.CLIENT, client.id))
    assert not hall.joining.look(link.key).asks_name
    found = hall.who(hall.redeemed(hall.joining.join(link.key, "Karl Kvist", ANOTHER, HERE)))
    assert found is not None
    assert (found.user_name, found.actor.subject_id) == ("K7", client.id)
    assert code_of(lambda: invited(hall, wish=RoleWish(Role.CLIENT, new_id()))) == "USER-006"


def test_a_weak_password_or_no_name_leaves_the_link_good(hall: Hall) -> None:
    link = invited(hall)
    assert code_of(lambda: hall.joining.join(link.key, "Nils", "kort", HERE)) == "ACCOUNT-003"
    assert code_of(lambda: hall.joining.join(link.key, " ", ANOTHER, HERE)) == "JOIN-003"
    assert hall.joining.join(link.key, "Nils", ANOTHER, HERE)


def test_a_new_password_by_a_link_ends_every_session_of_the_old_one_and_unlocks(hall: Hall) -> None:
    user = hall.member()
    token = hall.enter(user.email)
    for _ in range(5):
        assert code_of(lambda: hall.signing_in.admit(user.email, "glömt", HERE)) == "SIGN-001"
    link = reset(hall, user.id)
    begun = hall.redeemed(hall.joining.set_password(link.key, ANOTHER, HERE))
    assert hall.who(token) is None
    assert hall.who(begun) is not None
    assert hall.who(hall.enter(user.email, ANOTHER)) is not None
    assert code_of(lambda: hall.enter(user.email, PASSWORD)) == "SIGN-001"
    assert code_of(lambda: hall.joining.set_password(link.key, PASSWORD, HERE)) == "JOIN-001"


def test_a_link_for_a_password_does_not_go_round_the_second_step(hall: Hall) -> None:
    user = hall.member()
    app, _ = hall.enrol(user)
    link = reset(hall, user.id)
    assert hall.joining.look(link.key).shortest == 12
    with pytest.raises(CodeAsked) as asked:
        hall.joining.set_password(link.key, ANOTHER, HERE)
    ticket = hall.signing_in.complete(asked.value.half, hall.code(app), HERE)
    assert hall.who(hall.redeemed(ticket)) is not None


def test_a_link_of_a_suspended_user_opens_nothing(hall: Hall) -> None:
    user = hall.member()
    link = reset(hall, user.id)
    hall.accounts.set_status(hall.admin, user.id, UserStatus.SUSPENDED, "Utredning")
    assert code_of(lambda: hall.joining.set_password(link.key, ANOTHER, HERE)) == "JOIN-001"


def test_asking_for_a_password_is_silent_for_everybody_and_seen_by_administrators(hall: Hall) -> None:
    user, suspended = hall.member(), hall.member()
    hall.accounts.set_status(hall.admin, suspended.id, UserStatus.SUSPENDED, "x")
    hall.paused.clear()
    for n, email in enumerate((user.email.upper(), suspended.email, f"{new_id().hex}@example.test", "", "'; --")):
        hall.joining.ask_password(email, f"198.51.100.{n}")
    assert len(hall.paused) == 5
    assert all(0 < pause <= ANSWER_AFTER_S for pause in hall.paused)
    asking = {view.id for view in hall.accounts.all(hall.admin) if view.asks_since}
    assert user.id in asking
    assert suspended.id not in asking
    reset(hall, user.id)
    assert user.id not in {view.id for view in hall.accounts.all(hall.admin) if view.asks_since}


def test_who_runs_the_machine_makes_a_link_when_nobody_else_can(hall: Hall) -> None:
    user = hall.member()
    hall.enrol(user)
    link = hall.joining.help_in(user.email.upper())
    with pytest.raises(CodeAsked):
        hall.joining.set_password(link.key, ANOTHER, HERE)
    link = hall.joining.help_in(user.email, without_second_step=True)
    assert hall.who(hall.redeemed(hall.joining.set_password(link.key, PASSWORD, HERE))) is not None
    assert code_of(lambda: hall.joining.help_in("ingen@example.test")) == "USER-001"


def test_asking_again_does_not_void_the_link_that_was_handed_over(hall: Hall) -> None:
    user = hall.member()
    link = reset(hall, user.id)
    hall.joining.ask_password(user.email, "198.51.100.77")
    assert hall.joining.look(link.key).email == user.email


def test_asking_too_often_is_answered_like_asking_once_and_locks_nobody_out(hall: Hall) -> None:
    user = hall.member()
    hall.paused.clear()
    for _ in range(MOST_WISHES[0] + 3):
        hall.joining.ask_password(user.email, "198.51.100.99")
    assert len(hall.paused) == MOST_WISHES[0] + 3
    assert hall.who(hall.enter(user.email)) is not None
