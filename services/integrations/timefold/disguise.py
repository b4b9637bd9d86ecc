"""A problem as it leaves the house: ids, positions, times and skills, and nothing that tells who anybody is.

Skills and breaks are named by people, so their words stay here: a skill leaves as a short digest of its name, which is
the same in every run, and a break by its number within the shift.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.constraints import BY_ID
from services.constraints.kind import Level, Weights
from services.constraints.levels import at_level
from services.problem.plan import Plan, Route, Stop, StopKind
from services.problem.problem import Problem
from services.problem.shift import Shift, Skill
from services.problem.visit import Visit

POOL, AFTER, MODE = "hard.carer.pool", "hard.visit.after", "hard.travel.mode"
WISHED, NEW_FACE = "soft.preference.carer", "soft.continuity.new_face"


@dataclass(frozen=True)
class Disguised:
    """The problem to send, and the breaks' own ids by the ids they are sent with."""

    problem: Problem
    breaks: Mapping[str, str]

    def undone(self, plan: Plan) -> Plan:
        """A plan that came back, with the breaks called by their own ids again."""
        return Plan(tuple(Route(r.shift_id, tuple(self._own(stop) for stop in r.stops)) for r in plan.routes))

    def _own(self, stop: Stop) -> Stop:
        return replace(stop, id=self.breaks[stop.id]) if stop.kind is StopKind.BREAK else stop


def disguised(problem: Problem, weights: Weights) -> Disguised:
    """The problem as the organisation judges it, in disguise; who is wished for says what continuity we can ask for."""
    rule = at_level(BY_ID[WISHED], weights)
    is_ban = rule.level is Level.HARD and WISHED not in weights.disabled
    met: dict[str, tuple[str, ...]] = {}
    if _weight(NEW_FACE, weights):
        for client, carer in sorted(problem.met):
            met[client] = (*met.get(client, ()), carer)
    known = {carer.id for carer in problem.carers}
    visits = tuple(
        _visit(visit, weights, met.get(visit.client_id, ()), known, is_ban=is_ban) for visit in problem.visits
    )
    breaks: dict[str, str] = {}
    shifts = tuple(_shift(shift, weights, breaks) for shift in problem.shifts)
    return Disguised(replace(problem, visits=visits, shifts=shifts), breaks)


def skill_sent(name: str) -> str:
    """The word a skill leaves with."""
    return f"s-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _visit(visit: Visit, weights: Weights, met: tuple[str, ...], known: set[str], *, is_ban: bool) -> Visit:
    wished = tuple(dict.fromkeys((*visit.preferred, *filter(None, [visit.contact])))) or met
    pool = () if POOL in weights.disabled else visit.pool
    if is_ban and visit.preferred:
        pool = tuple(carer for carer in visit.preferred if not pool or carer in pool) or visit.preferred
    return replace(
        visit,
        title="",
        skills=tuple((skill_sent(name), level) for name, level in visit.skills),
        pool=pool,
        preferred=tuple(carer for carer in wished if carer in known and carer not in visit.prohibited),
        after=() if AFTER in weights.disabled else visit.after,
    )


def _shift(shift: Shift, weights: Weights, breaks: dict[str, str]) -> Shift:
    sent = []
    for number, rest in enumerate(shift.breaks, start=1):
        sent.append(replace(rest, id=f"{shift.id}-break-{number}"))
        breaks[sent[-1].id] = rest.id
    return replace(
        shift,
        breaks=tuple(sent),
        skills=tuple(Skill(skill_sent(skill.name), skill.level) for skill in shift.skills),
        max_leg_s=None if MODE in weights.disabled else shift.max_leg_s,
    )


def _weight(rule: str, weights: Weights) -> int:
    return 0 if rule in weights.disabled else weights.organization.get(rule, BY_ID[rule].weight)
