"""Our credentials at other services: kept by administrators, opened by workers only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from data.models import IntegrationCredential
from data.repositories.inside import Repository
from data.vocabulary import IntegrationProvider

_TABLE = "integration_credentials"


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential without its secrets; after `failures` in a row the connection is left alone until `rests_until`."""

    id: UUID
    provider: IntegrationProvider
    label: str
    base_url: str | None = None
    rotated_at: datetime | None = None
    revoked_at: datetime | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    failures: int = 0
    rests_until: datetime | None = None
    answered_at: datetime | None = None


class CredentialsReading(Repository):
    """What may be asked."""

    def all(self) -> list[CredentialRow]:
        """Every credential, by provider and label."""
        columns = (getattr(IntegrationCredential, name) for name in CredentialRow.__dataclass_fields__)
        query = select(*columns).where(IntegrationCredential.organization_id == self._org)
        rows = self._connection.execute(query.order_by(IntegrationCredential.provider, IntegrationCredential.label))
        return [CredentialRow(**row._mapping) for row in rows]

    def reveal(self, credential_id: UUID) -> str | None:
        """The secret, for a worker; None when there is no such credential or it is revoked."""
        return self._reveal(credential_id, IntegrationCredential.secret_enc)

    def reveal_hook(self, credential_id: UUID) -> str | None:
        """What calls from the other side are signed with, for a worker; None when there is none."""
        return self._reveal(credential_id, IntegrationCredential.hook_secret_enc)

    def _reveal(self, credential_id: UUID, column: InstrumentedAttribute[Any]) -> str | None:
        query = select(column).where(
            IntegrationCredential.organization_id == self._org,
            IntegrationCredential.id == credential_id,
            IntegrationCredential.revoked_at.is_(None),
        )
        sealed = self._connection.execute(query).scalar_one_or_none()
        return None if sealed is None else self._vault.open(_TABLE, column.key, credential_id, sealed)


class Credentials(CredentialsReading):
    """What may be changed."""

    def add(self, row: CredentialRow, secret: str) -> None:
        """A new credential."""
        self._inside.insert(
            IntegrationCredential,
            [
                {
                    "id": row.id,
                    "provider": row.provider,
                    "label": row.label,
                    "base_url": row.base_url,
                    "settings": row.settings,
                    "secret_enc": self._seal(row.id, secret),
                    "key_version": self._vault.version,
                }
            ],
        )

    def rotate(self, credential_id: UUID, secret: str) -> bool:
        """Another secret in its place; False when the credential is revoked."""
        return self._change(
            credential_id,
            secret_enc=self._seal(credential_id, secret),
            key_version=self._vault.version,
            rotated_at=func.now(),
        )

    def describe(self, credential_id: UUID, base_url: str, settings: dict[str, Any]) -> bool:
        """Another address or other settings, and a breaker that is closed; False when the credential is revoked."""
        fresh = {"failures": 0, "rests_until": None, "answered_at": None}
        return self._change(credential_id, base_url=base_url, settings=settings, **fresh)

    def sign_hooks(self, credential_id: UUID, secret: str | None) -> bool:
        """What calls from the other side are signed with from now on; None: none is accepted."""
        sealed = None if secret is None else self._vault.seal(_TABLE, "hook_secret_enc", credential_id, secret)
        return self._change(credential_id, hook_secret_enc=sealed, key_version=self._vault.version)

    def breaker(self, credential_id: UUID) -> tuple[int, datetime | None] | None:
        """Failures in a row and the end of the rest, held until the transaction ends; None when it is revoked."""
        query = select(IntegrationCredential.failures, IntegrationCredential.rests_until).where(
            IntegrationCredential.organization_id == self._org,
            IntegrationCredential.id == credential_id,
            IntegrationCredential.revoked_at.is_(None),
        )
        row = self._connection.execute(query.with_for_update()).one_or_none()
        return None if row is None else (row.failures, row.rests_until)

    def mark(self, credential_id: UUID, failures: int, rests_until: datetime | None, *, is_answered: bool) -> None:
        """Where the breaker stands now, by a worker."""
        values: dict[str, Any] = {"failures": failures, "rests_until": rests_until}
        if is_answered:
            values["answered_at"] = func.now()
        query = update(IntegrationCredential).where(
            IntegrationCredential.organization_id == self._org, IntegrationCredential.id == credential_id
        )
        self._connection.execute(query.values(**values))

    def revoke(self, credential_id: UUID) -> bool:
        """Close the credential; False when it is closed already."""
        return self._change(credential_id, revoked_at=func.now())

    def _seal(self, credential_id: UUID, secret: str) -> bytes:
        return self._vault.seal(_TABLE, "secret_enc", credential_id, secret)

    def _change(self, credential_id: UUID, **what: object) -> bool:
        query = update(IntegrationCredential).where(
            IntegrationCredential.organization_id == self._org,
            IntegrationCredential.id == credential_id,
            IntegrationCredential.revoked_at.is_(None),
        )
        changed = query.values(row_version=IntegrationCredential.row_version + 1, **what)
        return self._connection.execute(changed).rowcount == 1
