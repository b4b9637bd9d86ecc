"""A parameter of a rule: what counts as a breach, a whole number within a range, for everybody or for one person.

The value of one carer or client goes before the organisation's, and that before the catalogue's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.vocabulary import EntityType
from services.problem.columns import Columns, Longs
from services.problem.problem import Carer, Client
from services.problem.setting import Setting
from services.words import Text


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from `least` to `most`, both included."""

    least: int
    most: int

    def __contains__(self, value: int) -> bool:
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name` is the key it is stored under; `overrides` who may have a value of their own."""

    constraint_id: str
    name: str
    title: Text
    unit: Text
    default: int
    limits: Range
    overrides: frozenset[EntityType] = frozenset()

    def of_all(self, c: Columns) -> int:
        """The organisation's value, else the catalogue's."""
        own = [s.value for s in self._settings(c) if s.carer_id is None and s.client_id is None]
        return self._held(own[-1]) if own else self.default

    def of_carers(self, c: Columns) -> Longs:
        """int64[C]: the value that holds for each carer."""
        own = {s.carer_id: s.value for s in self._settings(c) if s.carer_id is not None}
        return self._each(c, c.problem.carers, own if EntityType.EMPLOYEE in self.overrides else {})

    def of_clients(self, c: Columns) -> Longs:
        """int64[K]: the value that holds for each client."""
        own = {s.client_id: s.value for s in self._settings(c) if s.client_id is not None}
        return self._each(c, c.problem.clients, own if EntityType.CLIENT in self.overrides else {})

    def _settings(self, c: Columns) -> list[Setting]:
        return [s for s in c.problem.settings if (s.constraint_id, s.name) == (self.constraint_id, self.name)]

    def _each(self, c: Columns, people: Sequence[Carer | Client], own: dict[str, int]) -> Longs:
        values = np.full(len(people), self.of_all(c), np.int64)
        for row, person in enumerate(people):
            if person.id in own:
                values[row] = self._held(own[person.id])
        return values

    def _held(self, value: int) -> int:
        """Within the range, whatever an old document says."""
        return min(max(value, self.limits.least), self.limits.most)
