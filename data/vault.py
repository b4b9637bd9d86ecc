"""Seals and opens sensitive fields: AES-256-GCM, a data key per organisation, wrapped by a master key.

Context      A stolen backup must be unreadable, an organisation must be erasable at once, and no ciphertext may be
             moved to another row, column or organisation and still open.
Decision     Each organisation has its own data keys (table data_keys), wrapped by a master key that never enters the
             database and is named by `kek_id`; two master keys may live at once while rotating. The associated data of
             every field names version, organisation, table, column and row, each with its length in front.
Consequence  A swapped, cut or altered ciphertext does not open; destroying the wrapped key erases the organisation.
Not chosen   pgcrypto (keys would travel to the server and its logs); one key for all (nothing could be shredded).

A sealed field is `0x01 · key version (4 bytes) · nonce (12) · ciphertext and tag`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.vocabulary import KeyPurpose

KEY_BYTES = 32
_FORMAT = b"\x01"
_NONCE_BYTES = 12
_HEAD = struct.Struct(">cI")


class BrokenSeal(Exception):
    """The ciphertext does not belong here, was altered, or its key is gone."""


def joined(*parts: bytes) -> bytes:
    """The parts with their lengths in front, so that no two lists of parts read the same."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as the database holds it."""

    id: UUID
    purpose: KeyPurpose
    version: int
    kek_id: str
    wrapped: bytes


class KeyRing:
    """The master keys by `kek_id`; the current one wraps, every one opens."""

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("Expected master keys of 32 bytes and a current one among them.")
        self._keys = {kek_id: AESGCM(key) for kek_id, key in keys.items()}
        self.current = current

    @classmethod
    def of(cls, current: bytes, *older: bytes) -> KeyRing:
        """A ring named by the keys' own fingerprints."""
        return cls({fingerprint(key): key for key in (current, *older)}, fingerprint(current))

    def make(self, organization_id: UUID, key_id: UUID, purpose: KeyPurpose, version: int = 1) -> WrappedKey:
        """A new data key, wrapped by the current master key."""
        return self.wrap(organization_id, key_id, purpose, version, os.urandom(KEY_BYTES))

    def wrap(self, organization_id: UUID, key_id: UUID, purpose: KeyPurpose, version: int, key: bytes) -> WrappedKey:
        """The data key under the current master key."""
        nonce = os.urandom(_NONCE_BYTES)
        about = _about_key(organization_id, key_id, purpose, version, self.current)
        sealed = nonce + self._keys[self.current].encrypt(nonce, key, about)
        return WrappedKey(key_id, purpose, version, self.current, sealed)

    def unwrap(self, organization_id: UUID, held: WrappedKey) -> bytes:
        """The data key itself."""
        if held.kek_id not in self._keys:
            raise BrokenSeal("The master key of a data key is not here.")
        about = _about_key(organization_id, held.id, held.purpose, held.version, held.kek_id)
        try:
            return self._keys[held.kek_id].decrypt(held.wrapped[:_NONCE_BYTES], held.wrapped[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            raise BrokenSeal("A data key does not open with its master key.") from None


@dataclass(slots=True)
class OpenKeys:
    """An organisation's unwrapped keys: ciphers by version, the newest version, the key of the blind index."""

    newest: int
    ciphers: dict[int, AESGCM]
    index_key: bytes = field(repr=False)


def open_keys(key_ring: KeyRing, organization_id: UUID, held: Iterable[WrappedKey]) -> OpenKeys:
    """The organisation's keys unwrapped; `BrokenSeal` when it has none, as after shredding."""
    by_purpose: dict[KeyPurpose, dict[int, bytes]] = {purpose: {} for purpose in KeyPurpose}
    for key in held:
        by_purpose[key.purpose][key.version] = key_ring.unwrap(organization_id, key)
    fields, indexes = by_purpose[KeyPurpose.FIELD], by_purpose[KeyPurpose.BLIND_INDEX]
    if not fields or not indexes:
        raise BrokenSeal("The organisation has no data keys.")
    ciphers = {version: AESGCM(key) for version, key in fields.items()}
    return OpenKeys(max(fields), ciphers, indexes[max(indexes)])


class Vault:
    """Seals and opens the fields of one organisation; keys are fetched when first needed."""

    def __init__(self, organization_id: UUID, keys: Callable[[], OpenKeys]) -> None:
        self._organization = organization_id.bytes
        self._fetch = keys
        self._open: OpenKeys | None = None

    @property
    def version(self) -> int:
        """The version of the key that seals now."""
        return self._keys().newest

    def forget(self) -> None:
        """Fetch the keys again when next needed."""
        self._open = None

    def seal(self, table: str, column: str, row_id: UUID, text: str) -> bytes:
        """The text as a ciphertext that opens in this row and column only."""
        return self.seal_bytes(table, column, row_id, text.encode())

    def seal_bytes(self, table: str, column: str, row_id: UUID, plain: bytes) -> bytes:
        """As `seal`, for what is not text."""
        keys = self._keys()
        nonce = os.urandom(_NONCE_BYTES)
        about = self._about(keys.newest, table, column, row_id)
        sealed = keys.ciphers[keys.newest].encrypt(nonce, plain, about)
        return _HEAD.pack(_FORMAT, keys.newest) + nonce + sealed

    def open(self, table: str, column: str, row_id: UUID, sealed: bytes) -> str:
        """The text of a ciphertext sealed for this row and column; `BrokenSeal` for any other."""
        return self.open_bytes(table, column, row_id, sealed).decode()

    def open_bytes(self, table: str, column: str, row_id: UUID, sealed: bytes) -> bytes:
        """As `open`, for what is not text."""
        if len(sealed) < _HEAD.size + _NONCE_BYTES:
            raise BrokenSeal("A sealed field is too short.")
        form, version = _HEAD.unpack_from(sealed)
        cipher = self._keys().ciphers.get(version)
        if form != _FORMAT or cipher is None:
            raise BrokenSeal("A sealed field names a key that is not here.")
        body = _HEAD.size + _NONCE_BYTES
        try:
            return cipher.decrypt(sealed[_HEAD.size : body], sealed[body:], self._about(version, table, column, row_id))
        except InvalidTag:
            raise BrokenSeal("A sealed field was altered or belongs elsewhere.") from None

    def index(self, table: str, column: str, value: str) -> bytes:
        """The blind index of a value: equal values have equal indexes, and nothing else can be told from them."""
        about = joined(table.encode(), column.encode(), " ".join(value.lower().split()).encode())
        return hmac.digest(self._keys().index_key, about, "sha256")

    def _about(self, version: int, table: str, column: str, row_id: UUID) -> bytes:
        return joined(
            b"caire field",
            version.to_bytes(4, "big"),
            self._organization,
            table.encode(),
            column.encode(),
            row_id.bytes,
        )

    def _keys(self) -> OpenKeys:
        if self._open is None:
            self._open = self._fetch()
        return self._open


def version_of(version: int) -> bytes:
    """The first bytes of every field that is sealed under this version."""
    return _HEAD.pack(_FORMAT, version)


def fingerprint(key: bytes) -> str:
    """The name of a master key, from which the key cannot be told."""
    return hashlib.sha256(b"caire kek" + key).hexdigest()[:16]


def _about_key(organization_id: UUID, key_id: UUID, purpose: KeyPurpose, version: int, kek_id: str) -> bytes:
    return joined(
        b"caire key",
        organization_id.bytes,
        key_id.bytes,
        purpose.value.encode(),
        version.to_bytes(4, "big"),
        kek_id.encode(),
    )
