"""What a care file cannot tell us, seen from the organisation: told beside the file's own problems."""

from __future__ import annotations

from services.problem import Issue, Severity
from services.words import Text

NO_PLACE, NO_OFFICE, UNKNOWN_FILE = "CARE-001", "CARE-002", "CARE-003"


def no_place(client_ref: str, *, is_dated: bool) -> Issue:
    """A client without coordinates: needs are kept, dated visits have to wait."""
    cause = (
        Text(sv="Klienten har ingen plats på kartan; besöken läses inte in.",
             en="The client has no place on the map; the visits are not taken in.")
        if is_dated
        else Text(sv="Klienten har ingen plats på kartan; behoven läses in men ger inga besök.",
                  en="The client has no place on the map; the needs are taken in but give no visits.")
    )  # fmt: skip
    return Issue(
        Severity.WARNING, NO_PLACE, f"klient {client_ref}", "address", "", cause,
        Text(sv="Lämna en fil med adress;lat;lon bredvid, eller placera klienten på kartan.",
             en="Give a file of address;lat;lon beside it, or place the client on the map."),
    )  # fmt: skip


def no_office() -> Issue:
    """Routes begin somewhere: without an office there is no plan by hand."""
    return Issue(
        Severity.WARNING, NO_OFFICE, "", "Kontor", "",
        Text(sv="Kontoret har ingen plats på kartan; slingorna blir inga pass och ingen manuell plan.",
             en="The office has no place on the map; the routes become no shifts and no plan by hand."),
        Text(sv="Lägg kontorets adress i filen med adress;lat;lon.",
             en="Put the office's address into the file of address;lat;lon."),
    )  # fmt: skip


def unknown_file(filename: str) -> Issue:
    """None of the layouts we know."""
    return Issue(
        Severity.ERROR, UNKNOWN_FILE, filename, "", "",
        Text(sv="Filen är inget av de format som kan läsas in.",
             en="The file is none of the formats that can be read."),
        Text(sv="Välj en export ur vårdsystemet, eller en fil i Timefolds format.",
             en="Choose an export of the care system, or a file in Timefold's format."),
    )  # fmt: skip
