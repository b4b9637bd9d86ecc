"""Employees and clients by pseudonym; their names are opened only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from data.ids import new_id
from data.models import Client, ClientCarer, District, Employee, EmployeeSkill, Skill
from data.repositories.audit import Audit
from data.repositories.inside import Inside, Repository
from data.repositories.skills import Skills
from data.vocabulary import AuditAction, CarerRelation, ClientStatus, EmployeeStatus, PaymentModel, Transport


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill an employee holds; open ends are None."""

    name: str
    level: int = 1
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """An employee without what is sealed."""

    id: UUID
    pseudonym: str
    external_ref: str | None = None
    transport: Transport = Transport.CAR
    home_place_id: UUID | None = None
    district_id: UUID | None = None
    contract_minutes_week: int | None = None
    hourly_rate_sek: Decimal | None = None
    payment_model: PaymentModel | None = None
    status: EmployeeStatus = EmployeeStatus.ACTIVE
    skills: tuple[HeldSkill, ...] = ()
    traits: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    row_version: int = 1


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client without what is sealed."""

    id: UUID
    pseudonym: str
    external_ref: str | None = None
    place_id: UUID | None = None
    district_id: UUID | None = None
    contact_employee_id: UUID | None = None
    granted_minutes_month: int | None = None
    protected_identity: bool = False
    status: ClientStatus = ClientStatus.ACTIVE
    traits: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    row_version: int = 1


@dataclass(frozen=True, slots=True)
class EmployeeSecrets:
    """What is sealed about an employee."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class ClientSecrets:
    """What is sealed about a client."""

    name: str | None = None
    address: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What a carer is to a client."""

    client_id: UUID
    employee_id: UUID
    relation: CarerRelation


_EMPLOYEE = ("id", "pseudonym", "external_ref", "transport", "home_place_id", "district_id", "contract_minutes_week",
             "hourly_rate_sek", "payment_model", "status", "traits", "avoids", "row_version")  # fmt: skip
_CLIENT = ("id", "pseudonym", "external_ref", "place_id", "district_id", "contact_employee_id", "granted_minutes_month",
           "protected_identity", "status", "traits", "wishes", "row_version")  # fmt: skip


_LISTS = frozenset({"traits", "avoids", "wishes"})


def _read(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in _LISTS else value for name, value in held.items()}


def _written(row: EmployeeRow | ClientRow, names: Iterable[str]) -> dict[str, Any]:
    return {name: list(getattr(row, name)) if name in _LISTS else getattr(row, name) for name in names}


class PeopleReading(Repository):
    """What may be asked."""

    def employees(self) -> list[EmployeeRow]:
        """Every employee with the skills held, by pseudonym."""
        held = self._held_skills()
        query = select(*(getattr(Employee, name) for name in _EMPLOYEE)).where(Employee.organization_id == self._org)
        rows = self._connection.execute(query.order_by(Employee.pseudonym))
        return [EmployeeRow(**_read(row._asdict()), skills=tuple(held.get(row.id, ()))) for row in rows]

    def clients(self) -> list[ClientRow]:
        """Every client, by pseudonym."""
        query = select(*(getattr(Client, name) for name in _CLIENT)).where(Client.organization_id == self._org)
        return [ClientRow(**_read(row._asdict())) for row in self._connection.execute(query.order_by(Client.pseudonym))]

    def count_clients(self) -> int:
        """How many clients there are."""
        query = select(func.count()).select_from(Client).where(Client.organization_id == self._org)
        return self._connection.execute(query).scalar_one()

    def relations(self) -> list[Relation]:
        """Which carers are in whose pool, preferred or avoided."""
        query = select(ClientCarer.client_id, ClientCarer.employee_id, ClientCarer.relation)
        rows = self._connection.execute(query.where(ClientCarer.organization_id == self._org))
        return [Relation(**row._mapping) for row in rows]

    def districts(self) -> dict[str, UUID]:
        """The id of every district, by name."""
        rows = self._connection.execute(select(District.name, District.id).where(District.organization_id == self._org))
        return {row.name: row.id for row in rows}

    def open_employees(self, ids: Iterable[UUID]) -> dict[UUID, EmployeeSecrets]:
        """Names and ways to reach these employees, for acts that show none or note themselves as a whole."""
        query = select(Employee.id, Employee.name_enc, Employee.email_enc, Employee.phone_enc)
        rows = self._connection.execute(
            query.where(Employee.organization_id == self._org, Employee.id.in_(list(ids)))
        ).all()
        return {
            row.id: EmployeeSecrets(
                *(self._opened("employees", f"{name}_enc", row.id, getattr(row, f"{name}_enc"))
                  for name in ("name", "email", "phone"))
            )
            for row in rows
        }  # fmt: skip

    def open_clients(self, ids: Iterable[UUID]) -> dict[UUID, ClientSecrets]:
        """Names, addresses and notes of these clients, for acts that show none or note themselves as a whole."""
        query = select(Client.id, Client.name_enc, Client.address_enc, Client.notes_enc)
        rows = self._connection.execute(
            query.where(Client.organization_id == self._org, Client.id.in_(list(ids)))
        ).all()
        return {
            row.id: ClientSecrets(
                *(self._opened("clients", f"{name}_enc", row.id, getattr(row, f"{name}_enc"))
                  for name in ("name", "address", "notes"))
            )
            for row in rows
        }  # fmt: skip

    def _held_skills(self) -> dict[UUID, list[HeldSkill]]:
        query = (
            select(EmployeeSkill.employee_id, Skill.name, EmployeeSkill.level, EmployeeSkill.valid_from,
                   EmployeeSkill.valid_to)
            .join(Skill, Skill.id == EmployeeSkill.skill_id)
            .where(EmployeeSkill.organization_id == self._org, Skill.organization_id == self._org)
            .order_by(Skill.name)
        )  # fmt: skip
        held: dict[UUID, list[HeldSkill]] = {}
        for row in self._connection.execute(query):
            held.setdefault(row.employee_id, []).append(HeldSkill(row.name, row.level, row.valid_from, row.valid_to))
        return held

    def _opened(self, table: str, column: str, row_id: UUID, sealed: bytes | None) -> str | None:
        return None if sealed is None else self._vault.open(table, column, row_id, sealed)


class People(PeopleReading):
    """What may be changed."""

    def __init__(self, inside: Inside, skills: Skills, audit: Audit) -> None:
        super().__init__(inside)
        self._skills = skills
        self._audit = audit

    def reveal_employees(self, ids: Iterable[UUID], reason: str) -> dict[UUID, EmployeeSecrets]:
        """Names and ways to reach these employees, on record; the use case must have asked for the right."""
        found = self.open_employees(ids)
        self._on_record("employees", found, reason)
        return found

    def reveal_clients(self, ids: Iterable[UUID], reason: str) -> dict[UUID, ClientSecrets]:
        """Names, addresses and notes of these clients, on record; the use case must have asked for the right."""
        found = self.open_clients(ids)
        self._on_record("clients", found, reason)
        return found

    def _on_record(self, table: str, ids: Iterable[UUID], reason: str) -> None:
        """Nobody opens what is not on record first: the note stands or falls with the transaction."""
        self._audit.note(AuditAction.READ, table, ids, reason)

    def add_districts(self, names: Iterable[str]) -> dict[str, UUID]:
        """New districts, by name."""
        made = {name: new_id() for name in names}
        self.name_districts(made)
        return made

    def rename_district(self, district_id: UUID, name: str) -> bool:
        """Call a district something else; False when it is gone."""
        query = update(District).where(District.organization_id == self._org, District.id == district_id)
        return self._connection.execute(query.values(name=name)).rowcount == 1

    def remove_district(self, district_id: UUID) -> bool:
        """Remove a district and its figures; the database refuses while anybody belongs to it. False: it is gone."""
        query = delete(District).where(District.organization_id == self._org, District.id == district_id)
        return self._connection.execute(query).rowcount == 1

    def name_districts(self, ids: Mapping[str, UUID]) -> None:
        """New districts whose ids are chosen already."""
        self._inside.insert(District, ({"id": district_id, "name": name} for name, district_id in ids.items()))

    def add_employees(self, employees: Iterable[tuple[EmployeeRow, EmployeeSecrets]]) -> None:
        """New employees with the skills they hold."""
        given = list(employees)
        self._inside.insert(
            Employee,
            (
                _written(row, _EMPLOYEE)
                | self._sealed("employees", row.id, name=secret.name, email=secret.email, phone=secret.phone)
                for row, secret in given
            ),
        )
        self._add_held([row for row, _ in given])

    def _add_held(self, rows: list[EmployeeRow]) -> None:
        ids = self._skills.ensure(skill.name for row in rows for skill in row.skills)
        self._inside.insert(
            EmployeeSkill,
            (
                {
                    "id": new_id(),
                    "employee_id": row.id,
                    "skill_id": ids[skill.name],
                    "level": skill.level,
                    "valid_from": skill.valid_from,
                    "valid_to": skill.valid_to,
                }
                for row in rows
                for skill in row.skills
            ),
        )

    def add_clients(self, clients: Iterable[tuple[ClientRow, ClientSecrets]]) -> None:
        """New clients."""
        self._inside.insert(
            Client,
            (
                _written(row, _CLIENT)
                | self._sealed("clients", row.id, name=secret.name, address=secret.address, notes=secret.notes)
                | {"address_bidx": self._index("address_bidx", secret.address)}
                for row, secret in clients
            ),
        )

    def change_employee(self, row: EmployeeRow) -> bool:
        """Write `row` and its skills over the version it was read as, but what is sealed; False: changed meanwhile."""
        values = _written(row, _EMPLOYEE[1:-1])
        if not self._inside.overwrite(Employee, row.id, row.row_version, values):
            return False
        self._connection.execute(
            delete(EmployeeSkill).where(EmployeeSkill.organization_id == self._org, EmployeeSkill.employee_id == row.id)
        )
        self._add_held([row])
        return True

    def change_client(self, row: ClientRow) -> bool:
        """Write `row` over the version it was read as; what is sealed stays. False: changed meanwhile."""
        values = _written(row, _CLIENT[1:-1])
        return self._inside.overwrite(Client, row.id, row.row_version, values)

    def seal_client(self, client_id: UUID, secrets: ClientSecrets) -> bool:
        """Write what is sealed about a client anew; False when there is no such client."""
        values = self._sealed("clients", client_id, name=secrets.name, address=secrets.address, notes=secrets.notes)
        query = (
            update(Client)
            .where(Client.organization_id == self._org, Client.id == client_id)
            .values({**values, "address_bidx": self._index("address_bidx", secrets.address)})
        )
        return self._connection.execute(query).rowcount == 1

    def seal_employee(self, employee_id: UUID, secrets: EmployeeSecrets) -> bool:
        """Write what is sealed about an employee anew; False when there is no such employee."""
        values = self._sealed("employees", employee_id, name=secrets.name, email=secrets.email, phone=secrets.phone)
        query = update(Employee).where(Employee.organization_id == self._org, Employee.id == employee_id).values(values)
        return self._connection.execute(query).rowcount == 1

    def relate(self, client_id: UUID, relations: Iterable[Relation]) -> None:
        """What carers are to this client, instead of what was known."""
        self._connection.execute(
            delete(ClientCarer).where(ClientCarer.organization_id == self._org, ClientCarer.client_id == client_id)
        )
        self.add_relations(relations)

    def add_relations(self, relations: Iterable[Relation]) -> None:
        """Pools, preferences and refusals."""
        self._inside.insert(
            ClientCarer,
            (
                {"client_id": each.client_id, "employee_id": each.employee_id, "relation": each.relation}
                for each in relations
            ),
        )

    def _sealed(self, table: str, row_id: UUID, **secrets: str | None) -> dict[str, bytes | int | None]:
        sealed: dict[str, bytes | int | None] = {"key_version": self._vault.version}
        for name, secret in secrets.items():
            column = f"{name}_enc"
            sealed[column] = None if secret is None else self._vault.seal(table, column, row_id, secret)
        return sealed

    def _index(self, column: str, value: str | None) -> bytes | None:
        return None if value is None else self._vault.index("clients", column, value)
