"""One person's data, whole: everything an organisation holds, and its erasure.

An erased client or employee leaves a row without anything that tells who it was, because visits, shifts and plans of
others lean on it. Homes nobody else lives at keep their rounded position only, so that old plans stay readable with
routes that end nearby. What lies ahead is removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, func, insert, or_, select, union_all, update

from data.ids import new_id
from data.models import Base, SubjectRequest
from data.repositories.inside import Repository
from data.repositories.keys import SEALED
from data.vocabulary import ClientStatus, EmployeeStatus, PersonKind, SubjectRequestKind, UserStatus, VisitStatus

_OWN_TABLE = {PersonKind.CLIENT: "clients", PersonKind.EMPLOYEE: "employees"}
_ID_COLUMN = {PersonKind.CLIENT: "client_id", PersonKind.EMPLOYEE: "employee_id"}
_HOME = {PersonKind.CLIENT: "place_id", PersonKind.EMPLOYEE: "home_place_id"}
# Not the person's data but our own machinery.
_LEFT_OUT = ("password_hash", "token_sha256", "secret_hmac", "key_version", "row_version")
# What goes with the person, rather than being rewritten.
_REMOVED = {
    PersonKind.CLIENT: (
        "client_carers",
        "constraint_values",
        "import_images",
        "invitations",
        "schedule_metrics",
        "wishes",
    ),
    PersonKind.EMPLOYEE: (
        "client_carers",
        "constraint_values",
        "invitations",
        "employee_absences",
        "employee_availability",
        "employee_skills",
        "import_images",
        "plan_notices",
        "shift_patterns",
        "schedule_metrics",
        "visit_reports",
        "wishes",
    ),
}
_AHEAD = (VisitStatus.UNASSIGNED, VisitStatus.PLANNED)


class Persons(Repository):
    """For the keeper only."""

    def everything(self, kind: PersonKind, person_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Every row about the person by table, sealed columns opened; empty when there is no such person."""
        own = self._rows(_table(_OWN_TABLE[kind]), _table(_OWN_TABLE[kind]).c.id == person_id)
        if not own:
            return {}
        found = {_OWN_TABLE[kind]: own}
        for table in Base.metadata.sorted_tables:
            if _ID_COLUMN[kind] in table.c and table.name != _OWN_TABLE[kind]:
                found[table.name] = self._rows(table, table.c[_ID_COLUMN[kind]] == person_id)
        homes = [row[_HOME[kind]] for row in own if row.get(_HOME[kind])]
        found["places"] = self._rows(_table("places"), _table("places").c.id.in_(homes))
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, kind: PersonKind, person_id: UUID, today: date) -> int:
        """Take away what tells who the person was; how many rows were touched."""
        homes = self._homes(kind, person_id)
        touched = self._rewrite_own(kind, person_id)
        touched += self._ahead(kind, person_id, today)
        touched += sum(self._remove(name, kind, person_id) for name in _REMOVED[kind])
        touched += self._coarsen(homes)
        return touched + self._users(kind, person_id)

    def plans(self) -> Iterable[tuple[date, UUID, dict[str, Any]]]:
        """Run date, id and input of every plan, a few at a time."""
        table = _table("schedule_solutions")
        query = select(table.c.run_date, table.c.id, table.c.input_data).where(table.c.organization_id == self._org)
        for row in self._connection.execute(query, execution_options={"yield_per": 5}):
            yield row.run_date, row.id, row.input_data

    def rewrite_plan(self, run_date: date, plan_id: UUID, input_data: Mapping[str, Any]) -> None:
        """A plan's input without the person."""
        table = _table("schedule_solutions")
        where = and_(table.c.organization_id == self._org, table.c.run_date == run_date, table.c.id == plan_id)
        self._connection.execute(update(table).where(where).values(input_data=dict(input_data)))

    def forget_reasons(self, ids: Iterable[UUID]) -> int:
        """Remove the reasons of edits that name one of these visits, clients or employees; how many."""
        table = _table("plan_edits")
        named = {str(each) for each in ids}
        query = select(table.c.run_date, table.c.id, table.c.change)
        rows = self._connection.execute(
            query.where(table.c.organization_id == self._org, table.c.reason_enc.is_not(None))
        ).all()
        about = [row for row in rows if any(each in json.dumps(row.change) for each in named)]
        for row in about:
            where = and_(table.c.organization_id == self._org, table.c.run_date == row.run_date, table.c.id == row.id)
            self._connection.execute(update(table).where(where).values(reason_enc=None))
        return len(about)

    def visits_of(self, client_id: UUID) -> list[UUID]:
        """The ids of every visit to a client."""
        table = _table("visits")
        query = select(table.c.id).where(table.c.organization_id == self._org, table.c.client_id == client_id)
        return list(self._connection.execute(query).scalars())

    def note(
        self, request: SubjectRequestKind, kind: PersonKind, person_id: UUID, asked_by: UUID, rows_touched: int
    ) -> None:
        """The request was done."""
        row = {"kind": request, "person": kind, "person_id": person_id, "asked_by": asked_by}
        self._connection.execute(
            insert(SubjectRequest).values(organization_id=self._org, id=new_id(), rows_touched=rows_touched, **row)
        )

    def _rewrite_own(self, kind: PersonKind, person_id: UUID) -> int:
        blank: dict[str, Any] = dict.fromkeys(SEALED[_OWN_TABLE[kind]])
        blank |= {"pseudonym": f"Raderad {person_id.hex[-8:]}", "external_ref": None, "traits": []}
        if kind is PersonKind.CLIENT:
            blank |= {"address_bidx": None, "pnr_bidx": None, "wishes": [], "granted_minutes_month": None}
            blank |= {"protected_identity": False, "contact_employee_id": None, "status": ClientStatus.ERASED}
        else:
            blank |= {"avoids": [], "hourly_rate_sek": None, "contract_minutes_week": None}
            blank |= {"status": EmployeeStatus.INACTIVE}
        own = _table(_OWN_TABLE[kind])
        return self._change(own, own.c.id == person_id, blank)

    def _ahead(self, kind: PersonKind, person_id: UUID, today: date) -> int:
        """What was done keeps its times; names of other systems go, and nothing is planned any more."""
        visits, shifts = _table("visits"), _table("employee_shifts")
        if kind is PersonKind.EMPLOYEE:
            theirs = shifts.c.employee_id == person_id
            touched = self._change(shifts, theirs, {"external_ref": None})
            return touched + self._change(shifts, and_(theirs, shifts.c.date > today), {"employee_id": None})
        theirs = visits.c.client_id == person_id
        ahead = and_(theirs, visits.c.visit_date > today, visits.c.status.in_(_AHEAD))
        touched = self._connection.execute(delete(visits).where(visits.c.organization_id == self._org, ahead)).rowcount
        touched += self._change(visits, theirs, {"title": "", "external_ref": None})
        needs = _table("visit_requirements")
        blank = {"external_ref": None, "slinga": None, "is_dormant": True}
        return int(touched + self._change(needs, needs.c.client_id == person_id, blank))

    def _remove(self, name: str, kind: PersonKind, person_id: UUID) -> int:
        table = _table(name)
        query = delete(table).where(table.c.organization_id == self._org, table.c[_ID_COLUMN[kind]] == person_id)
        return self._connection.execute(query).rowcount

    def _homes(self, kind: PersonKind, person_id: UUID) -> list[UUID]:
        """Places where the person lives or is visited and nobody else lives or begins a shift."""
        clients, employees, visits, shifts = map(_table, ("clients", "employees", "visits", "employee_shifts"))
        mine = (
            (select(clients.c.place_id).where(clients.c.id == person_id),
             select(visits.c.place_id).where(visits.c.client_id == person_id))
            if kind is PersonKind.CLIENT
            else (select(employees.c.home_place_id).where(employees.c.id == person_id),)
        )  # fmt: skip
        shared = union_all(
            select(clients.c.place_id).where(clients.c.id != person_id, clients.c.place_id.is_not(None)),
            select(employees.c.home_place_id).where(
                employees.c.id != person_id, employees.c.home_place_id.is_not(None)
            ),
            *(
                select(place).where(place.is_not(None), shifts.c.employee_id.is_distinct_from(person_id))
                for place in (shifts.c.start_place_id, shifts.c.end_place_id)
            ),
        )
        places = _table("places")
        query = select(places.c.id).where(
            places.c.organization_id == self._org,
            or_(*(places.c.id.in_(each) for each in mine)),
            places.c.id.not_in(shared),
        )
        return list(self._connection.execute(query).scalars())

    def _coarsen(self, homes: Iterable[UUID]) -> int:
        places = _table("places")
        query = select(places.c.id, places.c.lat_rounded, places.c.lon_rounded)
        rows = self._connection.execute(
            query.where(places.c.organization_id == self._org, places.c.id.in_(list(homes)))
        ).all()
        for row in rows:
            sealed = self._vault.seal("places", "position_enc", row.id, f"{row.lat_rounded},{row.lon_rounded}")
            self._change(places, places.c.id == row.id, {"position_enc": sealed, "key_version": self._vault.version})
        return len(rows)

    def _users(self, kind: PersonKind, person_id: UUID) -> int:
        users = _table("users")
        theirs = users.c[_ID_COLUMN[kind]] == person_id
        ids = select(users.c.id).where(users.c.organization_id == self._org, theirs)
        for name in ("user_sessions", "second_steps", "recovery_codes", "password_resets"):
            held = _table(name)
            self._connection.execute(delete(held).where(held.c.organization_id == self._org, held.c.user_id.in_(ids)))
        email = func.concat("erased-", users.c.id, "@erased.invalid")
        blank = {"name": "Raderad", "email": email, "status": UserStatus.DEACTIVATED}
        return self._change(users, theirs, blank)

    def _change(self, table: Table, where: ColumnElement[bool], values: Mapping[str, Any]) -> int:
        query = update(table).where(table.c.organization_id == self._org, where).values(dict(values))
        return self._connection.execute(query).rowcount

    def _rows(self, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
        columns = [c for c in table.c if c.name not in _LEFT_OUT and not c.name.endswith("_bidx")]
        rows = self._connection.execute(select(*columns).where(table.c.organization_id == self._org, where))
        return [self._readable(table.name, dict(row._mapping)) for row in rows]

    def _readable(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for name, value in row.items():
            if name in SEALED.get(table, ()):
                opened = None if value is None else self._vault.open(table, name, row["id"], value)
                told[name.removesuffix("_enc")] = opened
            elif not name.endswith("_enc"):
                told[name] = value
        return told


def _table(name: str) -> Table:
    return Base.metadata.tables[f"caire.{name}"]
