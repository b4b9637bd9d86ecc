"""Clients, employees, vehicles and kinds of shift of a made organisation, as rows; names and addresses to be sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from uuid import UUID

from data.repositories.people import (
    ClientRow,
    ClientSecrets,
    EmployeeRow,
    EmployeeSecrets,
    HeldSkill,
    Relation,
)
from data.repositories.places import PlaceRow
from data.repositories.shifts import TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import CarerRelation, PaymentModel, Transport
from services.demo import DemoOrganization
from services.demo.clients import DemoClient
from services.demo.employees import DemoEmployee
from services.demo.names import Gender
from services.demo.shift_templates import DemoTemplate
from services.demo_seeding.ids import CARER_ID, CLIENT_ID, RowIds
from services.demo_users import DEMO_CARER, DEMO_CLIENT
from services.problem import Mode

GENDER_WISH = {Gender.WOMAN: "Önskar kvinnlig personal.", Gender.MAN: "Önskar manlig personal."}
VEHICLE_TYPES = {Mode.CAR: "bil", Mode.BIKE: "elcykel"}


def places(made: DemoOrganization, ids: RowIds) -> list[PlaceRow]:
    """Homes and offices."""
    return [PlaceRow(ids.place(place.id), place.lat, place.lon) for place in made.settlement.places]


def employees(
    made: DemoOrganization, ids: RowIds, districts: Mapping[str, UUID]
) -> list[tuple[EmployeeRow, EmployeeSecrets]]:
    """The staff, known by pseudonym."""
    return [
        (_employee(each, ids, districts[made.districts[each.district]]), _employee_secrets(each, ids))
        for each in made.employees
    ]


def clients(
    made: DemoOrganization, ids: RowIds, districts: Mapping[str, UUID]
) -> list[tuple[ClientRow, ClientSecrets]]:
    """The clients, known by pseudonym."""
    return [
        (_client(each, ids, districts[made.districts[each.home.district]]), _client_secrets(each, ids))
        for each in made.clients
    ]


def relations(made: DemoOrganization, ids: RowIds) -> list[Relation]:
    """Pools, preferences and refusals."""
    return [
        Relation(ids.client(client.id), ids.employee(carer), relation)
        for client in made.clients
        for relation, carers in (
            (CarerRelation.POOL, client.pool),
            (CarerRelation.PREFERRED, client.preferred),
            (CarerRelation.AVOIDED, client.declined),
        )
        for carer in carers
    ]


def vehicles(made: DemoOrganization, ids: RowIds) -> list[VehicleRow]:
    """Cars and bikes, where they stand at night."""
    at = {place.id: (place.lon, place.lat) for place in made.settlement.places}
    return [
        VehicleRow(ids.vehicle(v.id), v.id, VEHICLE_TYPES[v.mode], v.capacity, location=at[v.office_id])
        for v in made.vehicles
    ]


def templates(made: DemoOrganization, ids: RowIds) -> list[TemplateRow]:
    """Kinds of shift with their breaks."""
    return [
        TemplateRow(ids.template(t.name), t.name, _clock(t.start_min), _clock(t.end_min), _break_windows(t))
        for t in made.templates
    ]


def _employee(employee: DemoEmployee, ids: RowIds, district_id: UUID) -> EmployeeRow:
    return EmployeeRow(
        id=ids.employee(employee.id),
        pseudonym=employee.id,
        transport=Transport(employee.mode.name),
        district_id=district_id,
        contract_minutes_week=employee.contract_minutes_week,
        hourly_rate_sek=Decimal(employee.hourly_rate_sek),
        payment_model=PaymentModel.MONTHLY,
        skills=tuple(HeldSkill(d.skill, 1, d.valid_from, d.valid_to) for d in employee.delegations),
    )


def _employee_secrets(employee: DemoEmployee, ids: RowIds) -> EmployeeSecrets:
    if ids.employee(employee.id) == CARER_ID:
        return EmployeeSecrets(DEMO_CARER.name, DEMO_CARER.email, employee.phone)
    return EmployeeSecrets(str(employee.name), employee.email, employee.phone)


def _client(client: DemoClient, ids: RowIds, district_id: UUID) -> ClientRow:
    return ClientRow(
        id=ids.client(client.id),
        pseudonym=client.id,
        place_id=ids.place(client.home.place_id),
        district_id=district_id,
        contact_employee_id=ids.employee(client.contact),
        granted_minutes_month=client.granted_minutes_month,
        protected_identity=client.is_protected,
    )


def _client_secrets(client: DemoClient, ids: RowIds) -> ClientSecrets:
    name = DEMO_CLIENT.name if ids.client(client.id) == CLIENT_ID else str(client.name)
    wishes = client.wishes
    said = (
        client.note,
        GENDER_WISH[wishes.gender] if wishes.gender else "",
        f"Talar helst {wishes.language}." if wishes.language else "",
        f"Telefon {client.phone}.",
    )
    return ClientSecrets(name, client.home.address, " ".join(filter(None, said)))


def _break_windows(template: DemoTemplate) -> list[dict[str, object]]:
    return [
        {
            "start": f"{_clock(each.first_min):%H:%M}",
            "end": f"{_clock(each.last_min):%H:%M}",
            "required": True,
            "duration_min": each.duration_min,
            "paid": each.is_paid,
        }
        for each in template.breaks
    ]


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))
