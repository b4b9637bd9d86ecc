"""What planners did to a plan, newest last, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

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
    version: int = 0
    is_override: bool = False


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
                version=row.version,
                is_override=row.is_override,
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
        *,
        version: int = 0,
        is_override: bool = False,
    ) -> int:
        """Note an edit and return its number; two planners at the same moment: `Conflict` for one of them.

        `version` is the draft's after the edit.
        """
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
                    "version": version,
                    "is_override": is_override,
                }
            ],
        )
        return seq

    def undo(self, solution_id: UUID, seq: int, version: int = 0) -> bool:
        """Mark an edit as undone; False when it was already, or is not there."""
        return self._mark(solution_id, seq, version, func.now(), PlanEdit.undone_at.is_(None))

    def redo(self, solution_id: UUID, seq: int, version: int = 0) -> bool:
        """Mark an undone edit as standing again; False when it stands, or is not there."""
        return self._mark(solution_id, seq, version, None, PlanEdit.undone_at.is_not(None))

    def _mark(self, solution_id: UUID, seq: int, version: int, undone_at: Any, if_so: ColumnElement[bool]) -> bool:
        query = (
            update(PlanEdit)
            .where(
                PlanEdit.organization_id == self._org,
                PlanEdit.run_date == instant_of(solution_id),
                PlanEdit.solution_id == solution_id,
                PlanEdit.seq == seq,
                if_so,
            )
            .values(undone_at=undone_at, version=version)
        )
        return self._connection.execute(query).rowcount == 1
