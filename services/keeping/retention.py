"""The nightly round: months made ahead, old ones archived, what is over its time forgotten, organisations erased.

Context      Nobody remembers to do it, and the day a month is missing nothing can be saved any more.
Decision     The first worker that beats after midnight (UTC) takes the whole night. Every organisation and every step
             stands for itself; one that fails is told in the log by its id and kind, and comes again the next night.
Consequence  An organisation that is erased leaves its empty row, destroyed keys and its audit, which names nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from data.connect import Database
from data.repositories.archives import ChangedUnderway
from data.repositories.organizations import OrganizationRow
from data.vault import BrokenSeal
from data.vocabulary import ArchiveFamily, AuditAction, OrganizationStatus, RetentionSubject
from data.work import Conflict, Context, Unreachable, Work
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput, CareError
from services.keeping.archiving import Archiving
from services.keeping.keys import keeping
from services.words import Text

DEFAULT_MONTHS = MappingProxyType(
    {
        RetentionSubject.VISITS: 24,
        RetentionSubject.SHIFTS: 25,
        RetentionSubject.PLANS: 12,
        RetentionSubject.IMPORTS: 6,
        RetentionSubject.SESSIONS: 3,
        RetentionSubject.INVITATIONS: 12,
        RetentionSubject.EXCHANGES: 3,
        RetentionSubject.WISHES: 12,
    }
)
"""How long, in months, unless the organisation says otherwise."""
FAMILIES = {
    RetentionSubject.VISITS: ArchiveFamily.VISITS,
    RetentionSubject.SHIFTS: ArchiveFamily.SHIFTS,
    RetentionSubject.PLANS: ArchiveFamily.PLANS,
}
"""Subjects that go to an archive; the others are forgotten."""
LEAST, MOST = 1, 120
PARTITIONS_STAY_DAYS = 430
ASKED_DAYS, TRIAL_DAYS = 30, 90
"""Days from asking, or from a trial's end, to erasure; the database holds the same (migration 0015)."""
_LOG = logging.getLogger("caire.housekeeping")

_BAD_TERM = BadInput(
    "KEEP-003",
    Text(sv="Tiden måste vara 1–120 hela månader.", en="The time must be 1–120 whole months."),
    Text(sv="Rätta talet.", en="Correct the number."),
)


