"""What the organisation holds, as records of the sheets: what is written out, and what a file is compared with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.constraints import DefinitionRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, Relation
from data.repositories.places import PlaceRow
from data.repositories.requirements import RequirementRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.vehicles import VehicleRow
from data.vocabulary import CarerRelation, ClientStatus
from data.work import ReadingWork
from services.constraints import CATALOGUE
from services.recurrence import Frequency
from services.recurrence.windows import read_windows
from services.rota.pattern import USUAL_BREAK_MIN
from services.tuning import overriding
from services.tuning.views import Override
from services.words import Language
from services.workbook.shapes import Record

Row = ClientRow | EmployeeRow | VehicleRow | TemplateRow | RequirementRow | ShiftRow | DefinitionRow | Override
RELATIONS = {
    "preferred": CarerRelation.PREFERRED, "avoided": CarerRelation.AVOIDED, "pool": CarerRelation.POOL,
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A row as it stands: its id and version as the workbook has them, and its record."""

    id: str
    version: str
    record: Record
    row: Row


@dataclass
class Standing:
    """Everything at one moment; secrets are empty unless they were asked for."""

    zone: ZoneInfo
    organization_id: UUID
    employees: dict[UUID, EmployeeRow]
    clients: dict[UUID, ClientRow]
    relations: dict[UUID, list[Relation]]
    places: dict[UUID, PlaceRow]
    districts: dict[str, UUID]
    vehicles: dict[UUID, VehicleRow]
    templates: dict[UUID, TemplateRow]
    needs: dict[UUID, RequirementRow]
    shifts: list[ShiftRow]
    definitions: list[DefinitionRow]
    overrides: list[Override]
    client_secrets: Mapping[UUID, ClientSecrets] = field(default_factory=dict)
    employee_secrets: Mapping[UUID, EmployeeSecrets] = field(default_factory=dict)

    def held(self, language: Language = Language.SV) -> dict[str, list[Held]]:
        """The rows of every sheet, by its key; `language` is that of titles that are only told."""
        names = {key: name for name, key in self.districts.items()}
        return {
            "clients": [self._client(row, names) for row in self.clients.values()],
            "employees": [self._employee(row, names) for row in self.employees.values()],
            "vehicles": [_vehicle(row) for row in self.vehicles.values()],
            "templates": [_template(row) for row in self.templates.values()],
            "needs": [self._need(row) for row in self.needs.values() if row.client_id in self.clients],
            "shifts": [self._shift(row) for row in self.shifts],
            "constraints": [_definition(row, language) for row in self.definitions],
            "overrides": [_override(row) for row in self.overrides],
        }

    def skills(self) -> list[Record]:
        """A record per skill held."""
        return [
            {"employee": row.pseudonym, "skill": skill.name, "level": skill.level, "valid_from": skill.valid_from,
             "valid_to": skill.valid_to}
            for row in self.employees.values()
            for skill in row.skills
        ]  # fmt: skip

    def _client(self, row: ClientRow, districts: Mapping[UUID, str]) -> Held:
        named: dict[CarerRelation, list[str]] = defaultdict(list)
        for each in self.relations.get(row.id, ()):
            named[each.relation].append(self.employees[each.employee_id].pseudonym)
        contact = self.employees.get(row.contact_employee_id) if row.contact_employee_id else None
        # Where somebody in hiding lives leaves the house only screen by screen, never in a file.
        is_hidden = row.protected_identity
        secrets = ClientSecrets() if is_hidden else self.client_secrets.get(row.id, ClientSecrets())
        record: Record = {
            "id": str(row.id), "pseudonym": row.pseudonym, "external_ref": row.external_ref, "status": row.status.value,
            "district": districts.get(row.district_id) if row.district_id else None,
            "contact": contact.pseudonym if contact else None, "granted_minutes_month": row.granted_minutes_month,
            "protected_identity": row.protected_identity, "traits": _sorted(row.traits), "wishes": _sorted(row.wishes),
            **{key: _sorted(named[relation]) for key, relation in RELATIONS.items()},
            "name": secrets.name, "address": secrets.address, **self._at(None if is_hidden else row.place_id),
        }  # fmt: skip
        return _held(row.id, str(row.row_version), record, row)

    def _employee(self, row: EmployeeRow, districts: Mapping[UUID, str]) -> Held:
        secrets = self.employee_secrets.get(row.id, EmployeeSecrets())
        record: Record = {
            "pseudonym": row.pseudonym, "external_ref": row.external_ref, "status": row.status.value,
            "district": districts.get(row.district_id) if row.district_id else None, "transport": row.transport.value,
            "contract_minutes_week": row.contract_minutes_week,
            "hourly_rate_sek": None if row.hourly_rate_sek is None else float(row.hourly_rate_sek),
            "payment_model": row.payment_model.value if row.payment_model else None,
            "traits": _sorted(row.traits), "avoids": _sorted(row.avoids),
            "name": secrets.name, "email": secrets.email, "phone": secrets.phone, **self._at(row.home_place_id),
            "held_skills": held_skills((s.name, s.level, s.valid_from, s.valid_to) for s in row.skills),
        }  # fmt: skip
        return _held(row.id, str(row.row_version), record, row)

    def _need(self, row: RequirementRow) -> Held:
        rule = Frequency.from_json(row.frequency) if row.frequency else None
        other = self.needs.get(row.after_requirement_id) if row.after_requirement_id else None
        windows = tuple(
            sorted((str(each.day), f"{each.start:%H:%M}", f"{each.end:%H:%M}", each.preference)
                   for each in read_windows(row.time_windows))
        )  # fmt: skip
        record: Record = {
            "client": self.clients[row.client_id].pseudonym, "external_ref": row.external_ref,
            "service_type": row.service_type, "duration_min": row.duration_s / 60,
            "repeats": rule.kind.value if rule else None, **recurrence(rule), "windows": windows,
            "priority": row.priority, "carers_needed": row.carers_needed, "skills": tuple(sorted(row.skills)),
            "after": (other.external_ref or str(other.id)) if other else None, "min_delay_min": row.min_delay_min,
            "is_pattern_locked": row.is_pattern_locked, "slinga": row.slinga, "is_dormant": row.is_dormant,
            "valid_from": row.valid_from, "valid_to": row.valid_to,
        }  # fmt: skip
        return _held(row.id, str(row.row_version), record, row)

    def _shift(self, row: ShiftRow) -> Held:
        start, end = row.planned_start.astimezone(self.zone), row.planned_end.astimezone(self.zone)
        template = self.templates.get(row.shift_template_id) if row.shift_template_id else None
        vehicle = self.vehicles.get(row.vehicle_id) if row.vehicle_id else None
        record: Record = {
            "day": row.day, "employee": self.employees[row.employee_id].pseudonym,
            "template": template.name if template else None, "start": start.time(), "end": end.time(),
            "vehicle": vehicle.name if vehicle else None, "transport": row.transport.value, "is_pinned": row.is_pinned,
            "external_ref": row.external_ref, "status": row.status.value,
        }  # fmt: skip
        return _held(row.id, digest(record, row.employee_id, row.vehicle_id, row.planned_start, row.planned_end),
                     record, row)  # fmt: skip

    def _at(self, place_id: UUID | None) -> Record:
        place = self.places.get(place_id) if place_id else None
        return {"lat": place.lat if place else None, "lon": place.lon if place else None}


