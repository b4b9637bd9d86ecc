"""The machine a call acts for: a planner of its organisation, held to what the key's scopes grant."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from data.vocabulary import ApiScope
from services.access import Actor, Capability
from services.api_keys import refusals

GRANTS: dict[ApiScope, frozenset[Capability]] = {
    ApiScope.VISITS_READ: frozenset({Capability.SEE_PLAN}),
    ApiScope.CLIENTS_READ: frozenset({Capability.SEE_PLAN}),
    ApiScope.EMPLOYEES_READ: frozenset({Capability.SEE_PLAN}),
    ApiScope.SHIFTS_READ: frozenset({Capability.SEE_PLAN}),
    ApiScope.PLANS_READ: frozenset({Capability.SEE_PLAN}),
    ApiScope.FIGURES_READ: frozenset({Capability.SEE_FIGURES}),
    ApiScope.NAMES_READ: frozenset({Capability.REVEAL}),
    ApiScope.IMPORTS_WRITE: frozenset({Capability.IMPORT}),
    ApiScope.SOLVES_RUN: frozenset({Capability.RUN_SOLVER}),
    ApiScope.WEBHOOKS_MANAGE: frozenset(),
}
"""Scope → what a planner may do that a key of this scope may do too; the use cases ask for it as they ask a person."""


@dataclass(frozen=True, slots=True)
class KeyActor(Actor):
    """Acts in the name of whoever made the key; never more than a planner may, never more than the scopes grant."""

    key_id: UUID | None = None
    prefix: str = ""
    scopes: frozenset[ApiScope] = frozenset()

    def may(self, capability: Capability) -> bool:
        """Whether a scope grants `capability`, and a planner has it now."""
        granted = any(capability in GRANTS[scope] for scope in self.scopes)
        return granted and Actor.may(self, capability)

    def holds(self, scope: ApiScope) -> bool:
        """Whether the key has `scope`."""
        return scope in self.scopes

    def require_scope(self, scope: ApiScope) -> None:
        """Raise `NotAllowed` unless the key has `scope`."""
        if not self.holds(scope):
            raise refusals.lacks(scope)

    @property
    def on_record(self) -> str:
        """How the audit names the key."""
        return f"API key {self.prefix}"
