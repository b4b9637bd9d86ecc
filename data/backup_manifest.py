"""What stands beside a backup's archive: what it holds, what it needs, and how to tell that nobody altered it.

`manifest.json` is `{"backup": {…}, "sha256": …, "seal": …}`. The checksum of the body finds damage; the seal, an HMAC
with a key derived from the master key, finds a body that somebody wrote anew: a restore runs what is in the archive.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.roles import DatabaseRole
from data.vault import fingerprint

FORMAT = 1
MANIFEST, ARCHIVE = "manifest.json", "database.dump"
_CHUNK_BYTES = 1 << 20


class Damaged(Exception):
    """A file of the backup is missing, cut, or altered; the message says which."""


class FromNewer(Exception):
    """The backup was made by a newer product, or lies on a newer PostgreSQL than the server."""


class OtherMasterKey(Exception):
    """The master keys the backup needs are not among those given; the message names them."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The body: `schema` is the last migration, `server` and `made_by` are major versions of PostgreSQL."""

    format: int
    made_at: str
    schema: str
    server: int
    made_by: int
    archive_sha256: str
    archive_bytes: int
    rows: Mapping[str, int]
    walls: Mapping[str, int]
    roles: Sequence[DatabaseRole]
    master_keys: Sequence[str]
    sealed_by: str


def written(manifest: Manifest, master_key: bytes) -> str:
    """The text of the manifest's file."""
    body = asdict(manifest)
    plain = _canonical(body)
    whole = {"backup": body, "sha256": hashlib.sha256(plain).hexdigest(), "seal": _seal(plain, master_key)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read(backup: Path, master_keys: Sequence[bytes]) -> Manifest:
    """The manifest of a backup whose archive is whole too. Raises Damaged, FromNewer or OtherMasterKey."""
    body, seal = _body(backup / MANIFEST)
    if body.get("format") != FORMAT:
        raise FromNewer(str(body.get("format")))
    try:
        manifest = Manifest(**body | {"roles": [_role(role) for role in body["roles"]]})
    except (TypeError, KeyError):
        raise Damaged(MANIFEST) from None
    held = {fingerprint(key): key for key in master_keys}
    if missing := sorted({manifest.sealed_by, *manifest.master_keys} - set(held)):
        raise OtherMasterKey(", ".join(missing))
    if not hmac.compare_digest(seal, _seal(_canonical(body), held[manifest.sealed_by])):
        raise Damaged(MANIFEST)
    if sha256_of(backup / ARCHIVE) != manifest.archive_sha256:
        raise Damaged(ARCHIVE)
    return manifest


def sha256_of(path: Path) -> str:
    """The checksum of a file, read piece by piece. Raises Damaged when it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK_BYTES):
                found.update(piece)
    except OSError:
        raise Damaged(path.name) from None
    return found.hexdigest()


def _body(path: Path) -> tuple[dict[str, Any], str]:
    """The body whose checksum is right, and its seal."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        body, checksum, seal = whole["backup"], str(whole["sha256"]), str(whole["seal"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Damaged(path.name) from None
    if not isinstance(body, dict) or hashlib.sha256(_canonical(body)).hexdigest() != checksum or not seal.isascii():
        raise Damaged(path.name)
    return body, seal


def _role(held: dict[str, Any]) -> DatabaseRole:
    return DatabaseRole(**held | {name: tuple(held[name]) for name in ("enters", "also", "rights")})


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _seal(plain: bytes, master_key: bytes) -> str:
    key = hmac.digest(master_key, b"caire backup seal v1", "sha256")
    return hmac.new(key, plain, hashlib.sha256).hexdigest()
