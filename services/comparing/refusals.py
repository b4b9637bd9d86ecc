"""What can go wrong around comparing plans, in words."""

from __future__ import annotations

from services.errors import BadInput, Conflict
from services.words import Text

FEWEST, MOST = 2, 6

BAD_COUNT = BadInput(
    "COMPARE-001",
    Text(sv="Det går att jämföra två till sex planer åt gången.", en="Two to six plans can be compared at a time."),
    Text(sv="Välj fler eller färre planer.", en="Choose more plans or fewer."),
)
NO_COMMON_DAY = BadInput(
    "COMPARE-002",
    Text(sv="Planerna har ingen dag gemensam.", en="The plans have no day in common."),
    Text(sv="Välj planer som överlappar varandra i tiden.", en="Choose plans whose days overlap."),
)
NOTHING_SHARED = BadInput(
    "COMPARE-003",
    Text(sv="Planerna har inget besök gemensamt.", en="The plans have no visit in common."),
    Text(
        sv="Välj planer som gjorts av samma besök, till exempel inte före och efter att allt lästs in på nytt.",
        en="Choose plans made of the same visits, not from before and after everything was imported anew.",
    ),
)
NOTHING_TAKEN = Conflict(
    "COMPARE-004",
    Text(sv="Inget av det valda går att ta över.", en="Nothing of what was chosen can be taken over."),
    Text(sv="Läs varför, och välj en annan del.", en="Read why, and choose another part."),
)
