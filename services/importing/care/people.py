"""Clients and lines of a care file beside those the organisation has: who is new, who is changed, who has no place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow
from data.repositories.places import PlaceRow
from services.importing.intake import Tally
from services.integrations.care_files.positions import same_address
from services.integrations.care_files.records import Address, CareFile

Positions = Mapping[str, tuple[float, float]]
"""Address as compared → latitude, longitude; of a side file."""

_LONGEST_NOTE = 4000
_LONGEST_NAME = 40


@dataclass
class People:
    """Rows to write, and everybody by the care system's id."""

    clients: dict[str, ClientRow] = field(default_factory=dict)
    carers: dict[str, EmployeeRow] = field(default_factory=dict)
    places: list[PlaceRow] = field(default_factory=list)
    new_clients: list[tuple[ClientRow, ClientSecrets]] = field(default_factory=list)
    changed_clients: list[ClientRow] = field(default_factory=list)
    new_carers: list[EmployeeRow] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    office_id: UUID | None = None
    client_tally: Tally = field(default_factory=Tally)
    carer_tally: Tally = field(default_factory=Tally)


def people_of(
    file: CareFile,
    positions: Positions,
    clients: Iterable[ClientRow],
    carers: Iterable[EmployeeRow],
    places: Iterable[PlaceRow],
    names: Iterable[str],
) -> People:
    """Lay the file's people beside those who are here; `names` are its lines or carers, by the care system's id."""
    found = People()
    known_places = {(row.lat, row.lon): row.id for row in places}
    everybody = list(clients)
    held = {row.external_ref: row for row in everybody if row.external_ref}
    taken = {row.pseudonym for row in everybody}
    notes = _notes(file)
    for ref, told in file.clients.items():
        place_id = _place(told.address, positions, known_places, found)
        now = held.get(ref)
        row = now or ClientRow(new_id(), _free(ref, taken), external_ref=ref[:100])
        if place_id is not None:
            row = replace(row, place_id=place_id)
        if now is None:
            address = told.address.written if told.address else None
            found.new_clients.append((row, ClientSecrets(address=address, notes=notes.get(ref))))
            found.client_tally.new += 1
        elif row != now:
            found.changed_clients.append(row)
            found.client_tally.changed += 1
        else:
            found.client_tally.unchanged += 1
        found.clients[ref] = row
        if row.place_id is None:
            found.unplaced.append(ref)
    found.office_id = _place(file.office, positions, known_places, found)
    _carers(names, carers, found)
    return found


def _carers(names: Iterable[str], held: Iterable[EmployeeRow], found: People) -> None:
    everybody = list(held)
    known = {row.external_ref: row for row in everybody if row.external_ref}
    taken = {row.pseudonym for row in everybody}
    for name in dict.fromkeys(filter(None, names)):
        row = known.get(name)
        if row is None:
            row = EmployeeRow(new_id(), _free(name, taken), external_ref=name[:100])
            found.new_carers.append(row)
            found.carer_tally.new += 1
        else:
            found.carer_tally.unchanged += 1
        found.carers[name] = row


def _free(ref: str, taken: set[str]) -> str:
    """The id as a pseudonym; numbered when somebody who is not known by that id has it already."""
    name, number = ref[:_LONGEST_NAME], 2
    while name in taken:
        name, number = f"{ref[: _LONGEST_NAME - 5]} ({number})", number + 1
    taken.add(name)
    return name


def _place(
    address: Address | None, positions: Positions, known: dict[tuple[float, float], UUID], found: People
) -> UUID | None:
    if address is None:
        return None
    at = (address.lat, address.lon) if address.lat is not None and address.lon is not None else None
    at = at or positions.get(same_address(address.written)) or positions.get(same_address(address.street))
    if at is None:
        return None
    if at not in known:
        known[at] = new_id()
        found.places.append(PlaceRow(known[at], *at))
    return known[at]


def _notes(file: CareFile) -> dict[str, str]:
    """What the care system wrote about each client's visits, once each; sealed with the client."""
    said: dict[str, dict[str, None]] = {}
    told = [(need.client_ref, need.note) for need in file.needs]
    told += [(visit.client_ref, visit.note) for visit in file.visits]
    for client_ref, note in told:
        if note:
            said.setdefault(client_ref, {})[note] = None
    return {ref: "\n".join(lines)[:_LONGEST_NOTE] for ref, lines in said.items()}
