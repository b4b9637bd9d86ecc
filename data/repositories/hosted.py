"""Runs that another system solves: meant, submitted, heard of, brought home. Whoever changes one holds its attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, update

from data.ids import instant_of
from data.models import HostedRun
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class HostedRow:
    """A run elsewhere without what was sent and received; `told` is the other side's own account."""

    solution_id: UUID
    connection_id: UUID
    intended_at: datetime | None = None
    dataset_id: str | None = None
    submitted_at: datetime | None = None
    status: str | None = None
    their_score: str | None = None
    told: dict[str, Any] | None = None
    called_at: datetime | None = None


_ROW = tuple(HostedRow.__dataclass_fields__)


class HostedReading(Repository):
    """What may be asked."""

    def find(self, solution_id: UUID) -> HostedRow | None:
        """The run's row, None when it is solved here."""
        columns = (getattr(HostedRun, name) for name in _ROW)
        row = self._connection.execute(select(*columns).where(self._is(solution_id))).one_or_none()
        return None if row is None else HostedRow(**row._mapping)

    def sent(self, solution_id: UUID) -> dict[str, Any] | None:
        """What was sent, with ids of places."""
        return self._document(solution_id, HostedRun.sent_input)

    def received(self, solution_id: UUID) -> dict[str, Any] | None:
        """What came back, word for word."""
        return self._document(solution_id, HostedRun.received_output)

    def analysis(self, solution_id: UUID) -> dict[str, Any] | None:
        """What each of their rules costs, by their count."""
        return self._document(solution_id, HostedRun.score_analysis)

    def of_dataset(self, connection_id: UUID, dataset_id: str) -> UUID | None:
        """The run that is solved under this id."""
        query = select(HostedRun.solution_id).where(
            HostedRun.organization_id == self._org,
            HostedRun.connection_id == connection_id,
            HostedRun.dataset_id == dataset_id,
        )
        return self._connection.execute(query.limit(1)).scalar_one_or_none()

    def _document(self, solution_id: UUID, column: Any) -> dict[str, Any] | None:
        held: dict[str, Any] | None = self._connection.execute(
            select(column).where(self._is(solution_id))
        ).scalar_one_or_none()
        return held

    def _is(self, solution_id: UUID) -> ColumnElement[bool]:
        # The instant inside the id names the partition.
        return and_(
            HostedRun.organization_id == self._org,
            HostedRun.run_date == instant_of(solution_id),
            HostedRun.solution_id == solution_id,
        )


class Hosted(HostedReading):
    """What may be changed."""

    def add(self, solution_id: UUID, connection_id: UUID) -> None:
        """A run that is to be solved over this connection."""
        row = {"solution_id": solution_id, "run_date": instant_of(solution_id), "connection_id": connection_id}
        self._inside.insert(HostedRun, [row])

    def intend(self, solution_id: UUID, sent_input: dict[str, Any]) -> None:
        """A submit leaves in a moment; from now on it may have arrived."""
        self._set(solution_id, {"intended_at": func.now(), "sent_input": sent_input})

    def withdraw(self, solution_id: UUID) -> None:
        """The submit has surely not arrived."""
        self._set(solution_id, {"intended_at": None})

    def submitted(self, solution_id: UUID, dataset_id: str) -> None:
        """It has arrived, under this id."""
        self._set(solution_id, {"dataset_id": dataset_id, "submitted_at": func.now()})

    def heard(self, solution_id: UUID, status: str, their_score: str | None, told: dict[str, Any]) -> None:
        """Where it stands there."""
        self._set(solution_id, {"status": status[:60], "their_score": (their_score or "")[:120] or None, "told": told})

    def received_all(self, solution_id: UUID, output: dict[str, Any], analysis: dict[str, Any] | None) -> None:
        """What came back."""
        self._set(solution_id, {"received_output": output, "score_analysis": analysis})

    def called(self, solution_id: UUID) -> None:
        """The other side has called to say that something happened."""
        self._set(solution_id, {"called_at": func.now()})

    def _set(self, solution_id: UUID, values: dict[str, Any]) -> None:
        self._connection.execute(update(HostedRun).where(self._is(solution_id)).values(**values))
