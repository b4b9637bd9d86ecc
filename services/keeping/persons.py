"""What one person may ask of an organisation: everything it holds about them, and that it is erased (GDPR art. 15, 17).

An export is for the person and may hold everything in clear; only an administrator takes it out, and that is on record.
An erasure rewrites rows, plans and archives; what cannot tell who it was stays, since others' plans lean on it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from data.connect import Database
from data.repositories.archives import FAMILIES
from data.repositories.persons_reading import ID_COLUMN, OWN_TABLE, RequestRow
from data.vocabulary import ArchiveFamily, AuditAction, PersonKind, Role, SubjectRequestKind, UserStatus
from data.work import Context, Work
from services import noted
from services.access import Actor, Capability
from services.audit_log.words import TABLES
from services.errors import Conflict, NotFound
from services.keeping.archiving import Archiving
from services.keeping.fates import Line, fates
from services.keeping.keys import keeping
from services.keeping.packing import Rows
from services.keeping.person_file import JSON_NAME, PAGE_NAME, as_json, as_page, packed
from services.words import Language, Text

_NOBODY = NotFound(
    "KEEP-004",
    Text(sv="Personen finns inte i organisationen.", en="There is no such person in the organisation."),
    Text(sv="Ladda om sidan.", en="Load the page again."),
)
_NEEDED = Conflict(
    "KEEP-007",
    Text(sv="Du kan inte radera dig själv eller den sista administratören.",
         en="You cannot erase yourself or the last administrator."),
    Text(sv="Låt en annan administratör göra det.", en="Let another administrator do it."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """One who may be asked about, by what others call them: a pseudonym and a number, or a user's name."""

    kind: PersonKind
    id: UUID
    label: str
    number: str | None = None
    is_erased: bool = False


_OPEN = (UserStatus.ACTIVE, UserStatus.TRIAL)


class Persons:
    """For administrators, also when the trial has ended: these rights do not expire."""

    def __init__(self, database: Database, archiving: Archiving) -> None:
        self._database = database
        self._archiving = archiving

    def all(self, actor: Actor) -> list[Somebody]:
        """Everybody the organisation holds anything about: clients, carers, then users who are neither."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.reading(_context(actor)) as work:
            clients, carers, users = work.people.clients(), work.people.employees(), work.users.all()
        people: list[tuple[PersonKind, Sequence[Any]]] = [(PersonKind.CLIENT, clients), (PersonKind.EMPLOYEE, carers)]
        found = [
            Somebody(kind, row.id, row.pseudonym, row.external_ref, row.pseudonym == f"Raderad {row.id.hex[-8:]}")
            for kind, rows in people
            for row in rows
        ]
        return found + [
            Somebody(PersonKind.USER, row.id, row.name, None, row.email.endswith("@erased.invalid"))
            for row in users
            if row.employee_id is None and row.client_id is None
        ]

    def requests(self, actor: Actor) -> list[RequestRow]:
        """What was asked and done before, the newest first: receipts, without a name."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            return work.persons.requests()

    def preview(self, actor: Actor, kind: PersonKind, person_id: UUID) -> tuple[Line, ...]:
        """What an erasure would do, table by table; nothing is changed, and nothing about the person is told."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            found = work.persons.everything(kind, person_id)
        if not found:
            raise _NOBODY
        return fates(kind, found, datetime.now(UTC).date())

    def take_out(self, actor: Actor, kind: PersonKind, person_id: UUID, language: Language) -> bytes:
        """Everything about the person in a zip, for machines and to read; on record like every export."""
        told = self._everything(actor, kind, person_id)
        with self._database.reading(_context(actor)) as work:
            own = work.organizations.own()
        page = as_page(told, TABLES, "" if own is None else own.name, datetime.now(UTC).date(), language)
        return packed({PAGE_NAME: page, JSON_NAME: as_json(told)})

    def export(self, actor: Actor, kind: PersonKind, person_id: UUID) -> bytes:
        """Everything about the person as JSON, archives and who has looked included."""
        return as_json(self._everything(actor, kind, person_id))

    def _everything(self, actor: Actor, kind: PersonKind, person_id: UUID) -> dict[str, Any]:
        actor.require(Capability.PERSON_RIGHTS)
        archived = self._archived(actor, kind, person_id)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            found: dict[str, Any] = dict(work.persons.everything(kind, person_id))
            if not found:
                raise _NOBODY
            found["looked_at"] = self._looks(work, kind, person_id)
            if kind is PersonKind.USER:
                found["acts"] = self._acts(work, person_id)
            found["archived"] = archived
            count = sum(len(rows) for rows in found.values())
            work.persons.note(SubjectRequestKind.EXPORT, kind, person_id, actor.user_id, count)
            work.audit.note(AuditAction.EXPORT, OWN_TABLE[kind], [person_id], noted.EVERYTHING.en)
        return found

    def erase(self, actor: Actor, kind: PersonKind, person_id: UUID) -> int:
        """Erase the person; how many rows were touched. There is no way back."""
        actor.require(Capability.PERSON_RIGHTS)
        with self._database.writing(keeping(actor.organization_id, actor.user_id)) as work:
            if not work.persons.everything(kind, person_id):
                raise _NOBODY
            if kind is PersonKind.USER and _is_needed(work, actor, person_id):
                raise _NEEDED
            named = [person_id, *(work.persons.visits_of(person_id) if kind is PersonKind.CLIENT else ())]
            touched = work.persons.forget_reasons(named)
            touched += work.persons.erase(kind, person_id, datetime.now(UTC).date())
            touched += _rewrite_plans(work, kind, str(person_id)) if kind is not PersonKind.USER else 0
            work.persons.note(SubjectRequestKind.ERASURE, kind, person_id, actor.user_id, touched)
            work.audit.note(AuditAction.ERASE, OWN_TABLE[kind], [person_id], noted.ERASED.fill(rows=touched).en)
        if kind is PersonKind.USER:
            return touched
        # Archives are files: each is written anew in a step of its own, and asking again goes on.
        return touched + self._archiving.rewrite(
            actor.organization_id, partial(without, kind=kind, person_id=str(person_id))
        )

    def _archived(self, actor: Actor, kind: PersonKind, person_id: UUID) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        if kind is PersonKind.USER:
            return found

        def look(family: ArchiveFamily, taken: dict[str, Rows]) -> None:
            found.extend(row for rows in taken.values() for row in rows if row.get(ID_COLUMN[kind]) == str(person_id))

        self._archiving.rewrite(actor.organization_id, look)
        return found

    def _looks(self, work: Work, kind: PersonKind, person_id: UUID) -> list[dict[str, Any]]:
        since, until = datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC)
        looks = work.audit.entries(
            since, until, table=OWN_TABLE[kind], row=str(person_id), action=AuditAction.READ, most=100_000
        )
        return [{"at": each.at, "by_role": each.role, "by_user": each.user_id, "why": each.reason} for each in looks]

    def _acts(self, work: Work, user_id: UUID) -> list[dict[str, Any]]:
        """What the user has done, as the audit tells it."""
        since, until = datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC)
        acts = work.audit.entries(since, until, actor=user_id, most=100_000)
        return [{"at": a.at, "action": a.action, "table": a.table_name, "row": a.row_id} for a in acts]


def _is_needed(work: Work, actor: Actor, user_id: UUID) -> bool:
    """Whether it is the one who asks, or nobody would be left to ask."""
    others = (row for row in work.users.all() if row.role is Role.ADMIN and row.status in _OPEN)
    return user_id == actor.user_id or {row.id for row in others} <= {user_id}


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
        elif row.get(ID_COLUMN[kind]) == person_id:
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


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
