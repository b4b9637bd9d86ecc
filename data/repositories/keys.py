"""The data keys of one organisation: wrapped anew, renewed, and destroyed; fields sealed anew under the newest key.

Decision     Renewing a key is three steps, each its own transaction: a new version becomes active and the old one only
             opens; every field under an older version is sealed anew, a batch at a time, writing over exactly the bytes
             that were read; then, when nobody who read the keys before can still write with them and no field is
             left, the old key is destroyed. Whatever is interrupted, everything still opens and asking again goes on.
Consequence  `SEALED` names every sealed column; a test holds it equal to the tables.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, func, or_, select, text, update

from data.ids import new_id
from data.models import Archive, Base, DataKey
from data.repositories.inside import Inside, Repository
from data.vault import KeyRing, WrappedKey, version_of
from data.vocabulary import KeyPurpose, KeyState

SEALED: dict[str, tuple[str, ...]] = {
    "clients": ("name_enc", "address_enc", "notes_enc"),
    "employees": ("name_enc", "email_enc", "phone_enc"),
    "import_images": ("image_enc",),
    "imports": ("filename_enc",),
    "integration_credentials": ("secret_enc", "hook_secret_enc"),
    "invitations": ("email_enc",),
    "places": ("position_enc",),
    "plan_edits": ("reason_enc",),
    "schedule_solutions": ("reason_enc",),
    "second_steps": ("secret_enc",),
    "webhooks": ("secret_enc",),
    "wishes": ("note_enc", "answer_enc"),
}
"""Table → its sealed columns, each for the row's `id`."""

UNUSED = ("import_rows.raw_enc",)
"""Sealed by name, written by nobody."""

INDEXED: dict[str, tuple[tuple[str, str], ...]] = {
    "clients": (("address_bidx", "address_enc"),),
    "invitations": (("email_bidx", "email_enc"),),
}
"""Table → blind indexes with the sealed column whose text they find. `clients.pnr_bidx` is written by nobody."""

ALONE = text("SELECT pg_advisory_xact_lock(7242, hashtext(:org))")
TOGETHER = text("SELECT pg_advisory_xact_lock_shared(7242, hashtext(:org))")
"""Whoever may write holds the second from reading the keys to the end of the transaction."""


