"""The use case: ask the geocoder of the settings where a client's address is; what it answers is only a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from data.connect import Database
from data.work import Context
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput, NotAllowed, NotFound
from services.register.positions import doubt
from services.words import Text

if TYPE_CHECKING:  # its network library takes most of a second, which only a geocoder that is on is worth
    from services.integrations.geocoding import Hit, Nominatim

_OFF = NotAllowed(
    "GEO-005",
    Text(sv="Ingen adresstjänst är påslagen.", en="No address service is switched on."),
    Text(sv="Sätt ut platsen på kartan för hand.", en="Place it on the map by hand."),
)
_NO_ADDRESS = BadInput(
    "GEO-006",
    Text(sv="Klienten har ingen sparad adress.", en="The client has no address on file."),
    Text(sv="Sätt ut platsen på kartan för hand.", en="Place it on the map by hand."),
)
_PROTECTED = NotAllowed(
    "GEO-007",
    Text(
        sv="Klienten har skyddad identitet: adressen lämnar aldrig systemet.",
        en="The client's identity is protected: the address never leaves the system.",
    ),
    Text(sv="Sätt ut platsen på kartan för hand.", en="Place it on the map by hand."),
)
_GONE = NotFound(
    "GEO-008",
    Text(sv="Klienten finns inte.", en="There is no such client."),
    Text(sv="Ladda om sidan.", en="Load the page again."),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Proposals that can be somebody's home, and how many could not (0, 0 or outside the country)."""

    hits: tuple[Hit, ...]
    dropped: int


class Geocoding:
    """The geocoder, for those who may see addresses and place clients; None where none is switched on."""

    def __init__(self, database: Database, geocoder: Nominatim | None) -> None:
        self._database = database
        self._geocoder = geocoder

    @property
    def is_on(self) -> bool:
        """Whether there is anybody to ask."""
        return self._geocoder is not None

    def look_up(self, actor: Actor, client_id: UUID) -> Found:
        """Where the client's address may be; that it left the house is on record before it does."""
        actor.require(Capability.EDIT_PLAN)
        actor.require(Capability.REVEAL)
        if self._geocoder is None:
            raise _OFF
        with self._database.writing(_context(actor)) as work:
            client = next((row for row in work.people.clients() if row.id == client_id), None)
            if client is None:
                raise _GONE
            if client.protected_identity:
                raise _PROTECTED
            address = work.people.reveal_clients([client_id], noted.GEOCODED.en)[client_id].address
        if not address or not address.strip():
            raise _NO_ADDRESS
        hits = self._geocoder.search(address.strip())
        good = tuple(hit for hit in hits if doubt(hit.lat, hit.lon) is None)
        return Found(good, len(hits) - len(good))


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
