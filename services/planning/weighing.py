"""Which weights a run is searched and scored with: what the organisation, its employees and its clients have set.

Context      Weights stand in four places: the catalogue, the organisation's definitions, its own values, and those of
             single employees and clients; a planner picks a profile on top.
Decision     Read once when a run is asked for, and kept with it. The profile goes before the organisation, an employee
             or client before both (`services.constraints.effective` decides per match). System constraints are left
             out: nothing kept in the database can weigh them otherwise.
Consequence  A run is explained by the weights it had, whatever is tuned later.
Not chosen   Reading them in the worker: they might change between asking and solving.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.repositories.constraints import ValueRow
from data.vocabulary import EntityType
from data.work import ReadingWork
from services.constraints import BY_ID
from services.constraints.kind import Weights


def weights_of(work: ReadingWork, chosen: Weights) -> Weights:
    """The organisation's weights with those of the `chosen` profile on top."""
    definitions = [row for row in work.constraints.definitions() if _is_settable(row.name)]
    values = [row for row in work.constraints.values() if _is_settable(row.name)]
    own = {row.name: row.weight for row in definitions}
    own |= {name: weight for (name, _), weight in _overrides(values, EntityType.ORGANIZATION).items()}
    return Weights(
        organization=own | dict(chosen.organization),
        carer={**_overrides(values, EntityType.EMPLOYEE), **chosen.carer},
        client={**_overrides(values, EntityType.CLIENT), **chosen.client},
        disabled=chosen.disabled | {row.name for row in definitions if not row.enabled},
        levels={row.name: row.type for row in definitions if row.type is not BY_ID[row.name].level}
        | dict(chosen.levels),
    )


def _overrides(values: Iterable[ValueRow], kind: EntityType) -> dict[tuple[str, str], int]:
    return {
        (row.name, str(row.entity_id)): row.override_weight
        for row in values
        if row.entity_type is kind and row.override_weight is not None
    }


def _is_settable(name: str) -> bool:
    return name in BY_ID and not BY_ID[name].is_system
