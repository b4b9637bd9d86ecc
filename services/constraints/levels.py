"""Whether a rule forbids or weighs: an organisation may make a ban of a wish, or a wish of a ban, where it makes sense.

Only what is broken by a carer coming to a visit at all can be a ban: minutes can always be exceeded a little.
"""

from __future__ import annotations

from dataclasses import replace

from services.constraints.kind import Constraint, Level, Weights


def at_level(constraint: Constraint, weights: Weights) -> Constraint:
    """The rule as this organisation has it; a ban has no weights of single people."""
    level = weights.levels.get(constraint.id, constraint.level)
    if level is constraint.level or level not in constraint.levels:
        return constraint
    return replace(constraint, level=level, overrides=frozenset() if level is Level.HARD else constraint.overrides)
