"""Writes that are sent twice and done once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from data.models import IdempotencyKey
from data.repositories.inside import Repository


class OtherRequest(Exception):
    """The key was used before for something else."""


class Idempotency(Repository):
    """Keys of writes, one kind of write apart from the other."""

    def claim(self, kind: str, key: str, request_sha256: bytes) -> bool:
        """Take the key for this request; False when the same request has been done. Raises `OtherRequest`.

        Two that come at the same moment wait for each other: the second sees what the first has done.
        """
        made = insert(IdempotencyKey).values(
            organization_id=self._org, kind=kind, idempotency_key=key, request_sha256=request_sha256
        )
        taken = made.on_conflict_do_nothing().returning(IdempotencyKey.kind)
        if self._connection.execute(taken).first() is not None:
            return True
        held = select(IdempotencyKey.request_sha256).where(*self._named(kind, key))
        if self._connection.execute(held).scalar_one() != request_sha256:
            raise OtherRequest(key)
        return False

    def settle(self, kind: str, key: str, result: dict[str, Any]) -> None:
        """What came of it: ids and counts only."""
        self._connection.execute(update(IdempotencyKey).where(*self._named(kind, key)).values(result=result))

    def release(self, kind: str, key: str) -> None:
        """The request was refused and changed nothing: the key is free again."""
        self._connection.execute(delete(IdempotencyKey).where(*self._named(kind, key)))

    def result(self, kind: str, key: str) -> dict[str, Any] | None:
        """What came of it the first time."""
        query = select(IdempotencyKey.result).where(*self._named(kind, key))
        found: dict[str, Any] | None = self._connection.execute(query).scalar_one_or_none()
        return found

    def forget_before(self, moment: datetime) -> int:
        """Remove keys taken before `moment`; how many."""
        query = delete(IdempotencyKey).where(
            IdempotencyKey.organization_id == self._org, IdempotencyKey.created_at < moment
        )
        return self._connection.execute(query).rowcount

    def _named(self, kind: str, key: str) -> tuple[Any, ...]:
        return (
            IdempotencyKey.organization_id == self._org,
            IdempotencyKey.kind == kind,
            IdempotencyKey.idempotency_key == key,
        )
