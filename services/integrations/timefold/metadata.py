"""What the solver says about a dataset: where it stands, since when, and how good it is by its own count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.integrations.timefold.element import is_name
from services.integrations.timefold.scores import TheirScore, read_score

COMPLETED, INCOMPLETE, FAILED, INVALID = "SOLVING_COMPLETED", "SOLVING_INCOMPLETE", "SOLVING_FAILED", "DATASET_INVALID"
ACTIVE = "SOLVING_ACTIVE"
FINAL = frozenset({COMPLETED, INCOMPLETE, FAILED, INVALID})
"""Nothing more happens in these; anything else, known or not, is on its way."""
_STAMPS = ("submitDateTime", "startDateTime", "activeDateTime", "completeDateTime", "shutdownDateTime")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A dataset; `stamps` are submitted, initialising, solving, solved, post-processed, as far as they have come."""

    id: str
    status: str = ""
    score: TheirScore | None = None
    tags: tuple[str, ...] = ()
    parent_id: str | None = None
    stamps: dict[str, str] = field(default_factory=dict)

    @property
    def is_final(self) -> bool:
        """Whether its state changes no more."""
        return self.status in FINAL

    @property
    def is_settled(self) -> bool:
        """Whether its score analysis can be asked for."""
        return self.is_final and "shutdownDateTime" in self.stamps

    def to_json(self) -> dict[str, Any]:
        """As kept with the run: words and moments of theirs only."""
        return {"status": self.status, "score": str(self.score or ""), "parent": self.parent_id, **self.stamps}


def read_metadata(told: object) -> Metadata | None:
    """From a `Metadata` object, its envelope, or the bare id of the old interface; None when it is none of them."""
    if isinstance(told, str):
        return Metadata(told) if is_name(told) else None
    if not isinstance(told, dict):
        return None
    inner = told.get("metadata", told.get("run"))
    if isinstance(inner, dict):
        return read_metadata(inner)
    identity, status, parent = told.get("id"), told.get("solverStatus"), told.get("parentId")
    if not isinstance(identity, str) or not is_name(identity):
        return None
    tags = told.get("tags")
    return Metadata(
        id=identity,
        status=status if isinstance(status, str) and is_name(status) else "",
        score=read_score(told.get("score")),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        parent_id=parent if isinstance(parent, str) and is_name(parent) else None,
        stamps={name: str(told[name]) for name in _STAMPS if _is_moment(told.get(name))},
    )


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False
