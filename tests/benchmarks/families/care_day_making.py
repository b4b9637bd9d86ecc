"""Home-care days made by code: a plan is made first and its visits are asked for, so everybody can be served.

A day is known by visits, number and what is left out: `300-2`, `300-2-ungrouped`, `300-2-plain` (no groups, no rests).
The same name is the same day everywhere: only draws of `random.Random.random` decide.

Homes lie around an office, seven in ten in villages; a leg is a minute and the way at 30 km/h, three tenths longer than
the crow flies. Six carers in ten work by day. One visit in twenty is in a pair, two in five need a skill, one in five
may also be made hours earlier or later, one in seven to within half an hour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.benchmarks.families.care_day import Day, Plan, Rest, Shift, Stop, Visit, without_groups, without_rests

SHIFTS = {100: 12, 300: 36, 1000: 100}
"""How many carers serve so many visits."""
NUMBERS = (1, 2, 3)
FULL, UNGROUPED, PLAIN = "", "-ungrouped", "-plain"
NAMES = tuple(
    f"{visits}-{number}{kind}" for visits in SHIFTS for number in NUMBERS for kind in (FULL, UNGROUPED, PLAIN)
)
SKILLS = {"delegation": 0.75, "insulin": 0.45, "lift": 0.5}
"""Which share of the carers has each skill."""
MINUTE, HOUR, ROUND = 60, 3600, 300
DURATIONS = (15, 20, 20, 30, 30, 45, 60)
WIDTHS = (30, 60, 60, 90, 120, 180, 240)
"""Minutes of a visit, and of a window from its first to its last start; each as likely as the others."""
OPENS, CLOSES = 6 * HOUR + 30 * MINUTE, 21 * HOUR
APART = 50 * MINUTE
"""Between the fixed moments of a shift; longer than any leg."""
TRIES = 10_000
T = TypeVar("T")


@dataclass
class _Route:
    """A shift while it is filled: moments that are fixed already, `(start, place, length)`; the rest has no place."""

    shift: Shift
    fixed: list[tuple[int, int | None, int]] = field(default_factory=list)

    def is_free(self, start: int, length: int) -> bool:
        """Whether something so long can be done then, with room for any way before and after."""
        ends = [(self.shift.start, self.shift.start), (self.shift.end, self.shift.end)]
        done = ends + [(begin, begin + took) for begin, _, took in self.fixed]
        inside = self.shift.start < start and start + length < self.shift.end
        return inside and all(start >= end + APART or start + length + APART <= begin for begin, end in done)


def day(name: str) -> Day:
    """The day of that name."""
    visits, number, *kind = name.split("-")
    whole, _ = made(int(visits), SHIFTS[int(visits)], int(number))
    if not kind:
        return whole
    eased = without_groups(whole) if f"-{kind[0]}" == UNGROUPED else without_rests(without_groups(whole))
    return Day(name, eased.shifts, eased.visits, eased.pairs, eased.travel)


def made(visits: int, shifts: int, number: int) -> tuple[Day, Plan]:
    """A day of so many visits and shifts, and the plan it was made from, which breaks no rule."""
    dice = Random(1_000_003 * visits + number)
    travel = _travel(_homes(dice, round(0.45 * visits), 500 * math.sqrt(shifts)))
    routes = [_Route(_shift(dice, row, shifts)) for row in range(shifts)]
    for route in routes:
        _fix_rest(dice, route)
    paired = [_fix_pair(dice, routes, len(travel)) for _ in range(math.ceil(visits / 40))]
    singles = [(row, *each) for row, route in enumerate(routes) for each in _filled(dice, route, travel)]
    if len(singles) + 2 * len(paired) < visits:
        raise ValueError(f"Expected room for {visits} visits in {shifts} shifts.")
    _shuffle(dice, singles)
    singles = singles[: visits - 2 * len(paired)]
    return _asked(dice, f"{visits}-{number}", routes, paired, singles, travel)


def _asked(
    dice: Random,
    name: str,
    routes: Sequence[_Route],
    paired: Sequence[tuple[int, int, int, int, int]],
    singles: Sequence[tuple[int, int, int, int]],
    travel: tuple[tuple[int, ...], ...],
) -> tuple[Day, Plan]:
    """The visits of the plan in no order, with windows around its starts."""
    visits: list[Visit] = []
    stops: list[list[Stop]] = [[Stop(None, start) for start, place, _ in r.fixed if place is None] for r in routes]

    def add(row: int, start: int, place: int, length: int, windows: tuple[tuple[int, int], ...]) -> None:
        held = sorted(routes[row].shift.skills)
        skill = _pick(dice, held) if held and dice.random() < 0.4 else None
        stops[row].append(Stop(len(visits), start))
        visits.append(Visit(place, length, windows, skill))

    pairs = []
    for one, other, start, place, length in paired:
        windows = _windows(dice, start, length)
        pairs.append((len(visits), len(visits) + 1))
        add(one, start, place, length, windows)
        add(other, start, place, length, windows)
    for row, start, place, length in singles:
        add(row, start, place, length, _windows(dice, start, length))
    plan = tuple(tuple(sorted(each, key=lambda stop: stop.start)) for each in stops)
    return Day(name, tuple(route.shift for route in routes), tuple(visits), tuple(pairs), travel), plan


def _homes(dice: Random, count: int, radius: float) -> list[tuple[float, float]]:
    """The office in the middle, then homes in and between villages, in metres."""
    villages = [_in_disc(dice, radius) for _ in range(3 + count // 20)]
    found = [(0.0, 0.0)]
    while len(found) <= count:
        x, y = _in_disc(dice, radius)
        if dice.random() < 0.7:
            (x, y), (east, north) = _pick(dice, villages), _in_disc(dice, 600.0)
            x, y = x + east, y + north
        if math.hypot(x, y) <= radius:
            found.append((x, y))
    return found


def _in_disc(dice: Random, radius: float) -> tuple[float, float]:
    far, angle = radius * math.sqrt(dice.random()), 2 * math.pi * dice.random()
    return far * math.cos(angle), far * math.sin(angle)


def _travel(homes: Sequence[tuple[float, float]]) -> tuple[tuple[int, ...], ...]:
    """Whole seconds; rounded up, so that no detour is shorter than a leg."""

    def leg(one: tuple[float, float], other: tuple[float, float]) -> int:
        return 0 if one == other else MINUTE + math.ceil(1.3 * math.dist(one, other) / (30 / 3.6))

    return tuple(tuple(leg(one, other) for other in homes) for one in homes)


def _shift(dice: Random, row: int, shifts: int) -> Shift:
    late = row >= round(0.6 * shifts)
    start = (13 * HOUR if late else 6 * HOUR + 30 * MINUTE) + 30 * MINUTE * _below(dice, 3)
    end = start + (8 * HOUR if late else 8 * HOUR + 30 * MINUTE)
    skills = frozenset(name for name, share in SKILLS.items() if dice.random() < share)
    first = start + 3 * HOUR
    return Shift(start, end, skills, Rest(first, first + 2 * HOUR, 30 * MINUTE))


def _fix_rest(dice: Random, route: _Route) -> None:
    rest = route.shift.rest
    if rest is not None:
        start = rest.first + ROUND * _below(dice, (rest.last - rest.first) // ROUND + 1)
        route.fixed.append((start, None, rest.length))


def _fix_pair(dice: Random, routes: Sequence[_Route], places: int) -> tuple[int, int, int, int, int]:
    """Two shifts, a start, a place and a length that suit both."""
    for _ in range(TRIES):
        one, other = _below(dice, len(routes)), _below(dice, len(routes))
        shift, length = routes[one].shift, MINUTE * _pick(dice, DURATIONS)
        start = shift.start + ROUND * _below(dice, (shift.end - shift.start) // ROUND)
        place = 1 + _below(dice, places - 1)
        if one != other and routes[one].is_free(start, length) and routes[other].is_free(start, length):
            for row in (one, other):
                routes[row].fixed.append((start, place, length))
            return one, other, start, place, length
    raise ValueError("Expected shifts with room for the pairs.")


def _filled(dice: Random, route: _Route, travel: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """Visits around what is fixed, `(start, place, length)`: the nearest of four homes as long as there is time."""
    found: list[tuple[int, int, int]] = []
    now, here = route.shift.start, 0
    for start, place, length in [*sorted(route.fixed, key=lambda each: each[0]), (route.shift.end, 0, 0)]:
        while True:
            home = min((1 + _below(dice, len(travel) - 1) for _ in range(4)), key=lambda home: travel[here][home])
            begin, took = now + travel[here][home], MINUTE * _pick(dice, DURATIONS)
            way = 0 if place is None else travel[home][place]
            if begin + took + way > start:
                break
            found.append((begin, home, took))
            now, here = begin + took, home
        now, here = start + length, here if place is None else place
    return found


def _windows(dice: Random, start: int, length: int) -> tuple[tuple[int, int], ...]:
    """One around the start, sometimes one more of the same width hours away."""
    width = MINUTE * _pick(dice, WIDTHS)
    first = ROUND * math.floor((start - width * dice.random()) / ROUND)
    last = max(first + width, ROUND * math.ceil(start / ROUND))
    if dice.random() >= 0.35:
        return ((first, last),)
    away = (3 * HOUR + HOUR * _below(dice, 3)) * (1 if dice.random() < 0.5 else -1)
    second = (first + away, last + away)
    is_apart = second[1] < first or second[0] > last
    if not is_apart or second[0] < OPENS or second[1] + length > CLOSES:
        return ((first, last),)
    return tuple(sorted([(first, last), second]))


def _below(dice: Random, count: int) -> int:
    return int(dice.random() * count)


def _pick(dice: Random, given: Sequence[T]) -> T:
    return given[_below(dice, len(given))]


def _shuffle(dice: Random, given: list[T]) -> None:
    for k in range(len(given) - 1, 0, -1):
        other = _below(dice, k + 1)
        given[k], given[other] = given[other], given[k]