def standing(
    work: ReadingWork, days: tuple[date, date] | None, *, with_personal: bool, with_rules: bool
) -> Standing:  # fmt: skip
    """Read it; shifts are those of `days`, names and addresses only when asked for, weights for those who tune."""
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    employees = {row.id: row for row in work.people.employees()}
    clients = {row.id: row for row in work.people.clients() if row.status is not ClientStatus.ERASED}
    relations: dict[UUID, list[Relation]] = defaultdict(list)
    for each in work.people.relations():
        relations[each.client_id].append(each)
    return Standing(
        zone=ZoneInfo(own.timezone), organization_id=work.organization_id, employees=employees, clients=clients,
        relations=dict(relations), places=work.places.all(), districts=work.people.districts(),
        vehicles={row.id: row for row in work.vehicles.all()},
        templates={row.id: row for row in work.shifts.templates()},
        needs={row.id: row for row in work.requirements.all()}, shifts=work.shifts.between(*days) if days else [],
        definitions=_definitions(work) if with_rules else [], overrides=overriding.read(work) if with_rules else [],
        client_secrets=work.people.open_clients(clients) if with_personal else {},
        employee_secrets=work.people.open_employees(employees) if with_personal else {},
    )  # fmt: skip


def recurrence(rule: Frequency | None) -> Record:
    """What the rule says, column by column."""
    shown = rule or Frequency.from_json({"kind": "daily"})
    return {
        "weekdays": shown.weekdays, "every_weeks": shown.every_weeks, "times": shown.times, "dates": shown.dates,
        "except_dates": shown.except_dates, "skips_holidays": shown.skips_holidays,
    }  # fmt: skip


