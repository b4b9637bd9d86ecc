"""What a change from one plan to another means: visits that move, who wins and loses, how much is disturbed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from services.comparing.beside import Beside
from services.comparing.difference import Change, Spot
from services.comparing.finding import spots
from services.problem import Carer, Client


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit both plans were asked for and do not have alike, carers by pseudonym; None: nobody makes it."""

    visit_id: str
    client: str
    title: str
    change: Change
    was: Spot | None
    becomes: Spot | None
    was_carer: str | None
    becomes_carer: str | None


@dataclass(frozen=True, slots=True)
class Disruption:
    """Of the visits made in `both` plans: how many get another carer, how many start at another time."""

    both: int
    other_carer: int
    moved: int

    @property
    def carer_share(self) -> float | None:
        """Share with another carer."""
        return self.other_carer / self.both if self.both else None

    @property
    def moved_share(self) -> float | None:
        """Share whose start moves by more than the organisation calls the same time."""
        return self.moved / self.both if self.both else None


@dataclass(slots=True)
class Tally:
    """One person in one plan: seconds of visits, visits, the other people met, seconds of travel (carers only)."""

    visits_s: int = 0
    visits: int = 0
    faces: set[str] = field(default_factory=set)
    travel_s: int = 0


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One client or carer in both plans; `gain` is above 0 for who wins, below for who loses."""

    id: str
    label: str
    was: Tally
    becomes: Tally
    gain: int


def moved(a: Beside, b: Beside) -> tuple[Moved, ...]:
    """Every visit that `b` has elsewhere, by the time it was to start."""
    was, becomes = spots(a.problem, a.plan), spots(b.problem, b.plan)
    names = {carer.id: carer.label for problem in (b.problem, a.problem) for carer in problem.carers}
    clients = {client.id: client.label for client in a.problem.clients}
    lines = []
    for visit in a.problem.visits:
        before, after = was.get(visit.id), becomes.get(visit.id)
        change = _change(before, after)
        if change is not None:
            who = (names[spot.carer_id] if spot else None for spot in (before, after))
            lines.append(Moved(visit.id, clients[visit.client_id], visit.title, change, before, after, *who))
    return tuple(sorted(lines, key=lambda line: min(spot.start_s for spot in (line.was, line.becomes) if spot)))


def disruption(a: Beside, b: Beside, *, moved_s: int = 30 * 60) -> Disruption:
    """How much a change from `a` to `b` disturbs; a start that moves by more than `moved_s` is another time."""
    was, becomes = spots(a.problem, a.plan), spots(b.problem, b.plan)
    both = was.keys() & becomes.keys()
    return Disruption(
        both=len(both),
        other_carer=sum(was[i].carer_id != becomes[i].carer_id for i in both),
        moved=sum(abs(was[i].start_s - becomes[i].start_s) > moved_s for i in both),
    )


def clients(a: Beside, b: Beside) -> tuple[PersonLine, ...]:
    """Clients by what they gain: more minutes, else fewer faces; losers first."""
    return _lines(
        _labels(each.clients for each in (a.problem, b.problem)), _of_clients(a), _of_clients(b), _client_gain
    )


def carers(a: Beside, b: Beside) -> tuple[PersonLine, ...]:
    """Carers by what they gain: less travel; losers first."""
    return _lines(_labels((a.problem.carers, b.problem.carers)), _of_carers(a), _of_carers(b), _carer_gain)


def _client_gain(was: Tally, becomes: Tally) -> int:
    return becomes.visits_s - was.visits_s or len(was.faces) - len(becomes.faces)


def _carer_gain(was: Tally, becomes: Tally) -> int:
    return was.travel_s - becomes.travel_s


def _lines(
    labels: dict[str, str],
    was: dict[str, Tally],
    becomes: dict[str, Tally],
    gain: Callable[[Tally, Tally], int],
) -> tuple[PersonLine, ...]:
    made = []
    for who, label in labels.items():
        before, after = was.get(who, Tally()), becomes.get(who, Tally())
        if before.visits or after.visits:
            made.append(PersonLine(who, label, before, after, gain(before, after)))
    return tuple(sorted(made, key=lambda line: (line.gain, line.label)))


def _of_clients(each: Beside) -> dict[str, Tally]:
    made: dict[str, Tally] = defaultdict(Tally)
    visits = {visit.id: visit for visit in each.problem.visits}
    for visit_id, spot in spots(each.problem, each.plan).items():
        tally = made[visits[visit_id].client_id]
        tally.visits += 1
        tally.visits_s += visits[visit_id].duration_s
        tally.faces.add(spot.carer_id)
    return made


def _of_carers(each: Beside) -> dict[str, Tally]:
    made: dict[str, Tally] = defaultdict(Tally)
    visits = {visit.id: visit for visit in each.problem.visits}
    for visit_id, spot in spots(each.problem, each.plan).items():
        tally = made[spot.carer_id]
        tally.visits += 1
        tally.visits_s += visits[visit_id].duration_s
        tally.faces.add(visits[visit_id].client_id)
    for row, shift in enumerate(each.problem.shifts):
        if each.timetable.is_used[row]:
            made[shift.carer_id].travel_s += int(each.timetable.travel_s[row])
    return made


def _labels(groups: Iterable[Iterable[Client | Carer]]) -> dict[str, str]:
    return {each.id: each.label for group in groups for each in group}


def _change(was: Spot | None, becomes: Spot | None) -> Change | None:
    if was is None or becomes is None:
        return None if was is becomes else Change.PLANNED if was is None else Change.UNPLANNED
    if was.carer_id != becomes.carer_id:
        return Change.CARER
    return None if was.start_s == becomes.start_s else Change.TIME
