"""The use case: districts are made, named, placed on the map and removed, and people moved between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.districts import Belonging, DistrictRow
from data.repositories.places import PlaceRow
from data.vocabulary import ClientStatus, EmployeeStatus, PersonKind
from data.work import Conflict as Broken
from data.work import Context, Work
from services.access import Actor, Capability
from services.assumptions.use_case import count_anew
from services.integrations.care_files.sweden import is_in_sweden
from services.organization import refusals

LONGEST_NAME, MOST_MIN = 255, 120


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district with what belongs to it; `office` as (latitude, longitude)."""

    id: UUID
    name: str
    office: tuple[float, float] | None
    tolerance_min: int | None
    belonging: Belonging


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be moved; `is_active` is false for those whose care or work has ended."""

    kind: PersonKind
    id: UUID
    pseudonym: str
    district_id: UUID | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class DistrictWish:
    """A district as it was typed; without an id a new one. No tolerance: as everywhere."""

    name: str
    tolerance_min: int | None = None
    id: UUID | None = None


class Districts:
    """Districts of an organisation, for administrators."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, actor: Actor) -> list[DistrictLine]:
        """Every district with its office, tolerance and what belongs to it, by name."""
        actor.require(Capability.SETTINGS)
        with self._database.reading(_context(actor)) as work:
            rows, belonging = work.districts.all(), work.districts.belonging()
            places = work.places.all({row.place_id for row in rows if row.place_id is not None})
        return [
            DistrictLine(row.id, row.name, _spot(places, row.place_id), row.tolerance_min,
                         belonging.get(row.id, Belonging()))
            for row in rows
        ]  # fmt: skip

    def people(self, actor: Actor) -> list[Person]:
        """Everybody who may belong to a district, clients first, by pseudonym."""
        actor.require(Capability.SETTINGS)
        with self._database.reading(_context(actor)) as work:
            clients, employees = work.people.clients(), work.people.employees()
        found = [
            Person(PersonKind.CLIENT, row.id, row.pseudonym, row.district_id,
                   row.status in (ClientStatus.ACTIVE, ClientStatus.PAUSED))
            for row in clients
        ]  # fmt: skip
        return found + [
            Person(PersonKind.EMPLOYEE, row.id, row.pseudonym, row.district_id, row.status is EmployeeStatus.ACTIVE)
            for row in employees
        ]

    def save(self, actor: Actor, wishes: Sequence[DistrictWish]) -> None:
        """What was edited in a grid, new ones and changed ones, all or none; figures are counted anew if need be."""
        actor.require(Capability.SETTINGS)
        for wish in wishes:
            _check(wish)
        try:
            with self._database.writing(_context(actor)) as work:
                standing = {row.id: row for row in work.districts.all()}
                changes = [_write(work, standing, wish) for wish in wishes]
                if any(changes):
                    count_anew(work)
        except Broken as broken:
            raise refusals.NAME_TAKEN from broken

    def place(self, actor: Actor, district_id: UUID, position: tuple[float, float]) -> None:
        """Where its people set out from."""
        actor.require(Capability.SETTINGS)
        if not is_in_sweden(*position):
            raise refusals.NOWHERE
        with self._database.writing(_context(actor)) as work:
            place = PlaceRow(new_id(), *position)
            work.places.add([place])
            work.districts.set(replace(_found(work, district_id), place_id=place.id))

    def remove(self, actor: Actor, district_id: UUID) -> None:
        """Remove a district that nothing belongs to; its own key figures go with it."""
        actor.require(Capability.SETTINGS)
        try:
            with self._database.writing(_context(actor)) as work:
                held = work.districts.belonging().get(district_id, Belonging())
                if not held.is_free:
                    raise refusals.in_use(held)
                if not work.people.remove_district(district_id):
                    raise refusals.NO_DISTRICT
        except Broken as broken:  # somebody was put there at the same moment
            raise refusals.CHANGED from broken

    def move(self, actor: Actor, people: Collection[UUID], to: UUID | None) -> int:
        """These clients and carers belong to `to` from now on (None: to no district), all or none; how many moved."""
        actor.require(Capability.SETTINGS)
        wanted = set(people)
        with self._database.writing(_context(actor)) as work:
            if to is not None:
                _found(work, to)
            clients = [row for row in work.people.clients() if row.id in wanted]
            employees = [row for row in work.people.employees() if row.id in wanted]
            if len(clients) + len(employees) < len(wanted):
                raise refusals.NOBODY
            moved = [
                *(work.people.change_client(replace(row, district_id=to)) for row in clients if row.district_id != to),
                *(work.people.change_employee(replace(row, district_id=to))
                  for row in employees if row.district_id != to),
            ]  # fmt: skip
            if not all(moved):
                raise refusals.CHANGED
            if moved:
                count_anew(work)
        return len(moved)


def _check(wish: DistrictWish) -> None:
    told = wish.name.strip()
    if not 1 <= len(told) <= LONGEST_NAME or not told.isprintable():
        raise refusals.NO_NAME
    if wish.tolerance_min is not None and not 0 <= wish.tolerance_min <= MOST_MIN:
        raise refusals.BAD_TOLERANCE


def _write(work: Work, standing: Mapping[UUID, DistrictRow], wish: DistrictWish) -> bool:
    """Whether figures are counted otherwise after it."""
    name = wish.name.strip()
    if wish.id is None:
        row = DistrictRow(work.people.add_districts([name])[name], name)
    else:
        found = standing.get(wish.id)
        if found is None or not work.people.rename_district(found.id, name):
            raise refusals.NO_DISTRICT
        row = found
    if row.tolerance_min == wish.tolerance_min:
        return False
    work.districts.set(replace(row, tolerance_min=wish.tolerance_min))
    return True


def _found(work: Work, district_id: UUID) -> DistrictRow:
    row = next((row for row in work.districts.all() if row.id == district_id), None)
    if row is None:
        raise refusals.NO_DISTRICT
    return row


def _spot(places: dict[UUID, PlaceRow], place_id: UUID | None) -> tuple[float, float] | None:
    place = None if place_id is None else places.get(place_id)
    return None if place is None else (place.lat, place.lon)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
