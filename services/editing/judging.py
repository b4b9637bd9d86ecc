"""Whether a wish may come true: what it costs exactly, which rules forbid it and what would help instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from services.board.windows import window_words
from services.constraints import BY_ID
from services.constraints.kind import Row
from services.constraints.levels import at_level
from services.constraints.sentences import sentence
from services.editing.counting import Alternative, changed_visits
from services.editing.offering import Bench, offers, worse
from services.editing.proposing import Proposal
from services.editing.routes import Laid, plan_of
from services.editing.views import Change, Offer, Placed, Verdict
from services.problem.timetable import timetable
from services.solvers.reach.saying import moment
from services.words import Language, Text

MOST_REASONS = 4
NO_CHANGE = Change((), 0, 0, 0)
UNLOCK = Text(sv="Lås upp besöket först.", en="Unlock the visit first.")
SAME_SHIFT = Text(sv="På samma pass finns plats {start}.", en="On the same shift there is room {start}.")
OTHER_CARER = Text(sv="{carer} har plats {start}.", en="{carer} has room {start}.")
ALLOWED = Text(sv="Tillåten tid: {windows}.", en="Allowed time: {windows}.")
FIRST_OUT = Text(
    sv="Ta först ur eller flytta de besök som väntar på det.", en="First take out or move the visits that wait for it."
)
NOBODY_HAS_ROOM = Text(
    sv="Ingen har plats som planen är nu: gör plats genom att flytta ett annat besök, eller vidga fönstret.",
    en="Nobody has room as the plan is: make room by moving another visit, or widen the window.",
)


@dataclass(frozen=True)
class Judged:
    """A verdict with the routes it is about; nothing where the routes stay."""

    verdict: Verdict
    routes: Alternative


def judge(bench: Bench, proposal: Proposal) -> Judged:
    """The cheapest of the proposal's alternatives, judged."""
    if not proposal.alternatives:
        return Judged(Verdict(True, (), (), NO_CHANGE, ()), {})
    changes = bench.now.changes(proposal.alternatives)
    best = min(range(len(changes)), key=lambda at: (bool(worse(bench, changes[at])), changes[at].key))
    change, routes = changes[best], proposal.alternatives[best]
    broken = worse(bench, change)
    moved = moved_visits(bench, routes, proposal.about)
    mates = {bench.now.columns.problem.visits[v].id for v in proposal.mates}
    reasons = tuple(_reasons(bench, routes, broken)) if broken else ()
    helps = tuple(_helps(bench, proposal, broken)) if broken else ()
    partners = tuple(each for each in moved if each.visit_id in mates)
    return Judged(Verdict(not broken, reasons, helps, change, moved, partners), routes)


def moved_visits(bench: Bench, routes: Alternative, about: Iterable[int]) -> tuple[Placed, ...]:
    """Every visit that stands otherwise then, those meant first."""
    c, first = bench.now.columns, list(about)
    moved = changed_visits(bench.now, routes)
    order = sorted(moved, key=lambda v: (v not in first, v))
    return tuple(
        Placed(c.problem.visits[v].id, c.problem.shifts[moved[v][0]].id, moved[v][1] + c.origin_s)
        if moved[v][0] >= 0
        else Placed(c.problem.visits[v].id, None, None)
        for v in order
    )


def _reasons(bench: Bench, routes: Mapping[int, Laid], broken: list[str]) -> Iterable[Text]:
    """A sentence for each breach that is new."""
    now, c = bench.now, bench.now.columns
    then = timetable(c, plan_of(c, {**now.routes, **routes}))
    said = 0
    for rule_id in broken:
        rule = at_level(BY_ID[rule_id], now.weights)
        found = rule.find(c, then)
        row = Row(rule, 0, 0, 0, found)
        known = {_key(now.sheet.row(rule_id), at) for at in range(len(now.sheet.row(rule_id).matches))}
        for at in range(len(found)):
            if _key(row, at) not in known and said < MOST_REASONS:
                said += 1
                yield sentence(row, at, c, then)


def _key(row: Row, at: int) -> tuple[int, ...]:
    m = row.matches
    return int(m.visit[at]), int(m.shift[at]), int(m.client[at]), int(m.units[at])


def _helps(bench: Bench, proposal: Proposal, broken: list[str]) -> Iterable[Text]:
    """What a planner can do instead, for the visit the wish is about."""
    v, c = proposal.about[0], bench.now.columns
    if c.pin_shift[v] >= 0:
        yield UNLOCK
        return
    if not any(alternative_serves(each, v) for each in proposal.alternatives):
        if np.isin(v, c.arc_before):
            yield FIRST_OUT
        return
    found = offers(bench, v)
    here = [each for each in found if c.shift_index[each.shift_id] in proposal.shifts]
    others = [each for each in found if each not in here]
    if here:
        yield SAME_SHIFT.fill(start=moment(c, here[0].start_s - c.origin_s))
    if others:
        yield OTHER_CARER.fill(carer=_label(bench, others[0]), start=moment(c, others[0].start_s - c.origin_s))
    if not found:
        yield NOBODY_HAS_ROOM
    if {"hard.time.window", "hard.visit.after"} & set(broken):
        day = (0, 1 << 40)
        yield ALLOWED.fill(
            windows=Text(sv=window_words(c, v, Language.SV, *day), en=window_words(c, v, Language.EN, *day))
        )


def alternative_serves(routes: Alternative, v: int) -> bool:
    """Whether somebody makes the visit then."""
    return any(row == v for stops in routes.values() for row, _ in stops)


def _label(bench: Bench, offer: Offer) -> str:
    c = bench.now.columns
    return c.problem.carers[int(c.shift_carer[c.shift_index[offer.shift_id]])].label
