"""Travel as a router told it: seconds and metres between places by id, and what to say where it told nothing.

A problem without roads travels by its models. With roads, a way the router did not know falls back on the model, and a
router that could not be asked leaves its reason here: it goes with the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from services.problem.travel import Mode
from services.words import Text

Matrix = NDArray[np.int32]
UNKNOWN = -1
"""A way the router did not tell."""


@dataclass(frozen=True, eq=False, slots=True)
class Roads:
    """What router `source` told; `legs` are int32[place, place] seconds and metres by mode, `UNKNOWN` where it did not.

    `is_asked`: it was asked for every way; `code` and `cause` say why it did not answer to the end.
    """

    source: str
    place_ids: tuple[str, ...] = ()
    legs: Mapping[Mode, tuple[Matrix, Matrix]] = field(default_factory=dict)
    code: str = ""
    cause: Text | None = None
    is_asked: bool = False

    @property
    def unknown(self) -> int:
        """Ways that are travelled by the model because the router did not tell them."""
        return sum(int((seconds == UNKNOWN).sum()) for seconds, _ in self.legs.values())

    @property
    def is_whole(self) -> bool:
        """Whether every way is the router's."""
        return not self.code and not self.unknown

    def between(self, mode: Mode, place_ids: tuple[str, ...]) -> tuple[Matrix, Matrix] | None:
        """Seconds and metres among these places, None of a mode the router was not asked for."""
        if mode not in self.legs:
            return None
        row = {place: i for i, place in enumerate(self.place_ids)}
        at = np.array([row.get(place, len(row)) for place in place_ids], np.intp)
        seconds, metres = (_with_unknown(told)[np.ix_(at, at)] for told in self.legs[mode])
        return seconds, metres


def _with_unknown(told: Matrix) -> Matrix:
    """One row and column more, for places that were not asked for."""
    wider = np.full((len(told) + 1, len(told) + 1), UNKNOWN, np.int32)
    wider[:-1, :-1] = told
    return wider
