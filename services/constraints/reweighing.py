"""A plan's units kept apart from its weights: what a stored plan costs under other weights, without counting again.

A match is told apart only by the carer and client whose own weight might hold for it, so a fortnight's thousands of
legs are kept as one number per carer. The units are what was counted once; weighing them anew gives exactly what
scoring the plan anew would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.vocabulary import EntityType
from services.constraints import BY_ID, CATALOGUE
from services.constraints.effective import organization_weight, own_weight
from services.constraints.kind import Constraint, Level, Matches, Score, Weights
from services.constraints.levels import at_level
from services.constraints.scoring import ScoreSheet
from services.problem.columns import Columns

Held = tuple[str | None, str | None, int]
"""Carer id, client id (None where neither's weight can hold), and units."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One rule's units in a plan."""

    constraint: Constraint
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """One rule's part of a score; `weight` is the organisation's."""

    constraint: Constraint
    weight: int
    units: int
    cost: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A plan's score under some weights and the rows it is the sum of."""

    rows: tuple[WeighedRow, ...]
    score: Score


def keep(sheet: ScoreSheet, columns: Columns) -> tuple[KeptRow, ...]:
    """The units of a sheet, rule by rule in the catalogue's order."""
    listed = ((BY_ID[row.constraint.id], row.matches) for row in sheet.rows)
    return tuple(KeptRow(rule, _held(rule, matches, columns)) for rule, matches in listed)


def weigh(kept: tuple[KeptRow, ...], weights: Weights) -> Weighed:
    """What the plan costs under `weights`."""
    rows = tuple(_weighed(row, weights) for row in kept)
    cost = {level: sum(row.cost for row in rows if row.constraint.level is level) for level in Level}
    return Weighed(rows, Score(cost[Level.HARD], cost[Level.MEDIUM], cost[Level.SOFT]))


def to_json(kept: tuple[KeptRow, ...]) -> dict[str, Any]:
    """As stored with the plan; rules nothing was found for are left out."""
    return {row.constraint.id: [list(each) for each in row.held] for row in kept if row.held}


def from_json(document: Mapping[str, Any]) -> tuple[KeptRow, ...]:
    """The units of a document; a rule the catalogue has got since then counts nothing."""
    return tuple(
        KeptRow(rule, tuple((carer, client, units) for carer, client, units in document.get(rule.id, ())))
        for rule in CATALOGUE
    )


def _held(rule: Constraint, matches: Matches, columns: Columns) -> tuple[Held, ...]:
    nobody = np.full(len(matches), -1, np.int32)
    carer = matches.carer if EntityType.EMPLOYEE in rule.overrides else nobody
    client = matches.client if EntityType.CLIENT in rule.overrides else nobody
    pairs, group = np.unique(np.stack([carer, client]), axis=1, return_inverse=True)
    units = np.zeros(pairs.shape[1], np.int64)
    np.add.at(units, group.ravel(), matches.units)
    carers, clients = columns.problem.carers, columns.problem.clients
    return tuple(
        (carers[a].id if a >= 0 else None, clients[b].id if b >= 0 else None, count)
        for a, b, count in zip(*pairs.tolist(), units.tolist(), strict=True)
    )


def _weighed(row: KeptRow, weights: Weights) -> WeighedRow:
    rule = at_level(row.constraint, weights)
    cost = sum(units * own_weight(rule, weights, carer, client) for carer, client, units in row.held)
    return WeighedRow(
        constraint=rule,
        weight=organization_weight(rule, weights),
        units=sum(units for _, _, units in row.held),
        cost=cost * rule.points_per_unit,
    )
