"""Clients and employees of a workbook: with skills, what carers are to clients, names and addresses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.ids import new_id
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill, Relation
from data.vocabulary import CarerRelation, ClientStatus, EmployeeStatus, PaymentModel, Transport
from services.workbook import faults
from services.workbook.comparing import HELD_SKILLS
from services.workbook.intake import Intake, rows_of
from services.workbook.reading import Notes, SheetRead, Told
from services.workbook.sheets import EMPLOYEES
from services.workbook.standing import RELATIONS, held_skills


def fold_skills(employees: SheetRead | None, skills: SheetRead | None, notes: Notes) -> None:
    """Give every employee's row the skills that the other sheet tells of it; a bad row leaves all of them alone."""
    if skills is None or "skill" not in skills.letters:
        return
    rows = {str(told.values.get("pseudonym")): told for told in employees.rows} if employees else {}
    told_skills: dict[str, dict[tuple[str, Any], tuple[Any, ...]]] = defaultdict(dict)
    torn = set()
    for told in skills.rows:
        name, said = str(told.values.get("employee")), told.values
        skill = (said["skill"], said.get("level") or 1, said.get("valid_from"), said.get("valid_to"))
        key = (str(skill[0]), skill[2])
        if not told.is_rejected and name not in rows:
            notes.refuse(told, "employee", faults.LOST_SHEET, sheet=EMPLOYEES.title)
        elif not told.is_rejected and key in told_skills[name]:
            notes.refuse(told, "skill", faults.TWICE_ROW, other="–")
        elif skill[2] and skill[3] and skill[3] < skill[2]:  # type: ignore[operator]
            notes.refuse(told, "valid_to", faults.WRONG_ORDER)
        if told.is_rejected:
            torn.add(name)
        else:
            told_skills[name][key] = skill
    for name, told in rows.items():
        if name not in torn:
            told.values[HELD_SKILLS.key] = held_skills(told_skills[name].values())


def take_employees(intake: Intake) -> None:
    """New and changed employees; afterwards everybody is known by pseudonym."""
    names = intake.employee_names
    names |= {row.pseudonym: row.id for row in intake.standing.employees.values()}
    for told, held, differing in rows_of(intake.matched["employees"]):
        was = held.row if held else EmployeeRow(new_id(), "")
        assert isinstance(was, EmployeeRow)
        place = intake.placed(told, differing, held.record if held else {})
        district = intake.district(told)
        if told.is_rejected:
            continue
        row = _employee(was, told, differing)
        row = replace(row, home_place_id=intake.new_place(place) or was.home_place_id)
        row = replace(row, district_id=district if "district" in told.values else was.district_id)
        if held is None:
            intake.new_employees.append((row, EmployeeSecrets(*_said(told, ("name", "email", "phone")))))
        else:
            names.pop(was.pseudonym, None)
            known = intake.standing.employee_secrets.get(row.id, EmployeeSecrets())
            is_sealed = bool({"name", "email", "phone"} & differing.keys())
            intake.employees.append((row, _filled(known, told) if is_sealed else None))
        names[row.pseudonym] = row.id


def take_clients(intake: Intake) -> None:
    """New and changed clients and what carers are to them."""
    names = intake.client_names
    names |= {row.pseudonym: row.id for row in intake.standing.clients.values()}
    for told, held, differing in rows_of(intake.matched["clients"]):
        was = held.row if held else ClientRow(new_id(), "")
        assert isinstance(was, ClientRow)
        place = intake.placed(told, differing, held.record if held else {})
        district = intake.district(told)
        contact = intake.named(told, "contact", intake.employee_names)
        relations = _relations(intake, told, was)
        if told.is_rejected:
            continue
        row = _client(was, told, differing)
        row = replace(
            row, place_id=intake.new_place(place) or was.place_id,
            district_id=district if "district" in told.values else was.district_id,
            contact_employee_id=contact if "contact" in told.values else was.contact_employee_id,
        )  # fmt: skip
        if held is None:
            intake.new_clients.append((row, ClientSecrets(*_said(told, ("name", "address")))))
        else:
            names.pop(was.pseudonym, None)
            known = intake.standing.client_secrets.get(row.id, ClientSecrets())
            is_sealed = bool({"name", "address"} & differing.keys())
            intake.clients.append((row, _filled(known, told) if is_sealed else None))
        names[row.pseudonym] = row.id
        if RELATIONS.keys() & differing.keys():
            intake.relations[row.id] = relations


def _employee(was: EmployeeRow, told: Told, differing: dict[str, Any]) -> EmployeeRow:
    said = {key: value for key, (_, value) in differing.items()}
    fields: dict[str, Any] = {
        key: said[key]
        for key in ("pseudonym", "external_ref", "contract_minutes_week", "traits", "avoids")
        if key in said
    }
    if "status" in said:
        fields["status"] = EmployeeStatus(said["status"])
    if "transport" in said:
        fields["transport"] = Transport(said["transport"])
    if "payment_model" in said:
        fields["payment_model"] = PaymentModel(said["payment_model"]) if said["payment_model"] else None
    if "hourly_rate_sek" in said:
        rate = said["hourly_rate_sek"]
        fields["hourly_rate_sek"] = None if rate is None else Decimal(f"{rate:.2f}")
    if HELD_SKILLS.key in said:
        fields["skills"] = tuple(
            HeldSkill(name, level, _date(begins), _date(ends)) for name, level, begins, ends in said[HELD_SKILLS.key]
        )
    return replace(was, **fields)


def _client(was: ClientRow, told: Told, differing: dict[str, Any]) -> ClientRow:
    said = {key: value for key, (_, value) in differing.items()}
    plain = ("pseudonym", "external_ref", "granted_minutes_month", "protected_identity", "traits", "wishes")
    fields: dict[str, Any] = {key: said[key] for key in plain if key in said}
    if "status" in said:
        fields["status"] = ClientStatus(said["status"])
    return replace(was, **fields)


def _relations(intake: Intake, told: Told, client: ClientRow) -> list[Relation]:
    """What carers are to the client afterwards: as told in the columns there are, as it stands in the others."""
    kept = [each for each in intake.standing.relations.get(client.id, ()) if _key(each.relation) not in told.values]
    found = list(kept)
    for key, relation in RELATIONS.items():
        names = told.values.get(key) or ()
        assert isinstance(names, tuple)
        for name in names:
            employee_id = intake.employee_names.get(str(name))
            if employee_id is None:
                intake.notes.refuse(told, key, faults.NOBODY, name, what=EMPLOYEES.title)
            else:
                found.append(Relation(client.id, employee_id, relation))
    return found


def _key(relation: CarerRelation) -> str:
    return next(key for key, each in RELATIONS.items() if each is relation)


def _said(told: Told, keys: tuple[str, ...]) -> list[str | None]:
    return [None if told.values.get(key) is None else str(told.values[key]) for key in keys]


def _filled(known: Any, told: Told) -> Any:
    """Secrets with what the row says; what it does not say stays."""
    told_fields = {name: told.values[name] for name in ("name", "address", "email", "phone") if hasattr(known, name)
                   and told.values.get(name) is not None}  # fmt: skip
    return replace(known, **told_fields)


def _date(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
