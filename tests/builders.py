"""Small problems and plans in words: `a_visit("Anna", "08:00-09:00")`, `a_plan({"Bo": ["Anna 08:00"]})`.

The first day is Monday 1 February 2027 in Stockholm; `08:00+1` is eight o'clock on Tuesday. A visit belongs to the
client its id begins with (`Anna.lunch` to Anna), a shift to its carer (`Bo.tuesday` to Bo). Places stand along one
road and a kilometre takes a minute, so that distances can be added up in the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from math import degrees
from typing import Any
from zoneinfo import ZoneInfo

from services.problem import (
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
    Shift,
    Skill,
    Stop,
    StopKind,
    TravelModel,
    Visit,
    Window,
)  # fmt: skip
from services.problem.travel import EARTH_RADIUS_M

ZONE = "Europe/Stockholm"
MONDAY = datetime(2027, 2, 1, tzinfo=ZoneInfo(ZONE))
A_MINUTE_A_KILOMETRE = TravelModel(fixed_s=0.0, per_m_s=0.06, detour=1.0)
WHOLE_DAY = "00:00-23:59"


def clock(text: str) -> int:
    """`08:00`, `08:00:30` or, the day after, `08:00+1`, in epoch seconds."""
    time, _, later = text.strip().partition("+")
    hour, minute, second = ([int(part) for part in time.split(":")] + [0])[:3]
    day = MONDAY + timedelta(days=int(later or 0))
    return int(day.replace(hour=hour, minute=minute, second=second).timestamp())


def span(text: str) -> tuple[int, int]:
    """`07:00-16:00` in epoch seconds."""
    first, last = text.split("-")
    return clock(first), clock(last)


def a_window(text: str, duration_s: int) -> Window:
    """`08:00-09:00`: may start in that hour; `08:00-09:00 +3` likes to, `08:00-09:00 -3` had rather not."""
    hours, _, preference = text.partition(" ")
    first, last = span(hours)
    return Window(first, last, last + duration_s, int(preference or 0))


def a_visit(
    name: str = "Anna", window: str | Sequence[str] = WHOLE_DAY, minutes: int = 30, km: float = 0, **fields: Any
) -> Visit:
    """A visit to the client its id begins with; `fields` as in `Visit`."""
    windows = [window] if isinstance(window, str) else window
    return Visit(
        id=name,
        client_id=name.split(".", maxsplit=1)[0],
        place_id=f"{km:g} km",
        duration_s=60 * minutes,
        windows=tuple(a_window(w, 60 * minutes) for w in windows),
        **fields,
    )


def after(text: str) -> After:
    """`Anna.lunch 240`: at least 240 minutes after that visit; `Anna.lunch 0-60`: at most 60."""
    visit_id, _, minutes = text.partition(" ")
    least, _, most = minutes.partition("-")
    return After(visit_id, 60 * int(least or 0), 60 * int(most) if most else None)


def pinned(text: str) -> Pin:
    """`Bo 08:00`: on Bo's shift at eight."""
    shift_id, _, start = text.partition(" ")
    return Pin(shift_id, clock(start))


def skills(names: Iterable[str]) -> tuple[Skill, ...]:
    """`insulin`, `lifting:2`."""
    return tuple(Skill(n.partition(":")[0], int(n.partition(":")[2] or 1)) for n in names)


def a_shift(
    name: str = "Bo",
    at: str = "07:00-16:00",
    breaks: Sequence[str] = (),
    km: float = 0,
    home_km: float | None = None,
    **fields: Any,
) -> Shift:
    """A shift of the carer its id begins with; a break `11:00-13:00 30` lasts 30 minutes in those hours."""
    start_s, end_s = span(at)
    rests = (rest.split(" ") for rest in breaks)
    return Shift(
        id=name,
        carer_id=name.split(".", maxsplit=1)[0],
        start_s=start_s,
        end_s=end_s,
        start_place_id=f"{km:g} km",
        end_place_id=f"{km if home_km is None else home_km:g} km",
        breaks=tuple(
            Break(f"{name} break {i + 1}", *span(hours), duration_s=60 * int(length))
            for i, (hours, length) in enumerate(rests)
        ),
        **fields,
    )


def a_plan(routes: Mapping[str, Sequence[str]]) -> Plan:
    """`{"Bo": ["Anna 08:00", "break 11:30", "Olle 12:00"]}`; the breaks of a shift are taken in their order."""
    return Plan(tuple(Route(shift_id, _stops(shift_id, stops)) for shift_id, stops in routes.items()))


def _stops(shift_id: str, stops: Sequence[str]) -> tuple[Stop, ...]:
    made: list[Stop] = []
    breaks = 0
    for stop in stops:
        name, start = stop.split(" ")
        if name == "break":
            breaks += 1
            made.append(Stop(StopKind.BREAK, f"{shift_id} break {breaks}", clock(start)))
        else:
            made.append(Stop(StopKind.VISIT, name, clock(start)))
    return tuple(made)


def a_problem(
    *things: Visit | Shift,
    groups: Sequence[Sequence[str]] = (),
    met: Mapping[str, Sequence[str]] | None = None,
    carers: Mapping[str, Mapping[str, Any]] | None = None,
    clients: Mapping[str, Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Problem:
    """The problem of these visits and shifts, with every client, carer and place they name.

    `carers` and `clients` say more of those named there, with the fields of `Carer` and `Client`.
    """
    shifts = tuple(thing for thing in things if isinstance(thing, Shift))
    group_of = {visit_id: f"group {i + 1}" for i, members in enumerate(groups) for visit_id in members}
    visits = tuple(
        replace(thing, group_id=group_of.get(thing.id, thing.group_id)) for thing in things if isinstance(thing, Visit)
    )
    pairs = frozenset((client, carer) for client, carers in (met or {}).items() for carer in carers)
    named = chain.from_iterable(
        (*v.pool, *v.preferred, *v.prohibited, *([v.contact] if v.contact else [])) for v in visits
    )
    people = dict.fromkeys([*(s.carer_id for s in shifts), *named, *sorted(carer for _, carer in pairs)])
    carers, clients = carers or {}, clients or {}
    places = dict.fromkeys(
        [*(v.place_id for v in visits), *(s.start_place_id for s in shifts), *(s.end_place_id for s in shifts)]
    )
    return Problem(
        zone=ZONE,
        places=tuple(a_place(place_id) for place_id in places),
        clients=tuple(Client(c, c, **clients.get(c, {})) for c in dict.fromkeys(v.client_id for v in visits)),
        carers=tuple(Carer(c, c, **carers.get(c, {})) for c in people),
        shifts=shifts,
        visits=visits,
        groups=tuple(Group(f"group {i + 1}", tuple(members)) for i, members in enumerate(groups)),
        models=dict.fromkeys(Mode, A_MINUTE_A_KILOMETRE),
        met=pairs,
        **fields,
    )


def a_place(name: str) -> Place:
    """`3 km`: three kilometres north of the office."""
    metres = 1000 * float(name.split(" ", maxsplit=1)[0])
    return Place(name, 59.0 + degrees(metres / EARTH_RADIUS_M), 18.0)
