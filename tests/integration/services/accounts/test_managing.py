"""Administrators and accounts: what each change does at the next run, and who can never be shut out."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import EmployeeRow, EmployeeSecrets
from data.repositories.users import UserRow
from data.vocabulary import AuditAction, Role, UserStatus
from services.access import Actor
from services.accounts import InvitationWish, RoleWish
from services.demo_users import DEMO_USERS
from services.errors import CareError, NotAllowed
from services.signing_in import SigningIn
from tests.integration.services.accounts.hall import PASSWORD, Hall, a_hall


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Solhallen")


@pytest.fixture
def planner(hall: Hall) -> UserRow:
    return hall.member()


def code_of(act: object) -> str:
    with pytest.raises(CareError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_the_list_says_who_was_seen_when_and_who_has_a_second_step(hall: Hall, planner: UserRow) -> None:
    hall.enter(planner.email)
    hall.enrol(planner)
    stranger = hall.member()
    views = {view.id: view for view in hall.accounts.all(hall.admin)}
    seen = views[planner.id].last_seen
    assert seen is not None
    assert datetime.now(UTC) - seen < timedelta(minutes=1)
    assert views[planner.id].has_second_step
    assert (views[stranger.id].last_seen, views[stranger.id].has_second_step) == (None, False)
    assert views[planner.id].email == planner.email


@pytest.mark.parametrize("status", [UserStatus.SUSPENDED, UserStatus.DEACTIVATED])
def test_a_closed_account_is_out_at_the_next_run_and_its_cookie_never_opens_again(
    hall: Hall, planner: UserRow, status: UserStatus
) -> None:
    token = hall.enter(planner.email)
    waiting = hall.signing_in.admit(planner.email, PASSWORD, "192.0.2.1")
    hall.accounts.set_status(hall.admin, planner.id, status, "Har slutat")
    assert hall.who(token) is None
    assert hall.signing_in.resolve(token, touch=False) is None  # a ticking fragment neither
    assert hall.signing_in.redeem(waiting) is None
    assert code_of(lambda: hall.enter(planner.email)) == "SIGN-001"
    hall.accounts.set_status(hall.admin, planner.id, UserStatus.ACTIVE, "Tillbaka")
    assert hall.who(token) is None
    assert hall.who(hall.enter(planner.email)) is not None


def test_why_an_account_was_closed_is_on_record_and_a_reason_is_asked_for(hall: Hall, planner: UserRow) -> None:
    blank = code_of(lambda: hall.accounts.set_status(hall.admin, planner.id, UserStatus.SUSPENDED, "  "))
    assert (blank, hall.user(planner.id).status) == ("USER-004", UserStatus.ACTIVE)
    hall.accounts.set_status(hall.admin, planner.id, UserStatus.SUSPENDED, "Tappad  telefon")
    with hall.database.reading(hall.tenant.acting()) as work:
        now = datetime.now(UTC)
        [entry] = work.audit.entries(
            now - timedelta(days=1), now + timedelta(days=1), row=str(planner.id), action=AuditAction.ACCOUNT
        )
    assert (entry.reason, entry.user_id) == ("suspended: Tappad telefon", hall.tenant.admin_id)


def test_another_role_holds_from_the_next_sign_in_and_ends_the_sessions_of_the_old_one(
    hall: Hall, planner: UserRow
) -> None:
    token = hall.enter(planner.email)
    hall.accounts.change_role(hall.admin, planner.id, RoleWish(Role.ADMIN))
    assert hall.who(token) is None
    found = hall.who(hall.enter(planner.email))
    assert found is not None
    assert found.actor.role is Role.ADMIN


def test_a_carers_account_belongs_to_one_carer_and_one_only(hall: Hall, planner: UserRow) -> None:
    carer = EmployeeRow(new_id(), "A7")
    with hall.database.writing(hall.tenant.acting()) as work:
        work.people.add_employees([(carer, EmployeeSecrets("Eva Ek"))])
    change, wish = hall.accounts.change_role, RoleWish(Role.EMPLOYEE, carer.id)
    assert hall.accounts.subjects(hall.admin, Role.EMPLOYEE)[carer.id] == "A7"
    change(hall.admin, planner.id, wish)
    found = hall.who(hall.enter(planner.email))
    assert found is not None
    assert found.actor.subject_id == carer.id
    assert carer.id not in hall.accounts.subjects(hall.admin, Role.EMPLOYEE)
    assert code_of(lambda: change(hall.admin, hall.member().id, wish)) == "USER-007"
    assert code_of(lambda: change(hall.admin, planner.id, RoleWish(Role.EMPLOYEE))) == "USER-006"
    assert code_of(lambda: change(hall.admin, planner.id, RoleWish(Role.EMPLOYEE, new_id()))) == "USER-006"
    assert code_of(lambda: change(hall.admin, planner.id, RoleWish(Role.SUPER_ADMIN))) == "USER-009"


def test_a_carer_who_becomes_another_carer_is_signed_out_too(hall: Hall, planner: UserRow) -> None:
    first, second = EmployeeRow(new_id(), "A8"), EmployeeRow(new_id(), "A9")
    with hall.database.writing(hall.tenant.acting()) as work:
        work.people.add_employees([(each, EmployeeSecrets("Eva Ek")) for each in (first, second)])
    hall.accounts.change_role(hall.admin, planner.id, RoleWish(Role.EMPLOYEE, first.id))
    token = hall.enter(planner.email)
    hall.accounts.change_role(hall.admin, planner.id, RoleWish(Role.EMPLOYEE, second.id))
    assert hall.who(token) is None


def test_nobody_changes_the_own_account_here(hall: Hall) -> None:
    accounts, admin = hall.accounts, hall.admin
    for act in (
        lambda: accounts.set_status(admin, admin.user_id, UserStatus.SUSPENDED, "x"),
        lambda: accounts.change_role(admin, admin.user_id, RoleWish(Role.SCHEDULER)),
        lambda: accounts.send_reset(admin, admin.user_id),
        lambda: accounts.end_sessions(admin, admin.user_id),
        lambda: accounts.drop_second_step(admin, admin.user_id, "x"),
    ):
        assert code_of(act) == "USER-002"


def test_two_administrators_who_remove_each_other_at_once_leave_one(database: Database) -> None:
    hall = a_hall(database, "Tvillinghallen")
    twin = hall.acting(hall.member(Role.ADMIN))
    outcomes: list[str] = []
    begin = threading.Barrier(2)

    def remove(actor: Actor, other: Actor) -> None:
        begin.wait()
        try:
            hall.accounts.change_role(actor, other.user_id, RoleWish(Role.SCHEDULER))
            outcomes.append("done")
        except CareError as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=remove, args=pair) for pair in ((hall.admin, twin), (twin, hall.admin))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["USER-003", "done"]
    assert sum(view.role is Role.ADMIN for view in hall.accounts.all(hall.admin)) == 1


def test_a_user_of_another_organisation_is_nobody(hall: Hall, database: Database) -> None:
    stranger = a_hall(database, "Grannhallen").member()
    for act in (
        lambda: hall.accounts.set_status(hall.admin, stranger.id, UserStatus.SUSPENDED, "x"),
        lambda: hall.accounts.end_sessions(hall.admin, stranger.id),
        lambda: hall.accounts.send_reset(hall.admin, stranger.id),
    ):
        assert code_of(act) == "USER-001"


def test_all_sessions_of_a_user_end_at_once_and_so_do_tickets_on_their_way(hall: Hall, planner: UserRow) -> None:
    tokens = [hall.enter(planner.email) for _ in range(2)]
    waiting = hall.signing_in.admit(planner.email, PASSWORD, "192.0.2.1")
    hall.accounts.end_sessions(hall.admin, planner.id)
    assert [hall.who(token) for token in tokens] == [None, None]
    assert hall.signing_in.redeem(waiting) is None


def test_a_lost_phone_is_helped_by_taking_the_second_step_away(hall: Hall, planner: UserRow) -> None:
    hall.enrol(planner)
    hall.accounts.drop_second_step(hall.admin, planner.id, "Telefonen är borta")
    assert hall.who(hall.enter(planner.email)) is not None


def test_administrators_are_held_to_the_second_step_the_organisation_asks_for(database: Database) -> None:
    hall = a_hall(database, "Säkra hallen")
    boss, other = hall.member(Role.ADMIN), hall.member(Role.ADMIN)
    planner = hall.member()
    actor = hall.acting(boss)
    assert code_of(lambda: hall.accounts.ask_second_step(actor, is_asked=True)) == "USER-010"
    hall.enrol(boss)
    before = hall.enter(other.email)
    hall.accounts.ask_second_step(actor, is_asked=True)
    held = hall.who(before)  # not only at the next sign-in: at the next run
    assert held is not None
    assert held.actor.owes_second_step
    with pytest.raises(NotAllowed, match="ACCESS-002"):
        hall.accounts.all(held.actor)
    free = hall.who(hall.enter(planner.email))
    assert free is not None
    assert not free.actor.owes_second_step
    hall.enrol(other)
    assert code_of(lambda: hall.steps.turn_off(hall.acting(other), "000000", "192.0.2.1")) == "STEP-003"


def test_whoever_tries_the_demo_locks_nobody_out_and_writes_to_nobody(database: Database) -> None:
    hall = a_hall(database, "Demohallen", sends_mail=True)
    actor = replace(hall.admin, is_demo=True)
    shared = hall.member(email=next(user.email for user in DEMO_USERS if user.role is Role.SCHEDULER))
    for act in (
        lambda: hall.accounts.set_status(actor, shared.id, UserStatus.SUSPENDED, "x"),
        lambda: hall.accounts.change_role(actor, shared.id, RoleWish(Role.ADMIN)),
        lambda: hall.accounts.send_reset(actor, shared.id),
        lambda: hall.accounts.ask_second_step(actor, is_asked=True),
    ):
        assert code_of(act) == "USER-011"
    guest = hall.member()
    assert hall.accounts.send_reset(actor, guest.id) is not None
    assert hall.inviting.invite(actor, InvitationWish("vem@example.test", RoleWish(Role.SCHEDULER))) is not None


@pytest.mark.parametrize("role", [Role.SCHEDULER, Role.SUPER_ADMIN])
def test_only_administrators_manage_accounts(hall: Hall, planner: UserRow, role: Role) -> None:
    actor = Actor(hall.tenant.organization_id, new_id(), role)
    for act in (
        lambda: hall.accounts.all(actor),
        lambda: hall.accounts.set_status(actor, planner.id, UserStatus.SUSPENDED, "x"),
        lambda: hall.accounts.change_role(actor, planner.id, RoleWish(Role.ADMIN)),
        lambda: hall.accounts.send_reset(actor, planner.id),
        lambda: hall.accounts.end_sessions(actor, planner.id),
        lambda: hall.accounts.drop_second_step(actor, planner.id, "x"),
        lambda: hall.accounts.ask_second_step(actor, is_asked=False),
        lambda: hall.inviting.open(actor),
    ):
        assert code_of(act) == "ACCESS-001"


def test_the_door_itself_knows_no_second_step_by_default(hall: Hall, planner: UserRow) -> None:
    """A door built without a scale must not take any code for right."""
    hall.enrol(planner)
    bare = SigningIn(hall.database.door, b"k" * 32)
    with pytest.raises(CareError) as asked:
        bare.admit(planner.email, PASSWORD, "192.0.2.1")
    half = asked.value.half  # type: ignore[attr-defined]
    assert code_of(lambda: bare.complete(half, "000000", "192.0.2.1")) == "SIGN-004"
