"""What the filters above the board can be set to: only what the days shown have, so that no choice leads to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from services.board.filtering import services_of
from services.problem.columns import Columns, Flags

Named = tuple[tuple[str, str], ...]
"""`(id, label)` in order of the label."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of each filter."""

    districts: tuple[str, ...]
    carers: Named
    clients: Named
    services: tuple[str, ...]
    skills: tuple[str, ...]


def choices(c: Columns, visits: Flags, shifts: Flags) -> Choices:
    """Of the visits, bool[V], and shifts, bool[S], shown."""
    problem = c.problem
    rows = np.flatnonzero(visits).tolist()
    clients = {int(c.visit_client[row]) for row in rows}
    carers = set(c.shift_carer[shifts].tolist())
    shown = [problem.visits[row] for row in rows]
    return Choices(
        districts=tuple(sorted({district for i in clients if (district := problem.clients[i].district)})),
        carers=_named((problem.carers[i].id, problem.carers[i].label) for i in carers),
        clients=_named((problem.clients[i].id, problem.clients[i].label) for i in clients),
        services=tuple(sorted({service for visit in shown for service in services_of(visit.title)})),
        skills=tuple(sorted({name for visit in shown for name, _ in visit.skills})),
    )


def _named(pairs: Iterable[tuple[str, str]]) -> Named:
    return tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0])))
