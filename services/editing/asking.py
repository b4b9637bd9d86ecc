"""The use case: a planner's questions about a plan as it stands, answered in words; nothing is changed."""

from __future__ import annotations

from uuid import UUID

from services.access import Actor, Capability
from services.editing import refusals
from services.editing.answers import Wider, if_wider, why_here, why_nobody, why_not_carer
from services.editing.offering import Bench
from services.editing.trading import Trade, replacements, swaps
from services.editing.use_case import Editing
from services.words import Text

LEAST_MIN, MOST_MIN = 1, 240


class Asking:
    """Questions of an organisation's planners."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def why_here(self, actor: Actor, plan_id: UUID, visit_id: str) -> tuple[Text, ...]:
        """Why the visit stands where it does, or with nobody."""
        return why_here(*self._about(actor, plan_id, visit_id))

    def why_not(self, actor: Actor, plan_id: UUID, visit_id: str, carer_id: str) -> tuple[Text, ...]:
        """Why this carer does not make the visit: every rule against it, or its price."""
        return why_not_carer(*self._about(actor, plan_id, visit_id), carer_id)

    def why_nobody(self, actor: Actor, plan_id: UUID, visit_id: str) -> tuple[Text, ...]:
        """Why nobody makes the visit, and what would help."""
        return why_nobody(*self._about(actor, plan_id, visit_id))

    def if_wider(self, actor: Actor, plan_id: UUID, client_id: str, minutes: int) -> Wider:
        """What windows wider by so many minutes would do for this client's visits, every figure a whole score."""
        actor.require(Capability.SEE_PLAN)
        asked = min(max(minutes, LEAST_MIN), MOST_MIN)
        return if_wider(self._editing.bench(actor, plan_id), client_id, asked)

    def swaps(self, actor: Actor, plan_id: UUID, visit_id: str) -> list[Trade]:
        """Other visits of the day that may trade places with it, the cheapest first."""
        return swaps(*self._about(actor, plan_id, visit_id))

    def replacements(self, actor: Actor, plan_id: UUID, shift_id: str) -> list[Trade]:
        """Other shifts of the day that may take over all of this one, the cheapest first."""
        actor.require(Capability.SEE_PLAN)
        bench = self._editing.bench(actor, plan_id)
        row = bench.now.columns.shift_index.get(shift_id)
        if row is None:
            raise refusals.no_shift()
        return replacements(bench, row)

    def _about(self, actor: Actor, plan_id: UUID, visit_id: str) -> tuple[Bench, int]:
        actor.require(Capability.SEE_PLAN)
        bench = self._editing.bench(actor, plan_id)
        row = bench.now.columns.visit_index.get(visit_id)
        if row is None:
            raise refusals.no_visit()
        return bench, row
