"""Random small problems with every feature, and random plans for them: valid input, plans as good or bad as they come.

`a_random_problem(Random(7))` for campaigns by seed, `problems()` for hypothesis, which makes a failing one smaller.
With `is_exchangeable` only what Timefold's format can say is used.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from data.vocabulary import EntityType
from services.constraints import CATALOGUE
from services.constraints.kind import Level, Weights
from services.integrations.timefold.places import place_id
from services.problem import (
    CAR_FITTED,
    After,
    Break,
    Carer,
    Client,
    Group,
    Mode,
    Pin,
    Place,
    Plan,
    Problem,
    Route,
    Setting,
    Shift,
    Skill,
    Stop,
    StopKind,
    Vehicle,
    Visit,
    Window,
)
from services.problem.travel import ORGANISATION_MODELS

ZONE = "Europe/Stockholm"
FIRST_DAYS = ("2027-02-01", "2027-03-27", "2027-10-30")  # an ordinary Monday; the nights the clock is changed
DISTRICTS = (None, "north", "south")
TRAITS = ("language:fi", "gender:female", "pet:dog")
SKILLS = ("insulin", "sond", "lyft", "demens")
TITLES = ("", "Morgon", "Lunch, Tillsyn", "Dusch", "Kväll, Förflyttning")
MINUTE, HOUR, DAY = 60, 3600, 86_400


def problems(*, is_exchangeable: bool = False) -> st.SearchStrategy[Problem]:
    """Valid problems of 1–4 days, 1–6 shifts and 1–14 visits."""
    return st.randoms(use_true_random=False).map(lambda rng: a_random_problem(rng, is_exchangeable=is_exchangeable))


def a_random_problem(rng: Random, *, is_exchangeable: bool = False) -> Problem:
    """One valid problem; equal seeds give equal problems."""
    days = _days(rng)
    places = _places(rng)
    carers = [Carer(f"carer-{i}", f"carer-{i}") for i in range(rng.randint(1, 5))]
    modes = {carer.id: rng.choice([Mode.CAR, Mode.CAR, Mode.CAR, Mode.BIKE, Mode.WALK]) for carer in carers}
    shifts = [_shift(rng, i, days, rng.choice(carers), places, modes) for i in range(rng.randint(1, 6))]
    homes = {f"C{i}": rng.choice(places).id for i in range(1, rng.randint(1, 6) + 1)}
    visits = [_visit(rng, i, days, homes, carers, is_exchangeable) for i in range(rng.randint(1, 14))]
    visits, groups = _grouped(rng, visits)
    visits = _linked(rng, visits)
    visits = [_pinned(rng, visit, shifts) for visit in visits]
    used_places = {s.start_place_id for s in shifts} | {s.end_place_id for s in shifts} | {v.place_id for v in visits}
    used_clients = {visit.client_id for visit in visits}
    problem = Problem(
        zone=ZONE,
        places=tuple(place for place in places if place.id in used_places),
        clients=tuple(Client(i, i) for i in homes if i in used_clients),
        carers=tuple(carers),
        shifts=tuple(shifts),
        visits=tuple(visits),
        groups=tuple(groups),
        models=dict.fromkeys(Mode, CAR_FITTED) if is_exchangeable else dict(ORGANISATION_MODELS),
    )
    if rng.random() < 0.4:
        problem = replace(problem, given=a_random_plan(rng, problem))
    return problem if is_exchangeable else of_an_organisation(rng, _remembering(rng, problem))


def plans(problem: Problem) -> st.SearchStrategy[Plan]:
    """Any plan of `problem`: visits anywhere at any time, breaks taken or forgotten."""
    return st.randoms(use_true_random=False).map(lambda rng: a_random_plan(rng, problem))


def a_random_plan(rng: Random, problem: Problem) -> Plan:
    """Most visits somewhere, in order of start, pinned ones mostly where they belong; hard rules are often broken."""
    stops: dict[str, list[Stop]] = {shift.id: [] for shift in problem.shifts}
    by_id = {shift.id: shift for shift in problem.shifts}
    for visit in problem.visits:
        if rng.random() < 0.2:
            continue
        shift = rng.choice(problem.shifts)
        start_s = rng.randint(shift.start_s, max(shift.start_s, shift.end_s - visit.duration_s))
        if rng.random() < 0.5:
            start_s = _starts(rng, visit)
        if visit.pin is not None and rng.random() < 0.8:
            shift, start_s = by_id[visit.pin.shift_id], visit.pin.start_s
        stops[shift.id].append(Stop(StopKind.VISIT, visit.id, start_s))
    for shift in problem.shifts:
        for rest in shift.breaks:
            if stops[shift.id] and rng.random() < 0.9:
                late_s = rng.randint(0, 20 * MINUTE) if rng.random() < 0.2 else 0
                start_s = rng.randint(rest.earliest_s, rest.latest_end_s - rest.duration_s) + late_s
                stops[shift.id].append(Stop(StopKind.BREAK, rest.id, start_s))
    routes = [Route(i, tuple(sorted(made, key=lambda stop: stop.start_s))) for i, made in stops.items() if made]
    return Plan(tuple(routes))


def _days(rng: Random) -> list[datetime]:
    first = datetime.fromisoformat(rng.choice(FIRST_DAYS)).replace(tzinfo=ZoneInfo(ZONE))
    return [first + timedelta(days=i) for i in range(rng.randint(1, 4))]


def _at(day: datetime, minutes: int) -> int:
    """Epoch seconds, `minutes` after the local midnight of `day`."""
    return int(day.timestamp()) + minutes * MINUTE


def _places(rng: Random) -> list[Place]:
    spots = {(round(60 + rng.randint(0, 500) / 1e4, 6), round(17 + rng.randint(0, 900) / 1e4, 6)) for _ in range(7)}
    return [Place(place_id(lat, lon), lat, lon) for lat, lon in sorted(spots)]


def _shift(
    rng: Random, number: int, days: list[datetime], carer: Carer, places: list[Place], modes: dict[str, Mode]
) -> Shift:
    start_min = rng.choice([6, 7, 7, 12, 14, 21]) * 60 + rng.choice([0, 0, 15])
    length_min = rng.randint(12, 36) * 15
    start_s = _at(rng.choice(days), start_min)
    end_s = start_s + length_min * MINUTE
    start = rng.choice(places).id
    return Shift(
        id=f"{carer.id}.{number}",
        carer_id=carer.id,
        start_s=start_s,
        end_s=end_s,
        start_place_id=start,
        end_place_id=start if rng.random() < 0.7 else rng.choice(places).id,
        soft_end_s=end_s - rng.randint(0, 8) * 15 * MINUTE if rng.random() < 0.3 else None,
        breaks=_breaks(rng, start_s, end_s),
        skills=tuple(Skill(name, rng.choice([1, 1, 2, 3])) for name in rng.sample(SKILLS, rng.randint(0, 3))),
        mode=modes[carer.id],
        max_leg_s=rng.randint(5, 30) * MINUTE if rng.random() < 0.1 else None,
    )


def _breaks(rng: Random, start_s: int, end_s: int) -> tuple[Break, ...]:
    """0–3 breaks, each in its own part of the shift, so that they can all be taken in order."""
    number = rng.choice([0, 0, 1, 1, 1, 2, 3])
    part_s = (end_s - start_s) // 3
    breaks = []
    for i in range(number):
        from_s = start_s + i * part_s
        duration_s = rng.choice([10, 20, 30, 45]) * MINUTE
        is_fixed = rng.random() < 0.3
        earliest_s = from_s + rng.randint(0, part_s - duration_s)
        latest_end_s = earliest_s + duration_s if is_fixed else rng.randint(earliest_s + duration_s, from_s + part_s)
        breaks.append(Break(f"rest-{i}", earliest_s, latest_end_s, duration_s, rng.random() < 0.5, is_fixed))
    return tuple(breaks)


def _visit(
    rng: Random, number: int, days: list[datetime], homes: dict[str, str], carers: list[Carer], is_exchangeable: bool
) -> Visit:
    client_id = rng.choice(list(homes))
    duration_s = rng.randint(1, 15) * 5 * MINUTE
    is_optional = rng.random() < 0.1
    windows = _windows(rng, days, duration_s, is_canonical=is_optional)
    if not is_exchangeable and rng.random() < 0.3:
        windows = tuple(replace(window, preference=rng.choice([-10, -2, 0, 0, 1, 5, 10])) for window in windows)
    names = [carer.id for carer in carers]
    return Visit(
        id=f"V{number:02d}",
        client_id=client_id,
        place_id=homes[client_id],
        duration_s=duration_s,
        windows=windows,
        title=rng.choice(TITLES),
        skills=tuple((name, rng.choice([1, 1, 2])) for name in rng.sample(SKILLS, rng.choice([0, 0, 0, 1, 2]))),
        pool=_some(rng, names, 0.2),
        preferred=_some(rng, names, 0.3),
        prohibited=_some(rng, names[1:], 0.15),
        contact=rng.choice(names) if not is_exchangeable and rng.random() < 0.3 else None,
        priority=rng.choice([10, 10, 10, *range(1, 11)]),
        is_optional=is_optional,
    )


def _some(rng: Random, names: list[str], share: float) -> tuple[str, ...]:
    """With this probability one or more of them."""
    return tuple(rng.sample(names, rng.randint(1, len(names)))) if names and rng.random() < share else ()


def _windows(rng: Random, days: list[datetime], duration_s: int, *, is_canonical: bool) -> tuple[Window, ...]:
    """1–3 windows, apart in start; some leave the carer less time to start than to stay."""
    windows = []
    for day in sorted(rng.sample(days, min(len(days), rng.choice([1, 1, 2, 3])))):
        open_s = _at(day, rng.randint(24, 80) * 15)
        for _ in range(rng.choice([1, 1, 2])):
            slack_s = rng.choice([0, 1, 2, 6, 12]) * 15 * MINUTE
            spare_s = 0 if is_canonical else rng.choice([0, 0, 10]) * MINUTE
            windows.append(Window(open_s, open_s + slack_s, open_s + slack_s + duration_s + spare_s))
            open_s += slack_s + duration_s + rng.randint(1, 8) * 15 * MINUTE
    apart = windows[:1]
    for window in windows[1:]:
        if window.start_s > apart[-1].end_s:
            apart.append(window)
    return tuple(apart)


def _grouped(rng: Random, visits: list[Visit]) -> tuple[list[Visit], list[Group]]:
    """Some consecutive visits become groups: one client's, with the windows of the first."""
    single: list[Visit] = []
    members: list[Visit] = []
    groups: list[Group] = []
    rest = list(visits)
    while rest:
        size = rng.choice([1, 1, 1, 1, 2, 2, 3, 4])
        taken, rest = rest[:size], rest[size:]
        if len(taken) < 2:
            single += taken
            continue
        first = taken[0]
        group_id = f"G{len(groups)}"
        longest_s = max(visit.duration_s for visit in taken)
        windows = tuple(replace(w, end_s=w.latest_start_s + longest_s) for w in first.windows)
        windows = tuple(w for i, w in enumerate(windows) if i == 0 or w.start_s > windows[i - 1].end_s)
        members += [
            replace(
                visit,
                client_id=first.client_id,
                place_id=first.place_id,
                windows=windows if rng.random() < 0.8 or visit.is_optional else visit.windows,
                group_id=group_id,
                is_optional=False,
            )
            for visit in taken
        ]
        groups.append(Group(group_id, tuple(visit.id for visit in taken)))
    return single + members, groups


