"""Columns narrowed to some of their rows, which may stand several times: alternatives side by side in one problem.

A rule that looks at one shift at a time then counts a hundred variants of it in one pass, and its matches tell whose
each is. Carers, places and the travel between them stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from services.problem.columns import FAR_S, Columns, Ints, columns, first_midnight_s, repinned
from services.problem.problem import Problem
from services.problem.terms import Terms

Rows = NDArray[np.integer[Any]]
T = TypeVar("T")
_NONE = np.zeros(0, np.int32)


def of_shifts(c: Columns, visits: Rows, shifts: Rows) -> Columns:
    """These visits and shifts without what ties visits to one another; clients as they are."""
    visit = _of_visits(c, visits) | {
        "visit_group": np.full(len(visits), -1, np.int32),
        "pin_shift": np.full(len(visits), -1, np.int32),
        "arc_before": _NONE, "arc_after": _NONE, "arc_delay_s": np.zeros(0, np.int64),
        "arc_most_s": np.zeros(0, np.int64),
        "group_off": np.zeros(1, np.int32), "group_visit": _NONE,
    }  # fmt: skip
    by_shift = {name: getattr(c, name)[shifts] for name in _BY_SHIFT}
    break_off, at = _picked(c.break_off, shifts)
    rests = {"break_off": break_off, **{name: getattr(c, name)[at] for name in _BY_BREAK}}
    problem = replace(
        c.problem, visits=_taken(c.problem.visits, visits), shifts=_taken(c.problem.shifts, shifts), groups=()
    )
    narrow = replace(c, problem=problem, **visit, **by_shift, **rests)
    usual_off, usual = _picked(c.terms.usual_off, visits)
    _keep_terms(narrow, replace(
        c.terms, shift_wish=c.terms.shift_wish[shifts], due_s=c.terms.due_s[visits],
        usual_off=usual_off, usual_s=c.terms.usual_s[usual],
    ))  # fmt: skip
    return narrow


def thinned(c: Columns, problem: Problem) -> Columns:
    """The columns of a problem that lacks some of `c`'s visits and what tied others to them; pins may differ too.

    As `columns(problem)` but for needs nobody has any more, several times sooner.
    """
    if first_midnight_s(problem, ZoneInfo(problem.zone)) != c.origin_s:
        return columns(problem)
    visits = np.array([c.visit_index[visit.id] for visit in problem.visits], np.int32)
    row = {visit.id: i for i, visit in enumerate(problem.visits)}
    group = {each.id: i for i, each in enumerate(problem.groups)}
    members = [[row[name] for name in each.visit_ids] for each in problem.groups]
    arcs = [(row[each.visit_id], i, each) for i, visit in enumerate(problem.visits) for each in visit.after]
    ties = {
        "visit_group": [-1 if v.group_id is None else group[v.group_id] for v in problem.visits],
        "group_off": np.cumsum([0, *map(len, members)]), "group_visit": [v for each in members for v in each],
        "arc_before": [before for before, _, _ in arcs], "arc_after": [after for _, after, _ in arcs],
    }  # fmt: skip
    narrow = replace(
        c, problem=problem, **(_of_visits(c, visits) | {name: np.array(of, np.int32) for name, of in ties.items()}),
        arc_delay_s=np.array([each.delay_s for _, _, each in arcs], np.int64),
        arc_most_s=np.array([FAR_S if each.most_s is None else each.most_s for _, _, each in arcs], np.int64),
    )  # fmt: skip
    usual_off, usual = _picked(c.terms.usual_off, visits)
    _keep_terms(
        narrow, replace(c.terms, due_s=c.terms.due_s[visits], usual_off=usual_off, usual_s=c.terms.usual_s[usual])
    )
    return repinned(narrow, problem)


@dataclass(frozen=True)
class Household:
    """Clients whose visits are tied together by groups or dependencies; most often one client alone.

    visits, clients : rows of the problem;  arcs : rows of the dependencies among them;  groups : rows of the groups.
    """

    visits: Ints
    clients: Ints
    arcs: Ints
    groups: Ints


def of_households(c: Columns, households: Sequence[Household]) -> Columns:
    """The visits of these households one after another, ties included, each household with clients of its own."""
    visits = _joined([each.visits for each in households])
    clients = _joined([each.clients for each in households])
    first_visit, first_client, first_group = (
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        for sizes in (
            [len(each.visits) for each in households],
            [len(each.clients) for each in households],
            [len(each.groups) for each in households],
        )
    )
    index = np.zeros(len(c.visit_client), np.int64)
    client_index = np.zeros(len(c.problem.clients), np.int64)
    group_index = np.zeros(max(1, len(c.group_off) - 1), np.int64)
    before, after, delay, most, members, sizes, group, client = [], [], [], [], [], [], [], []
    for k, each in enumerate(households):
        index[each.visits] = first_visit[k] + np.arange(len(each.visits))
        client_index[each.clients] = first_client[k] + np.arange(len(each.clients))
        group_index[each.groups] = first_group[k] + np.arange(len(each.groups))
        before.append(index[c.arc_before[each.arcs]])
        after.append(index[c.arc_after[each.arcs]])
        delay.append(c.arc_delay_s[each.arcs])
        most.append(c.arc_most_s[each.arcs])
        own = c.visit_group[each.visits]
        group.append(np.where(own >= 0, group_index[own], -1))
        client.append(client_index[c.visit_client[each.visits]])
        for g in each.groups:
            rows = c.group_visit[c.group_off[g] : c.group_off[g + 1]]
            members.append(index[rows])
            sizes.append(len(rows))
    people, stays = _taken(c.problem.clients, clients), _taken(c.problem.visits, visits)
    return replace(
        c,
        problem=replace(c.problem, clients=people, visits=stays),
        **_of_visits(c, visits) | {"visit_group": _joined(group), "visit_client": _joined(client)},
        has_met=c.has_met[clients],
        arc_before=_joined(before), arc_after=_joined(after), arc_delay_s=_joined(delay).astype(np.int64),
        arc_most_s=_joined(most).astype(np.int64),
        group_off=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32), group_visit=_joined(members),
    )  # fmt: skip


_BY_VISIT = (
    "visit_place", "visit_client", "visit_duration_s", "visit_priority", "visit_optional", "visit_load", "visit_group",
    "visit_contact", "visit_need", "pin_shift", "pin_start_s", "in_pool", "is_prohibited", "is_preferred",
    "has_preferred", "baseline_carer",
)  # fmt: skip
_BY_SHIFT = (
    "shift_carer", "shift_mode", "shift_start_place", "shift_end_place", "shift_day", "shift_skillset",
    "shift_start_s", "shift_end_s", "shift_soft_end_s", "shift_max_leg_s", "shift_load",
)  # fmt: skip
_BY_BREAK = ("break_open_s", "break_close_s", "break_duration_s", "break_paid")


def _of_visits(c: Columns, visits: Rows) -> dict[str, Any]:
    window_off, window = _picked(c.window_off, visits)
    wish_off, wish = _picked(c.wish_off, visits)
    return {name: getattr(c, name)[visits] for name in _BY_VISIT} | {
        "window_off": window_off,
        "window_open_s": c.window_open_s[window],
        "window_close_s": c.window_close_s[window],
        "wish_off": wish_off,
        "wish_open_s": c.wish_open_s[wish],
        "wish_close_s": c.wish_close_s[wish],
        "wish_factor": c.wish_factor[wish],
    }


def _picked(off: Rows, rows: Rows) -> tuple[Ints, NDArray[np.int64]]:
    """Offsets of the picked rows' items laid end to end, and where each item is taken from."""
    first, count = off[rows].astype(np.int64), np.diff(off)[rows].astype(np.int64)
    new = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    return new, np.arange(int(new[-1])) + np.repeat(first - new[:-1], count)


def _taken(things: tuple[T, ...], rows: Rows) -> tuple[T, ...]:
    return tuple(things[row] for row in rows.tolist())


def _joined(parts: Sequence[Rows]) -> Ints:
    return np.concatenate(parts).astype(np.int32) if parts else _NONE


def _keep_terms(c: Columns, terms: Terms) -> None:
    """Terms are worked out from the problem when first asked for; here they are known already."""
    vars(c)["terms"] = terms
