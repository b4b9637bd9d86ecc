"""The use case: clients, employees and what they are to one another, edited in grids; nobody's change is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill, Relation
from data.repositories.places import PlaceRow
from data.vocabulary import AuditAction, CarerRelation
from data.work import Conflict as Broken
from data.work import Context, Work
from services import noted
from services.access import Actor, Capability
from services.errors import Conflict
from services.register import refusals
from services.register.cells import LONGEST_PSEUDONYM
from services.register.positions import Landmarks, doubt, landmarks
from services.words import Text

_Secrets = TypeVar("_Secrets", ClientSecrets, EmployeeSecrets)


class ChangedMeanwhile(Conflict):
    """Rows that somebody else changed since they were read; `theirs` holds each as it is now, by id."""

    def __init__(self, theirs: Mapping[UUID, ClientRow | EmployeeRow]) -> None:
        super().__init__(
            "REG-001",
            Text(
                sv="Någon annan har ändrat {count} {count:rad|rader} under tiden.",
                en="Somebody else changed {count} {count:row|rows}.",
            ).fill(count=len(theirs)),
            Text(sv="Jämför ditt och deras, och spara på nytt.", en="Compare yours and theirs, and save again."),
        )
        self.theirs = dict(theirs)


class Register:
    """Clients and employees of an organisation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clients(self, actor: Actor) -> list[ClientRow]:
        """Every client, by pseudonym."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.people.clients()

    def employees(self, actor: Actor) -> list[EmployeeRow]:
        """Every employee with the skills held, by pseudonym."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.people.employees()

    def relations(self, actor: Actor) -> list[Relation]:
        """Pools, preferences and refusals."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.people.relations()

    def unplaced(self, actor: Actor) -> list[ClientRow]:
        """Clients nobody has placed on the map yet."""
        return [row for row in self.clients(actor) if row.place_id is None]

    def reveal_client(self, actor: Actor, client_id: UUID, reason: str) -> ClientSecrets:
        """Name, address and notes of one client; who asked, when and why is on record."""
        actor.require(Capability.REVEAL)
        with self._database.writing(_context(actor)) as work:
            return _found(work.people.reveal_clients([client_id], _said(reason)), client_id)

    def reveal_employee(self, actor: Actor, employee_id: UUID, reason: str) -> EmployeeSecrets:
        """Name and ways to reach one employee; who asked, when and why is on record."""
        actor.require(Capability.REVEAL)
        with self._database.writing(_context(actor)) as work:
            return _found(work.people.reveal_employees([employee_id], _said(reason)), employee_id)

    def add(
        self,
        actor: Actor,
        clients: Sequence[tuple[ClientRow, ClientSecrets]] = (),
        employees: Sequence[tuple[EmployeeRow, EmployeeSecrets]] = (),
    ) -> None:
        """New people, all or none."""
        self._save(actor, new_clients=clients, new_employees=employees)

    def save_employees(
        self, actor: Actor, new: Sequence[Mapping[str, Any]] = (), changed: Sequence[EmployeeRow] = ()
    ) -> None:
        """What was edited in a grid: new employees of these fields and changed ones, all or none."""
        _refuse_nameless(new)
        added = [EmployeeRow(new_id(), **fields) for fields in new]
        self._save(actor, employees=changed, new_employees=[(row, EmployeeSecrets()) for row in added])

    def save_clients(
        self, actor: Actor, new: Sequence[Mapping[str, Any]] = (), changed: Sequence[ClientRow] = ()
    ) -> None:
        """What was edited in a grid: new clients of these fields and changed ones, all or none."""
        _refuse_nameless(new)
        added = [ClientRow(new_id(), **fields) for fields in new]
        self._save(actor, clients=changed, new_clients=[(row, ClientSecrets()) for row in added])

    @staticmethod
    def held_skills(told: Sequence[Mapping[str, Any]]) -> tuple[HeldSkill, ...]:
        """Skills as typed in a grid; refused when one ends before it begins or stands twice."""
        held = tuple(
            HeldSkill(row["name"], int(row.get("level") or 1), row.get("valid_from"), row.get("valid_to"))
            for row in told
            if row.get("name")
        )
        is_ordered = all((s.valid_from or date.min) <= (s.valid_to or date.max) for s in held)
        if not is_ordered or len({(s.name, s.valid_from) for s in held}) < len(held):
            raise refusals.BAD_SKILL
        return held

    def change(self, actor: Actor, clients: Sequence[ClientRow] = (), employees: Sequence[EmployeeRow] = ()) -> None:
        """Write edited rows, all or none; `ChangedMeanwhile` names those somebody else changed."""
        self._save(actor, clients, employees)

    def _save(
        self,
        actor: Actor,
        clients: Sequence[ClientRow] = (),
        employees: Sequence[EmployeeRow] = (),
        new_clients: Sequence[tuple[ClientRow, ClientSecrets]] = (),
        new_employees: Sequence[tuple[EmployeeRow, EmployeeSecrets]] = (),
    ) -> None:
        actor.require(Capability.EDIT_PLAN)
        _refuse_long((*clients, *employees, *(row for row, _ in new_clients), *(row for row, _ in new_employees)))
        try:
            with self._database.writing(_context(actor)) as work:
                late = {row.id for row in clients if not work.people.change_client(row)}
                late |= {row.id for row in employees if not work.people.change_employee(row)}
                if late:
                    raise ChangedMeanwhile(_as_they_are(work, late))
                work.people.add_employees(new_employees)
                work.people.add_clients(new_clients)
        except Broken as broken:
            raise self._taken(actor, clients, employees, new_clients, new_employees) from broken

    def _taken(self, actor: Actor, *wanted: Sequence[Any]) -> Conflict:
        """Which pseudonyms belong to somebody else, as far as can be told once the change is given up."""
        rows = [each[0] if isinstance(each, tuple) else each for several in wanted for each in several]
        with self._database.reading(_context(actor)) as work:
            people: list[ClientRow | EmployeeRow] = [*work.people.clients(), *work.people.employees()]
        standing = {(type(row), row.pseudonym): row.id for row in people}
        names = sorted({row.pseudonym for row in rows if standing.get((type(row), row.pseudonym), row.id) != row.id})
        if not names:
            return refusals.TAKEN
        return Conflict(refusals.TAKEN.code, refusals.TAKEN_NAMES.fill(names=", ".join(names)), refusals.TAKEN.action)

    def relate(self, actor: Actor, client_id: UUID, relations: Sequence[Relation]) -> None:
        """What carers are to this client, instead of what was known."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            work.people.relate(client_id, relations)

    def settle_carers(self, actor: Actor, client: ClientRow, relations: Sequence[Relation]) -> None:
        """Who may come to this client: the permanent contact on the row, and what carers are, as one act."""
        actor.require(Capability.EDIT_PLAN)
        declined = {each.employee_id for each in relations if each.relation is CarerRelation.AVOIDED}
        wished = {each.employee_id for each in relations if each.relation is not CarerRelation.AVOIDED}
        if declined & (wished | {client.contact_employee_id}):
            raise refusals.CONTRADICTION
        with self._database.writing(_context(actor)) as work:
            if not work.people.change_client(client):
                raise ChangedMeanwhile(_as_they_are(work, {client.id}))
            work.people.relate(client.id, relations)

    def landmarks(self, actor: Actor, client_id: UUID) -> Landmarks:
        """What one finds one's way by when placing this client; that exact positions were seen is noted."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            homes = {row.place_id: row for row in work.people.clients() if row.place_id is not None}
            places = work.places.all({*homes, *work.shifts.usual_starts()}).values()
            work.audit.note(AuditAction.READ, "places", [client_id], noted.PLACES_AROUND.en)
        return landmarks(homes, places, client_id)

    def place(self, actor: Actor, client_id: UUID, lat: float, lon: float) -> None:
        """Put the client's home on the map; never at (0, 0) or outside the country.

        Visits at the old home that have not begun are made at the new one.
        """
        actor.require(Capability.EDIT_PLAN)
        if (refused := doubt(lat, lon)) is not None:
            raise refused
        with self._database.writing(_context(actor)) as work:
            found = next((row for row in work.people.clients() if row.id == client_id), None)
            if found is None:
                raise ChangedMeanwhile({})
            home = PlaceRow(new_id(), lat, lon)
            work.places.add([home])
            work.people.change_client(replace(found, place_id=home.id))
            if found.place_id is not None:
                work.visits.move_home(client_id, found.place_id, home.id)


def _as_they_are(work: Work, ids: set[UUID]) -> dict[UUID, ClientRow | EmployeeRow]:
    people: list[ClientRow | EmployeeRow] = [*work.people.clients(), *work.people.employees()]
    return {row.id: row for row in people if row.id in ids}


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")


def _refuse_nameless(told: Sequence[Mapping[str, Any]]) -> None:
    if not all(fields.get("pseudonym") for fields in told):
        raise refusals.NO_NAME


def _refuse_long(rows: Iterable[ClientRow | EmployeeRow]) -> None:
    for row in rows:
        if len(row.pseudonym) > LONGEST_PSEUDONYM:
            raise refusals.too_long(row.pseudonym)


def _said(reason: str) -> str:
    if len(reason.strip()) < 5:
        raise refusals.NO_REASON
    return reason.strip()


def _found(opened: Mapping[UUID, _Secrets], row_id: UUID) -> _Secrets:
    if row_id not in opened:
        raise refusals.GONE
    return opened[row_id]
