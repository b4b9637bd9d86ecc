"""What planners did to a plan, newest last, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from data.ids import instant_of, new_id
from data.models import PlanEdit
from data.repositories.inside import Repository
from data.vocabulary import PlanEditKind


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit; `change` is `{before, after}` of ids, instants and single words; `reason` in the planner's words."""

    id: UUID
    solution_id: UUID
    seq: int
    kind: PlanEditKind
    change: dict[str, Any]
    edited_by: UUID
    made_at: datetime
    reason: str | None
    undone_at: datetime | None


class EditsReading(Repository):
    """What may be asked."""

    def of(self, solution_id: UUID) -> list[EditRow]:
        """Every edit of a plan in the order they were made."""
        query = (
            select(PlanEdit)
            .where(
                PlanEdit.organization_id == self._org,
                PlanEdit.run_date == instant_of(solution_id),
                PlanEdit.solution_id == solution_id,
            )
            .order_by(PlanEdit.seq)
        )
        return [
            EditRow(
                id=row.id,
                solution_id=row.solution_id,
                seq=row.seq,
                kind=row.kind,
                change=row.change,
                edited_by=row.edited_by,
                made_at=row.created_at,
                reason=None
                if row.reason_enc is None
                else self._vault.open("plan_edits", "reason_enc", row.id, row.reason_enc),
                undone_at=row.undone_at,
            )
            for row in self._connection.execute(query.with_only_columns(*PlanEdit.__table__.columns))
        ]


class Edits(EditsReading):
    """What may be changed: edits are added and marked as undone, never rewritten."""

    def add(
        self,
        solution_id: UUID,
        kind: PlanEditKind,
        before: dict[str, Any],
        after: dict[str, Any],
        edited_by: UUID,
        reason: str | None = None,
    ) -> int:
        """Note an edit and return its number; two planners at the same moment: `Conflict` for one of them."""
        run_date, edit_id = instant_of(solution_id), new_id()
        last = select(func.coalesce(func.max(PlanEdit.seq), 0)).where(
            PlanEdit.organization_id == self._org,
            PlanEdit.run_date == run_date,
            PlanEdit.solution_id == solution_id,
        )
        seq = int(self._connection.execute(last).scalar_one()) + 1
        self._inside.insert(
            PlanEdit,
            [
                {
                    "run_date": run_date,
                    "id": edit_id,
                    "solution_id": solution_id,
                    "seq": seq,
                    "kind": kind,
                    "change": {"before": before, "after": after},
                    "reason_enc": None
                    if reason is None
                    else self._vault.seal("plan_edits", "reason_enc", edit_id, reason),
                    "key_version": None if reason is None else self._vault.version,
                    "edited_by": edited_by,
                }
            ],
        )
        return seq

    def undo(self, solution_id: UUID, seq: int) -> bool:
        """Mark an edit as undone; False when it was already, or is not there."""
        query = (
            update(PlanEdit)
            .where(
                PlanEdit.organization_id == self._org,
                PlanEdit.run_date == instant_of(solution_id),
                PlanEdit.solution_id == solution_id,
                PlanEdit.seq == seq,
                PlanEdit.undone_at.is_(None),
            )
            .values(undone_at=func.now())
        )
        return self._connection.execute(query).rowcount == 1
