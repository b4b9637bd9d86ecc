"""The way from a hindrance to the very place that mends it."""

from __future__ import annotations

from datetime import date

from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.hindrances import Hindrance, Mend
from services.words import Text

_WAYS: dict[Mend, tuple[str, str, Text, str]] = {
    Mend.PLACE: (
        "clients",
        "place",
        Text(sv="Sätt ut på kartan", en="Place on the map"),
        ":material/add_location_alt:",
    ),
    Mend.NEED: ("clients", "needs", Text(sv="Öppna behovet", en="Open the need"), ":material/assignment:"),
    Mend.LAY_OUT: ("clients", "lay_out", Text(sv="Lägg ut besök", en="Lay out visits"), ":material/event_available:"),
    Mend.VISIT: ("clients", "visits", Text(sv="Öppna besöket", en="Open the visit"), ":material/edit_calendar:"),
    Mend.CARERS: ("clients", "carers", Text(sv="Öppna kretsen", en="Open the pool"), ":material/group:"),
    Mend.SKILLS: ("employees", "", Text(sv="Öppna kompetenser", en="Open skills"), ":material/school:"),
    Mend.SHIFTS: ("shifts", "shifts", Text(sv="Öppna passen", en="Open the shifts"), ":material/calendar_clock:"),
    Mend.MAKE: ("shifts", "make", Text(sv="Gör pass", en="Make shifts"), ":material/add_task:"),
    Mend.VEHICLES: ("shifts", "vehicles", Text(sv="Öppna fordonen", en="Open vehicles"), ":material/directions_car:"),
    Mend.ABSENCE: ("shifts", "absence", Text(sv="Öppna frånvaron", en="Open absences"), ":material/event_busy:"),
}


def mending(ctx: PageContext, found: Hindrance, first: date, last: date, key: str) -> None:
    """A button to the place, with whom and which days it is about; nothing where the period itself is wrong."""
    if found.mend not in _WAYS:
        return
    url_path, part, label, icon = _WAYS[found.mend]
    day, about = found.day.isoformat() if found.day else "", str(found.about or "")
    span = {"first": first.isoformat(), "last": last.isoformat()}
    way_to(ctx, url_path, label, icon, key, is_primary=False, part=part, about=about, day=day, **span)