def _linked(rng: Random, visits: list[Visit]) -> list[Visit]:
    """Some visits follow one or two others; always later in one order of groups and singles, so never in a ring."""
    units = list(dict.fromkeys(visit.group_id or visit.id for visit in visits))
    rng.shuffle(units)
    rank = {unit: i for i, unit in enumerate(units)}
    linked = []
    for visit in visits:
        mine = rank[visit.group_id or visit.id]
        earlier = [other for other in visits if rank[other.group_id or other.id] < mine]
        number = min(len(earlier), rng.choice([0, 0, 0, 1, 1, 2]))
        delays = (0, 30 * MINUTE, 3 * HOUR, 20 * HOUR)
        after = tuple(After(other.id, rng.choice(delays)) for other in rng.sample(earlier, number))
        linked.append(replace(visit, after=after))
    return linked


def _pinned(rng: Random, visit: Visit, shifts: list[Shift]) -> Visit:
    """Some single visits stay on a shift at an allowed start, late enough to drive there first."""
    if visit.group_id is not None or rng.random() > 0.25:
        return visit
    spans = [
        (shift.id, max(shift.start_s + HOUR, w.start_s), min(shift.end_s - visit.duration_s, w.latest_start_s))
        for shift in shifts
        for w in visit.windows
    ]
    open_spans = [span for span in spans if span[1] <= span[2]]
    if not open_spans:
        return visit
    shift_id, first_s, last_s = rng.choice(open_spans)
    return replace(visit, pin=Pin(shift_id, rng.randint(first_s, last_s)))


