"""The newest seal of every organisation's audit, kept in files outside the database.

Who can write in the database can cut off the end of the audit with its seals; only somebody who remembers the newest
seal notices. One small file per organisation, replaced in one step.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from uuid import UUID

from data.repositories.seals import Head


class Heads:
    """A directory of newest seals; several workers may write in it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, head: Head) -> None:
        """Remember `head` unless a newer one is remembered."""
        known = self.of(head.organization_id)
        if known is not None and known.n >= head.n:
            return
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self._file(head.organization_id)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"n": head.n, "mac": head.mac.hex()}), encoding="ascii")
        draft.replace(target)

    def of(self, organization_id: UUID) -> Head | None:
        """The newest seal remembered of an organisation."""
        try:
            read = json.loads(self._file(organization_id).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        return Head(organization_id, int(read["n"]), bytes.fromhex(read["mac"]))

    def all(self) -> list[UUID]:
        """The organisations of which one is remembered."""
        return sorted(UUID(file.stem) for file in self._directory.glob("*.json"))

    def _file(self, organization_id: UUID) -> Path:
        return self._directory / f"{organization_id}.json"
