"""Districts, places, skills, employees, clients and how they belong together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from data.models.table import Base, Made, Stamped, Word
from data.vocabulary import CarerRelation, ClientStatus, EmployeeStatus, PaymentModel, Transport


class District(Stamped, Base):
    """A part of the organisation, for planning scope and reports."""

    __tablename__ = "districts"
    __table_args__ = (UniqueConstraint("organization_id", "name", name="districts_name_key"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class Place(Stamped, Base):
    """A position something happens at: sealed exactly, rounded to about a kilometre in clear."""

    __tablename__ = "places"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position_enc: Mapped[bytes]
    lat_rounded: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    lon_rounded: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    key_version: Mapped[int]


class Skill(Stamped, Base):
    """A competence or delegation by name."""

    __tablename__ = "skills"
    __table_args__ = (UniqueConstraint("organization_id", "name", name="skills_name_key"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class Employee(Stamped, Base):
    """Somebody who gives care; shown by pseudonym."""

    __tablename__ = "employees"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "home_place_id"], ["caire.places.organization_id", "caire.places.id"]),
        ForeignKeyConstraint(
            ["organization_id", "district_id"], ["caire.districts.organization_id", "caire.districts.id"]
        ),
        UniqueConstraint("organization_id", "external_ref", name="employees_external_ref_key"),
        UniqueConstraint("organization_id", "pseudonym", name="employees_pseudonym_key"),
        Index(
            "employees_home_place",
            "organization_id",
            "home_place_id",
            postgresql_where=text("home_place_id IS NOT NULL"),
        ),
        Index("employees_district", "organization_id", "district_id", postgresql_where=text("district_id IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    external_ref: Mapped[str | None] = mapped_column(String(100))
    pseudonym: Mapped[str] = mapped_column(String(40))
    name_enc: Mapped[bytes | None]
    email_enc: Mapped[bytes | None]
    phone_enc: Mapped[bytes | None]
    home_place_id: Mapped[UUID | None]
    district_id: Mapped[UUID | None]
    transport: Mapped[Transport] = mapped_column(Word(Transport), server_default="CAR")
    contract_minutes_week: Mapped[int | None]
    hourly_rate_sek: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    payment_model: Mapped[PaymentModel | None] = mapped_column(Word(PaymentModel))
    status: Mapped[EmployeeStatus] = mapped_column(Word(EmployeeStatus), server_default="ACTIVE")
    traits: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    avoids: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    key_version: Mapped[int | None]
    row_version: Mapped[int] = mapped_column(server_default="1")


class EmployeeSkill(Stamped, Base):
    """A skill held at a level, for as long as it is valid: delegations expire."""

    __tablename__ = "employee_skills"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["organization_id", "skill_id"], ["caire.skills.organization_id", "caire.skills.id"]),
        UniqueConstraint(
            "organization_id",
            "employee_id",
            "skill_id",
            "valid_from",
            name="employee_skills_key",
            postgresql_nulls_not_distinct=True,
        ),
        Index("employee_skills_skill", "organization_id", "skill_id"),
        Index("employee_skills_expiring", "organization_id", "valid_to", postgresql_where=text("valid_to IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID]
    skill_id: Mapped[UUID]
    level: Mapped[int] = mapped_column(server_default="1")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Client(Stamped, Base):
    """Somebody who receives care; shown by pseudonym."""

    __tablename__ = "clients"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "place_id"], ["caire.places.organization_id", "caire.places.id"]),
        ForeignKeyConstraint(
            ["organization_id", "district_id"], ["caire.districts.organization_id", "caire.districts.id"]
        ),
        ForeignKeyConstraint(
            ["organization_id", "contact_employee_id"], ["caire.employees.organization_id", "caire.employees.id"]
        ),
        UniqueConstraint("organization_id", "external_ref", name="clients_external_ref_key"),
        UniqueConstraint("organization_id", "pseudonym", name="clients_pseudonym_key"),
        Index("clients_place", "organization_id", "place_id", postgresql_where=text("place_id IS NOT NULL")),
        Index("clients_district", "organization_id", "district_id", postgresql_where=text("district_id IS NOT NULL")),
        Index(
            "clients_contact",
            "organization_id",
            "contact_employee_id",
            postgresql_where=text("contact_employee_id IS NOT NULL"),
        ),
        Index(
            "clients_address_bidx",
            "organization_id",
            "address_bidx",
            postgresql_where=text("address_bidx IS NOT NULL"),
        ),
        Index("clients_pnr_bidx", "organization_id", "pnr_bidx", postgresql_where=text("pnr_bidx IS NOT NULL")),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("caire.organizations.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    external_ref: Mapped[str | None] = mapped_column(String(100))
    pseudonym: Mapped[str] = mapped_column(String(40))
    name_enc: Mapped[bytes | None]
    address_enc: Mapped[bytes | None]
    notes_enc: Mapped[bytes | None]
    address_bidx: Mapped[bytes | None]
    pnr_bidx: Mapped[bytes | None]
    place_id: Mapped[UUID | None]
    district_id: Mapped[UUID | None]
    contact_employee_id: Mapped[UUID | None]
    granted_minutes_month: Mapped[int | None]
    protected_identity: Mapped[bool] = mapped_column(server_default=text("false"))
    status: Mapped[ClientStatus] = mapped_column(Word(ClientStatus), server_default="ACTIVE")
    traits: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    wishes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    key_version: Mapped[int | None]
    row_version: Mapped[int] = mapped_column(server_default="1")


class ClientCarer(Made, Base):
    """What a carer is to a client: in the agreed pool, preferred or avoided."""

    __tablename__ = "client_carers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "client_id"], ["caire.clients.organization_id", "caire.clients.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organization_id", "employee_id"],
            ["caire.employees.organization_id", "caire.employees.id"],
            ondelete="CASCADE",
        ),
        Index("client_carers_employee", "organization_id", "employee_id"),
    )

    organization_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(primary_key=True)
    relation: Mapped[CarerRelation] = mapped_column(Word(CarerRelation), primary_key=True)
