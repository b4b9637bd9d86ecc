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
from data.models import SubjectRequest
from data.repositories.keys import SEALED
from data.repositories.persons_reading import ID_COLUMN, OWN_TABLE, REMOVED, PersonsReading, table_of
from data.vocabulary import ClientStatus, EmployeeStatus, PersonKind, SubjectRequestKind, UserStatus, VisitStatus

_AHEAD = (VisitStatus.UNASSIGNED, VisitStatus.PLANNED)


class Persons(PersonsReading):
    """For the keeper only."""

    def erase(self, kind: PersonKind, person_id: UUID, today: date) -> int:
        """Take away what tells who the person was; how many rows were touched."""
        if kind is PersonKind.USER:
            touched = sum(self._remove(name, kind, person_id) for name in REMOVED[kind])
            return touched + self._close(table_of("users").c.id == person_id)
        homes = self._homes(kind, person_id)
        touched = self._forget_letters(kind, person_id)
        touched += self._rewrite_own(kind, person_id)
        touched += self._ahead(kind, person_id, today)
        touched += sum(self._remove(name, kind, person_id) for name in REMOVED[kind])
        touched += self._coarsen(homes)
        return touched + self._users(kind, person_id)

    def rewrite_plan(self, run_date: date, plan_id: UUID, input_data: Mapping[str, Any]) -> None:
        """A plan's input without the person."""
        table = table_of("schedule_solutions")
        where = and_(table.c.organization_id == self._org, table.c.run_date == run_date, table.c.id == plan_id)
        self._connection.execute(update(table).where(where).values(input_data=dict(input_data)))

    def forget_reasons(self, ids: Iterable[UUID]) -> int:
        """Remove the reasons of edits that name one of these visits, clients or employees; how many."""
        table = table_of("plan_edits")
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

    def note(
        self, request: SubjectRequestKind, kind: PersonKind, person_id: UUID, asked_by: UUID, rows_touched: int
    ) -> None:
        """The request was done."""
        row = {"kind": request, "person": kind, "person_id": person_id, "asked_by": asked_by}
        self._connection.execute(
            insert(SubjectRequest).values(organization_id=self._org, id=new_id(), rows_touched=rows_touched, **row)
        )

    def _rewrite_own(self, kind: PersonKind, person_id: UUID) -> int:
        blank: dict[str, Any] = dict.fromkeys(SEALED[OWN_TABLE[kind]])
        blank |= {"pseudonym": f"Raderad {person_id.hex[-8:]}", "external_ref": None, "traits": []}
        if kind is PersonKind.CLIENT:
            blank |= {"address_bidx": None, "pnr_bidx": None, "wishes": [], "granted_minutes_month": None}
            blank |= {"protected_identity": False, "contact_employee_id": None, "status": ClientStatus.ERASED}
        else:
            blank |= {"avoids": [], "hourly_rate_sek": None, "contract_minutes_week": None}
            blank |= {"status": EmployeeStatus.INACTIVE}
        own = table_of(OWN_TABLE[kind])
        return self._change(own, own.c.id == person_id, blank)

    def _ahead(self, kind: PersonKind, person_id: UUID, today: date) -> int:
        """What was done keeps its times; names of other systems go, and nothing is planned any more."""
        visits, shifts = table_of("visits"), table_of("employee_shifts")
        if kind is PersonKind.EMPLOYEE:
            theirs = shifts.c.employee_id == person_id
            touched = self._change(shifts, theirs, {"external_ref": None})
            return touched + self._change(shifts, and_(theirs, shifts.c.date > today), {"employee_id": None})
        theirs = visits.c.client_id == person_id
        ahead = and_(theirs, visits.c.visit_date > today, visits.c.status.in_(_AHEAD))
        touched = self._connection.execute(delete(visits).where(visits.c.organization_id == self._org, ahead)).rowcount
        touched += self._change(visits, theirs, {"title": "", "external_ref": None})
        needs = table_of("visit_requirements")
        blank = {"external_ref": None, "slinga": None, "is_dormant": True}
        return int(touched + self._change(needs, needs.c.client_id == person_id, blank))

    def _remove(self, name: str, kind: PersonKind, person_id: UUID) -> int:
        table = table_of(name)
        query = delete(table).where(table.c.organization_id == self._org, table.c[ID_COLUMN[kind]] == person_id)
        return self._connection.execute(query).rowcount

    def _homes(self, kind: PersonKind, person_id: UUID) -> list[UUID]:
        """Places where the person lives or is visited and nobody else lives or begins a shift."""
        clients, employees, visits, shifts = map(table_of, ("clients", "employees", "visits", "employee_shifts"))
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
        places = table_of("places")
        query = select(places.c.id).where(
            places.c.organization_id == self._org,
            or_(*(places.c.id.in_(each) for each in mine)),
            places.c.id.not_in(shared),
        )
        return list(self._connection.execute(query).scalars())

    def _coarsen(self, homes: Iterable[UUID]) -> int:
        places = table_of("places")
        query = select(places.c.id, places.c.lat_rounded, places.c.lon_rounded)
        rows = self._connection.execute(
            query.where(places.c.organization_id == self._org, places.c.id.in_(list(homes)))
        ).all()
        for row in rows:
            sealed = self._vault.seal("places", "position_enc", row.id, f"{row.lat_rounded},{row.lon_rounded}")
            self._change(places, places.c.id == row.id, {"position_enc": sealed, "key_version": self._vault.version})
        return len(rows)

    def _forget_letters(self, kind: PersonKind, person_id: UUID) -> int:
        letters = table_of("care_dead_letters")
        query = delete(letters).where(letters.c.organization_id == self._org, self.named_by_letters(kind, person_id))
        return self._connection.execute(query).rowcount

    def _users(self, kind: PersonKind, person_id: UUID) -> int:
        users = table_of("users")
        theirs = users.c[ID_COLUMN[kind]] == person_id
        ids = select(users.c.id).where(users.c.organization_id == self._org, theirs)
        for held in map(table_of, REMOVED[PersonKind.USER]):
            self._connection.execute(delete(held).where(held.c.organization_id == self._org, held.c.user_id.in_(ids)))
        return self._close(theirs)

    def _close(self, theirs: ColumnElement[bool]) -> int:
        """Users who never sign in again and have no name; what they did stays theirs by an id."""
        users, invitations = table_of("users"), table_of("invitations")
        ids = select(users.c.id).where(users.c.organization_id == self._org, theirs)
        accepted = delete(invitations).where(
            invitations.c.organization_id == self._org, invitations.c.accepted_by.in_(ids)
        )
        gone = self._connection.execute(accepted).rowcount
        email = func.concat("erased-", users.c.id, "@erased.invalid")
        blank = {"name": "Raderad", "email": email, "status": UserStatus.DEACTIVATED}
        return gone + self._change(users, theirs, blank)

    def _change(self, table: Table, where: ColumnElement[bool], values: Mapping[str, Any]) -> int:
        query = update(table).where(table.c.organization_id == self._org, where).values(dict(values))
        return self._connection.execute(query).rowcount
