"""Our credentials at other services: kept by administrators, opened by workers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from data.models import IntegrationCredential
from data.repositories.inside import Repository
from data.vocabulary import IntegrationProvider


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential without its secret."""

    id: UUID
    provider: IntegrationProvider
    label: str
    base_url: str | None = None
    rotated_at: datetime | None = None
    revoked_at: datetime | None = None


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
        query = select(IntegrationCredential.secret_enc).where(
            IntegrationCredential.organization_id == self._org,
            IntegrationCredential.id == credential_id,
            IntegrationCredential.revoked_at.is_(None),
        )
        sealed = self._connection.execute(query).scalar_one_or_none()
        if sealed is None:
            return None
        return self._vault.open("integration_credentials", "secret_enc", credential_id, sealed)


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

    def revoke(self, credential_id: UUID) -> bool:
        """Close the credential; False when it is closed already."""
        return self._change(credential_id, revoked_at=func.now())

    def _seal(self, credential_id: UUID, secret: str) -> bytes:
        return self._vault.seal("integration_credentials", "secret_enc", credential_id, secret)

    def _change(self, credential_id: UUID, **what: object) -> bool:
        query = update(IntegrationCredential).where(
            IntegrationCredential.organization_id == self._org,
            IntegrationCredential.id == credential_id,
            IntegrationCredential.revoked_at.is_(None),
        )
        changed = query.values(row_version=IntegrationCredential.row_version + 1, **what)
        return self._connection.execute(changed).rowcount == 1
