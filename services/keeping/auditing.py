"""Seals the audit of every organisation and checks it; each in a transaction of its own."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from data.connect import Database
from data.repositories.seals import SealCheck
from data.vocabulary import AuditAction
from data.work import Context
from services import noted
from services.keeping.heads import Heads
from services.words import Text

_LOG = logging.getLogger("caire.housekeeping")


class Auditing:
    """For the housekeeping and the command line; people read the audit on their own page."""

    def __init__(self, database: Database, heads: Heads) -> None:
        self._database = database
        self._heads = heads

    def seal(self) -> int:
        """Seal whatever has come in; the number of organisations that got a seal."""
        with self._database.housekeeping() as everywhere:
            waiting = everywhere.unsealed()
        sealed = 0
        for organization_id in waiting:
            with self._database.writing(_sealing(organization_id)) as work:
                head = work.seals.seal()
            # Remembered only once it is committed: a seal that was never made must not be missed.
            if head is not None:
                self._heads.keep(head)
                sealed += 1
        return sealed

    def organizations(self) -> list[UUID]:
        """Every organisation with an audit, those too whose rows are gone and of which only a seal is remembered."""
        with self._database.housekeeping() as everywhere:
            return sorted({*everywhere.audited(), *self._heads.all()})

    def check(self, organization_id: UUID) -> SealCheck:
        """The organisation's audit against its seals, and against the newest seal remembered."""
        with self._database.writing(_sealing(organization_id)) as work:
            return work.seals.check(self._heads.of(organization_id))

    def verify(self, organization_id: UUID, user_id: UUID | None = None) -> SealCheck:
        """The same, put on record with what was found; `user_id` is who asked for it, None the night."""
        context = Context(organization_id, user_id, "housekeeping", database_role="caire_worker")
        with self._database.writing(context) as work:
            until = work.seals.standing().until
            found = work.seals.check(self._heads.of(organization_id))
            work.audit.note(AuditAction.VERIFY, "audit_log", ["chain"], _said(found, until).en)
        return found

    def verify_all(self) -> int:
        """The audit of every organisation, verified and on record; how many did not hold."""
        with self._database.housekeeping() as everywhere:
            tenants = everywhere.tenants()
        faults = [each for each in tenants if self.verify(each).fault is not None]
        for each in faults:
            _LOG.error("the audit of organisation %s does not hold", each)
        return len(faults)


def _sealing(organization_id: UUID) -> Context:
    return Context(organization_id, None, "housekeeping", database_role="caire_worker")


def _said(found: SealCheck, until: datetime | None) -> Text:
    """What a verification found, and how far the log was sealed then."""
    counts = {"seals": found.seals, "entries": found.entries}
    if until is None:
        unsealed = noted.SOUND_UNSEALED if found.fault is None else noted.FAULTY_UNSEALED
        return unsealed.fill(fault=found.fault, **counts)
    return (noted.SOUND if found.fault is None else noted.FAULTY).fill(
        fault=found.fault, until=until.isoformat(), **counts
    )  # fmt: skip
