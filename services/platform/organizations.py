"""Organisations as the platform's staff sees and changes them: who tries, who pays, who is gone; never what they hold.

Every change is one act with a reason, on record in the organisation itself, whose administrators can read it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.repositories.acts import ActRow
from data.repositories.organizations import OrganizationRow
from data.repositories.platform import ListedRow, UseRow
from data.repositories.users import UserRow
from data.vocabulary import OrganizationActKind as Act
from data.vocabulary import OrganizationKind, OrganizationStatus, Role, UserStatus
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services.access import Actor, Capability
from services.demo.clock import ZONE_NAME
from services.keeping.retention import Retention, erased_from
from services.passwords import hash_password
from services.platform import refusals
from services.trials.days import days_left, is_over
from services.trials.wishing import TrialWish, tidied

LEAST_DAYS, MOST_DAYS = 1, 180
SHORTEST_REASON, LONGEST_REASON = 10, 500
LONGEST_TRIAL_DAYS = 366


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in the list; `days_left` is a trial's, `erased_from` the day everything is erased."""

    id: UUID
    name: str
    status: OrganizationStatus
    is_demo: bool
    made_at: datetime
    last_day: date | None
    days_left: int | None
    erased_from: date | None
    is_announced: bool
    use: UseRow | None


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """An organisation that the staff sets up, with its first administrator; a customer, or on trial for some days."""

    name: str
    admin_name: str
    admin_email: str
    admin_password: str
    trial_days: int | None


