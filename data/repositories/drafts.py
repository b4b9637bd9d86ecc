"""Drafts: branched from any plan, changed one version at a time, and published as copies that never change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert

from data.ids import instant_of, new_id
from data.models import ScheduleSolution as Solution
from data.repositories.inside import Repository
from data.vocabulary import PlanKind, RunState, SolutionStatus

# Publishing counts within the organisation: one at a time.
_ALONE = text("SELECT pg_advisory_xact_lock(7243, hashtext(:org))")
_COPIED = ("input_data", "output_solution", "score", "first_day", "last_day", "profile", "weights", "figures")


@dataclass(frozen=True)
class DraftRow:
    """A finished plan without its input, which is large and never changes; its routes are read when asked for."""

    id: UUID
    kind: PlanKind
    name: str
    parent_id: UUID | None
    first_day: date
    last_day: date
    row_version: int
    output_text: str
    weights: dict[str, Any] | None

    @cached_property
    def output_solution(self) -> dict[str, Any]:
        """Routes and overlay. Most who ask for the row only want its version, and these are hundreds of kilobytes."""
        found: dict[str, Any] = json.loads(self.output_text)
        return found


_ROW = tuple(name for name in DraftRow.__dataclass_fields__ if name != "output_text")


class DraftsReading(Repository):
    """What may be asked."""

    def version(self, plan_id: UUID) -> int | None:
        """How often the plan was changed; None when it is not there. One row by its key."""
        return self._connection.execute(select(Solution.row_version).where(self._is(plan_id))).scalar_one_or_none()

    def row(self, plan_id: UUID) -> DraftRow | None:
        """A finished plan; None when there is none."""
        return self._row(plan_id, is_locked=False)

    def input_of(self, plan_id: UUID) -> dict[str, Any]:
        """The problem the plan answers."""
        found: dict[str, Any] = self._connection.execute(
            select(Solution.input_data).where(self._is(plan_id))
        ).scalar_one()
        return found

    def _row(self, plan_id: UUID, *, is_locked: bool) -> DraftRow | None:
        asked = (*(getattr(Solution, name) for name in _ROW), cast(Solution.output_solution, Text).label("output_text"))
        query = select(*asked).where(self._is(plan_id), Solution.status == SolutionStatus.COMPLETED)
        found = self._connection.execute(query.with_for_update() if is_locked else query).one_or_none()
        return None if found is None else DraftRow(**found._mapping)

    def _is(self, plan_id: UUID) -> ColumnElement[bool]:
        return and_(
            Solution.organization_id == self._org, Solution.run_date == instant_of(plan_id), Solution.id == plan_id
        )


class Drafts(DraftsReading):
    """What may be changed."""

    def lock(self, plan_id: UUID) -> DraftRow | None:
        """The plan, held until the end of the transaction: who edits it now is alone."""
        return self._row(plan_id, is_locked=True)

    def branch(self, plan_id: UUID, name: str, asked_by: UUID) -> UUID:
        """A draft of the plan as it stands."""
        return self._copy(plan_id, {"kind": PlanKind.DRAFT, "name": name, "asked_by": asked_by})

    def publish(self, plan_id: UUID, name: str, reason: str | None, asked_by: UUID) -> tuple[UUID, int]:
        """A published copy of the plan as it stands; its id and its number within the organisation."""
        self._connection.execute(_ALONE, {"org": str(self._org)})
        highest = select(func.max(Solution.publication)).where(
            Solution.organization_id == self._org, Solution.kind == PlanKind.PUBLISHED
        )
        number, copy = (self._connection.execute(highest).scalar_one() or 0) + 1, new_id()
        sealed = None if reason is None else self._vault.seal("schedule_solutions", "reason_enc", copy, reason)
        self._copy(plan_id, {
            "kind": PlanKind.PUBLISHED, "name": name, "asked_by": asked_by, "publication": number,
            "reason_enc": sealed, "key_version": None if reason is None else self._vault.version,
        }, copy)  # fmt: skip
        return copy, number

    def rewrite(self, plan_id: UUID, version: int, output: dict[str, Any], score: dict[str, Any],
                figures: dict[str, Any]) -> bool:  # fmt: skip
        """The draft as it is after `version`; False when that is not the version it stands in."""
        query = (
            update(Solution)
            .where(self._is(plan_id), Solution.kind == PlanKind.DRAFT, Solution.row_version == version)
            .values(output_solution=output, score=score, figures=figures, row_version=version + 1)
        )
        return self._connection.execute(query).rowcount == 1

    def _copy(self, plan_id: UUID, values: dict[str, Any], copy: UUID | None = None) -> UUID:
        """Copied inside the database: a plan's input is some megabytes."""
        made = copy or new_id()
        fixed = {
            "organization_id": self._org, "id": made, "run_date": instant_of(made), "parent_id": plan_id,
            "parent_run_date": instant_of(plan_id), "state": RunState.COMPLETED, "status": SolutionStatus.COMPLETED,
            **values,
        }  # fmt: skip
        column = Solution.__table__.c
        chosen = [literal(value, column[name].type).label(name) for name, value in fixed.items()]
        query = select(*chosen, func.now(), *(column[name] for name in _COPIED)).where(self._is(plan_id))
        self._connection.execute(insert(Solution).from_select([*fixed, "finished_at", *_COPIED], query))
        return made
