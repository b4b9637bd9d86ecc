"""The days of a trial: its last one, how many are left, whether it is over; counted on the organisation's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from data.repositories.organizations import OrganizationRow
from data.vocabulary import OrganizationStatus


def last_day_of(own: OrganizationRow) -> date | None:
    """The last day of its trial; None when it is not on trial."""
    return own.trial_expiration_date if own.status is OrganizationStatus.TRIAL else None


def days_left(own: OrganizationRow, now: datetime | None = None) -> int | None:
    """Days the trial goes on, today counted; 0 when it is over, None when there is none."""
    last = last_day_of(own)
    today = (now or datetime.now(UTC)).astimezone(ZoneInfo(own.timezone)).date()
    return None if last is None else max(0, (last - today).days + 1)


def is_over(own: OrganizationRow, now: datetime | None = None) -> bool:
    """Whether nothing may be begun for the organisation: its trial has ended, or it was closed."""
    return own.status is OrganizationStatus.SUSPENDED or days_left(own, now) == 0
