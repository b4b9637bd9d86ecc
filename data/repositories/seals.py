"""Seals the audit of one organisation: a chain of HMACs over its entries, and the check that nothing was altered.

Context      Triggers keep everybody who signs in from changing an entry, but not a superuser, who can switch them off.
Decision     Entries are covered in batches by (lineage, transaction). A seal holds the SHA-256 over its entries' own
             hashes and an HMAC over that, the range and the seal before. The HMAC's key is a data key of the
             organisation, wrapped by the master key, which is never in the database. The hash of an entry is stated
             here and not as a function in the database, which a superuser could replace.
Consequence  An altered, removed, added or moved entry, a removed or forged seal are found; that the newest seals were
             cut off together with their entries is found by whoever kept the newest seal elsewhere (`Head`).
             Only transactions older than every running one are sealed, so none can still add to a sealed range.
Not chosen   A chain over single entries (every transaction would wait for the one before); hashes without a key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Row, text

from data.ids import new_id
from data.models import DataKey
from data.repositories.inside import Inside, Repository
from data.repositories.seal_standing import Standing, standing
from data.vault import BrokenSeal, KeyRing, WrappedKey, joined
from data.vocabulary import KeyPurpose

_ENTRIES = """
SELECT l.txid, l.at, sha256(convert_to(jsonb_build_array(l.id, l.organization_id,
  to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), l.lineage, l.txid, l.db_user, l.app_user, l.app_role,
  l.action, l.table_name, l.row_id, l.client_id, l.old_row, l.new_row, l.reason)::text, 'UTF8')) AS hash
FROM audit.log l
WHERE l.organization_id = :org AND l.lineage = :lineage AND l.txid >= :first AND l.txid < :last
ORDER BY l.txid, l.id
"""
_SEALS = (
    "SELECT n, lineage, txid_from, txid_to, entries, last_at, digest, mac FROM audit.seal WHERE organization_id = :org"
)
_UNSEALED = """
SELECT count(*) AS entries, min(l.at) AS oldest FROM audit.log l WHERE l.organization_id = :org AND l.txid >=
  coalesce((SELECT max(s.txid_to) FROM audit.seal s WHERE s.organization_id = :org AND s.lineage = l.lineage), 0)
"""
_FOREVER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal of an organisation, to be kept outside the database."""

    organization_id: UUID
    n: int
    mac: bytes


class Tampering(StrEnum):
    """What a check has found."""

    ENTRIES = "entries"  # altered, removed, added or moved
    SEAL = "seal"  # a seal that was not made with the key, or altered
    MISSING = "missing"  # a seal between others, or newer ones that are kept elsewhere
    KEY = "key"  # the key that seals is gone or does not open


@dataclass(frozen=True, slots=True)
class SealCheck:
    """How many seals and entries were checked, what is not sealed yet, and the first fault with its seal."""

    organization_id: UUID
    seals: int
    entries: int
    unsealed: int
    oldest_unsealed: datetime | None
    fault: Tampering | None = None
    n: int | None = None
    after: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    """A seal as it stands in the chain."""

    n: int
    lineage: int
    txid_from: int
    txid_to: int
    entries: int
    last_at: datetime
    digest: bytes
    mac: bytes

    def mac_of(self, key: bytes, organization_id: UUID, before: bytes) -> bytes:
        numbers = (self.n, self.lineage, self.txid_from, self.txid_to, self.entries)
        instant = round(self.last_at.timestamp() * 1_000_000)
        parts = [str(number).encode() for number in (*numbers, instant)]
        return hmac.digest(
            key, joined(b"caire audit seal", organization_id.bytes, *parts, self.digest, before), "sha256"
        )