def erased_from(own: OrganizationRow) -> date | None:
    """The day from which an organisation is erased, as it is announced; None when nothing is due."""
    if own.is_demo:
        return None
    days = []
    if own.deletion_requested_at is not None:
        days.append((own.deletion_requested_at + timedelta(days=ASKED_DAYS)).date())
    if own.status is OrganizationStatus.TRIAL and own.trial_expiration_date is not None:
        days.append(own.trial_expiration_date + timedelta(days=TRIAL_DAYS + 1))
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of a subject is older than its term: everything before `before`, `rows` of it now."""

    subject: RetentionSubject
    months: int
    before: date
    rows: int

    @property
    def is_archived(self) -> bool:
        """Whether it goes to an archive, from which it comes back when asked for; else it is forgotten."""
        return self.subject in FAMILIES


class Retention:
    """Terms, and the night that keeps them."""

    def __init__(self, database: Database, archiving: Archiving) -> None:
        self._database = database
        self._archiving = archiving

    def terms(self, actor: Actor) -> dict[RetentionSubject, int]:
        """How many months the actor's organisation keeps each subject."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(Context(actor.organization_id, actor.user_id, actor.role)) as work:
            return {**DEFAULT_MONTHS, **work.retention.months()}

    def set_terms(self, actor: Actor, terms: dict[RetentionSubject, int]) -> None:
        """Other terms from the next night on."""
        actor.require(Capability.SETTINGS)
        _check(terms)
        with self._database.writing(Context(actor.organization_id, actor.user_id, actor.role)) as work:
            work.retention.set_months(terms)

    def preview(
        self, actor: Actor, terms: dict[RetentionSubject, int], now: datetime | None = None
    ) -> tuple[Leaving, ...]:
        """What the next night would archive or forget under these terms; nothing is changed."""
        actor.require(Capability.PERSON_RIGHTS)
        _check(terms)
        moment = now or datetime.now(UTC)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            months = {**DEFAULT_MONTHS, **work.retention.months(), **terms}
            return tuple(_leaving(work, moment, months, subject) for subject in months)

    def erasure_day(self, actor: Actor) -> date | None:
        """The day from which the actor's organisation is erased, as it is announced; None when nothing is due."""
        with self._database.reading(Context(actor.organization_id, actor.user_id, actor.role)) as work:
            own = work.organizations.own()
        return None if own is None else erased_from(own)

    def ask_for_deletion(self, actor: Actor, *, is_asked: bool = True) -> None:
        """Ask for the whole organisation to be erased in 30 days, or take that back."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(Context(actor.organization_id, actor.user_id, actor.role)) as work:
            work.organizations.ask_for_deletion(is_asked)

    def night(self) -> bool:
        """Tonight's round, if nobody has taken it; whether it was ours."""
        now = datetime.now(UTC)
        with self._database.housekeeping() as everywhere:
            if not everywhere.claim_night(now.date()):
                return False
        self.round(now)
        return True

    def round(self, now: datetime) -> None:
        """Everything that is due at `now`."""
        with self._database.housekeeping() as everywhere:
            everywhere.prepare_months()
            everywhere.forget_attempts()
            tenants, due = everywhere.tenants(), everywhere.due_for_erasure()
        for organization_id in due:
            self._one("erasing", organization_id, self.erase)
        for organization_id in sorted(set(tenants) - set(due)):
            self._one("keeping", organization_id, lambda org: self.keep(org, now))
        self._retire_months(now.date())

    def keep(self, organization_id: UUID, now: datetime) -> None:
        """One organisation's terms: archive what is older, forget what is over."""
        with self._database.writing(keeping(organization_id)) as work:
            months = {**DEFAULT_MONTHS, **work.retention.months()}
            for subject in months.keys() - FAMILIES.keys():
                work.retention.forget(subject, _back(now, months[subject]))
        for family, before in _ends(now, months).items():
            self._archiving.take_out(organization_id, family, before)
        self._archiving.sweep(organization_id)

    def erase(self, organization_id: UUID) -> int:
        """Erase an organisation that is due, keys first; how many rows were removed. The database refuses any other."""
        with self._database.writing(Context(organization_id, None, "archivist", database_role="caire_keeper")) as work:
            gone = work.retention.erase_organization()
            work.keys.shred()
            work.audit.note(AuditAction.SHRED, "organizations", [organization_id], noted.SHREDDED.fill(rows=gone).en)
        self._archiving.remove_all(organization_id)
        return gone

    def _retire_months(self, today: date) -> None:
        last = (today - timedelta(days=PARTITIONS_STAY_DAYS)).replace(day=1)
        with self._database.housekeeping() as everywhere:
            old = [month for month in everywhere.months() if month <= last]
        for month in old:
            with self._database.housekeeping() as everywhere:
                everywhere.retire_month(month)

    def _one(self, what: str, organization_id: UUID, act: Callable[[UUID], object]) -> None:
        try:
            act(organization_id)
        except (Unreachable, Conflict, ChangedUnderway, BrokenSeal, CareError, OSError) as fault:
            _LOG.warning("%s organisation %s is put off: %s", what, organization_id, type(fault).__name__)


def _check(terms: Mapping[RetentionSubject, int]) -> None:
    if any(isinstance(months, bool) or not LEAST <= months <= MOST for months in terms.values()):
        raise _BAD_TERM


def _leaving(work: Work, now: datetime, months: Mapping[RetentionSubject, int], subject: RetentionSubject) -> Leaving:
    family = FAMILIES.get(subject)
    if family is None:
        end = _back(now, months[subject])
        return Leaving(subject, months[subject], end.date(), work.retention.older(subject, end))
    first_kept = _ends(now, months)[family].replace(day=1)
    return Leaving(subject, months[subject], first_kept, work.archives.older(family, first_kept))


def _ends(now: datetime, months: Mapping[RetentionSubject, int]) -> dict[ArchiveFamily, date]:
    """The day before whose month each family leaves."""
    visits = _back(now, months[RetentionSubject.VISITS]).date()
    # Visits may be pinned to shifts of the day before: shifts leave a month after them at the earliest.
    shifts = min(_back(now, months[RetentionSubject.SHIFTS]).date(), (visits.replace(day=1) - timedelta(days=1)))
    plans = _back(now, months[RetentionSubject.PLANS]).date()
    return {ArchiveFamily.VISITS: visits, ArchiveFamily.SHIFTS: shifts, ArchiveFamily.PLANS: plans}


def _back(now: datetime, months: int) -> datetime:
    """The same moment so many calendar months ago, on the 28th at the latest."""
    index = now.year * 12 + now.month - 1 - months
    return now.replace(year=index // 12, month=index % 12 + 1, day=min(now.day, 28))
