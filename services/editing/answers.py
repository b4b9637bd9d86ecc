"""Answers to a planner's questions, in words: why here, why not there, why nobody, and what a wider window would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.constraints.kind import Score
from services.constraints.sentences import visit_label
from services.editing import refusals
from services.editing.offering import Bench, bench_of, offers, stand_of
from services.editing.placing import placed
from services.editing.routes import plan_of
from services.editing.views import Offer, Placed
from services.editing.words import change_words
from services.problem import Visit, Window
from services.problem.columns import columns
from services.problem.windows import joined
from services.solvers.reach.saying import moment
from services.solvers.why_not import Verdict, why_not
from services.words import Text

MOST_MOVES = 5
MOST_REASONS = 6
HERE = Text(sv="{carer} gör {visit}.", en="{carer} makes {visit}.")
ALONE = Text(
    sv="Ingen annan plats går utan att en regel bryts eller något annat flyttas.",
    en="No other place works without breaking a rule or moving something else.",
)
NEXT_BEST = Text(sv="Närmast därefter: {carer} {start}. {change}.", en="Next best: {carer} {start}. {change}.")
BETTER = Text(
    sv="Det finns en bättre plats: {carer} {start}. {change}.", en="There is a better place: {carer} {start}. {change}."
)
COULD = Text(sv="{carer} kan ta det {start}. {change}.", en="{carer} can take it {start}. {change}.")
MAKES = Text(sv="{carer} gör det redan.", en="{carer} makes it already.")
REASON = Text(sv="{carer} {why}.", en="{carer} {why}.")
MANY = Text(sv="{count} medarbetare: {why}.", en="{count} carers: {why}.")
ROOM = Text(sv="Plats finns: {carer} {start}. {change}.", en="There is room: {carer} {start}. {change}.")
WIDEN = Text(
    sv="Med {minutes} minuter vidare fönster: {carer} {start}. {change}.",
    en="With windows {minutes} minutes wider: {carer} {start}. {change}.",
)
NOTHING_HELPS = Text(
    sv="Inte ens en timme vidare fönster ger plats: något annat besök måste flyttas.",
    en="Not even windows an hour wider give room: another visit has to move.",
)
STEPS_MIN = (15, 30, 60)


def why_here(bench: Bench, v: int) -> tuple[Text, ...]:
    """Why the visit stands where it does: what every other place would cost instead."""
    now, c = bench.now, bench.now.columns
    if now.times.shift_of[v] < 0:
        return why_nobody(bench, v)
    carer = c.problem.carers[int(c.shift_carer[now.times.shift_of[v]])].label
    found = offers(bench, v)
    said = [HERE.fill(carer=carer, visit=visit_label(c, now.times, v))]
    if not found:
        return (*said, ALONE)
    words = BETTER if found[0].change.key < (0, 0, 0) else NEXT_BEST
    return (*said, _offered(bench, words, found[0]))


def why_not_carer(bench: Bench, v: int, carer_id: str) -> tuple[Text, ...]:
    """Why this carer does not make it: each rule against it, or the price where there is none."""
    everybody = why_not(bench.now.columns, bench.reach, v, bench.now.times)
    found = next((each for each in everybody if each.carer_id == carer_id), None)
    if found is None:
        raise refusals.no_shift()
    carer = next(each.label for each in bench.now.columns.problem.carers if each.id == carer_id)
    if found.verdict is Verdict.SERVES:
        return (MAKES.fill(carer=carer),)
    mine = [offer for offer in offers(bench, v) if offer.carer_id == carer_id]
    if mine:
        return (_offered(bench, COULD, mine[0]),)
    return tuple(REASON.fill(carer=carer, why=reason.text) for reason in found.reasons)


def why_nobody(bench: Bench, v: int) -> tuple[Text, ...]:
    """Why a visit waits for somebody, and what would help: room there is, or the least wider window that gives it."""
    found = offers(bench, v)
    if found:
        return (_offered(bench, ROOM, found[0]),)
    return (*_against(bench, v), *_by_widening(bench, v))


def _against(bench: Bench, v: int) -> Iterator[Text]:
    """What stands in the way, carers with the same reason told together, most first."""
    c = bench.now.columns
    where = f"visit {c.problem.visits[v].id}"
    yield from (issue.cause for issue in bench.reach.unservable if issue.where == where)
    labels = {carer.id: carer.label for carer in c.problem.carers}
    same: dict[tuple[Text, ...], list[str]] = {}
    for refusal in why_not(c, bench.reach, v, bench.now.times):
        same.setdefault(tuple(r.text for r in refusal.reasons), []).append(labels[refusal.carer_id])
    for reasons, carers in sorted(same.items(), key=lambda each: -len(each[1]))[:MOST_REASONS]:
        why = Text(sv="; ".join(r.sv for r in reasons) or "–", en="; ".join(r.en for r in reasons) or "–")
        yield REASON.fill(carer=carers[0], why=why) if len(carers) == 1 else MANY.fill(count=len(carers), why=why)


def _by_widening(bench: Bench, v: int) -> Iterator[Text]:
    visit_id = bench.now.columns.problem.visits[v].id
    for minutes in STEPS_MIN:
        wide = _widened(bench, frozenset({visit_id}), minutes)
        found = offers(wide, wide.now.columns.visit_index[visit_id])
        if found:
            yield _offered(wide, WIDEN, found[0], minutes)
            return
    yield NOTHING_HELPS


@dataclass(frozen=True, slots=True)
class Wider:
    """What wider windows of one client would do: the score now, at best with the windows as they are, and wider.

    `moved` are the moves that reach the last of these; all three are whole scores of whole plans.
    """

    now: Score
    as_they_are: Score
    wider: Score
    moved: tuple[Placed, ...]


def if_wider(bench: Bench, client_id: str, minutes: int) -> Wider:
    """Move this client's visits to better places, with the windows as they are and `minutes` wider at both ends."""
    visits = frozenset(v.id for v in bench.now.columns.problem.visits if v.client_id == client_id)
    if not visits:
        raise refusals.no_visit()
    usual, _ = _improved(bench, visits)
    wide, moved = _improved(_widened(bench, visits, minutes), visits)
    return Wider(bench.now.sheet.score, usual, wide, moved)


