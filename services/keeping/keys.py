"""Renews keys, while everybody goes on working: the master key, data keys, the key of the blind indexes.

Every step is a transaction of its own and can be asked for again; what was begun and not ended is taken up where it
was left.
"""

from __future__ import annotations

from uuid import UUID

from data.connect import Database
from data.repositories.keys import INDEXED, SEALED
from data.vocabulary import AuditAction, KeyPurpose
from data.work import Context, Work
from services import noted
from services.keeping.archiving import Archiving
from services.words import Text

MANY = 1_000_000


class KeyKeeping:
    """For the command line."""

    def __init__(self, database: Database, archiving: Archiving) -> None:
        self._database = database
        self._archiving = archiving

    def organizations(self) -> list[UUID]:
        """Every organisation with keys, the platform's own too."""
        with self._database.housekeeping() as everywhere:
            return everywhere.audited()

    def rewrap(self, organization_id: UUID) -> int:
        """Wrap the organisation's keys by the current master key; how many were wrapped by an older one."""
        with self._database.writing(keeping(organization_id)) as work:
            count = work.keys.rewrap()
            if count:
                _note(work, noted.REWRAPPED)
        return count

    def renew_data_key(self, organization_id: UUID) -> int:
        """Seal everything of the organisation by a new key and destroy the older ones; how many rows there were."""
        with self._database.writing(keeping(organization_id)) as work:
            version = work.keys.renew(KeyPurpose.FIELD)
            _note(work, noted.DATA_KEY.fill(version=version))
        count = sum(self._reseal(organization_id, table) for table in SEALED)
        self._archiving.reseal(organization_id)
        with self._database.writing(keeping(organization_id)) as work:
            work.keys.alone()
            # What was written meanwhile by those who had read the keys before.
            count += sum(work.keys.reseal(table, most=MANY) for table in SEALED)
            work.keys.retire(KeyPurpose.FIELD)
        return count

    def renew_index_key(self, organization_id: UUID) -> int:
        """Make every blind index anew by a new key, in one step; how many rows."""
        with self._database.writing(keeping(organization_id)) as work:
            work.keys.alone()
            work.keys.renew(KeyPurpose.BLIND_INDEX)
            count = sum(work.keys.reindex(table) for table in INDEXED)
            work.keys.retire(KeyPurpose.BLIND_INDEX)
            _note(work, noted.INDEX_KEY)
        return count

    def _reseal(self, organization_id: UUID, table: str) -> int:
        total = 0
        while True:
            with self._database.writing(keeping(organization_id)) as work:
                count = work.keys.reseal(table)
            total += count
            if not count:
                return total


def keeping(organization_id: UUID, user_id: UUID | None = None) -> Context:
    """Inside the organisation as its keeper; `user_id` is who asked for it."""
    return Context(organization_id, user_id, "keeper", database_role="caire_keeper")


def _note(work: Work, reason: Text) -> None:
    work.audit.note(AuditAction.KEYS, "data_keys", [work.organization_id], reason.en)
