"""Other people: one carer learns a skill or joins the pool, or one carer fewer is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from services.problem.columns import Columns, Flags, columns
from services.solvers.relaxing.asking import Ask, Kind, Places, Relaxation, placed, relaxed, windows_of
from services.solvers.relaxing.telling import told
from services.solvers.relaxing.times import allowed

MOST_NAMED = 2
"""Carers named of each kind: those with the least to learn, and the shortest way."""


def one_carer_more(ask: Ask) -> Iterator[Relaxation]:
    """Carers who could come if they had what the visit needs, or belonged to the client's pool."""
    for kind in (Kind.SKILL, Kind.POOL):
        ways = sorted(_ways(ask, kind), key=lambda each: each[:2])
        told_of = 0
        for size, _, carer, places in ways:
            c = _learned(ask, carer, places) if kind is Kind.SKILL else _widened(ask, carer)
            for each in told(ask, c, kind, size, places, who=carer):
                told_of += 1
                yield each
            if told_of == MOST_NAMED:
                break


def _ways(ask: Ask, kind: Kind) -> Iterator[tuple[int, int, int, Places]]:
    """`(size, extra travel, carer, places)` for each carer whom only this kind of rule keeps away."""
    c = ask.c
    usual = [allowed(ask, c, v) for v in ask.unit]
    more = [_only_for(ask, v, kind) for v in ask.unit]
    gaps = [ask.gaps(c, v, a | b) for v, a, b in zip(ask.unit, usual, more, strict=True)]
    spans = [windows_of(c, v) for v in ask.unit]
    row = np.full(len(c.shift_carer), -1, np.int64)
    row[ask.near] = np.arange(len(ask.near))
    for carer in sorted({int(c.shift_carer[s]) for b in more for s in ask.near[b]}):
        own = []
        for v, found, a in zip(ask.unit, gaps, usual, strict=True):
            kept = a[row[found.shift]] | (c.shift_carer[found.shift] == carer)
            own.append((v, replace(found, **{name: getattr(found, name)[kept] for name in vars(found)})))
        places = placed(c, own, spans)
        if places is None:
            continue
        mine = [(v, s) for v, (s, _) in places.items() if c.shift_carer[s] == carer]
        size = sum(int(c.missing[c.visit_need[v], c.shift_skillset[s]]) for v, s in mine) if kind is Kind.SKILL else 1
        extra = [int(f.extra_travel_s[f.shift == places[v][0]].min()) for v, f in own]
        yield max(1, size), sum(extra), carer, places


def _only_for(ask: Ask, v: int, kind: Kind) -> Flags:
    """bool[near]: shifts that lack a skill for `v` but nothing else, or stand outside its pool but nothing else."""
    c, carer = ask.c, ask.c.shift_carer[ask.near]
    skilled = c.missing[c.visit_need[v], c.shift_skillset[ask.near]] == 0
    inside = c.in_pool[v, carer]
    welcome = ~c.is_prohibited[v, carer]
    return np.asarray(welcome & (inside & ~skilled if kind is Kind.SKILL else skilled & ~inside))


def _learned(ask: Ask, carer: int, places: Places) -> Columns:
    """The carer's shift with what the visit needs."""
    c = ask.c
    missing, spare, skillset = c.missing, c.spare, c.shift_skillset.copy()
    for v, (shift, _) in places.items():
        if c.shift_carer[shift] == carer:
            held = skillset[shift]
            missing = np.concatenate([missing, missing[:, [held]]], axis=1)
            spare = np.concatenate([spare, spare[:, [held]]], axis=1)
            missing[c.visit_need[v], -1] = 0
            skillset[shift] = missing.shape[1] - 1
    return relaxed(c, missing=missing, spare=spare, shift_skillset=skillset)


def _widened(ask: Ask, carer: int) -> Columns:
    pool = ask.c.in_pool.copy()
    pool[list(ask.unit), carer] = True
    return relaxed(ask.c, in_pool=pool)


def one_carer_fewer(ask: Ask) -> Iterator[Relaxation]:
    """A visit of several at once made by one less; the member left out is the last that can be spared."""
    if len(ask.unit) < 2:
        return
    gaps = [(v, ask.gaps(ask.c, v, allowed(ask, ask.c, v))) for v in ask.unit]
    for spared in reversed(ask.unit):
        rest = [each for each in gaps if each[0] != spared]
        places = placed(ask.c, rest, [windows_of(ask.c, v) for v, _ in rest])
        if places is not None:
            yield from _with_fewer(ask, spared, places)
            return


def _with_fewer(ask: Ask, spared: int, places: Places) -> Iterator[Relaxation]:
    """Scored with a problem of its own: the spared visit is in it no more."""
    problem, gone = ask.c.problem, ask.c.problem.visits[spared]
    groups = tuple(
        replace(g, visit_ids=tuple(v for v in g.visit_ids if v != gone.id)) if g.id == gone.group_id else g
        for g in problem.groups
    )
    alone = {g.id for g in groups if len(g.visit_ids) < 2}
    visits = tuple(
        replace(
            v,
            group_id=None if v.group_id in alone else v.group_id,
            after=tuple(a for a in v.after if a.visit_id != gone.id),
        )
        for v in problem.visits if v.id != gone.id
    )  # fmt: skip
    fewer = replace(problem, visits=visits, groups=tuple(g for g in groups if g.id not in alone), given=None)
    c = columns(fewer)
    rows = {c.visit_index[problem.visits[v].id]: place for v, place in places.items()}
    yield from told(ask, c, Kind.FEWER, 1, rows)
