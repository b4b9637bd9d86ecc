"""Shift wishes: carers work the shifts they asked for and not those they asked to be spared.

Why      Who is heard about her evenings stays; and of two shifts one of which is needed, either will do.
Counts   Shifts in use that the carer would rather not have, and shifts not in use that the carer wishes for.
         Unit: shifts.
Broken   Bo asked to be spared Friday evening and has visits on it: 1.
Kept     Friday evening is left empty, and the morning Bo wished for is in use: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Constraint, Level, Matches, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.problem.timetable import Timetable
from services.words import Text


def find(c: Columns, t: Timetable) -> Matches:
    """Shifts used or left against the carer's wish."""
    wish = c.terms.shift_wish
    return Matches.of_shifts(c, np.arange(len(wish)), ((wish < 0) & t.is_used) | ((wish > 0) & ~t.is_used))


PREFERENCE_SHIFT = Constraint(
    id="soft.preference.shift",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=4,
    unit=Unit.SHIFTS,
    title=Text(sv="Önskemål om pass", en="Shift wishes"),
    sentence=Text(
        sv="{carer} får inte sitt önskemål om passet {shift}.",
        en="{carer} does not get the wish about the shift {shift}.",
    ),
    find=find,
    overrides=frozenset({EntityType.EMPLOYEE}),  # the wish is the carer's
    swedish=Swedish(
        means="Medarbetarna arbetar de pass de har önskat och slipper dem de bett att slippa.",
        why="Den som blir hörd om sina kvällar stannar; och när ett av två pass behövs duger vilket som helst.",
        counts="Pass i bruk som medarbetaren helst slipper, och pass som inte används men som hon önskar. Enhet: pass.",
        broken="Bo har bett att slippa fredag kväll och har besök då: 1.",
        kept="Fredag kväll lämnas tom, och morgonen Bo önskade används: 0.",
    ),
)
