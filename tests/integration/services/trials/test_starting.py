"""A trial is begun by whoever wants one, tells nobody who has an account, and is counted by address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest

from data.connect import Database
from data.vocabulary import OrganizationActKind, Role, RunState
from data.work import Context
from services.access import Actor
from services.demo import DemoSize, make
from services.demo_seeding.ids import RowIds
from services.errors import CareError
from services.planning.use_case import Planning
from services.signing_in import SignedIn, SigningIn
from services.trials.first_data import FirstData
from services.trials.starting import MOST_PER_DAY, TRIAL_DAYS, StartingTrials
from services.trials.wishing import TrialWish

HERE = "10.1.2.3"
WISH = TrialWish("Nya hemtjänsten", "Nina Ny", "nina@example.test", "sju gröna elefanter", with_demo=False)


@pytest.fixture(scope="module")
def signing_in(database: Database) -> SigningIn:
    return SigningIn(database.door, b"k" * 32)


@pytest.fixture(scope="module")
def trials(database: Database, signing_in: SigningIn) -> StartingTrials:
    return StartingTrials(database, database.door, signing_in.welcome, b"k" * 32, is_on=True)


def entered(signing_in: SigningIn, ticket: str) -> SignedIn | None:
    token = signing_in.redeem(ticket)
    return signing_in.resolve(token) if token else None


def users(database: Database, actor: Actor) -> list[str]:
    with database.reading(Context(actor.organization_id, actor.user_id, actor.role)) as work:
        return [row.email for row in work.users.all()]


def test_whoever_starts_a_trial_is_its_administrator_for_thirty_days(
    database: Database, signing_in: SigningIn, trials: StartingTrials
) -> None:
    found = entered(signing_in, trials.start(WISH, HERE))
    assert found is not None
    assert (found.organization_name, found.user_name, found.actor.role) == ("Nya hemtjänsten", "Nina Ny", Role.ADMIN)
    assert not found.actor.read_only
    assert signing_in.admit(WISH.email, WISH.password, HERE)
    with database.reading(Context(found.actor.organization_id, found.actor.user_id, Role.ADMIN)) as work:
        own, acts = work.organizations.own(), work.acts.all()
    today = datetime.now(ZoneInfo("Europe/Stockholm")).date()
    assert own is not None
    assert own.trial_expiration_date == today + timedelta(days=TRIAL_DAYS - 1)
    assert [row.act for row in acts] == [OrganizationActKind.STARTED]


def test_an_address_that_has_an_account_gets_a_ticket_that_opens_nothing_and_nothing_is_made(
    database: Database, signing_in: SigningIn, trials: StartingTrials
) -> None:
    first = replace(WISH, email="anna@example.test")
    owner = entered(signing_in, trials.start(first, "10.9.9.1"))
    assert owner is not None
    again = trials.start(replace(first, organization_name="En till", email=" Anna@EXAMPLE.test "), "10.9.9.1")
    assert len(again) == len(trials.start(replace(WISH, email="bo@example.test"), "10.9.9.1"))
    assert entered(signing_in, again) is None
    assert users(database, owner.actor) == ["anna@example.test"]


def test_one_address_of_the_network_starts_ten_trials_a_day_and_others_go_on(trials: StartingTrials) -> None:
    for n in range(MOST_PER_DAY):
        trials.start(replace(WISH, email=f"nr{n}@example.test"), "10.7.7.7")
    with pytest.raises(CareError, match="TRIAL-005"):
        trials.start(replace(WISH, email="last@example.test"), "10.7.7.7")
    assert trials.start(replace(WISH, email="last@example.test"), "10.7.7.8")


def test_trials_asked_for_do_not_count_as_failures_to_sign_in(signing_in: SigningIn, trials: StartingTrials) -> None:
    wish = replace(WISH, email="ofta@example.test")
    for _ in range(6):
        trials.start(wish, "10.6.6.6")
    assert signing_in.admit(wish.email, wish.password, "10.6.6.6")


def test_where_trials_are_off_nobody_starts_one(database: Database, signing_in: SigningIn) -> None:
    closed = StartingTrials(database, database.door, signing_in.welcome, b"k" * 32, is_on=False)
    with pytest.raises(CareError, match="TRIAL-004"):
        closed.start(WISH, HERE)


@pytest.fixture(scope="module")
def tried(database: Database, signing_in: SigningIn, trials: StartingTrials) -> Actor:
    """Somebody who has chosen demo data, which a worker has laid in."""
    found = entered(signing_in, trials.start(replace(WISH, email="demo@example.test", with_demo=True), "10.5.5.5"))
    assert found is not None
    return found.actor


@pytest.fixture(scope="module")
def first_data(database: Database) -> FirstData:
    return FirstData(database, Planning(database))


def test_demo_data_are_on_their_way_then_there_and_solved_with_one_act(
    database: Database, first_data: FirstData, tried: Actor
) -> None:
    before = first_data.standing(tried)
    assert before.is_laying
    assert not before.has_worker
    first_data.lay(tried.organization_id)
    first_data.lay(tried.organization_id)
    there = first_data.standing(tried)
    assert (there.clients, there.is_laying, there.share) == (115, False, 1.0)
    assert there.by_hand_id is not None
    run_id = first_data.solve(tried)
    assert first_data.solve(tried) == run_id  # a second click starts no second run
    assert Planning(database).follow(tried, run_id).state is RunState.QUEUED


def test_what_is_laid_into_one_organisation_has_no_id_of_another(
    database: Database, first_data: FirstData, tried: Actor
) -> None:
    first_data.lay(tried.organization_id)
    with database.reading(Context(tried.organization_id, tried.user_id, Role.ADMIN)) as work:
        mine = {row.id for row in work.people.clients()}
    made = make(DemoSize.M, date(2027, 2, 1))
    assert mine == {RowIds(made, tried.organization_id).client(each.id) for each in made.clients}
    assert not mine & {RowIds(made).client(each.id) for each in made.clients}


def test_demo_data_are_not_laid_over_what_is_there_nor_after_the_end(
    database: Database, first_data: FirstData, signing_in: SigningIn, trials: StartingTrials, owner_url: str
) -> None:
    found = entered(signing_in, trials.start(replace(WISH, email="sen@example.test"), "10.5.5.6"))
    assert found is not None
    first_data.ask(found.actor)
    first_data.ask(found.actor)
    end(owner_url, found.actor.organization_id)
    first_data.lay(found.actor.organization_id)
    assert first_data.standing(found.actor).clients == 0


def end(owner_url: str, organization_id: UUID) -> None:
    """Let a trial have ended the day before yesterday."""
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE caire.organizations SET trial_expiration_date = current_date - 2 WHERE id = %s", [organization_id]
        )
