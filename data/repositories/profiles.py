"""Own profiles of weights with their versions, and the journal of what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from data.ids import new_id
from data.models import ConstraintChange, ConstraintProfile, ConstraintProfileVersion, User
from data.repositories.inside import Repository
from data.vocabulary import ConstraintChangeKind, EntityType


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile with its newest version."""

    id: UUID
    name: str
    is_default: bool
    version: int
    weights: dict[str, Any]
    note: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A profile as it was; `made_by` is the user's name."""

    version: int
    weights: dict[str, Any]
    note: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry of the journal; `made_by` is the user's name."""

    kind: ConstraintChangeKind
    about: str
    entity_type: EntityType | None
    entity_id: UUID | None
    was: dict[str, Any] | None
    became: dict[str, Any] | None
    made_by: str
    made_at: datetime


class ProfilesReading(Repository):
    """What may be asked."""

    def all(self) -> list[ProfileRow]:
        """Every profile with its newest version, by name."""
        profile, version = ConstraintProfile, ConstraintProfileVersion
        query = (
            select(
                profile.id, profile.name, profile.is_default, profile.version, version.weights, version.note,
                User.name.label("made_by"), version.created_at.label("made_at"),
            )
            .join(
                version,
                (version.organization_id == profile.organization_id)
                & (version.profile_id == profile.id)
                & (version.version == profile.version),
            )
            .join(User, (User.organization_id == version.organization_id) & (User.id == version.made_by))
            .where(profile.organization_id == self._org)
            .order_by(profile.name)
        )  # fmt: skip
        return [ProfileRow(**row._mapping) for row in self._connection.execute(query)]

    def versions(self, profile_id: UUID) -> list[VersionRow]:
        """Every version of a profile, the newest first."""
        version = ConstraintProfileVersion
        query = (
            select(
                version.version, version.weights, version.note, User.name.label("made_by"),
                version.created_at.label("made_at"),
            )
            .join(User, (User.organization_id == version.organization_id) & (User.id == version.made_by))
            .where(version.organization_id == self._org, version.profile_id == profile_id)
            .order_by(version.version.desc())
        )  # fmt: skip
        return [VersionRow(**row._mapping) for row in self._connection.execute(query)]

    def changes(self, limit: int = 200) -> list[ChangeRow]:
        """The newest entries of the journal first."""
        change = ConstraintChange
        columns = (getattr(change, name) for name in ("kind", "about", "entity_type", "entity_id", "was", "became"))
        query = (
            select(*columns, User.name.label("made_by"), change.created_at.label("made_at"))
            .join(User, (User.organization_id == change.organization_id) & (User.id == change.made_by))
            .where(change.organization_id == self._org)
            .order_by(change.id.desc())
            .limit(limit)
        )
        return [ChangeRow(**row._mapping) for row in self._connection.execute(query)]


class Profiles(ProfilesReading):
    """What may be changed: a profile gets new versions, a version and the journal never change."""

    def add(self, name: str, weights: dict[str, Any], note: str, made_by: UUID) -> UUID:
        """A new profile with its first version; `Conflict` when the name is taken."""
        profile_id = new_id()
        self._inside.insert(ConstraintProfile, [{"id": profile_id, "name": name}])
        self._insert_version(profile_id, 1, weights, note, made_by)
        return profile_id

    def add_version(self, profile_id: UUID, newest: int, weights: dict[str, Any], note: str, made_by: UUID) -> bool:
        """The version after `newest`; False when somebody else has saved one meanwhile."""
        query = (
            update(ConstraintProfile)
            .where(
                ConstraintProfile.organization_id == self._org,
                ConstraintProfile.id == profile_id,
                ConstraintProfile.version == newest,
            )
            .values(version=newest + 1, row_version=ConstraintProfile.row_version + 1)
        )
        if self._connection.execute(query).rowcount != 1:
            return False
        self._insert_version(profile_id, newest + 1, weights, note, made_by)
        return True

    def rename(self, profile_id: UUID, name: str) -> bool:
        """Another name; `Conflict` when it is taken, False when there is no such profile."""
        return self._set(profile_id, name=name)

    def make_default(self, profile_id: UUID | None) -> None:
        """The profile that is offered first; None: the catalogue's own."""
        self._connection.execute(
            update(ConstraintProfile)
            .where(ConstraintProfile.organization_id == self._org, ConstraintProfile.is_default)
            .values(is_default=False)
        )
        if profile_id is not None:
            self._set(profile_id, is_default=True)

    def remove(self, profile_id: UUID) -> bool:
        """Remove a profile with its versions; plans keep the weights they were made with."""
        query = delete(ConstraintProfile).where(
            ConstraintProfile.organization_id == self._org, ConstraintProfile.id == profile_id
        )
        return self._connection.execute(query).rowcount == 1

    def note_change(
        self, kind: ConstraintChangeKind, about: str, was: dict[str, Any] | None, became: dict[str, Any] | None,
        made_by: UUID, entity: tuple[EntityType, UUID] | None = None,
    ) -> None:  # fmt: skip
        """An entry of the journal, in the same transaction as the change."""
        entity_type, entity_id = entity or (None, None)
        row = {
            "id": new_id(), "kind": kind, "about": about, "entity_type": entity_type, "entity_id": entity_id,
            "was": was, "became": became, "made_by": made_by,
        }  # fmt: skip
        self._inside.insert(ConstraintChange, [row])

    def _insert_version(
        self, profile_id: UUID, version: int, weights: dict[str, Any], note: str, made_by: UUID
    ) -> None:
        row = {"profile_id": profile_id, "version": version, "weights": weights, "note": note, "made_by": made_by}
        self._inside.insert(ConstraintProfileVersion, [row])

    def _set(self, profile_id: UUID, **values: Any) -> bool:
        query = (
            update(ConstraintProfile)
            .where(ConstraintProfile.organization_id == self._org, ConstraintProfile.id == profile_id)
            .values(row_version=ConstraintProfile.row_version + 1, **values)
        )
        return self._connection.execute(query).rowcount == 1
