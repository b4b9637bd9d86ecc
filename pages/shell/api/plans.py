"""Plans to pull: the list, and one whole with routes and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.vocabulary import ApiScope, PlanKind
from pages.shell.api.declared import Call, Nothing, Operation, Reply
from pages.shell.api.lists import Cursor, Limit
from services.api import PlanPage
from services.api.known import ours
from services.api.routes import PlanWhole, whole


@dataclass(frozen=True, slots=True)
class PlansAsked:
    """Plans, perhaps those that hold a day, perhaps of one kind."""

    day: date | None = None
    kind: PlanKind | None = None
    cursor: Cursor | None = None
    limit: Limit = 100


def _plans(call: Call[PlansAsked, Nothing]) -> Reply:
    asked = call.query
    return Reply(call.services.lists.plans(call.actor, asked.day, asked.kind, asked.cursor, asked.limit))


def _plan(call: Call[Nothing, Nothing]) -> Reply:
    return Reply(whole(call.services.planning.open_plan(call.actor, ours(call.ids["plan_id"]))))


OPERATIONS: tuple[Operation[Any, Any], ...] = (
    Operation(
        "listPlans", "GET", "/plans", "Finished plans, the newest first", ApiScope.PLANS_READ, _plans, PlanPage,
        PlansAsked, Nothing, refusals=(404,),
    ),
    Operation(
        "getPlan", "GET", "/plans/{plan_id}", "A plan with its routes and times", ApiScope.PLANS_READ, _plan,
        PlanWhole, Nothing, Nothing, refusals=(409,),
    ),
)  # fmt: skip
