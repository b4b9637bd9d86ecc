"""Exchanges with a care system: asked for, taken up, settled; and what could not be exchanged, until it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from data.ids import new_id
from data.models import CareDeadLetter, CareSync
from data.repositories.inside import Repository
from data.vocabulary import LetterKind, SyncDirection, SyncReason, SyncState


@dataclass(frozen=True, slots=True)
class SyncRow:
    """One exchange."""

    id: UUID
    connection_id: UUID
    direction: SyncDirection
    reason: SyncReason
    state: SyncState = SyncState.QUEUED
    due_at: datetime | None = None
    asked_by: UUID | None = None
    plan_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    counts: Mapping[str, int] | None = None
    failure_code: str | None = None
    failure_cause: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """What could not be exchanged; `cause` by language, and whom it is about where that is known."""

    kind: LetterKind
    ref: str
    code: str
    cause: Mapping[str, Any]
    day: date | None = None
    tries: int = 1
    sync_id: UUID | None = None
    created_at: datetime | None = None
    id: UUID | None = None
    client_id: UUID | None = None
    employee_id: UUID | None = None


class SyncsReading(Repository):
    """What may be asked."""

    def newest(self, limit: int = 50) -> list[SyncRow]:
        """Exchanges, the newest first."""
        query = self._all().order_by(CareSync.due_at.desc(), CareSync.id.desc()).limit(limit)
        return [SyncRow(**row._mapping) for row in self._connection.execute(query)]

    def find(self, sync_id: UUID) -> SyncRow | None:
        """One exchange."""
        row = self._connection.execute(self._all().where(CareSync.id == sync_id)).one_or_none()
        return None if row is None else SyncRow(**row._mapping)

    def pulled(self, connection_id: UUID, limit: int = 50) -> list[SyncRow]:
        """Pulls over that connection that came to their end, the newest first."""
        query = self._all().where(
            CareSync.connection_id == connection_id,
            CareSync.direction == SyncDirection.PULL,
            CareSync.state == SyncState.DONE,
        )
        rows = self._connection.execute(query.order_by(CareSync.started_at.desc()).limit(limit))
        return [SyncRow(**row._mapping) for row in rows]

    def letters(self, limit: int = 500) -> list[LetterRow]:
        """What waits to be mended, the oldest first."""
        columns = [getattr(CareDeadLetter, name) for name in LetterRow.__dataclass_fields__]
        query = select(*columns).where(CareDeadLetter.organization_id == self._org, CareDeadLetter.settled_at.is_(None))
        rows = self._connection.execute(query.order_by(CareDeadLetter.created_at, CareDeadLetter.id).limit(limit))
        return [LetterRow(**row._mapping) for row in rows]

    def _all(self) -> Any:
        columns = [getattr(CareSync, name) for name in SyncRow.__dataclass_fields__]
        return select(*columns).where(CareSync.organization_id == self._org)


class Syncs(SyncsReading):
    """What may be changed."""

    def ask(self, row: SyncRow) -> bool:
        """A new exchange that waits; False when one that comes by itself waits already."""
        values = {name: getattr(row, name) for name in _ASKED} | {"due_at": row.due_at or func.now()}
        made = insert(CareSync).values(organization_id=self._org, **values).on_conflict_do_nothing()
        return self._connection.execute(made.returning(CareSync.id)).one_or_none() is not None

    def begin(self, sync_id: UUID) -> bool:
        """Take it up, also one that a worker left; False when it is over."""
        return self._change(sync_id, state=SyncState.RUNNING, started_at=func.now())

    def span(self, sync_id: UUID, first_day: date, last_day: date) -> bool:
        """Which days it is about."""
        return self._change(sync_id, first_day=first_day, last_day=last_day)

    def settle(self, sync_id: UUID, counts: Mapping[str, int]) -> bool:
        """It came to its end."""
        return self._change(sync_id, state=SyncState.DONE, counts=dict(counts), finished_at=func.now())

    def fail(self, sync_id: UUID, code: str, cause: Mapping[str, Any]) -> bool:
        """It did not, and why."""
        return self._change(
            sync_id, state=SyncState.FAILED, failure_code=code, failure_cause=dict(cause), finished_at=func.now()
        )

    def write_letters(self, sync_id: UUID, letters: Iterable[LetterRow]) -> None:
        """What could not be exchanged; what waited already is tried once more often."""
        rows = [
            {
                "organization_id": self._org, "id": new_id(), "sync_id": sync_id, "kind": each.kind,
                "ref": each.ref[:100], "day": each.day, "code": each.code, "cause": dict(each.cause),
                "client_id": each.client_id, "employee_id": each.employee_id,
            }
            for each in letters
        ]  # fmt: skip
        if not rows:
            return
        made = insert(CareDeadLetter)
        again = made.on_conflict_do_update(
            index_elements=["organization_id", "kind", "ref"],
            index_where=CareDeadLetter.settled_at.is_(None),
            set_={
                "sync_id": made.excluded.sync_id,
                "code": made.excluded.code,
                "cause": made.excluded.cause,
                "client_id": made.excluded.client_id,
                "employee_id": made.excluded.employee_id,
                "tries": CareDeadLetter.tries + 1,
            },
        )
        self._connection.execute(again, rows)

    def take_up(self, letter_id: UUID, sync_id: UUID, code: str) -> bool:
        """Somebody answered it: that exchange acts on it; False when it waits no more."""
        query = update(CareDeadLetter).where(
            CareDeadLetter.organization_id == self._org,
            CareDeadLetter.id == letter_id,
            CareDeadLetter.settled_at.is_(None),
        )
        return self._connection.execute(query.values(sync_id=sync_id, code=code)).rowcount == 1

    def settle_letters(self, kind: LetterKind, refs: Iterable[str]) -> int:
        """These went through in the end, or need not; how many waited."""
        wanted = list(refs)
        if not wanted:
            return 0
        query = update(CareDeadLetter).where(
            CareDeadLetter.organization_id == self._org,
            CareDeadLetter.kind == kind,
            CareDeadLetter.ref.in_(wanted),
            CareDeadLetter.settled_at.is_(None),
        )
        return self._connection.execute(query.values(settled_at=func.now())).rowcount

    def _change(self, sync_id: UUID, **what: object) -> bool:
        query = update(CareSync).where(
            CareSync.organization_id == self._org, CareSync.id == sync_id, CareSync.finished_at.is_(None)
        )
        return self._connection.execute(query.values(**what)).rowcount == 1


_ASKED = ("id", "connection_id", "direction", "reason", "state", "asked_by", "plan_id", "first_day", "last_day")
