"""What one person may ask of an organisation: everything it holds about them, and that it is erased (GDPR art. 15, 17).

An export is for the person and may hold everything in clear; only an administrator takes it out, and that is on record.
An erasure rewrites rows, plans and archives; what cannot tell who it was stays, since others' plans lean on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from data.connect import Database
from data.repositories.archives import FAMILIES
from data.vocabulary import ArchiveFamily, AuditAction, PersonKind, SubjectRequestKind
from data.work import Work
from services.access import Actor, Capability
from services.errors import NotFound
from services.keeping.archiving import Archiving
from services.keeping.keys import keeping
from services.keeping.packing import Rows
from services.words import Text

_NOBODY = NotFound(
    "KEEP-004",
    Text(sv="Personen finns inte i organisationen.", en="There is no such person in the organisation."),
    Text(sv="Ladda om sidan.", en="Load the page again."),
)
_TABLES = {PersonKind.CLIENT: "clients", PersonKind.EMPLOYEE: "employees"}
_ID = {PersonKind.CLIENT: "client_id", PersonKind.EMPLOYEE: "employee_id"}


class Persons:
    """For administrators, also when the trial has ended: these rights do not expire."""

    def __init__(self, database: Database, archiving: Archiving) -> None:
        self._database = database
        self._archiving = archiving

    def export(self, actor: Actor, kind: PersonKind, person_id: UUID) -> bytes:
        """Everything about the person as JSON, archives and who has looked included."""
        actor.require(Capability.PERSON_RIGHTS)
        archived = self._archived(actor, kind, person_id)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            found: dict[str, Any] = dict(work.persons.everything(kind, person_id))
            if not found:
                raise _NOBODY
            found["looked_at"] = self._looks(work, kind, person_id)
            found["archived"] = archived
            count = sum(len(rows) for rows in found.values())
            work.persons.note(SubjectRequestKind.EXPORT, kind, person_id, actor.user_id, count)
            work.audit.note(AuditAction.EXPORT, _TABLES[kind], [person_id], "everything about the person")
        return json.dumps(found, ensure_ascii=False, indent=2, default=_plain).encode()

    def erase(self, actor: Actor, kind: PersonKind, person_id: UUID) -> int:
        """Erase the person; how many rows were touched. There is no way back."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            if not work.persons.everything(kind, person_id):
                raise _NOBODY
            named = [person_id, *(work.persons.visits_of(person_id) if kind is PersonKind.CLIENT else ())]
            touched = work.persons.forget_reasons(named)
            touched += work.persons.erase(kind, person_id, datetime.now(UTC).date())
            touched += _rewrite_plans(work, kind, str(person_id))
            work.persons.note(SubjectRequestKind.ERASURE, kind, person_id, actor.user_id, touched)
            work.audit.note(AuditAction.ERASE, _TABLES[kind], [person_id], f"{touched} rows")
        # Archives are files: each is written anew in a step of its own, and asking again goes on.
        return touched + self._archiving.rewrite(
            actor.organization_id, partial(without, kind=kind, person_id=str(person_id))
        )

    def _archived(self, actor: Actor, kind: PersonKind, person_id: UUID) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []

        def look(family: ArchiveFamily, taken: dict[str, Rows]) -> None:
            found.extend(row for rows in taken.values() for row in rows if row.get(_ID[kind]) == str(person_id))

        self._archiving.rewrite(actor.organization_id, look)
        return found

    def _looks(self, work: Work, kind: PersonKind, person_id: UUID) -> list[dict[str, Any]]:
        since, until = datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC)
        looks = work.audit.entries(
            since, until, table=_TABLES[kind], row=str(person_id), action=AuditAction.READ, most=100_000
        )
        return [{"at": each.at, "by_role": each.role, "by_user": each.user_id, "why": each.reason} for each in looks]


def without(
    family: ArchiveFamily, taken: dict[str, Rows], *, kind: PersonKind, person_id: str
) -> dict[str, Rows] | None:
    """An archive's rows without what tells who the person was; None when nothing in it is about them."""
    is_touched = False
    for row in taken[FAMILIES[family][0][0]]:
        if family is ArchiveFamily.PLANS:
            document = json.loads(row["input_data"])
            if forget_in_plan(document, kind, person_id):
                row["input_data"], is_touched = json.dumps(document), True
        elif row.get(_ID[kind]) == person_id:
            row["external_ref"] = None
            if kind is PersonKind.CLIENT:
                row["title"] = ""
            is_touched = True
    for edit in taken.get("plan_edits", ()):
        if person_id in edit["change"] and edit["reason_enc"] is not None:
            edit["reason_enc"], is_touched = None, True
    return taken if is_touched else None


def forget_in_plan(document: dict[str, Any], kind: PersonKind, person_id: str) -> bool:
    """Take the person's pseudonym, traits and visits' titles out of a plan's input; whether anything was there."""
    people = document.get("clients" if kind is PersonKind.CLIENT else "carers", ())
    is_there = False
    for person in people:
        if person["id"] == person_id:
            person["label"] = f"Raderad {UUID(person_id).hex[-8:]}"
            for name in ("traits", "wishes", "avoids"):
                person.pop(name, None)
            is_there = True
    for visit in document.get("visits", ()) if kind is PersonKind.CLIENT else ():
        if visit["client_id"] == person_id:
            visit.pop("title", None)
    return is_there


def _rewrite_plans(work: Work, kind: PersonKind, person_id: str) -> int:
    changed = []
    for run_date, plan_id, document in work.persons.plans():
        if forget_in_plan(document, kind, person_id):
            changed.append((run_date, plan_id, document))
    for run_date, plan_id, document in changed:
        work.persons.rewrite_plan(run_date, plan_id, document)
    return len(changed)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
