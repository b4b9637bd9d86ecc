"""The organisation one is in, and the making of a new one with its data keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update

from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.models import DataKey, Organization
from data.repositories.inside import Inside, Repository
from data.vault import KeyRing
from data.vocabulary import KeyPurpose, OrganizationKind, OrganizationStatus, Tongue


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organisation."""

    id: UUID
    name: str
    status: OrganizationStatus
    kind: OrganizationKind
    timezone: str
    trial_expiration_date: date | None
    is_demo: bool
    deletion_requested_at: datetime | None = None
    language: Tongue | None = None


class OrganizationsReading(Repository):
    """What may be asked."""

    def own(self) -> OrganizationRow | None:
        """The organisation of the transaction, None while it has not been made."""
        columns = (
            Organization.id,
            Organization.name,
            Organization.status,
            Organization.kind,
            Organization.timezone,
            Organization.trial_expiration_date,
            Organization.is_demo,
            Organization.deletion_requested_at,
            Organization.language,
        )
        row = self._connection.execute(select(*columns).where(Organization.id == self._org)).one_or_none()
        return None if row is None else OrganizationRow(**row._mapping)


class Organizations(OrganizationsReading):
    """What may be changed."""

    def __init__(self, inside: Inside, key_ring: KeyRing) -> None:
        super().__init__(inside)
        self._key_ring = key_ring

    def make_own(
        self,
        name: str,
        timezone: str = "Europe/Stockholm",
        status: OrganizationStatus = OrganizationStatus.ACTIVE,
        trial_expiration_date: date | None = None,
        is_demo: bool = False,
    ) -> None:
        """Make the organisation whose id the transaction has entered, with its keys; as a super admin only."""
        is_platform = self._org == PLATFORM_ORGANIZATION_ID
        self._connection.execute(
            insert(Organization).values(
                id=self._org,
                name=name,
                timezone=timezone,
                status=status,
                trial_expiration_date=trial_expiration_date,
                is_demo=is_demo,
                kind=OrganizationKind.PLATFORM if is_platform else OrganizationKind.TENANT,
            )
        )
        made = [self._key_ring.make(self._org, new_id(), purpose) for purpose in KeyPurpose]
        self._inside.insert(
            DataKey,
            (
                {
                    "id": key.id,
                    "purpose": key.purpose,
                    "version": key.version,
                    "kek_id": key.kek_id,
                    "wrapped_key": key.wrapped,
                }
                for key in made
            ),
        )

    def extend_trial(self, until: date) -> bool:
        """The trial ends on this day instead; False when the organisation is not on trial. As a super admin only."""
        query = update(Organization).where(
            Organization.id == self._org, Organization.status == OrganizationStatus.TRIAL
        )
        return self._connection.execute(query.values(trial_expiration_date=until)).rowcount == 1

    def set_status(self, status: OrganizationStatus, was: OrganizationStatus) -> bool:
        """Another status; False when the organisation does not stand where it was thought to. As a super admin only.

        Whoever leaves the trial keeps no day on which it ends.
        """
        values: dict[str, object] = {"status": status}
        if status is OrganizationStatus.ACTIVE:
            values["trial_expiration_date"] = None
        query = update(Organization).where(
            Organization.id == self._org, Organization.status == was, Organization.erased_at.is_(None)
        )
        return self._connection.execute(query.values(values)).rowcount == 1

    def describe(self, name: str, timezone: str, language: Tongue | None) -> None:
        """What it is called, which clock and which language it keeps; as an administrator."""
        query = update(Organization).where(Organization.id == self._org)
        self._connection.execute(query.values(name=name, timezone=timezone, language=language))

    def ask_for_deletion(self, is_asked: bool) -> None:
        """Ask for everything to be erased in 30 days, or take that back; as an administrator."""
        query = update(Organization).where(Organization.id == self._org)
        self._connection.execute(query.values(deletion_requested_at=func.now() if is_asked else None))
