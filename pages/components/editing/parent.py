"""The plan a draft was branched from, against which the board marks what planners have changed."""

from __future__ import annotations

from dataclasses import replace

from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.editing.views import Draft
from services.planning.views import OpenPlan
from services.problem import Plan
from services.problem.columns import Columns
from services.problem.timetable import Timetable, timetable

LASTS_S = 600


def before_edits(ctx: PageContext, opened: OpenPlan, draft: Draft | None) -> Timetable | None:
    """The plan a draft was branched from, against which the board marks what has changed; None where there is none."""
    if draft is None:
        return None
    # The plan before never changes; which of its visits are still there does, when one is cancelled.
    there = hash(tuple(opened.columns.visit_index))
    return keep(ctx, "plan.before", lambda: _parent(ctx, opened), str(opened.summary.id), there, ttl_s=LASTS_S)


def _parent(ctx: PageContext, opened: OpenPlan) -> Timetable | None:
    parent = ctx.services.editing.parent_plan(ctx.actor, opened.summary.id)
    return None if parent is None else timetable(opened.columns, _known(opened.columns, parent))


def _known(c: Columns, plan: Plan) -> Plan:
    """The routes without visits that were cancelled since."""
    gone = {stop_id for stop_id in plan.served() if stop_id not in c.visit_index}
    return Plan(tuple(replace(route, stops=tuple(s for s in route.stops if s.id not in gone)) for route in plan.routes))
