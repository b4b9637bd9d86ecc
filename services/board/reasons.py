"""Who else could make a visit, and what stands in everybody else's way: carers with the same reason told together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.board.picking import Refused
from services.planning.views import OpenPlan
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.solvers.judged import as_barred, as_judged
from services.solvers.reach import reach
from services.solvers.relaxing import relaxations
from services.solvers.why_not import Verdict, why_not
from services.words import Language, Text, minutes

_MORE = Text(sv="{minutes} mer resa", en="{minutes} more travel")
_LESS = Text(sv="{minutes} mindre resa", en="{minutes} less travel")
_ROOM = Text(sv="har plats", en="has room")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Carers with room as `(label, what it takes)`; reasons as `(words, labels)`; why nobody can at all.

    `would_help` are the smallest changes that give the visit somebody, the easiest first.
    """

    with_room: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, tuple[str, ...]], ...]
    hopeless: tuple[str, ...]
    would_help: tuple[str, ...] = ()


def alternatives_in(opened: OpenPlan, visit: int, language: Language) -> Alternatives:
    """`alternatives` in an opened plan, and for a visit nobody has what would help."""
    c, t = opened.columns, opened.timetable
    found = alternatives(c, t, visit, language)
    if t.shift_of[visit] >= 0:
        return found
    judged = as_barred(as_judged(c, opened.weights), opened.weights)
    changes = relaxations(judged, reach(judged), opened.plan, t, opened.sheet, opened.weights, visit)
    return replace(found, would_help=tuple(each.text(language) for each in changes))


def alternatives(c: Columns, t: Timetable, visit: int, language: Language) -> Alternatives:
    """Everybody but the one who makes the visit, those whose shifts are full before those a rule forbids.

    Takes some tenths of a second on a fortnight.
    """
    found = reach(c)
    labels = {carer.id: carer.label for carer in c.problem.carers}
    with_room: list[tuple[str, str]] = []
    against: dict[tuple[bool, str], list[str]] = {}
    for refusal in why_not(c, found, visit, t):
        label = labels[refusal.carer_id]
        if refusal.verdict is Verdict.FREE:
            with_room.append((label, _takes(refusal.extra_travel_s, language)))
        elif refusal.verdict is not Verdict.SERVES:
            said = "; ".join(reason.text(language) for reason in refusal.reasons)
            against.setdefault((refusal.verdict is Verdict.FORBIDDEN, said), []).append(label)
    where = f"visit {c.problem.visits[visit].id}"
    hopeless = tuple(issue.cause(language) for issue in found.unservable if issue.where == where)
    return Alternatives(
        with_room=tuple(with_room),
        against=tuple(
            (said, tuple(who))
            for (_, said), who in sorted(against.items(), key=lambda each: (each[0][0], -len(each[1])))
        ),
        hopeless=hopeless,
    )


def refused(c: Columns, t: Timetable, visit: int, language: Language) -> tuple[Refused, ...]:
    """Every carer a rule forbids the visit, and which rules."""
    return tuple(
        Refused(refusal.carer_id, "; ".join(reason.text(language) for reason in refusal.reasons))
        for refusal in why_not(c, reach(c), visit, t)
        if refusal.verdict is Verdict.FORBIDDEN
    )


def _takes(extra_s: int | None, language: Language) -> str:
    if extra_s is None:
        return _ROOM(language)
    words = _MORE if extra_s >= 0 else _LESS
    return words.fill(minutes=minutes(abs(extra_s), language))(language)
