"""Wishes about the carer: gender, language, pets.

Why      Help in the shower is easier to take from the one you would have chosen, in your own language.
Counts   Visits made by a carer who lacks a trait the client wishes for, or who would rather not meet one of the
         client's. Unit: visits.
Broken   Anna wishes for Finnish and Bo speaks none, or Bo avoids dogs and Anna has one: 1 for each visit.
Kept     Eva speaks Finnish and likes dogs: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def is_unwished(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits where the two do not suit each other."""
    return np.asarray(c.terms.is_unwished[c.visit_client[visit], c.shift_carer[shift]])


PREFERENCE_WISH = Constraint(
    id="soft.preference.wish",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=6,
    unit=Unit.VISITS,
    title=Text(sv="Önskemål om medarbetaren", en="Wishes about the carer"),
    sentence=Text(
        sv="{visit} görs av {carer}, som inte svarar mot önskemålen.",
        en="{visit} is made by {carer}, who does not meet the wishes.",
    ),
    find=OfPairs(is_unwished),
    overrides=frozenset({EntityType.CLIENT}),  # the wish is mostly the client's
    may_be=frozenset({Level.HARD}),
    swedish=Swedish(
        means="Önskemål om kön, språk och husdjur uppfylls.",
        why="Hjälp i duschen är lättare att ta emot av den man själv hade valt, på sitt eget språk.",
        counts=(
            "Besök av en medarbetare som saknar något klienten önskar, eller som helst slipper något hos klienten. "
            "Enhet: besök."
        ),
        broken="Anna önskar finska och Bo talar ingen, eller Bo undviker hundar och Anna har en: 1 för varje besök.",
        kept="Eva talar finska och tycker om hundar: 0.",
    ),
)
