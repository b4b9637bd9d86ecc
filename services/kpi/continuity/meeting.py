"""Who meets whom: different carers by client, and which clients continuity is asked of.

Kolada U21401: the different carers a client met in fourteen days between 07 and 22, over clients with two visits or
more every day. A double visit is one visit with two carers. A plan shorter than fourteen days is asked over its days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from services.kpi.frame import Frame
from services.kpi.part import Part
from services.problem.columns import Flags, Ints, Longs

WINDOW_DAYS = 14
FIRST_HOUR, LAST_HOUR = 7, 22
VISITS_A_DAY = 2


@dataclass(frozen=True)
class Meetings:
    """Clients over a window: `carers : int64[K]` different ones met, `is_eligible : bool[K]`, and its days."""

    carers: Longs
    is_eligible: Flags
    days: int


def carers_met(f: Frame, visit: Flags) -> Longs:
    """int64[K]: different carers by client over these visits, those nobody makes left out."""
    rows = np.flatnonzero(visit & f.is_served)
    many = max(1, len(f.c.problem.carers))
    pairs = np.unique(f.c.visit_client[rows].astype(np.int64) * many + f.carer_of[rows])
    return np.bincount(pairs // many, minlength=len(f.c.problem.clients))


def fortnight(f: Frame, part: Part) -> Meetings:
    """The last fourteen days of the part, or as many as it has; several figures ask about the same ones."""
    days = days_of(f, part)
    asked = ("fortnight", days.tobytes(), np.packbits(part.visit).tobytes())
    return f.once(asked, lambda: _fortnight(f, part, days))


def _fortnight(f: Frame, part: Part, days: Ints) -> Meetings:
    inside = np.zeros(len(f.calendar), np.bool_)
    inside[days] = True
    visit = part.visit & f.is_served & inside[f.day_of_visit] & is_daytime(f)
    return Meetings(carers_met(f, visit), _are_eligible(f, visit, len(days)), len(days))


def days_of(f: Frame, part: Part) -> Ints:
    """The days of the window, by index in the calendar."""
    days = np.arange(len(f.calendar)) if part.day is None else np.flatnonzero(part.day)
    return days[-WINDOW_DAYS:].astype(np.int32)


def is_daytime(f: Frame) -> Flags:
    """bool[V]: visits that begin at 07 or later and before 22, by the clock on the wall."""
    return f.once("is_daytime", lambda: _is_daytime(f))


def _is_daytime(f: Frame) -> Flags:
    zone = ZoneInfo(f.c.problem.zone)
    midnight = [datetime.fromtimestamp(f.c.origin_s + int(s), zone) for s in f.calendar.midnight_s[:-1]]
    opens, closes = (
        np.array([int(m.replace(hour=hour).timestamp()) for m in midnight], np.int64) - f.c.origin_s
        for hour in (FIRST_HOUR, LAST_HOUR)
    )
    day = f.calendar.of(f.t.start_s)
    return np.asarray((opens[day] <= f.t.start_s) & (f.t.start_s < closes[day]))


def _are_eligible(f: Frame, visit: Flags, days: int) -> Flags:
    """bool[K]: two visits or more on every one of the days; of a group the first member stands for all."""
    rows = np.flatnonzero(visit)
    group = f.c.visit_group[rows].astype(np.int64)
    alone = np.where(group < 0, len(f.c.problem.groups) + rows, group)
    spell = f.day_of_visit[rows].astype(np.int64)
    client = f.c.visit_client[rows].astype(np.int64)
    seen = np.unique(np.stack([client, spell, alone]), axis=1)
    count = np.zeros((len(f.c.problem.clients), len(f.calendar)), np.int64)
    np.add.at(count, (seen[0], seen[1]), 1)
    return np.asarray((count >= VISITS_A_DAY).sum(axis=1) >= max(1, days))
