"""Matches of rules inside a part of a plan.

A match about a visit lies where the visit lies, else where its shift lies. One about people only (an uneven load) is
about all days: a part of the days does not hold it.
"""

from __future__ import annotations

import numpy as np

from services.constraints.kind import Matches
from services.kpi.frame import Frame
from services.kpi.part import Part
from services.problem.columns import Flags


def inside(f: Frame, matches: Matches, part: Part) -> Flags:
    """bool[M]: which matches the part holds."""
    by_visit, by_shift = np.append(part.visit, False)[matches.visit], np.append(part.shift, False)[matches.shift]
    return np.where(matches.visit >= 0, by_visit, np.where(matches.shift >= 0, by_shift, _people(matches, part)))


def _people(matches: Matches, part: Part) -> Flags:
    is_whole = part.day is None or bool(part.day.all())
    carer = _holds(part.carer, matches.carer)
    client = _holds(part.client, matches.client)
    return np.asarray(is_whole & np.where(matches.client >= 0, client, carer))


def _holds(people: Flags | None, row: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Flags:
    return np.ones(len(row), np.bool_) if people is None else np.append(people, False)[row]