class Seals(Repository):
    """The chain of one organisation, for a worker."""

    def __init__(self, inside: Inside, key_ring: KeyRing) -> None:
        super().__init__(inside)
        self._key_ring = key_ring

    def seal(self) -> Head | None:
        """Seal what can be sealed now; the newest seal, None when nothing was to do or another worker does it."""
        if not self._ask("SELECT pg_try_advisory_xact_lock(7241, hashtext(CAST(:org AS text)))").scalar_one():
            return None
        lineage = self._ask("SELECT audit.lineage()").scalar_one()
        horizon = int(self._ask("SELECT pg_snapshot_xmin(pg_current_snapshot())::text").scalar_one())
        made: Head | None = None
        for each in self._lineages(lineage):
            last = horizon if each == lineage else _FOREVER
            made = self._add(each, last, is_over=each != lineage) or made
        return made

    def standing(self) -> Standing:
        """How far the chain reaches, without checking it."""
        return standing(self._connection, self._org)

    def check(self, kept: Head | None = None) -> SealCheck:
        """The whole chain against the entries, and against the newest seal `kept` elsewhere."""
        unsealed = self._ask(_UNSEALED).one()
        seals = entries = 0
        before = self._start()
        at: datetime | None = None
        reached: dict[int, int] = {}

        def found(fault: Tampering | None, link: _Link | None = None) -> SealCheck:
            place = (None, None, None) if link is None else (link.n, at, link.last_at)
            return SealCheck(self._org, seals, entries, unsealed.entries, unsealed.oldest, fault, *place)

        try:
            key = self._key()
        except BrokenSeal:
            return found(Tampering.KEY)
        if key is None:
            return found(None if kept is None else Tampering.MISSING)
        is_kept_met = kept is None
        for link, digest, count in self._walk():
            if link.n != seals + 1 or link.txid_from != reached.get(link.lineage, 0):
                return found(Tampering.MISSING, link)
            if not hmac.compare_digest(link.mac, link.mac_of(key, self._org, before)):
                return found(Tampering.SEAL, link)
            if (digest, count) != (link.digest, link.entries):
                return found(Tampering.ENTRIES, link)
            is_kept_met = is_kept_met or (kept is not None and (link.n, link.mac) == (kept.n, kept.mac))
            before, at, reached[link.lineage] = link.mac, link.last_at, link.txid_to
            seals, entries = seals + 1, entries + count
        return found(None if is_kept_met else Tampering.MISSING)

    def _walk(self) -> Iterator[tuple[_Link, bytes, int]]:
        """Every seal in order with the digest and number of the entries that stand in its range now."""
        links = [_Link(**row._mapping) for row in self._ask(_SEALS + " ORDER BY n")]
        for lineage, run in groupby(links, key=lambda link: link.lineage):
            sealed = list(run)
            rows = self._entries(lineage, sealed[0].txid_from, max(link.txid_to for link in sealed))
            row = next(rows, None)
            for link in sealed:
                digest, count = hashlib.sha256(), 0
                while row is not None and row.txid < link.txid_to:
                    digest.update(row.hash)
                    count += 1
                    row = next(rows, None)
                yield link, digest.digest(), count

    def _add(self, lineage: int, last: int, *, is_over: bool) -> Head | None:
        newest = self._ask(_SEALS + " ORDER BY n DESC LIMIT 1").one_or_none()
        first = self._ask(
            "SELECT coalesce(max(txid_to), 0) FROM audit.seal WHERE organization_id = :org AND lineage = :lineage",
            lineage=lineage,
        ).scalar_one()
        digest, count, last_at, top = hashlib.sha256(), 0, None, 0
        for row in self._entries(lineage, first, last):
            digest.update(row.hash)
            count, top = count + 1, row.txid
            last_at = row.at if last_at is None else max(last_at, row.at)
        if last_at is None:
            return None
        n, before = (1, self._start()) if newest is None else (newest.n + 1, newest.mac)
        link = _Link(n, lineage, first, top + 1 if is_over else last, count, last_at, digest.digest(), b"")
        mac = link.mac_of(self._key() or self._make_key(), self._org, before)
        self._ask(
            "INSERT INTO audit.seal (organization_id, n, lineage, txid_from, txid_to, entries, last_at, digest, mac)"
            " VALUES (:org, :n, :lineage, :txid_from, :txid_to, :entries, :last_at, :digest, :mac)",
            n=n,
            lineage=lineage,
            txid_from=first,
            txid_to=link.txid_to,
            entries=count,
            last_at=last_at,
            digest=link.digest,
            mac=mac,
        )
        return Head(self._org, n, mac)

    def _lineages(self, current: int) -> list[int]:
        """Those in which entries may stand unsealed: after a move to another server the old one's rest first."""
        newest = self._ask(_SEALS + " ORDER BY n DESC LIMIT 1").one_or_none()
        if newest is not None:
            return list(dict.fromkeys((newest.lineage, current)))
        seen = self._ask("SELECT lineage FROM audit.log WHERE organization_id = :org GROUP BY lineage ORDER BY min(at)")
        return sorted(seen.scalars(), key=lambda lineage: lineage == current)

    def _entries(self, lineage: int, first: int, last: int) -> Iterator[Row[tuple[int, datetime, bytes]]]:
        asked = {"org": self._org, "lineage": lineage, "first": first, "last": last}
        with self._connection.execute(text(_ENTRIES), asked, execution_options={"yield_per": 5000}) as rows:
            yield from rows

    def _start(self) -> bytes:
        return hashlib.sha256(b"caire audit" + self._org.bytes).digest()

    def _key(self) -> bytes | None:
        """The key that seals; None while nothing has been sealed."""
        held = self._ask(
            "SELECT id, purpose, version, kek_id, wrapped_key AS wrapped FROM caire.data_keys"
            " WHERE organization_id = :org AND purpose = 'audit_seal' AND state <> 'DESTROYED'"
        ).one_or_none()
        if held is not None:
            return self._key_ring.unwrap(self._org, WrappedKey(**{**held._mapping, "purpose": KeyPurpose.AUDIT_SEAL}))
        if self._ask("SELECT EXISTS (SELECT FROM audit.seal WHERE organization_id = :org)").scalar_one():
            raise BrokenSeal("The key that seals the audit is gone.")
        return None

    def _make_key(self) -> bytes:
        made = self._key_ring.make(self._org, new_id(), KeyPurpose.AUDIT_SEAL)
        row = {"id": made.id, "purpose": made.purpose, "version": made.version, "kek_id": made.kek_id}
        self._inside.insert(DataKey, [{**row, "wrapped_key": made.wrapped}])
        return self._key_ring.unwrap(self._org, made)

    def _ask(self, query: str, **values: object) -> CursorResult[Any]:
        return self._connection.execute(text(query), {"org": self._org, **values})
