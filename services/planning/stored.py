"""Plans, scores and weights as documents: how they lie in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.constraints.kind import Level, Score, Weights
from services.constraints.scoring import ScoreSheet
from services.problem import Plan, Route, Stop, StopKind


def plan_to_json(plan: Plan, elapsed_s: float | None = None) -> dict[str, Any]:
    """`{routes: [{shift, stops: [[kind, id, start_s]]}]}`; `elapsed_s` is set while the search still runs."""
    routes = [
        {"shift": route.shift_id, "stops": [[stop.kind.value, stop.id, stop.start_s] for stop in route.stops]}
        for route in plan.routes
    ]
    return {"routes": routes} if elapsed_s is None else {"routes": routes, "elapsed_s": round(elapsed_s, 1)}


_KINDS = {kind.value: kind for kind in StopKind}
"""Looked up: calling the enum costs ten times as much, and a fortnight has four thousand stops."""


def plan_from_json(document: Mapping[str, Any]) -> Plan:
    """The plan of a document."""
    return Plan(
        tuple(
            Route(route["shift"], tuple(Stop(_KINDS[kind], stop, start) for kind, stop, start in route["stops"]))
            for route in document["routes"]
        )
    )


def score_to_json(score: Score, sheet: ScoreSheet | None = None) -> dict[str, Any]:
    """The levels, and of a finished plan one row per constraint by its id."""
    levels = {"hard": score.hard, "medium": score.medium, "soft": score.soft}
    if sheet is None:
        return levels
    rows = [{"id": row.constraint.id, "weight": row.weight, "units": row.units, "cost": row.cost} for row in sheet.rows]
    return {**levels, "rows": rows}


def score_from_json(document: Mapping[str, Any]) -> Score:
    """The three levels of a stored score."""
    return Score(document["hard"], document["medium"], document["soft"])


def weights_to_json(weights: Weights) -> dict[str, Any]:
    """What differs from the catalogue; overrides as lists, because documents have no keys of two parts."""
    return {
        "organization": dict(weights.organization),
        "carer": [[constraint, who, weight] for (constraint, who), weight in weights.carer.items()],
        "client": [[constraint, who, weight] for (constraint, who), weight in weights.client.items()],
        "disabled": sorted(weights.disabled),
        **({"levels": {name: level.value for name, level in weights.levels.items()}} if weights.levels else {}),
    }


def weights_from_json(document: Mapping[str, Any] | None) -> Weights:
    """The weights of a document; none: the catalogue's."""
    held = document or {}
    return Weights(
        organization=held.get("organization", {}),
        carer={(constraint, who): weight for constraint, who, weight in held.get("carer", ())},
        client={(constraint, who): weight for constraint, who, weight in held.get("client", ())},
        disabled=frozenset(held.get("disabled", ())),
        levels={name: Level(level) for name, level in held.get("levels", {}).items()},
    )
