"""The filters above the board: which visits of a payload stay clear, which fade, which rows and chips are left.

Context      A planner looks for "showers in the north without a carer" on a board of 270 bars.
Decision     A mask over visits, then a pure function from payload to payload: rows without a match go, and beside a
             match the row's other bars stay, faded, because a shift with gaps that are none would invite a wrong drop.
Consequence  A filtered board is part of the whole one, and `found` says how much: clear, faded and hidden add up.
Not chosen   Filtering in the browser: it knows neither districts nor skills, and need not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import numpy as np

from services.board.marks import BREAK, CHANGED, CRITICAL, DOUBLE, FADED, MOVABLE, OUTSIDE, PINNED, SHORT, marks
from services.problem.columns import Columns, Flags
from services.problem.timetable import Timetable


class Status(StrEnum):
    """What a visit is in the plan."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    PINNED = "pinned"
    MOVABLE = "movable"
    CHANGED = "changed"
    DOUBLE = "double"
    CRITICAL = "critical"


class Trouble(StrEnum):
    """What is wrong with a visit."""

    OUTSIDE = "outside"
    SHORT = "short"
    NOBODY = "nobody"


LETTERS = {
    Status.PINNED: PINNED, Status.MOVABLE: MOVABLE, Status.CHANGED: CHANGED, Status.DOUBLE: DOUBLE,
    Status.CRITICAL: CRITICAL, Trouble.OUTSIDE: OUTSIDE, Trouble.SHORT: SHORT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for: any of each kind named, all kinds together; nothing named asks nothing. Ids and names."""

    districts: frozenset[str] = frozenset()
    carers: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    problems: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing is looked for."""
        return self.count == 0

    @property
    def count(self) -> int:
        """How many values are looked for."""
        return sum(len(getattr(self, each.name)) for each in fields(self))


def services_of(title: str) -> list[str]:
    """`Dusch` and `Städ` of "Dusch, Städ"."""
    return [word for word in (part.strip() for part in title.split(",")) if word]


def matching(c: Columns, t: Timetable, wanted: Filter, before: Timetable | None = None) -> Flags:
    """bool[V]: the visits looked for."""
    problem = c.problem
    rows = np.arange(c.size[0], dtype=np.int32)
    letters = marks(c, t, rows, before)
    is_planned = t.shift_of >= 0

    def of(values: frozenset[str], has: Iterable[Iterable[str]]) -> Flags:
        if not values:
            return np.ones(len(rows), np.bool_)
        return np.fromiter((not values.isdisjoint(each) for each in has), np.bool_, len(rows))

    clients = [problem.clients[client] for client in c.visit_client.tolist()]
    carer_of = [problem.carers[c.shift_carer[shift]].id if shift >= 0 else "" for shift in t.shift_of.tolist()]
    return np.asarray(
        of(wanted.districts, ([client.district or ""] for client in clients))
        & of(wanted.carers, ([carer] for carer in carer_of))
        & of(wanted.clients, ([client.id] for client in clients))
        & of(wanted.services, (services_of(visit.title) for visit in problem.visits))
        & of(wanted.skills, ([name for name, _ in visit.skills] for visit in problem.visits))
        & of(wanted.statuses, (_statuses(*each) for each in zip(letters, is_planned.tolist(), strict=True)))
        & of(wanted.problems, (_troubles(*each) for each in zip(letters, is_planned.tolist(), strict=True)))
    )


def _statuses(letters: str, is_planned: bool) -> list[str]:
    found = [status.value for status in Status if LETTERS.get(status, "-") in letters]
    return [*found, (Status.PLANNED if is_planned else Status.UNPLANNED).value]


def _troubles(letters: str, is_planned: bool) -> list[str]:
    found = [trouble.value for trouble in Trouble if LETTERS.get(trouble, "-") in letters]
    return found if is_planned else [*found, Trouble.NOBODY.value]


def filtered(payload: dict[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    """The payload with the visits named in `wanted` clear; `found` is `[clear, faded, hidden]`."""
    visits = [item for item in payload["items"] if item[6] != BREAK]
    clear = {item[0] for item in visits if item[0] in wanted}
    rows = sorted({item[1] for item in visits if item[0] in clear})
    number = {row: i for i, row in enumerate(rows)}
    items = [_renumbered(item, number, item[0] in clear) for item in payload["items"] if item[1] in number]
    lane = [chip for chip in payload["lane"] if chip[0] in wanted]
    kept = sum(item[6] != BREAK for item in items)
    found = [len(clear) + len(lane), kept - len(clear), len(visits) - kept + len(payload["lane"]) - len(lane)]
    offers = {
        visit: [[number[row], *rest] for row, *rest in each if row in number]
        for visit, each in payload["offers"].items()
    }
    refused = {
        visit: {str(number[int(row)]): why for row, why in each.items() if int(row) in number}
        for visit, each in payload["refused"].items()
    }
    return payload | {
        "groups": [payload["groups"][row] for row in rows],
        "items": items,
        "bg": [[number[row], *rest] for row, *rest in payload["bg"] if row in number],
        "lane": lane,
        "offers": offers,
        "refused": refused,
        "found": found,
    }


def _renumbered(item: list[Any], number: dict[int, int], is_clear: bool) -> list[Any]:
    letters = item[6] if is_clear or item[6] == BREAK else item[6] + FADED
    return [item[0], number[item[1]], *item[2:6], letters, *item[7:]]
