"""What planners added to a plan beside its routes: visits held where they stand, visits that are not to be made.

Kept with the plan, never in the problem it answers, so that the problem stays as it was asked; whoever opens the plan
gets the problem with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from services.problem import Group, Pin, Problem, Visit
from services.problem.fitting import without

_SMALLEST_GROUP = 2


@dataclass(frozen=True, slots=True)
class Overlay:
    """`pins`: visit id → where it is held, None where a pin of the problem was taken away; `cancelled`: visit ids."""

    pins: Mapping[str, Pin | None] = field(default_factory=dict)
    cancelled: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.pins or self.cancelled)

    def pinned(self, visit_id: str, pin: Pin | None) -> Overlay:
        """With one more visit held, or let go."""
        return replace(self, pins={**self.pins, visit_id: pin})

    def to_json(self) -> dict[str, Any]:
        """What is kept beside the routes; nothing where nothing was added."""
        pins = {visit: [] if pin is None else [pin.shift_id, pin.start_s] for visit, pin in sorted(self.pins.items())}
        held: dict[str, Any] = {"pins": pins} if pins else {}
        return held | ({"cancelled": sorted(self.cancelled)} if self.cancelled else {})


def overlay_from_json(document: Mapping[str, Any] | None) -> Overlay:
    """The overlay of a stored plan."""
    held = document or {}
    pins = {visit: Pin(*pin) if pin else None for visit, pin in held.get("pins", {}).items()}
    return Overlay(pins, frozenset(held.get("cancelled", ())))


def overlaid(problem: Problem, overlay: Overlay) -> Problem:
    """The problem with pins and without cancelled visits; what was tied to those is let go, as when days are loaded."""
    if not overlay:
        return problem
    gone = overlay.cancelled
    groups = [Group(g.id, tuple(v for v in g.visit_ids if v not in gone)) for g in problem.groups]
    whole = {group.id: group for group in groups if len(group.visit_ids) >= _SMALLEST_GROUP}
    return replace(
        problem,
        visits=tuple(_visit(v, overlay, whole) for v in problem.visits if v.id not in gone),
        groups=tuple(whole.values()),
        baseline=None if problem.baseline is None else without(problem.baseline, gone),
    )


def _visit(visit: Visit, overlay: Overlay, whole: Mapping[str, Group]) -> Visit:
    is_whole = visit.group_id is None or visit.group_id in whole
    waits_for_gone = any(each.visit_id in overlay.cancelled for each in visit.after)
    if is_whole and visit.id not in overlay.pins and not waits_for_gone:
        return visit
    return replace(
        visit,
        pin=overlay.pins.get(visit.id, visit.pin),
        group_id=visit.group_id if visit.group_id in whole else None,
        after=tuple(each for each in visit.after if each.visit_id not in overlay.cancelled),
    )
