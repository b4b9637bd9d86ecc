"""What must come along: members of a group always, a forerunner or follower where the two would else collide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from services.comparing.difference import Difference, Pulled, Spot
from services.problem import Problem, Visit
from services.words import Text

_TOGETHER = Text(
    sv="{client}: de som gör besöket tillsammans byter tillsammans.",
    en="{client}: those who make the visit together change together.",
)
_AFTER = Text(
    sv="{client}: ett besök som måste ligga efter eller före ett valt följer med.",
    en="{client}: a visit that must lie after or before a chosen one comes along.",
)


@dataclass(frozen=True)
class Links:
    """The ties of a problem's visits, and where two plans have each of them."""

    problem: Problem
    found: Mapping[str, Difference]
    was: Mapping[str, Spot]
    becomes: Mapping[str, Spot]
    visits: Mapping[str, Visit]
    followers: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]

    def spot(self, visit_id: str, taken: Collection[str]) -> Spot | None:
        """Where the visit is when the differences `taken` are accepted."""
        return (self.becomes if visit_id in taken else self.was).get(visit_id)

    def arcs(self, visit_id: str) -> Iterator[tuple[str, str, int]]:
        """`(before, after, delay_s)` of every dependency of the visit."""
        for after in self.visits[visit_id].after:
            yield after.visit_id, visit_id, after.delay_s
        for follower in self.followers.get(visit_id, ()):
            for after in self.visits[follower].after:
                if after.visit_id == visit_id:
                    yield visit_id, follower, after.delay_s


def links(
    problem: Problem, found: Mapping[str, Difference], was: Mapping[str, Spot], becomes: Mapping[str, Spot]
) -> Links:
    """The ties of `problem`."""
    followers: dict[str, tuple[str, ...]] = {}
    for visit in problem.visits:
        for after in visit.after:
            followers[after.visit_id] = (*followers.get(after.visit_id, ()), visit.id)
    members = {visit_id: group.visit_ids for group in problem.groups for visit_id in group.visit_ids}
    return Links(problem, found, was, becomes, {v.id: v for v in problem.visits}, followers, members)


def closed(ties: Links, chosen: Collection[str]) -> tuple[frozenset[str], tuple[Pulled, ...]]:
    """The chosen differences with all that must come along, and what was pulled."""
    taken = {key for key in chosen if key in ties.found}
    pulled: list[Pulled] = []
    waiting = sorted(taken)
    while waiting:
        key = waiting.pop()
        for other, why in _needed(ties, key, taken):
            if other not in taken:
                taken.add(other)
                waiting.append(other)
                pulled.append(Pulled(other, why.fill(client=_client(ties, other))))
    return frozenset(taken), tuple(pulled)


def _needed(ties: Links, key: str, taken: Collection[str]) -> Iterator[tuple[str, Text]]:
    if key not in ties.visits:
        return
    for member in ties.members.get(key, ()):
        if member in ties.found:
            yield member, _TOGETHER
    for before, after, delay_s in ties.arcs(key):
        other = before if after == key else after
        if other in ties.found and not _is_kept(ties, before, after, delay_s, taken):
            yield other, _AFTER


def _is_kept(ties: Links, before: str, after: str, delay_s: int, taken: Collection[str]) -> bool:
    """Whether the two lie as their dependency asks when `taken` is accepted."""
    first, then = ties.spot(before, taken), ties.spot(after, taken)
    if then is None:
        return True
    return first is not None and first.start_s + ties.visits[before].duration_s + delay_s <= then.start_s


def _client(ties: Links, key: str) -> str:
    client_id = ties.found[key].client_id
    return next((client.label for client in ties.problem.clients if client.id == client_id), "–")
