"""Everything an organisation holds about one person, table by table, sealed columns opened; for the keeper only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, or_, select

from data.models import Base, SubjectRequest
from data.repositories.inside import Repository
from data.repositories.keys import SEALED
from data.vocabulary import LetterKind, PersonKind, SubjectRequestKind

OWN_TABLE = {PersonKind.CLIENT: "clients", PersonKind.EMPLOYEE: "employees", PersonKind.USER: "users"}
ID_COLUMN = {PersonKind.CLIENT: "client_id", PersonKind.EMPLOYEE: "employee_id", PersonKind.USER: "user_id"}
_HOME = {PersonKind.CLIENT: "place_id", PersonKind.EMPLOYEE: "home_place_id", PersonKind.USER: "none"}
# Not the person's data but our own machinery.
_LEFT_OUT = ("password_hash", "token_sha256", "secret_hmac", "key_version", "row_version")
# What goes with the person, rather than being rewritten.
REMOVED = {
    PersonKind.CLIENT: (
        "care_dead_letters",
        "client_carers",
        "constraint_values",
        "import_images",
        "invitations",
        "schedule_metrics",
        "wishes",
    ),
    PersonKind.EMPLOYEE: (
        "care_dead_letters",
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
    PersonKind.USER: tuple(table.name for table in Base.metadata.sorted_tables if "user_id" in table.c),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What was asked about a person, and that it was done."""

    id: UUID
    kind: SubjectRequestKind
    person: PersonKind
    person_id: UUID
    asked_by: UUID
    done_at: datetime
    rows_touched: int


class PersonsReading(Repository):
    """What may be asked."""

    def requests(self, most: int = 200) -> list[RequestRow]:
        """What was asked and done, the newest first."""
        columns = [getattr(SubjectRequest, name) for name in RequestRow.__dataclass_fields__]
        query = select(*columns).where(SubjectRequest.organization_id == self._org)
        rows = self._connection.execute(query.order_by(SubjectRequest.done_at.desc(), SubjectRequest.id).limit(most))
        return [RequestRow(**row._mapping) for row in rows]

    def everything(self, kind: PersonKind, person_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Every row about the person by table, sealed columns opened; empty when there is no such person."""
        own = self._rows(table_of(OWN_TABLE[kind]), table_of(OWN_TABLE[kind]).c.id == person_id)
        if not own:
            return {}
        found = {OWN_TABLE[kind]: own}
        for table in Base.metadata.sorted_tables:
            if ID_COLUMN[kind] in table.c and table.name != OWN_TABLE[kind]:
                found[table.name] = self._rows(table, table.c[ID_COLUMN[kind]] == person_id)
        homes = [row[_HOME[kind]] for row in own if row.get(_HOME[kind])]
        found["places"] = self._rows(table_of("places"), table_of("places").c.id.in_(homes))
        if kind is not PersonKind.USER:
            letters = table_of("care_dead_letters")
            theirs = or_(letters.c[ID_COLUMN[kind]] == person_id, self.named_by_letters(kind, person_id))
            found["care_dead_letters"] = self._rows(letters, theirs)
        return {name: rows for name, rows in found.items() if rows}

    def plans(self) -> Iterable[tuple[date, UUID, dict[str, Any]]]:
        """Run date, id and input of every plan, a few at a time."""
        table = table_of("schedule_solutions")
        query = select(table.c.run_date, table.c.id, table.c.input_data).where(table.c.organization_id == self._org)
        for row in self._connection.execute(query, execution_options={"yield_per": 5}):
            yield row.run_date, row.id, row.input_data

    def visits_of(self, client_id: UUID) -> list[UUID]:
        """The ids of every visit to a client."""
        table = table_of("visits")
        query = select(table.c.id).where(table.c.organization_id == self._org, table.c.client_id == client_id)
        return list(self._connection.execute(query).scalars())

    def named_by_letters(self, kind: PersonKind, person_id: UUID) -> ColumnElement[bool]:
        """Tasks that waited before it was kept whom they are about, found by the visits they became."""
        letters, visits = table_of("care_dead_letters"), table_of("visits")
        refs = select(visits.c.external_ref).where(
            visits.c.organization_id == self._org,
            visits.c[ID_COLUMN[kind]] == person_id,
            visits.c.external_ref.is_not(None),
        )
        return and_(letters.c.kind == LetterKind.TASK, letters.c.ref.in_(refs))

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


def table_of(name: str) -> Table:
    """A table of ours by its name."""
    return Base.metadata.tables[f"caire.{name}"]
