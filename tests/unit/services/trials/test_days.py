"""The days of a trial are counted on the organisation's own clock, its last day included."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from data.repositories.organizations import OrganizationRow
from data.vocabulary import OrganizationKind, OrganizationStatus
from services.trials.days import days_left, is_over


def an_organization(status: OrganizationStatus = OrganizationStatus.TRIAL, last: date | None = None) -> OrganizationRow:
    return OrganizationRow(
        uuid4(), "Ekbacken", status, OrganizationKind.TENANT, "Europe/Stockholm", last or date(2027, 2, 28), False
    )


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (datetime(2027, 1, 30, 12, tzinfo=UTC), 30),
        (datetime(2027, 2, 28, 12, tzinfo=UTC), 1),
        (datetime(2027, 2, 28, 22, 59, tzinfo=UTC), 1),
        (datetime(2027, 2, 28, 23, 1, tzinfo=UTC), 0),  # after midnight in Stockholm
        (datetime(2027, 6, 1, tzinfo=UTC), 0),
    ],
)
def test_days_are_left_until_midnight_where_the_organisation_is(now: datetime, left: int) -> None:
    assert days_left(an_organization(), now) == left
    assert is_over(an_organization(), now) is (left == 0)


def test_a_customer_has_no_last_day_and_a_closed_one_begins_nothing() -> None:
    late = datetime(2030, 1, 1, tzinfo=UTC)
    assert days_left(an_organization(OrganizationStatus.ACTIVE), late) is None
    assert not is_over(an_organization(OrganizationStatus.ACTIVE), late)
    assert is_over(an_organization(OrganizationStatus.SUSPENDED), datetime(2027, 1, 1, tzinfo=UTC))
