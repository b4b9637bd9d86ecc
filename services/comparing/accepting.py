"""Accepts a choice of differences: what is tied comes along, touched shifts are laid anew, and the whole is re-scored.

A plan that breaks a hard rule more than both plans do is never given back. The choice is tried whole; where that
fails, each bundle of differences that touch the same shifts by itself; where that fails, the bundle tie by tie, as
often as one more fits. What is left is refused, with the sentences of the rules it would break.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from services.comparing.difference import Accepted, Difference, Pulled, Refused
from services.comparing.finding import differences, spots
from services.comparing.linking import closed, links
from services.comparing.merging import Pair, merged, pair_of
from services.constraints import CATALOGUE
from services.constraints.effective import effective
from services.constraints.kind import Level, Weights
from services.constraints.levels import at_level
from services.constraints.scoring import score_sheet
from services.constraints.sentences import sentences
from services.problem import Plan
from services.problem.columns import Columns
from services.problem.timetable import Timetable, timetable
from services.words import Text

MOST_REASONS = 3
MOST_TRIALS = 200
"""Single ties tried one by one; a choice that needs more is refused bundle by bundle."""

_TOO_MANY = Text(
    sv="För mycket hänger ihop för att prövas bit för bit: välj en dag eller färre medarbetare.",
    en="Too much hangs together to be tried bit by bit: choose one day or fewer carers.",
)


@dataclass
class _Trying:
    """What has been found to fit so far."""

    pair: Pair
    weights: Weights
    limit: Mapping[str, int]
    taken: frozenset[str] = frozenset()
    refused: list[Refused] = field(default_factory=list)
    trials: int = 0

    def fits(self, more: frozenset[str]) -> bool:
        """Take `more` when the plan with it breaks nothing anew."""
        self.trials += 1
        taken, _ = closed(self.pair.ties, self.taken | more)
        plan = merged(self.pair, taken)
        if _worse(self.pair.c, timetable(self.pair.c, plan), self.weights, self.limit):
            return False
        self.taken = taken
        return True

    def refuse(self, keys: frozenset[str], reason: Text | None = None) -> None:
        """Leave `keys` out; without a reason given, the rules they would break tell it."""
        left = keys - self.taken
        if left:
            self.refused.append(Refused(left, (reason,) if reason else self._reasons(keys)))

    def _reasons(self, keys: frozenset[str]) -> tuple[Text, ...]:
        c = self.pair.c
        t = timetable(c, merged(self.pair, closed(self.pair.ties, self.taken | keys)[0]))
        sheet = score_sheet(c, t, self.weights)
        worse = _worse(c, t, self.weights, self.limit)
        told = [said for name in worse for said in sentences(sheet.row(name), c, t, MOST_REASONS)]
        return tuple(told[:MOST_REASONS])


def accept(c: Columns, a: Plan, b: Plan, chosen: Collection[str], weights: Weights) -> Accepted:
    """`a` with the differences `chosen` (keys of `differences(c, a, b)`) as far as they fit, scored under `weights`.

    Both plans are of the problem of `c`. Nothing chosen gives `a`, everything chosen gives `b`.
    """
    found = {difference.key: difference for difference in differences(c, a, b)}
    ties = links(c.problem, found, spots(c.problem, a), spots(c.problem, b))
    t_a, t_b = timetable(c, a), timetable(c, b)
    home_s = {s.id: int(t_a.home_s[i]) + c.origin_s for i, s in enumerate(c.problem.shifts) if t_a.is_used[i]}
    pair = pair_of(c, a, b, found, ties, home_s)
    wanted, pulled = closed(ties, chosen)
    trying = _Trying(pair, weights, _most(_hard(c, t_a, weights), _hard(c, t_b, weights)))
    if not trying.fits(wanted):
        for bundle in _bundles(found, wanted):
            if not trying.fits(bundle):
                _one_by_one(trying, bundle)
    return _accepted(trying, t_a, pulled)


def _accepted(trying: _Trying, t_a: Timetable, pulled: Iterable[Pulled]) -> Accepted:
    pair, c = trying.pair, trying.pair.c
    plan = merged(pair, trying.taken)
    t = timetable(c, plan)
    now = spots(c.problem, plan)
    retimed = tuple(i for i, spot in now.items() if spot != pair.ties.spot(i, trying.taken))
    return Accepted(
        plan=plan,
        timetable=t,
        sheet=score_sheet(c, t, trying.weights),
        before=score_sheet(c, t_a, trying.weights).score,
        taken=trying.taken,
        pulled=tuple(each for each in pulled if each.key in trying.taken),
        refused=tuple(trying.refused),
        retimed=retimed,
    )


def _one_by_one(trying: _Trying, bundle: frozenset[str]) -> None:
    """Tie by tie, again and again while one more fits: one visit's leaving makes room for another's coming."""
    waiting = _ties(trying.pair, bundle)
    has_moved = True
    while waiting and has_moved and trying.trials < MOST_TRIALS:
        left = [tie for tie in waiting if trying.trials >= MOST_TRIALS or not trying.fits(tie)]
        has_moved, waiting = len(left) < len(waiting), left
    is_cut = trying.trials >= MOST_TRIALS
    if waiting and is_cut:
        trying.refuse(frozenset().union(*waiting), _TOO_MANY)
    elif waiting:
        for tie in waiting:
            trying.refuse(tie)


def _ties(pair: Pair, bundle: frozenset[str]) -> list[frozenset[str]]:
    """The smallest sets that may be taken alone, earliest first; sets that overlap are one."""
    apart: list[frozenset[str]] = []
    for key in sorted(bundle, key=lambda key: _begins(pair.found[key])):
        tie = closed(pair.ties, {key})[0]
        mine = [other for other in apart if other & tie]
        apart = [other for other in apart if not other & tie]
        apart.append(tie.union(*mine))
    return apart


def _begins(difference: Difference) -> tuple[int, str]:
    return min(spot.start_s for spot in (difference.was, difference.becomes) if spot is not None), difference.key


def _bundles(found: Mapping[str, Difference], wanted: frozenset[str]) -> list[frozenset[str]]:
    """The wanted differences, those that touch one shift in one bundle, and so on from shift to shift."""
    owner: dict[str, int] = {}
    bundles: dict[int, set[str]] = {}
    for number, key in enumerate(sorted(wanted)):
        joined = {owner[shift_id] for shift_id in found[key].shift_ids if shift_id in owner}
        bundle = {key}.union(*(bundles.pop(other) for other in joined))
        bundles[number] = bundle
        for shift_id in {shift_id for each in bundle for shift_id in found[each].shift_ids}:
            owner[shift_id] = number
    return [frozenset(bundle) for bundle in bundles.values()]


def _hard(c: Columns, t: Timetable, weights: Weights) -> dict[str, int]:
    """What each rule that forbids costs in a plan."""
    costs: dict[str, int] = {}
    for listed in CATALOGUE:
        rule = at_level(listed, weights)
        if rule.level is Level.HARD:
            costs[rule.id] = effective(rule, c, weights).cost(rule.find(c, t))
    return costs


def _worse(c: Columns, t: Timetable, weights: Weights, limit: Mapping[str, int]) -> list[str]:
    return [name for name, cost in _hard(c, t, weights).items() if cost > limit[name]]


def _most(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return {name: max(cost, b[name]) for name, cost in a.items()}