def held_skills(told: object) -> tuple[tuple[str, int, str, str], ...]:
    """Skills of one employee in one order; open ends are empty."""
    assert hasattr(told, "__iter__")
    return tuple(sorted((name, level, str(begins or ""), str(ends or "")) for name, level, begins, ends in told))


def digest(record: Record, *more: object) -> str:
    """A version for rows that keep none: another record, another word."""
    return hashlib.sha256(repr((sorted(record.items(), key=lambda item: item[0]), more)).encode()).hexdigest()[:10]


def _definitions(work: ReadingWork) -> list[DefinitionRow]:
    """The organisation's rows, the catalogue's own where it has none yet."""
    known = {row.name: row for row in work.constraints.definitions()}
    return [
        known.get(rule.id) or DefinitionRow(rule.id, rule.level, rule.category, rule.weight, is_system=rule.is_system)
        for rule in CATALOGUE
    ]


def _held(row_id: UUID | str, version: str, record: Record, row: Row) -> Held:
    return Held(str(row_id), version, record | {"id": str(row_id), "version": version}, row)


def _vehicle(row: VehicleRow) -> Held:
    lon, lat = row.location or (None, None)
    record: Record = {
        "name": row.name, "type": row.type, "capacity": row.capacity, "status": row.status.value,
        "licences": _sorted(row.licences), "lat": lat, "lon": lon,
    }  # fmt: skip
    return _held(row.id, str(row.row_version), record, row)


def _template(row: TemplateRow) -> Held:
    breaks = tuple(
        (each["start"][:5], each["end"][:5], int(each.get("duration_min", USUAL_BREAK_MIN)),
         bool(each.get("paid", False)), bool(each["required"]))
        for each in row.break_windows or ()
    )  # fmt: skip
    record: Record = {"name": row.name, "start": row.start_time, "end": row.end_time, "breaks": breaks}
    return _held(row.id, str(row.row_version), record, row)


def _definition(row: DefinitionRow, language: Language) -> Held:
    rule = next(each for each in CATALOGUE if each.id == row.name)
    record: Record = {"rule": row.name, "weight": row.weight, "enabled": row.enabled}
    version = digest(record)
    told: Record = {"title": rule.title(language), "level": rule.level.value}
    return _held(row.name, version, record | told, row)


def _override(row: Override) -> Held:
    record: Record = {
        "rule": row.constraint_id, "entity": row.entity.value, "who": row.who, "parameter": row.parameter or None,
        "value": row.weight,
    }  # fmt: skip
    return _held(f"{row.constraint_id} {row.parameter} {row.entity_id}", digest(record), record, row)


def _sorted(words: object) -> tuple[str, ...]:
    assert isinstance(words, list | tuple)
    return tuple(sorted(words))
