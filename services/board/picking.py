"""What the board shows of a picked visit: when it may be made, what it is tied to, which shifts take it at what price.

Told of one visit only: of all of them it would be most of the bytes, and nobody looks at two visits at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.board.selection import CARER, NOBODY, selection_of
from services.board.shown import in_ms
from services.board.windows import spans_between
from services.problem.columns import Columns
from services.problem.timetable import Timetable

TOGETHER, EARLIER, LATER = "g", "b", "a"


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift that can take the visit: its row in the problem, the start (seconds since the origin), and the price.

    `delta` is the change of the soft score in points, below 0 is better; `words` says it rule by rule.
    """

    shift: int
    start_s: int
    delta: int
    words: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A carer who cannot make the visit, by id, and why."""

    carer_id: str
    words: str


def picking(
    c: Columns,
    t: Timetable,
    word: str | None,
    span: tuple[int, int],
    groups: Sequence[Sequence[Any]],
    offers: Mapping[str, Sequence[Offer]],
    refused: Mapping[str, Sequence[Refused]],
) -> dict[str, Any]:
    """`win`, `mates`, `ties`, `offers` and `refused` of the visit `word`; nothing of anything else.

    `win`      {visit: [[start, end]]}, of those it is tied to as well
    `mates`    visits that start together with it
    `ties`     [[visit, g | b | a]]: together with it, before it, after it
    `offers`   {visit: [[row, start, delta, words]]}
    `refused`  {visit: {row: words}}
    """
    visit = selection_of(c, t, word).visit
    if visit == NOBODY:
        return {"win": {}, "mates": [], "ties": [], "offers": {}, "refused": {}}
    tied = ties(c, visit)
    ids = [each.id for each in c.problem.visits]
    name = ids[visit]
    row_of = {group[0].removeprefix(CARER): i for i, group in enumerate(groups) if group[0].startswith(CARER)}
    return {
        "win": {ids[each]: _windows(c, each, span) for each in (visit, *(other for other, _ in tied))},
        "mates": [ids[other] for other, how in tied if how == TOGETHER],
        "ties": [[ids[other], how] for other, how in tied],
        "offers": {name: _offers(c, offers.get(name, ()), row_of)} if name in offers else {},
        "refused": {name: {str(row_of[r.carer_id]): r.words for r in refused.get(name, ()) if r.carer_id in row_of}},
    }


def ties(c: Columns, visit: int) -> list[tuple[int, str]]:
    """The visits whose time hangs together with this one's, and how."""
    group = int(c.visit_group[visit])
    members = [] if group < 0 else c.group_visit[c.group_off[group] : c.group_off[group + 1]].tolist()
    return (
        [(other, TOGETHER) for other in members if other != visit]
        + [(other, EARLIER) for other in c.arc_before[c.arc_after == visit].tolist()]
        + [(other, LATER) for other in c.arc_after[c.arc_before == visit].tolist()]
    )


def _windows(c: Columns, visit: int, span: tuple[int, int]) -> list[list[int]]:
    first_s, last_s = span
    clipped = [(max(a, first_s), min(b, last_s)) for a, b in spans_between(c, visit, first_s, last_s)]
    return [[in_ms(c, a), in_ms(c, b)] for a, b in clipped if a < b]


def _offers(c: Columns, offers: Sequence[Offer], row_of: Mapping[str, int]) -> list[list[Any]]:
    """The cheapest first; shifts that are not on the board are left out."""
    told = []
    for offer in sorted(offers, key=lambda each: (each.delta, each.start_s)):
        row = row_of.get(c.problem.carers[c.shift_carer[offer.shift]].id)
        if row is not None:
            told.append([row, in_ms(c, offer.start_s), offer.delta, offer.words])
    return told