def _starts(rng: Random, visit: Visit) -> int:
    window = rng.choice(visit.windows)
    return rng.randint(window.start_s, min(window.latest_start_s, window.end_s - visit.duration_s))


def _remembering(rng: Random, problem: Problem) -> Problem:
    """With earlier meetings, and sometimes a plan from which changes cost."""
    pairs = [(client.id, carer.id) for client in problem.clients for carer in problem.carers]
    met = frozenset(rng.sample(pairs, rng.randint(0, len(pairs))))
    baseline = a_random_plan(rng, problem) if rng.random() < 0.3 else None
    return replace(problem, met=met, baseline=baseline)


def of_an_organisation(rng: Random, problem: Problem) -> Problem:
    """With districts, wishes, contracts, wages, cars, habits and settings of its own: what no file brings."""
    if rng.random() < 0.3:
        return problem
    cars = tuple(Vehicle(f"car-{i}", f"car-{i}", rng.choice([None, 1, 2])) for i in range(rng.randint(0, 2)))
    problem = replace(
        problem,
        clients=tuple(_living(rng, client) for client in problem.clients),
        carers=tuple(_employed(rng, carer) for carer in problem.carers),
        shifts=tuple(
            replace(shift, wish=rng.choice([0, 0, 1, -1]), vehicle_id=rng.choice([None, *(car.id for car in cars)]))
            for shift in problem.shifts
        ),
        visits=tuple(_habitual(rng, visit) for visit in problem.visits),
        vehicles=cars,
    )
    return replace(problem, settings=tuple(_settings(rng, problem)))


