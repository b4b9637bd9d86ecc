"""A relaxation proven and put into words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.constraints.kind import Score
from services.problem.columns import Columns
from services.solvers.reach.saying import hour, length, moment
from services.solvers.relaxing.asking import Ask, Kind, Places, Relaxation
from services.words import Text

_WORDS = {
    Kind.LATER: Text(
        sv="Om det får börja {size} senare: {who}, {start}.", en="If it may start {size} later: {who}, {start}."
    ),
    Kind.EARLIER: Text(
        sv="Om det får börja {size} tidigare: {who}, {start}.", en="If it may start {size} earlier: {who}, {start}."
    ),
    Kind.LONGER_SHIFT: Text(
        sv="Om {who} slutar {size} senare: start {start}.", en="If {who} may finish {size} later: start {start}."
    ),
    Kind.SOONER_SHIFT: Text(
        sv="Om {who} börjar {size} tidigare: start {start}.", en="If {who} may begin {size} earlier: start {start}."
    ),
    Kind.POOL: Text(
        sv="Om {one} läggs till i kundens krets: {who}, {start}.",
        en="If {one} joins the client's pool: {who}, {start}.",
    ),
    Kind.SKILL: Text(
        sv="Om {one} får delegering eller kompetens ({skills}): {who}, {start}.",
        en="If {one} gets the delegation or skill ({skills}): {who}, {start}.",
    ),
    Kind.FEWER: Text(
        sv="Om det räcker med en medarbetare färre: {who}, {start}.", en="If one carer fewer is enough: {who}, {start}."
    ),
}
_MOVE = Text(
    sv="Om {other} flyttas från {who} till {to} ({when}): {who}, {start}.",
    en="If {other} moves from {who} to {to} ({when}): {who}, {start}.",
)
_AND = Text(sv="{most} och {last}", en="{most} and {last}")


def told(ask: Ask, c: Columns, kind: Kind, size: int, places: Places, who: int = -1) -> Iterator[Relaxation]:
    """The relaxation if the plan made with it breaks nothing; `c` are the columns with it."""
    proof = ask.proven(c, places)
    if proof is None:
        return
    shifts = [shift for shift, _ in places.values()]
    start = next(iter(places.values()))[1]
    carers = c.shift_carer[np.array(shifts)].tolist()
    names = [c.problem.carers[carer].label for carer in carers]
    skills = ", ".join(dict.fromkeys(name for v, (s, _) in places.items() if c.shift_carer[s] == who
                                     for name in lacking(ask.c, v, s)))  # fmt: skip
    text = _WORDS[kind].fill(
        size=length(size * 60) if size else "", who=_joined(names), start=moment(c, start), skills=skills,
        one=c.problem.carers[who].label if who >= 0 else "",
    )  # fmt: skip
    yield Relaxation(
        kind=kind,
        size=size,
        carer_ids=tuple(c.problem.carers[carer].id for carer in carers),
        shift_ids=tuple(c.problem.shifts[shift].id for shift in shifts),
        start_s=start + c.origin_s,
        cost=proof[0],
        text=text,
    )


def told_of_move(ask: Ask, cost: Score, v: int, place: tuple[int, int], other: int, to: tuple[int, int]) -> Relaxation:
    """A proven move of another visit."""
    c, problem = ask.c, ask.c.problem
    carer, taker = (problem.carers[c.shift_carer[shift]] for shift in (place[0], to[0]))
    visit = problem.visits[other]
    name = " ".join(filter(None, (problem.clients[c.visit_client[other]].label, visit.title)))
    text = _MOVE.fill(other=name, who=carer.label, to=taker.label, when=hour(c, to[1]), start=moment(c, place[1]))
    return Relaxation(
        kind=Kind.MOVE,
        size=1,
        carer_ids=(carer.id, taker.id),
        shift_ids=(problem.shifts[place[0]].id, problem.shifts[to[0]].id),
        start_s=place[1] + c.origin_s,
        cost=cost,
        text=text,
    )


def lacking(c: Columns, v: int, shift: int) -> list[str]:
    """Skills of the visit, with their least level above one, that the shift does not hold."""
    held = {skill.name: skill.level for skill in c.problem.shifts[shift].skills}
    needs = c.problem.visits[v].skills
    return [f"{name} {least}" if least > 1 else name for name, least in needs if held.get(name, 0) < least]


def _joined(names: list[str]) -> Text | str:
    return names[0] if len(names) == 1 else _AND.fill(most=", ".join(names[:-1]), last=names[-1])
