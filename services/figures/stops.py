"""Routes as a map needs them: places in order, and stops numbered by address."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.board.selection import CARER
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Route:
    """One carer's way through one shift: visit rows in order, the places passed, and those of start and end."""

    carer: int
    word: str
    label: str
    visits: tuple[int, ...]
    places: tuple[int, ...]
    path: tuple[tuple[float, float], ...]
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Stop:
    """Everything a carer does at one address: `3–4, 9`."""

    place: int
    first_visit: int
    numbers: str
    labels: tuple[str, ...]

    @property
    def short(self) -> str:
        """What fits a circle: `3–4+` when the carer comes back later."""
        first, comma, _ = self.numbers.partition(",")
        return first + ("+" if comma else "")


def routes_of(c: Columns, t: Timetable, shifts: Ints) -> list[Route]:
    """The routes of the used shifts, in their order."""
    return [_route(c, t, shift) for shift in shifts.tolist() if t.is_used[shift]]


def _route(c: Columns, t: Timetable, shift: int) -> Route:
    first, last = np.searchsorted(t.stop_shift, [shift, shift + 1]).tolist()
    visits = t.stop_visit[first:last]
    start, end = int(c.shift_start_place[shift]), int(c.shift_end_place[shift])
    places = (start, *c.visit_place[visits].tolist(), end)
    carer = int(c.shift_carer[shift])
    who = c.problem.carers[carer]
    return Route(
        carer=carer,
        word=CARER + who.id,
        label=who.label,
        visits=tuple(visits.tolist()),
        places=places,
        path=tuple((c.problem.places[p].lon, c.problem.places[p].lat) for p in places),
        ends=frozenset({start, end}),
    )


def numbered(c: Columns, route: Route) -> list[Stop]:
    """One stop per address in order of the first visit there."""
    at: dict[int, list[int]] = {}
    for number, visit in enumerate(route.visits, start=1):
        at.setdefault(int(c.visit_place[visit]), []).append(number)
    return [
        Stop(
            place=place,
            first_visit=route.visits[numbers[0] - 1],
            numbers=runs(numbers),
            labels=tuple(f"{n}. {_label(c, route.visits[n - 1])}" for n in numbers),
        )
        for place, numbers in at.items()
    ]


def runs(numbers: list[int]) -> str:
    """`3–4, 9` of 3, 4 and 9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def _label(c: Columns, visit: int) -> str:
    title = c.problem.visits[visit].title.split(",")[0]
    return f"{c.problem.clients[c.visit_client[visit]].label} {title}".strip()