def with_limits(rng: Random, problem: Problem) -> Problem:
    """With dependencies that must follow soon, and vehicles that cannot bring along what all visits need."""
    cart = Vehicle("cart", "cart", load=rng.randint(0, 12))
    shifts = tuple(replace(s, vehicle_id="cart") if rng.random() < 0.6 else s for s in problem.shifts)
    visits = tuple(
        replace(
            visit,
            load=rng.randint(0, 5),
            after=tuple(replace(a, most_s=rng.choice([None, a.delay_s, a.delay_s + HOUR])) for a in visit.after),
        )
        for visit in problem.visits
    )
    return replace(problem, shifts=shifts, visits=visits, vehicles=(*problem.vehicles, cart))


def _living(rng: Random, client: Client) -> Client:
    wishes, traits = _some(rng, list(TRAITS[:2]), 0.3), _some(rng, list(TRAITS[2:]), 0.3)
    return replace(client, district=rng.choice(DISTRICTS), wishes=wishes, traits=traits)


def _employed(rng: Random, carer: Carer) -> Carer:
    return replace(
        carer,
        district=rng.choice(DISTRICTS),
        contract_min_week=rng.choice([None, 1200, 2400]),
        rate_ore_min=rng.choice([None, 287, 333]),
        is_monthly=rng.random() < 0.3,
        traits=_some(rng, list(TRAITS[:2]), 0.5),
        avoids=_some(rng, list(TRAITS[2:]), 0.3),
    )


def _habitual(rng: Random, visit: Visit) -> Visit:
    usual_s = rng.randint(24, 88) * 15 * MINUTE if rng.random() < 0.3 else None
    due_s = visit.windows[-1].start_s + rng.randint(-1, 1) * 8 * HOUR if rng.random() < 0.2 else None
    return replace(visit, usual_s=usual_s, due_s=due_s)


def _settings(rng: Random, problem: Problem) -> list[Setting]:
    """Some parameters as the organisation, a carer or a client has them."""
    made = []
    for parameter in (p for rule in CATALOGUE for p in rule.parameters):
        owner: dict[str, str] = {}
        if EntityType.EMPLOYEE in parameter.overrides and rng.random() < 0.5:
            owner = {"carer_id": rng.choice(problem.carers).id}
        if EntityType.CLIENT in parameter.overrides and rng.random() < 0.5:
            owner = {"client_id": rng.choice(problem.clients).id}
        if rng.random() < 0.3:
            value = rng.randint(parameter.limits.least, parameter.limits.most)
            made.append(Setting(parameter.constraint_id, parameter.name, value, **owner))
    return made


def random_weights(rng: Random, problem: Problem) -> Weights:
    """Weights an organisation may choose, with some carers' and clients' own, and some rules switched off."""
    free = [rule for rule in CATALOGUE if not rule.is_system]
    soft = [rule for rule in free if rule.level is Level.SOFT]
    carers, clients = [carer.id for carer in problem.carers], [client.id for client in problem.clients]
    return Weights(
        organization={
            r.id: rng.randint(r.limits.least, r.limits.most) // rng.choice([1, 20]) for r in free if rng.random() < 0.5
        },
        carer={(r.id, rng.choice(carers)): rng.randint(0, 50) for r in soft if EntityType.EMPLOYEE in r.overrides},
        client={(r.id, rng.choice(clients)): rng.randint(0, 50) for r in soft if EntityType.CLIENT in r.overrides},
        disabled=frozenset(rule.id for rule in free if rng.random() < 0.08),
        levels={rule.id: rng.choice(sorted(rule.levels)) for rule in free if rule.may_be},
    )
