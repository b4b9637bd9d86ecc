"""Who has finished or skipped the tour of the planner's work; everybody sees and writes the own row only."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from data.models import GuidedTour
from data.repositories.inside import Repository


class ToursReading(Repository):
    """What may be asked."""

    def is_over(self, user_id: UUID) -> bool:
        """Whether the user has finished the tour or skipped it."""
        held = exists().where(GuidedTour.organization_id == self._org, GuidedTour.user_id == user_id)
        return bool(self._connection.execute(select(held)).scalar_one())


class Tours(ToursReading):
    """What may be changed."""

    def end(self, user_id: UUID) -> None:
        """The tour is over for the user; ending it in two browsers is ending it once."""
        row = insert(GuidedTour).values(organization_id=self._org, user_id=user_id)
        self._connection.execute(row.on_conflict_do_nothing())

    def begin_again(self, user_id: UUID) -> None:
        """The user would like to be led once more."""
        query = delete(GuidedTour).where(GuidedTour.organization_id == self._org, GuidedTour.user_id == user_id)
        self._connection.execute(query)
