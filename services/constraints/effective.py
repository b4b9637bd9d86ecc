"""Which weight holds for a match: the client's own, else the carer's, else the organisation's, else the catalogue's.

A weight of one client or carer is read only where the constraint allows it (`Constraint.overrides`), and never for
a hard rule: what is forbidden is forbidden for everyone, and a client's pool of carers is data, not a weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.vocabulary import EntityType
from services.constraints.kind import Constraint, Level, Matches, Weights
from services.problem.columns import Columns, Longs
from services.problem.problem import Carer, Client

NO_OVERRIDE = -1
"""Stands where a carer or client has no weight of their own."""


@dataclass(frozen=True)
class Effective:
    """A constraint's weights: `organization`, and `carer` int64[C], `client` int64[K] (`NO_OVERRIDE`: none)."""

    organization: int
    carer: Longs
    client: Longs

    def of(self, carer: int, client: int) -> int:
        """The weight where carer row and client row meet (−1: nobody)."""
        if client >= 0 and self.client[client] != NO_OVERRIDE:
            return int(self.client[client])
        if carer >= 0 and self.carer[carer] != NO_OVERRIDE:
            return int(self.carer[carer])
        return self.organization

    def of_matches(self, matches: Matches) -> Longs:
        """int64[M]: the weight of every match."""
        weight = np.full(len(matches), self.organization, np.int64)
        for override, row in ((self.carer, matches.carer), (self.client, matches.client)):
            own = np.append(override, NO_OVERRIDE)[row]  # row −1 reads the appended "none"
            weight = np.where(own == NO_OVERRIDE, weight, own)
        return weight

    def cost(self, matches: Matches) -> int:
        """Σ units × weight."""
        if (self.carer == NO_OVERRIDE).all() and (self.client == NO_OVERRIDE).all():
            return self.organization * int(matches.units.sum())
        return int((matches.units * self.of_matches(matches)).sum())


def effective(constraint: Constraint, columns: Columns, weights: Weights) -> Effective:
    """The weights of `constraint` among the carers and clients of this problem."""
    carers, clients = columns.problem.carers, columns.problem.clients
    nobody = Effective(
        organization_weight(constraint, weights),
        np.full(len(carers), NO_OVERRIDE, np.int64),
        np.full(len(clients), NO_OVERRIDE, np.int64),
    )
    if nobody.organization == 0 and constraint.id in weights.disabled:
        return nobody
    if EntityType.EMPLOYEE in constraint.overrides:
        _fill(nobody.carer, constraint, carers, weights.carer)
    if EntityType.CLIENT in constraint.overrides:
        _fill(nobody.client, constraint, clients, weights.client)
    return nobody


def own_weight(constraint: Constraint, weights: Weights, carer_id: str | None, client_id: str | None) -> int:
    """The weight where these two meet, by their ids; None: nobody whose own weight could hold."""
    common = organization_weight(constraint, weights)
    if constraint.is_system or constraint.id in weights.disabled:
        return common
    asked = (
        (EntityType.CLIENT, client_id, weights.client),
        (EntityType.EMPLOYEE, carer_id, weights.carer),
    )
    for kind, who, held in asked:
        if who is not None and kind in constraint.overrides and (constraint.id, who) in held:
            return max(0, held[constraint.id, who])
    return common


def organization_weight(constraint: Constraint, weights: Weights) -> int:
    """The organisation's weight: a system constraint keeps the catalogue's, another hard one at least 1."""
    if constraint.is_system:
        return constraint.weight
    if constraint.id in weights.disabled:
        return 0
    weight = weights.organization.get(constraint.id, constraint.weight)
    return max(weight, 1 if constraint.level is Level.HARD else 0)


def _fill(
    row: Longs, constraint: Constraint, people: Sequence[Carer | Client], own: Mapping[tuple[str, str], int]
) -> None:
    wanted = {entity_id: weight for (constraint_id, entity_id), weight in own.items() if constraint_id == constraint.id}
    if not wanted:
        return
    for i, person in enumerate(people):
        if person.id in wanted:
            row[i] = max(0, wanted[person.id])
