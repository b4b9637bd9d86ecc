"""Which parameters of the catalogue's rules an organisation, its employees and its clients have set.

The value of a row is `{"type": "tolerance_min", "value": 5, "priority": 0}`, or for several parameters of one rule
`{"type": "parameters", "value": {"day_min": 600, "week_min": 2400}, "priority": 0}`. A value
the rule does not know, or not for that kind of row, sets nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data.repositories.constraints import ValueRow
from data.vocabulary import EntityType
from data.work import ReadingWork
from services.constraints import BY_ID
from services.constraints.parameter import Parameter
from services.problem import Setting

SEVERAL = "parameters"


def settings_of(work: ReadingWork) -> tuple[Setting, ...]:
    """The settings of every row that says something the catalogue can read."""
    return tuple(setting for row in work.constraints.values() for setting in settings_of_row(row))


def settings_of_row(row: ValueRow) -> Iterator[Setting]:
    """What one row sets."""
    known = {p.name: p for p in BY_ID[row.name].parameters} if row.name in BY_ID else {}
    for name, value in _named(row.value).items():
        if name in known and _may(known[name], row.entity_type) and type(value) is int:
            who = str(row.entity_id)
            yield Setting(
                constraint_id=row.name,
                name=name,
                value=value,
                carer_id=who if row.entity_type is EntityType.EMPLOYEE else None,
                client_id=who if row.entity_type is EntityType.CLIENT else None,
            )


def value_of(parameters: Mapping[str, int], priority: int = 0) -> dict[str, Any]:
    """The document of one row."""
    return {"type": SEVERAL, "value": dict(parameters), "priority": priority}


def _named(document: Mapping[str, Any]) -> Mapping[str, Any]:
    value = document.get("value")
    if document.get("type") == SEVERAL:
        return value if isinstance(value, dict) else {}
    return {str(document.get("type")): value}


def _may(parameter: Parameter, kind: EntityType) -> bool:
    return kind is EntityType.ORGANIZATION or kind in parameter.overrides
