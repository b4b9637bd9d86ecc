"""Which plans can be held against each other, and which pair is looked at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from data.vocabulary import PlanKind
from services.comparing.sharing import Days, common_days
from services.planning.views import PlanSummary

BY_HAND = (PlanKind.MANUAL, PlanKind.IMPORTED, PlanKind.PERFORMED)
BY_MACHINE = (PlanKind.OPTIMISED, PlanKind.PROPOSAL)
OF_ANOTHER = (PlanKind.DRAFT, PlanKind.PUBLISHED)


def by_hand(plans: Sequence[PlanSummary]) -> list[PlanSummary]:
    """Plans people made or lived through, the newest first as they came."""
    return [plan for plan in plans if plan.kind in BY_HAND]


def optimised(plans: Sequence[PlanSummary], beside: PlanSummary | None = None) -> list[PlanSummary]:
    """Plans the machine made, or that were made of one; only those that share a day with `beside`."""
    known = {plan.id: plan for plan in plans}
    made = [plan for plan in plans if _is_of_the_machine(plan, known)]
    return made if beside is None else [plan for plan in made if shared_days(beside, plan)]


def _is_of_the_machine(plan: PlanSummary, known: Mapping[UUID, PlanSummary]) -> bool:
    """A draft of a plan made by hand was made by hand, however often it was edited and published since."""
    while plan.kind in OF_ANOTHER and plan.parent_id is not None and plan.parent_id in known:
        plan = known[plan.parent_id]
    return plan.kind in BY_MACHINE


def first_pair(plans: Sequence[PlanSummary]) -> tuple[PlanSummary, PlanSummary] | None:
    """The pair with most days in common; a plan straight from the machine before an edited one, then the newest."""
    pairs = [(one, other) for one in by_hand(plans) for other in optimised(plans, one)]
    if not pairs:
        return None
    return max(pairs, key=lambda pair: (shared_days(*pair), pair[1].kind is PlanKind.OPTIMISED, pair[1].made_at))


def shared_days(one: PlanSummary, other: PlanSummary) -> int:
    """How many days both have."""
    days = common_days([(one.first_day, one.last_day), (other.first_day, other.last_day)])
    return 0 if days is None else count(days)


def count(days: Days) -> int:
    """Both ends included."""
    return (days[1] - days[0]) // timedelta(days=1) + 1
