"""What the platform's desk offers for an organisation is what can be done with it as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from data.vocabulary import OrganizationActKind, OrganizationStatus
from pages.components import organization_desk as desk
from services.platform.organizations import Listed

TODAY = date(2027, 2, 3)
TRIAL = Listed(
    uuid4(), "Ekbacken", OrganizationStatus.TRIAL, False, datetime(2027, 1, 20, tzinfo=UTC), date(2027, 2, 20), 18,
    date(2027, 5, 22), False, None,
)  # fmt: skip
CUSTOMER = replace(TRIAL, status=OrganizationStatus.ACTIVE, last_day=None, days_left=None, erased_from=None)


def test_a_trial_is_extended_converted_ended_closed_or_announced_to_be_erased() -> None:
    assert desk.offered(TRIAL, TODAY) == [
        desk.EXTEND, desk.CONVERT, desk.END, desk.LOOK, desk.SUSPEND, desk.ANNOUNCE,
    ]  # fmt: skip


def test_a_trial_that_is_over_is_not_ended_again() -> None:
    assert desk.END not in desk.offered(replace(TRIAL, days_left=0), TODAY)


def test_a_customer_has_no_trial_to_extend_and_a_closed_one_is_opened_again() -> None:
    assert desk.offered(CUSTOMER, TODAY) == [desk.LOOK, desk.SUSPEND, desk.ANNOUNCE]
    closed = replace(CUSTOMER, status=OrganizationStatus.SUSPENDED)
    assert desk.offered(closed, TODAY) == [desk.LOOK, desk.REACTIVATE, desk.ANNOUNCE]


def test_erasing_is_offered_once_the_announced_day_has_passed_and_can_be_taken_back_until_then() -> None:
    announced = replace(CUSTOMER, is_announced=True, erased_from=date(2027, 2, 3))
    assert desk.offered(announced, TODAY) == [desk.LOOK, desk.SUSPEND, desk.WITHDRAW]
    assert desk.ERASE in desk.offered(announced, date(2027, 2, 4))


def test_the_demo_organisation_is_looked_into_only() -> None:
    assert desk.offered(replace(CUSTOMER, is_demo=True), TODAY) == [desk.LOOK]


def test_every_act_on_record_has_its_words() -> None:
    assert set(desk.ACTS) == set(OrganizationActKind)
