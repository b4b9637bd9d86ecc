"""The own account: the password by the old one, and sessions one recognises and ends."""

from __future__ import annotations

import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets
from data.repositories.users import UserRow
from data.vocabulary import Role
from services.attempts import MOST_PER_ACCOUNT
from services.errors import CareError
from services.signing_in import Origin
from tests.integration.services.accounts.hall import ANOTHER, HERE, PASSWORD, Hall, a_hall


@pytest.fixture(scope="module")
def hall(database: Database) -> Hall:
    return a_hall(database, "Egna hallen")


@pytest.fixture
def planner(hall: Hall) -> UserRow:
    return hall.member()


def code_of(act: object) -> str:
    with pytest.raises(CareError) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_a_new_password_ends_every_session_and_begins_one_here(hall: Hall, planner: UserRow) -> None:
    here, there = hall.enter(planner.email), hall.enter(planner.email)
    ticket = hall.own.change_password(hall.acting(planner), PASSWORD, ANOTHER, HERE)
    assert (hall.who(here), hall.who(there)) == (None, None)
    assert hall.who(hall.redeemed(ticket)) is not None
    assert hall.who(hall.enter(planner.email, ANOTHER)) is not None


def test_guesses_at_the_old_password_count_like_those_at_the_door(hall: Hall, planner: UserRow) -> None:
    actor = hall.acting(planner)
    for _ in range(MOST_PER_ACCOUNT):
        assert code_of(lambda: hall.own.change_password(actor, "fel", ANOTHER, HERE)) == "ACCOUNT-001"
    assert code_of(lambda: hall.own.change_password(actor, PASSWORD, ANOTHER, HERE)) == "SIGN-002"
    assert code_of(lambda: hall.enter(planner.email)) == "SIGN-002"


def test_twelve_signs_are_enough_with_a_second_step_and_fifteen_without(hall: Hall, planner: UserRow) -> None:
    actor, short = hall.acting(planner), "grå moln yr!"
    assert (len(short), hall.own.shortest(actor)) == (12, 15)
    assert code_of(lambda: hall.own.change_password(actor, PASSWORD, short, HERE)) == "ACCOUNT-003"
    hall.enrol(planner)
    assert hall.own.shortest(actor) == 12
    assert hall.own.change_password(actor, PASSWORD, short, HERE)


def test_carers_and_clients_look_after_their_accounts_too(hall: Hall) -> None:
    carer, client = EmployeeRow(new_id(), "A1"), ClientRow(new_id(), "K1")
    with hall.database.writing(hall.tenant.acting()) as work:
        work.people.add_employees([(carer, EmployeeSecrets("Eva Ek"))])
        work.people.add_clients([(client, ClientSecrets("Karl Kvist"))])
    for user in (hall.member(Role.EMPLOYEE, employee_id=carer.id), hall.member(Role.CLIENT, client_id=client.id)):
        actor = hall.acting(user)
        app, _ = hall.enrol(user)
        assert hall.own.change_password(actor, PASSWORD, ANOTHER, HERE)
        hall.joining.ask_password(user.email, HERE)
        found = hall.who(hall.enter(user.email, ANOTHER, hall.code(app)))
        assert found is not None
        assert found.actor.subject_id == actor.subject_id
        assert len(hall.own.sessions(actor)) == 1
        assert user.id in {view.id for view in hall.accounts.all(hall.admin) if view.asks_since}


def test_sessions_say_where_from_and_end_one_by_one_or_all_at_once(hall: Hall, planner: UserRow) -> None:
    actor = hall.acting(planner)
    tokens = []
    for network in ("192.0.2.x", "198.51.100.x"):
        ticket = hall.signing_in.admit(planner.email, PASSWORD, HERE)
        token = hall.signing_in.redeem(ticket, Origin("Firefox · Windows", network))
        assert token is not None
        tokens.append(token)
    rows = {row.network: row for row in hall.own.sessions(actor)}
    assert rows["192.0.2.x"].device == "Firefox · Windows"
    first = hall.who(tokens[0])
    assert first is not None
    assert first.session_id == rows["192.0.2.x"].id
    hall.own.end(actor, rows["192.0.2.x"].id)
    assert (hall.who(tokens[0]), hall.who(tokens[1]) is not None) == (None, True)
    assert code_of(lambda: hall.own.end(actor, rows["192.0.2.x"].id)) == "ACCOUNT-002"
    hall.own.end_all(actor)
    assert hall.who(tokens[1]) is None
    assert hall.own.sessions(actor) == []


def test_nobody_ends_the_session_of_another(hall: Hall, planner: UserRow) -> None:
    token = hall.enter(planner.email)
    [session] = hall.own.sessions(hall.acting(planner))
    for other in (hall.member(), hall.member(Role.ADMIN)):
        assert code_of(lambda other=other: hall.own.end(hall.acting(other), session.id)) == "ACCOUNT-002"
        assert session.id not in {row.id for row in hall.own.sessions(hall.acting(other))}
    assert hall.who(token) is not None
