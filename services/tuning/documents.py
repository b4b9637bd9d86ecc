"""Weights as documents: stored with a profile, taken out as a file and read back with every fault named."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from services.constraints import BY_ID
from services.constraints.kind import DEFAULT_WEIGHTS, Weights
from services.constraints.limits import Change, check_change
from services.errors import BadInput
from services.planning.stored import weights_from_json
from services.problem import Issue
from services.words import Text

KIND = "caire-profile"
MOST_BYTES = 65_536
_KEYS = {"organization", "disabled", "levels"}

_UNREADABLE = BadInput(
    "TUNE-020",
    Text(sv="Filen är ingen profil.", en="The file is no profile."),
    Text(sv="Välj en fil som hämtats från sidan Regler.", en="Choose a file that was downloaded from the Rules page."),
)


def document_of(weights: Weights) -> dict[str, Any]:
    """What a profile says: the organisation's part of a draft; overrides belong to people, not to profiles."""
    return {
        "organization": dict(sorted(weights.organization.items())),
        "disabled": sorted(weights.disabled),
        "levels": {name: level.value for name, level in sorted(weights.levels.items())},
    }


def weights_of_document(document: Mapping[str, Any]) -> Weights:
    """The draft a stored profile begins; a rule the catalogue no longer has is left out."""
    held = weights_from_json(document)
    return Weights(
        organization={name: weight for name, weight in held.organization.items() if name in BY_ID},
        carer={},
        client={},
        disabled=frozenset(held.disabled & BY_ID.keys()),
        levels={name: level for name, level in held.levels.items() if name in BY_ID},
    )


def to_file(name: str, weights: Weights) -> bytes:
    """The profile as a file to keep or to give to another organisation."""
    told = {"kind": KIND, "name": name, "weights": document_of(weights)}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def from_file(raw: bytes) -> tuple[str, Weights]:
    """Name and weights of such a file; raises `BadInput` with every fault."""
    try:
        told = json.loads(raw.decode("utf-8-sig")) if len(raw) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        told = None
    weights = told.get("weights") if isinstance(told, dict) and told.get("kind") == KIND else None
    name = told.get("name") if isinstance(told, dict) else None
    if not isinstance(weights, dict) or set(weights) - _KEYS or not isinstance(name, str) or not name.strip():
        raise _UNREADABLE
    parts = (weights.get("organization", {}), weights.get("disabled", []), weights.get("levels", {}))
    if not isinstance(parts[0], dict) or not isinstance(parts[1], list) or not isinstance(parts[2], dict):
        raise _UNREADABLE
    refuse(_faults(*parts))
    return name.strip()[:120], weights_of_document(weights)


def check(weights: Weights) -> None:
    """Refuse a draft with anything out of bounds, naming every fault."""
    levels = {name: level.value for name, level in weights.levels.items()}
    refuse(_faults(dict(weights.organization), sorted(weights.disabled), levels))


def refuse(issues: tuple[Issue, ...]) -> None:
    """Raise `BadInput` in the words of the first fault, carrying all of them."""
    if issues:
        raise BadInput(issues[0].code, issues[0].cause, issues[0].action, issues)


def _faults(
    organization: Mapping[str, object], disabled: Sequence[object], levels: Mapping[str, object]
) -> tuple[Issue, ...]:
    changes = [Change(name, weight=weight, level=levels.get(name)) for name, weight in organization.items()]
    changes += [Change(str(name), is_enabled=False) for name in disabled]
    changes += [Change(name, level=level) for name, level in levels.items() if name not in organization]
    return tuple(issue for change in changes for issue in check_change(change))


EMPTY = DEFAULT_WEIGHTS
"""The draft nobody has touched: the organisation's own weights."""