class Keys(Repository):
    """For the keeper only."""

    def __init__(self, inside: Inside, key_ring: KeyRing) -> None:
        super().__init__(inside)
        self._key_ring = key_ring

    def rewrap(self) -> int:
        """Wrap every key by the current master key; how many were wrapped by an older one."""
        held = [key for key in self._held() if key.kek_id != self._key_ring.current]
        for key in held:
            plain = self._key_ring.unwrap(self._org, key)
            wrapped = self._key_ring.wrap(self._org, key.id, key.purpose, key.version, plain)
            self._set(key.id, kek_id=wrapped.kek_id, wrapped_key=wrapped.wrapped)
        return len(held)

    def alone(self) -> None:
        """Wait until nobody writes with keys that were read earlier, and keep others waiting until the end."""
        self._connection.execute(ALONE, {"org": str(self._org)})
        self._vault.forget()

    def renew(self, purpose: KeyPurpose) -> int:
        """A new active version, and its number; the one before only opens from now on."""
        versions = select(func.max(DataKey.version)).where(*self._own(), DataKey.purpose == purpose)
        version = (self._connection.execute(versions).scalar_one() or 0) + 1
        self._connection.execute(
            update(DataKey)
            .where(*self._own(), DataKey.purpose == purpose, DataKey.state == KeyState.ACTIVE)
            .values(state=KeyState.DECRYPT_ONLY)
        )
        made = self._key_ring.make(self._org, new_id(), purpose, version)
        row = {"id": made.id, "purpose": purpose, "version": version, "kek_id": made.kek_id}
        self._inside.insert(DataKey, [{**row, "wrapped_key": made.wrapped}])
        self._vault.forget()
        return int(version)

    def reseal(self, table: str, most: int = 1000) -> int:
        """Seal anew up to `most` rows of `table` that are under an older key; how many there were."""
        rows = self._connection.execute(self._under_older(table).limit(most).with_for_update()).all()
        for row in rows:
            fresh: dict[str, Any] = {}
            for column in SEALED[table]:
                sealed = getattr(row, column)
                if sealed is not None:
                    plain = self._vault.open(table, column, row.id, sealed)
                    fresh[column] = self._vault.seal(table, column, row.id, plain)
            held = _table(table)
            self._connection.execute(
                update(held)
                .where(held.c.organization_id == self._org, held.c.id == row.id)
                .values({**fresh, "key_version": self._vault.version})
            )
        return len(rows)

    def reindex(self, table: str) -> int:
        """Every blind index of `table` made anew by the newest key; how many rows. Only when `alone`."""
        held = _table(table)
        columns = [held.c.id, *(held.c[sealed] for _, sealed in INDEXED[table])]
        rows = self._connection.execute(select(*columns).where(held.c.organization_id == self._org).with_for_update())
        found = rows.all()
        for row in found:
            fresh = {}
            for index, sealed in INDEXED[table]:
                plain = getattr(row, sealed)
                told = None if plain is None else self._vault.open(table, sealed, row.id, plain)
                fresh[index] = None if told is None else self._vault.index(table, index, told)
            query = update(held).where(held.c.organization_id == self._org, held.c.id == row.id)
            self._connection.execute(query.values(fresh))
        return len(found)

    def retire(self, purpose: KeyPurpose) -> int:
        """Destroy every version that only opens; how many. Only when `alone`; refused while a field needs one."""
        if purpose is KeyPurpose.FIELD:
            left = [table for table in SEALED if self._connection.execute(self._under_older(table).limit(1)).first()]
            archived = select(Archive.id).where(Archive.organization_id == self._org)
            if self._connection.execute(archived.where(Archive.key_version != self._vault.version).limit(1)).first():
                left.append("archives")
            if left:
                raise ValueError(f"Fields of {', '.join(left)} are still under an older key.")
        query = update(DataKey).where(*self._own(), DataKey.purpose == purpose, DataKey.state == KeyState.DECRYPT_ONLY)
        return self._connection.execute(
            query.values(state=KeyState.DESTROYED, wrapped_key=None, destroyed_at=func.now())
        ).rowcount

    def shred(self) -> int:
        """Destroy every key that opens somebody's data; how many. The key that seals the audit stays."""
        query = update(DataKey).where(
            *self._own(), DataKey.purpose != KeyPurpose.AUDIT_SEAL, DataKey.state != KeyState.DESTROYED
        )
        return self._connection.execute(
            query.values(state=KeyState.DESTROYED, wrapped_key=None, destroyed_at=func.now())
        ).rowcount

    def _under_older(self, table: str) -> Select[Any]:
        held = _table(table)
        newest = version_of(self._vault.version)
        columns = [held.c[name] for name in SEALED[table]]
        is_older = or_(*(func.substr(column, 1, len(newest)) != newest for column in columns))
        return select(held.c.id, *columns).where(held.c.organization_id == self._org, is_older)

    def _held(self) -> list[WrappedKey]:
        columns = DataKey.id, DataKey.purpose, DataKey.version, DataKey.kek_id, DataKey.wrapped_key
        rows = self._connection.execute(
            select(*columns).where(*self._own(), DataKey.state != KeyState.DESTROYED).with_for_update()
        )
        return [WrappedKey(row.id, row.purpose, row.version, row.kek_id, row.wrapped_key) for row in rows]

    def _set(self, key_id: UUID, **values: object) -> None:
        self._connection.execute(update(DataKey).where(*self._own(), DataKey.id == key_id).values(**values))

    def _own(self) -> tuple[ColumnElement[bool], ...]:
        return (DataKey.organization_id == self._org,)


def _table(name: str) -> Table:
    return Base.metadata.tables[f"caire.{name}"]
