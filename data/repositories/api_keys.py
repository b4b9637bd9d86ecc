"""Keys of machines: made, replaced, revoked; their secrets are never read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from data.models import ApiKey
from data.repositories.inside import Repository
from data.vocabulary import ApiScope


@dataclass(frozen=True, slots=True)
class ApiKeyRow:
    """A key as its administrators see it."""

    id: UUID
    name: str
    prefix: str
    scopes: Sequence[ApiScope]
    created_by: UUID
    expires_at: datetime
    rate_per_min: int = 120
    replaced_by: UUID | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class ApiKeysReading(Repository):
    """What may be asked, by administrators only."""

    def all(self) -> list[ApiKeyRow]:
        """Every key, the newest first."""
        columns = (getattr(ApiKey, name) for name in ApiKeyRow.__dataclass_fields__)
        rows = self._connection.execute(
            select(*columns).where(ApiKey.organization_id == self._org).order_by(ApiKey.id.desc())
        )
        return [ApiKeyRow(**{**row._mapping, "scopes": tuple(ApiScope(scope) for scope in row.scopes)}) for row in rows]


class ApiKeys(ApiKeysReading):
    """What may be changed."""

    def add(self, key: ApiKeyRow, secret_hmac: bytes) -> None:
        """A new key; its secret has been shown once."""
        self._inside.insert(
            ApiKey,
            [
                {
                    "id": key.id,
                    "name": key.name,
                    "prefix": key.prefix,
                    "secret_hmac": secret_hmac,
                    "scopes": [scope.value for scope in key.scopes],
                    "rate_per_min": key.rate_per_min,
                    "created_by": key.created_by,
                    "expires_at": key.expires_at,
                }
            ],
        )

    def replace(self, old_id: UUID, new_id: UUID) -> bool:
        """Another key stands for the old one from now on; False when the old one is revoked."""
        return self._change(old_id, replaced_by=new_id, revoked_at=func.now())

    def revoke(self, key_id: UUID) -> bool:
        """Close a key at once; False when it is closed already."""
        return self._change(key_id, revoked_at=func.now())

    def note_use(self, key_id: UUID) -> bool:
        """The key has just been used."""
        return self._change(key_id, last_used_at=func.now())

    def _change(self, key_id: UUID, **what: object) -> bool:
        query = update(ApiKey).where(
            ApiKey.organization_id == self._org, ApiKey.id == key_id, ApiKey.revoked_at.is_(None)
        )
        return self._connection.execute(query.values(**what)).rowcount == 1
