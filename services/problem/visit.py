"""A visit: one stay of one carer at a client's home, with everything that limits when and by whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """An interval in which the visit may start: `start_s` ≤ start ≤ `latest_start_s`, departure ≤ `end_s`.

    `preference` −10…10: 0 allowed, above 0 preferred, below 0 allowed but avoided.
    """

    start_s: int
    latest_start_s: int
    end_s: int
    preference: int = 0


@dataclass(frozen=True, slots=True)
class After:
    """The visit starts at least `delay_s` after the departure from `visit_id`, and only if that one is served.

    With `most_s` it starts at most so long after that departure, too.
    """

    visit_id: str
    delay_s: int
    most_s: int | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """The visit stays on this shift at this start."""

    shift_id: str
    start_s: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of one carer at a client's home.

    `windows` are sorted and disjoint in start; `skills` are `(name, least level)`; `pool` names the only carers
    allowed (empty: anyone), `preferred` those wished for, `prohibited` those refused; `contact` is the client's
    permanent care contact. `priority` 1 (highest) … 10. An optional visit may be left without medium cost.
    `usual_s` is the time of day a recurring visit usually starts, in wall-clock seconds after midnight; `due_s` the end
    of the period the visit belongs to, when its windows reach into the next one. `load` is what has to be brought
    along, in the units the vehicle's own load is given in.
    """

    id: str
    client_id: str
    place_id: str
    duration_s: int
    windows: tuple[Window, ...]
    title: str = ""
    skills: tuple[tuple[str, int], ...] = ()
    pool: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    prohibited: tuple[str, ...] = ()
    contact: str | None = None
    priority: int = 10
    is_optional: bool = False
    group_id: str | None = None
    after: tuple[After, ...] = ()
    pin: Pin | None = None
    usual_s: int | None = None
    due_s: int | None = None
    load: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Visits (2–4) that start together on different carers: all or none."""

    id: str
    visit_ids: tuple[str, ...]