def _improved(bench: Bench, visits: frozenset[str]) -> tuple[Score, tuple[Placed, ...]]:
    """The best single moves one after another while they make the plan better; the score is counted whole."""
    moved: dict[str, Placed] = {}
    for _ in range(MOST_MOVES):
        c = bench.now.columns
        rows = [c.visit_index[visit] for visit in sorted(visits)]
        found = [(offer, v) for v in rows for offer in offers(bench, v)[:1]]
        best = min(found, key=lambda each: each[0].change.key, default=None)
        if best is None or best[0].change.key >= (0, 0, 0):
            break
        offer, v = best
        mine = Placed(c.problem.visits[v].id, offer.shift_id, offer.start_s)
        stands = {c.visit_index[each.visit_id]: each for each in (mine, *offer.partners)}
        wanted = {w: stand_of(c, each) for w, each in stands.items()}
        alternatives = placed(bench.now, bench.timing, wanted)
        changes = bench.now.changes(alternatives)
        routes = alternatives[min(range(len(changes)), key=lambda at: changes[at].key)]
        plan = plan_of(c, {**bench.now.routes, **routes})
        moved |= {each.visit_id: each for each in stands.values()}
        bench = bench_of(c, plan, bench.now.weights, bench.reach)
    return bench.now.sheet.score, tuple(moved.values())


def _widened(bench: Bench, visits: frozenset[str], minutes: int) -> Bench:
    """The same plan where these visits may start so much earlier and later."""
    problem = bench.now.columns.problem
    wide = replace(problem, visits=tuple(_wide(v, minutes) if v.id in visits else v for v in problem.visits))
    return bench_of(columns(wide), plan_of(bench.now.columns, bench.now.routes), bench.now.weights)


def _wide(visit: Visit, minutes: int) -> Visit:
    more = 60 * minutes
    windows = (Window(w.start_s - more, w.latest_start_s + more, w.end_s + more, w.preference) for w in visit.windows)
    return replace(visit, windows=joined(windows, visit.duration_s))


def _offered(bench: Bench, words: Text, offer: Offer, minutes: int = 0) -> Text:
    c = bench.now.columns
    carer = c.problem.carers[int(c.shift_carer[c.shift_index[offer.shift_id]])].label
    start = moment(c, offer.start_s - c.origin_s)
    return words.fill(carer=carer, start=start, change=change_words(offer.change), minutes=minutes)
