"""Permanent care contact: a client is visited by her own contact.

Why      The law gives every client a permanent care contact; a contact who never comes is none.
Counts   Visits of clients with a contact, made by somebody else. Unit: visits.
Broken   Anna's contact is Eva; Eva makes one of her three visits: 2.
Kept     Eva makes all three, or Anna has no contact: 0.
"""

from __future__ import annotations

import numpy as np

from data.vocabulary import ConstraintCategory, EntityType
from services.constraints.kind import Amounts, Constraint, Level, OfPairs, Rows, Unit
from services.constraints.swedish import Swedish
from services.problem.columns import Columns
from services.words import Text


def is_not_contact(c: Columns, visit: Rows, shift: Rows) -> Amounts:
    """Visits with a contact who is not the carer."""
    contact = c.visit_contact[visit]
    return np.asarray((contact >= 0) & (contact != c.shift_carer[shift]))


CONTACT = Constraint(
    id="soft.continuity.contact",
    level=Level.SOFT,
    category=ConstraintCategory.PREFERENCE,
    weight=5,
    unit=Unit.VISITS,
    title=Text(sv="Fast omsorgskontakt", en="Permanent care contact"),
    sentence=Text(
        sv="{visit} görs av {carer}, som inte är fast omsorgskontakt.",
        en="{visit} is made by {carer}, who is not the permanent care contact.",
    ),
    find=OfPairs(is_not_contact),
    overrides=frozenset({EntityType.CLIENT}),  # the contact is the client's right
    may_be=frozenset({Level.HARD}),
    swedish=Swedish(
        means="Klienten får besök av sin fasta omsorgskontakt.",
        why="Lagen ger varje klient en fast omsorgskontakt; en kontakt som aldrig kommer är ingen.",
        counts="Besök hos klienter med en kontakt, som görs av någon annan. Enhet: besök.",
        broken="Annas kontakt är Eva; Eva gör ett av hennes tre besök: 2.",
        kept="Eva gör alla tre, eller Anna har ingen kontakt: 0.",
    ),
)
