"""Seals the audit of every organisation and checks it; each in a transaction of its own."""

from __future__ import annotations

from uuid import UUID

from data.connect import Database
from data.repositories.seals import SealCheck
from data.work import Context
from services.keeping.heads import Heads


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


def _sealing(organization_id: UUID) -> Context:
    return Context(organization_id, None, "housekeeping", database_role="caire_worker")
