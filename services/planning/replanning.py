"""What may be asked of a run that changes a plan, and what it is measured by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from data.vocabulary import MayChange, SolutionStatus
from services.constraints import BY_ID
from services.constraints.kind import Weights
from services.planning import refusals
from services.planning.views import SolveRequest
from services.words import Text

if TYPE_CHECKING:  # the command line weighs plans without a database, and starts in half the time
    from data.work import ReadingWork

STABILITY = "soft.plan.changed"

_NO_START = Text(
    sv="Välj vilken plan som ska ändras.",
    en="Choose the plan that is to be changed.",
)
_NO_ZONE = Text(sv="Tidpunkten saknar tidszon.", en="The moment has no time zone.")
_TOO_MUCH = Text(sv="Vikten för ändringar ska vara {least}–{most}.", en="The weight of changes is {least}–{most}.")


def check_change(request: SolveRequest) -> None:
    """Refuse to keep something of no plan, a moment nobody can place, a weight outside its range."""
    is_bound = request.may_change is not MayChange.EVERYTHING or request.frozen_until is not None
    if is_bound and request.begin_from is None:
        raise refusals.bad_request(_NO_START)
    if request.frozen_until is not None and request.frozen_until.tzinfo is None:
        raise refusals.bad_request(_NO_ZONE)
    check_stability(request.stability)


def check_stability(weight: int | None) -> None:
    """Refuse a weight of changes outside its range."""
    limits = BY_ID[STABILITY].limits
    if weight is not None and not limits.least <= weight <= limits.most:
        raise refusals.bad_request(_TOO_MUCH.fill(least=limits.least, most=limits.most))


def check_parent(work: ReadingWork, plan_id: UUID) -> None:
    """Refuse a plan that is not here or not finished."""
    row = work.solutions.summary(plan_id)
    if row is None:
        raise refusals.no_plan()
    if row.status is not SolutionStatus.COMPLETED:
        raise refusals.not_finished()


def steadied(weights: Weights, stability: int | None) -> Weights:
    """The weights with another one for every visit that changes hands; a rule switched off is on again for the run."""
    if stability is None:
        return weights
    own = {**weights.organization, STABILITY: stability}
    return replace(weights, organization=own, disabled=weights.disabled - {STABILITY})