class Organizations:
    """The use case; every method asks for the capability first."""

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database, self._retention = database, retention

    def all(self, actor: Actor, words: str = "", status: OrganizationStatus | None = None) -> list[Listed]:
        """Those whose name holds `words`, the newest first; the use of the first 200."""
        with self._at_home(actor) as work:
            rows = [row for row in work.platform.organizations(words.strip(), status) if row.erased_at is None]
            use = work.platform.use(row.id for row in rows[:200])
        return [_listed(row, use.get(row.id)) for row in rows]

    def acts(self, actor: Actor, organization_id: UUID) -> list[ActRow]:
        """What was done to an organisation, the newest first."""
        actor.require(Capability.PLATFORM)
        with self._database.reading(_there(actor, organization_id)) as work:
            return work.acts.all()

    def create(self, actor: Actor, wish: NewOrganization) -> UUID:
        """A new organisation with its first administrator, who signs in with the password given here."""
        actor.require(Capability.PLATFORM)
        if wish.trial_days is not None and not LEAST_DAYS <= wish.trial_days <= MOST_DAYS:
            raise refusals.BAD_DAYS
        tidy = tidied(TrialWish(wish.name, wish.admin_name, wish.admin_email, wish.admin_password))
        organization_id, until = new_id(), None
        if wish.trial_days is not None:
            until = datetime.now(ZoneInfo(ZONE_NAME)).date() + timedelta(days=wish.trial_days - 1)
        status = OrganizationStatus.ACTIVE if until is None else OrganizationStatus.TRIAL
        password_hash = hash_password(tidy.password)
        try:
            with self._database.writing(_there(actor, organization_id)) as work:
                work.organizations.make_own(tidy.organization_name, status=status, trial_expiration_date=until)
                work.acts.note(Act.CREATED, actor.user_id, until=until)
                admin = UserRow(new_id(), tidy.name, tidy.email, Role.ADMIN, UserStatus.ACTIVE)
                work.users.add(admin, password_hash)
        except Broken as known:
            raise refusals.EMAIL_TAKEN from known
        return organization_id

    def extend(self, actor: Actor, organization_id: UUID, days: int, reason: str) -> date:
        """Let a trial go on so many days more, from today where it has ended; its new last day."""
        actor.require(Capability.PLATFORM)
        if isinstance(days, bool) or not LEAST_DAYS <= days <= MOST_DAYS:
            raise refusals.BAD_DAYS
        with self._inside(actor, organization_id, reason) as (work, own):
            if own.status is not OrganizationStatus.TRIAL or own.trial_expiration_date is None:
                raise refusals.NO_TRIAL
            today = datetime.now(ZoneInfo(own.timezone)).date()
            until = max(own.trial_expiration_date, today) + timedelta(days=days)
            if until > today + timedelta(days=LONGEST_TRIAL_DAYS):
                raise refusals.TOO_LONG
            work.organizations.extend_trial(until)
            work.acts.note(Act.EXTENDED, actor.user_id, _tidy(reason), until)
        return until

    def end(self, actor: Actor, organization_id: UUID, reason: str) -> None:
        """End a trial now: from this moment everything can be read and taken out, and nothing changed."""
        with self._inside(actor, organization_id, reason) as (work, own):
            if own.status is not OrganizationStatus.TRIAL or is_over(own):
                raise refusals.NO_TRIAL
            yesterday = datetime.now(ZoneInfo(own.timezone)).date() - timedelta(days=1)
            work.organizations.extend_trial(yesterday)
            work.acts.note(Act.ENDED, actor.user_id, _tidy(reason), yesterday)

    def convert(self, actor: Actor, organization_id: UUID, reason: str) -> None:
        """A trial becomes a customer."""
        self._move(actor, organization_id, reason, Act.CONVERTED, {OrganizationStatus.TRIAL}, OrganizationStatus.ACTIVE)

    def suspend(self, actor: Actor, organization_id: UUID, reason: str) -> None:
        """Close an organisation: nobody of it is or comes in until it is opened again."""
        open_ones = {OrganizationStatus.TRIAL, OrganizationStatus.ACTIVE}
        self._move(actor, organization_id, reason, Act.SUSPENDED, open_ones, OrganizationStatus.SUSPENDED)

    def reactivate(self, actor: Actor, organization_id: UUID, reason: str) -> None:
        """Open a closed one again: as a trial where it was one, else as a customer."""
        with self._inside(actor, organization_id, reason) as (work, own):
            was_trial = own.trial_expiration_date is not None
            status = OrganizationStatus.TRIAL if was_trial else OrganizationStatus.ACTIVE
            if not work.organizations.set_status(status, OrganizationStatus.SUSPENDED):
                raise refusals.NOT_SO
            work.acts.note(Act.REACTIVATED, actor.user_id, _tidy(reason))

    def announce_erasure(self, actor: Actor, organization_id: UUID, reason: str, *, is_asked: bool = True) -> None:
        """Say that everything is erased in 30 days, or take that back; every page of the organisation tells it."""
        with self._inside(actor, organization_id, reason) as (work, own):
            if (own.deletion_requested_at is not None) is is_asked or own.is_demo:
                raise refusals.NOT_SO
            work.organizations.ask_for_deletion(is_asked)
            act = Act.ERASURE_ANNOUNCED if is_asked else Act.ERASURE_WITHDRAWN
            work.acts.note(act, actor.user_id, _tidy(reason))

    def erase(self, actor: Actor, organization_id: UUID) -> int:
        """Erase an organisation whose day has come; how many rows were removed. The database refuses any other."""
        actor.require(Capability.PLATFORM)
        with self._database.reading(_there(actor, organization_id)) as work:
            own = _tenant(work)
            day = erased_from(own)
        if day is None or day >= datetime.now(UTC).date():
            raise refusals.NOT_DUE
        return self._retention.erase(organization_id)

    def _move(
        self,
        actor: Actor,
        organization_id: UUID,
        reason: str,
        act: Act,
        from_ones: set[OrganizationStatus],
        to: OrganizationStatus,
    ) -> None:
        with self._inside(actor, organization_id, reason) as (work, own):
            if own.status not in from_ones or own.is_demo or not work.organizations.set_status(to, own.status):
                raise refusals.NOT_SO
            work.acts.note(act, actor.user_id, _tidy(reason))

    @contextmanager
    def _at_home(self, actor: Actor) -> Iterator[ReadingWork]:
        actor.require(Capability.PLATFORM)
        with self._database.reading(_there(actor, PLATFORM_ORGANIZATION_ID)) as work:
            yield work

    @contextmanager
    def _inside(self, actor: Actor, organization_id: UUID, reason: str) -> Iterator[tuple[Work, OrganizationRow]]:
        """A transaction in an organisation, for an act with a reason."""
        actor.require(Capability.PLATFORM)
        if not SHORTEST_REASON <= len(_tidy(reason)) <= LONGEST_REASON:
            raise refusals.NO_REASON
        with self._database.writing(_there(actor, organization_id)) as work:
            yield work, _tenant(work)


def _tenant(work: ReadingWork) -> OrganizationRow:
    own = work.organizations.own()
    if own is None or own.kind is not OrganizationKind.TENANT:
        raise refusals.NO_ORGANIZATION
    return own


def _there(actor: Actor, organization_id: UUID) -> Context:
    return Context(organization_id, actor.user_id, Role.SUPER_ADMIN)


def _tidy(reason: str) -> str:
    return " ".join(reason.split())


def _listed(row: ListedRow, use: UseRow | None) -> Listed:
    own = OrganizationRow(
        row.id, row.name, row.status, OrganizationKind.TENANT, row.timezone, row.trial_expiration_date, row.is_demo,
        row.deletion_requested_at,
    )  # fmt: skip
    return Listed(
        id=row.id,
        name=row.name,
        status=row.status,
        is_demo=row.is_demo,
        made_at=row.created_at,
        last_day=row.trial_expiration_date,
        days_left=days_left(own),
        erased_from=erased_from(own),
        is_announced=row.deletion_requested_at is not None,
        use=use,
    )
