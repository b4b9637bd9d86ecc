"""Which visits hang together whoever makes them: a client's own, and through groups and dependencies other clients'."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from services.problem.columns import Columns, Ints
from services.problem.narrowing import Household


@dataclass(frozen=True)
class Households:
    """`of_visit` int32[V] and `of_client` int32[K]: the household of each; −1 of a client without a visit."""

    all: tuple[Household, ...]
    of_visit: Ints
    of_client: Ints


def households(c: Columns) -> Households:
    """The households of a problem."""
    of_client = _united(c)
    of_visit = of_client[c.visit_client]
    visits, clients = _rows_of(of_visit), _rows_of(of_client)
    arcs = _rows_of(of_visit[c.arc_before]) if len(c.arc_before) else {}
    groups = _rows_of(of_visit[c.group_visit[c.group_off[:-1]]]) if len(c.group_off) > 1 else {}
    none = np.zeros(0, np.int32)
    all_ = tuple(
        Household(visits.get(h, none), clients[h], arcs.get(h, none), groups.get(h, none)) for h in sorted(clients)
    )
    return Households(all_, of_visit.astype(np.int32), of_client.astype(np.int32))


def _united(c: Columns) -> Ints:
    """int32[K]: the household of each client, numbered from 0 without a gap."""
    parent = list(range(len(c.problem.clients)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    client = c.visit_client.tolist()
    ties = list(zip(c.arc_before.tolist(), c.arc_after.tolist(), strict=True))
    for g in range(len(c.group_off) - 1):
        members = c.group_visit[c.group_off[g] : c.group_off[g + 1]].tolist()
        ties += [(members[0], member) for member in members[1:]]
    for a, b in ties:
        parent[root(client[a])] = root(client[b])
    roots = [root(k) for k in range(len(parent))]
    number = {r: i for i, r in enumerate(dict.fromkeys(roots))}
    return np.array([number[r] for r in roots], np.int32)


def _rows_of(owner: Ints) -> dict[int, Ints]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, h in enumerate(owner.tolist()):
        found[h].append(row)
    return {h: np.array(rows, np.int32) for h, rows in found.items()}
