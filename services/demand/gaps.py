"""Why a need gives no visit: what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.words import Text

NO_RULE, NO_POSITION, NO_HOURS, TOO_SHORT = "NEED-001", "NEED-002", "NEED-003", "NEED-004"

_WORDS: dict[str, tuple[Text, Text]] = {
    NO_RULE: (
        Text(sv="Behovet säger inte hur ofta besöket ska göras.", en="The need does not say how often to visit."),
        Text(sv="Ange en upprepning.", en="Give a recurrence."),
    ),
    NO_POSITION: (
        Text(sv="Klienten har ingen plats på kartan.", en="The client has no place on the map."),
        Text(sv="Placera klienten på kartan.", en="Place the client on the map."),
    ),
    NO_HOURS: (
        Text(sv="Inget tidsfönster gäller den dagen.", en="No time window holds on that day."),
        Text(sv="Lägg till ett fönster för veckodagen eller ta bort dagen.", en="Add a window for it or drop the day."),
    ),
    TOO_SHORT: (
        Text(sv="Besöket är längre än tidsfönstret.", en="The visit is longer than its time window."),
        Text(sv="Förläng fönstret eller korta besöket.", en="Widen the window or shorten the visit."),
    ),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that gives no visit, on `day` or at all."""

    requirement_id: UUID
    code: str
    day: date | None = None

    @property
    def cause(self) -> Text:
        """What is wrong."""
        return _WORDS[self.code][0]

    @property
    def action(self) -> Text:
        """How to mend it."""
        return _WORDS[self.code][1]
