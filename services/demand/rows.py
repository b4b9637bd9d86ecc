"""The rows pages show of needs, and a need as it begins."""

from __future__ import annotations

from uuid import UUID

from data.ids import new_id
from data.repositories.requirements import RequirementRow

__all__ = ["RequirementRow", "new_need"]

USUAL_MIN = 30


def new_need(client_id: UUID) -> RequirementRow:
    """A need nobody has described yet: half an hour, once a day."""
    return RequirementRow(new_id(), client_id, "", 60 * USUAL_MIN)
