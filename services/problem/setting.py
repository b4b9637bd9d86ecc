"""A parameter of a rule where it differs from the catalogue.

A weight says what a breach costs and can be changed afterwards; a parameter says what is a breach at all, so it belongs
to the problem and is kept with it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """Parameter `name` of rule `constraint_id`: for everybody, or for one carer or one client."""

    constraint_id: str
    name: str
    value: int
    carer_id: str | None = None
    client_id: str | None = None
