"""Spare scarce skills: a carer with more skills than the visit needs is kept for visits that need them.

Why      If the nurse does the shopping, nobody is left for the insulin.
Counts   Levels of skill the carer has beyond what the visit asks for, over all her skills. Unit: levels.
Broken   Eva has insulin and catheter, the visit asks for insulin: 1.
Kept     Bo has insulin only: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def to_spare(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Levels of skill the carer has to spare."""
    return np.asarray(c.spare[c.visit_need[visit], c.shift_skillset[shift]])


SKILL_SPARE = Constraint(
    id="soft.skill.spare",
    level=Level.SOFT,
    category=ConstraintCategory.SKILL,
    weight=0,
    unit=Unit.LEVELS,
    title=Text(sv="Spara ovanlig kompetens", en="Spare scarce skills"),
    sentence=Text(sv="{carer} kan {units} mer än {visit} kräver.", en="{carer} has {units} more than {visit} needs."),
    find=OfPairs(to_spare),
    overrides=frozenset({EntityType.EMPLOYEE}),  # some carers' skills are scarcer than others'
    timefold="minimizeUnnecessarySkillsWeight",
    swedish=Swedish(
        means="Den som kan mer än besöket kräver sparas till besök som behöver det.",
        why="Går sjuksköterskan och handlar finns ingen kvar till insulinet.",
        counts="Kompetensnivåer medarbetaren har utöver vad besöket kräver, alla kompetenser. Enhet: nivåer.",
        broken="Eva har insulin och kateter, besöket kräver insulin: 1.",
        kept="Bo har bara insulin: 0.",
    ),
)
