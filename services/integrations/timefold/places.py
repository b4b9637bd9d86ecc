"""Positions become places and clients, each with an id that is the same in every file."""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import blake2b

from services.problem.problem import Client, Place

Position = tuple[float, float]


class ClientFrom(StrEnum):
    """How a file tells whose visit it is."""

    NAME = "name"
    LOCATION = "location"
    ID_PREFIX = "id-prefix"


_CLIENT = re.compile(r"([A-ZÅÄÖ]+[0-9]+)[,:;.]?(?:\s+(.*))?")
_PREFIX = re.compile(r"[-_/.:#\s]")


class PlaceBook:
    """Every distinct position once, in the order first met."""

    def __init__(self) -> None:
        self._ids: dict[Position, str] = {}

    def id_at(self, position: Position) -> str:
        """The id of the place at `position`: a digest, so that no report or log carries an address."""
        known = self._ids.get(position)
        if known is None:
            known = place_id(*position)
            self._ids[position] = known
        return known

    def places(self) -> tuple[Place, ...]:
        """All places met."""
        return tuple(Place(identity, lat, lon) for (lat, lon), identity in self._ids.items())


class ClientBook:
    """Every client once, in the order first met."""

    def __init__(self, client_from: ClientFrom) -> None:
        self._client_from = client_from
        self._ids: dict[str, None] = {}

    def read(self, visit_id: str, name: str, place: str) -> tuple[str, str]:
        """`(client id, title)` of a visit; the title is its name without the client."""
        match = _CLIENT.fullmatch(name.strip())
        title = (match.group(2) or "") if match else name
        if self._client_from is ClientFrom.ID_PREFIX:
            client = _PREFIX.split(visit_id, maxsplit=1)[0] or visit_id
        elif self._client_from is ClientFrom.NAME and match:
            client = match.group(1)
        else:
            client = place
        self._ids[client] = None
        return client, title

    def clients(self) -> tuple[Client, ...]:
        """All clients met; their pseudonym is their id."""
        return tuple(Client(identity, identity) for identity in self._ids)


def is_client_id(text: str) -> bool:
    """Whether a client's id can stand first in a name and be read back."""
    match = _CLIENT.fullmatch(text)
    return match is not None and match.group(1) == text


def place_id(lat: float, lon: float) -> str:
    """`at-` and ten hexadecimal digits of the exact position."""
    return "at-" + blake2b(f"{lat!r},{lon!r}".encode(), digest_size=5).hexdigest()
