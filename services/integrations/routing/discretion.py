"""A ledger that is told which question a router was asked, never where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.integrations.outbound import Call, Ledger

_WORDS = 3
"""`/table/v1/driving`: what comes after it are coordinates."""


@dataclass(frozen=True, slots=True)
class Discreet:
    """Passes calls on to `ledger` with the beginning of their path only."""

    ledger: Ledger

    def admit(self, connection: str) -> bool:
        """As the ledger says."""
        return self.ledger.admit(connection)

    def note(self, call: Call) -> None:
        """Told, without coordinates."""
        kept = "/".join(call.path.split("/")[: _WORDS + 1])
        self.ledger.note(replace(call, path=kept))
