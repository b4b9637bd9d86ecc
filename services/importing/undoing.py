"""The use case: what was taken in, by whom and when; and an import taken back whole, or refused with every reason.

Context      A wrong file is noticed minutes after it was taken in, or after others have gone on working.
Decision     Every import leaves an image of each row it wrote (data/repositories/images.py). Undoing puts them all back
             in one transaction, and refuses while any of them was changed, used or removed since, naming each.
Consequence  Nobody's later work is lost, nothing is undone by half, and the file can be taken in again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from data.connect import Database
from data.repositories.imports import ImportSummary
from data.repositories.planner_tables import TABLES
from data.vocabulary import AuditAction, ConstraintChangeKind, ImportState
from data.work import Conflict as Broken
from data.work import Context, Work
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput, Conflict, NotFound
from services.importing.against import Reason, Undo, undo_of
from services.words import Text

_ENDS = (
    "employee_skills", "employee_absences", "employee_availability", "client_carers", "vehicle_absences",
    "shift_patterns", "requirement_skills", "shift_skills", "visit_skills", "visit_carers", "visit_dependencies",
    "visits", "constraint_values", "schedule_solutions",
)  # fmt: skip
"""Tables nothing else needs: their new rows go first, so that old ones with the same names can come back."""
MOST_LISTED = 50
MOST_REASONS = 200

_UNKNOWN = NotFound(
    "UNDO-100", Text(sv="Inläsningen finns inte.", en="There is no such import."),
    Text(sv="Ladda om sidan.", en="Reload the page."),
)  # fmt: skip
_STANDS = Text(sv="Inläsningen kan inte ångras.", en="The import cannot be undone.")
_SEE_REASONS = Text(sv="Se skälen rad för rad.", en="See the reasons row by row.")
_CLASH = Conflict(
    "UNDO-101",
    Text(sv="Raderna krockar med något som ändrats under tiden. Ingenting har ångrats.",
         en="The rows clash with something changed meanwhile. Nothing was undone."),
    Text(sv="Granska på nytt.", en="Look again."),
)  # fmt: skip


@dataclass(frozen=True)
class TakenIn:
    """One import in the list; `can_be_undone` says only that what it wrote is remembered."""

    id: UUID
    kind: str
    filename: str
    made_at: datetime
    made_by: str
    rows: int
    written: int | None
    undone_at: datetime | None
    undone_by: str

    @property
    def can_be_undone(self) -> bool:
        """Whether there is anything to put back."""
        return bool(self.written) and self.undone_at is None


@dataclass(frozen=True)
class UndoLook:
    """What undoing would do: rows per table that go, come back and become what they were; or why it cannot be."""

    against: tuple[Reason, ...]
    removed: Mapping[str, int]
    restored: Mapping[str, int]

    @property
    def may_undo(self) -> bool:
        """Whether nothing stands against it."""
        return not self.against


class Undoing:
    """Imports and their undoing; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken_in(self, actor: Actor) -> list[TakenIn]:
        """What has been taken in, the newest first."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            names = {user.id: user.name for user in work.users.all()}
            return [_told(row, names) for row in work.imports.newest(limit=MOST_LISTED)]

    def look(self, actor: Actor, import_id: UUID) -> UndoLook:
        """What undoing would do, or every reason against it; nothing changes."""
        actor.require(Capability.IMPORT)
        with self._working(actor) as work:  # the rows are locked while they are compared
            undo = _undo(work, import_id)
        return _look(undo)

    def undo(self, actor: Actor, import_id: UUID) -> UndoLook:
        """Put every row back as it was, in one transaction; `BadInput` with the reasons when that cannot be."""
        actor.require(Capability.IMPORT)
        actor.require(Capability.EDIT_PLAN)
        try:
            with self._working(actor) as work:
                undo = _undo(work, import_id)
                if undo.against:
                    raise BadInput("UNDO-102", _STANDS, _SEE_REASONS, tuple(undo.against[:MOST_REASONS]))
                _write(work, undo)
                _journal(work, actor, undo)
                if not work.imports.undone(import_id, actor.user_id):
                    raise _CLASH
                work.images.forget(import_id)
                work.audit.note(AuditAction.UNDO, "imports", [import_id], noted.PUT_BACK.fill(rows=undo.rows).en)
        except Broken as broken:
            raise _CLASH from broken
        return _look(undo)

    def _working(self, actor: Actor) -> AbstractContextManager[Work]:
        return self._database.writing(_context(actor))


def _undo(work: Work, import_id: UUID) -> Undo:
    taken = work.imports.find(import_id)
    if taken is None:
        raise _UNKNOWN
    if taken.undone_at is not None:
        raise Conflict(
            "UNDO-103", Text(sv="Inläsningen är redan ångrad.", en="The import has been undone already."),
            Text(sv="Ladda om sidan.", en="Reload the page."),
        )  # fmt: skip
    if not taken.images:
        raise Conflict(
            "UNDO-104",
            Text(sv="Inläsningen ändrade ingenting som går att ångra.",
                 en="The import changed nothing that can be undone."),
            Text(sv="Ändra raderna för hand.", en="Change the rows by hand."),
        )  # fmt: skip
    return undo_of(work, taken, work.images.of(import_id))


def _write(work: Work, undo: Undo) -> None:
    """Exactly the rows that were looked at; anything else gives the whole undo up."""
    tables = work.planner_tables
    for name in _ENDS:
        _all(tables.remove(name, undo.remove.get(name, [])), undo.remove, name)
    for name in TABLES:
        tables.put_in(name, undo.put_in.get(name, []))
    for name in TABLES:
        _all(tables.write_over(name, undo.write_over.get(name, [])), undo.write_over, name)
    for name in reversed(TABLES):
        if name not in _ENDS:
            _all(tables.remove(name, undo.remove.get(name, [])), undo.remove, name)


def _all(count: int, wanted: Mapping[str, Sequence[object]], table: str) -> None:
    if count != len(wanted.get(table, ())):
        raise _CLASH


def _journal(work: Work, actor: Actor, undo: Undo) -> None:
    """Weights that go back are told in the journal of weights, as any other change of them."""
    rows = zip(
        undo.was.get("constraint_definitions", ()), undo.write_over.get("constraint_definitions", ()), strict=True
    )
    for was, becomes in rows:
        work.profiles.note_change(
            ConstraintChangeKind.WEIGHT, becomes["name"], {name: was[name] for name in ("weight", "enabled")},
            {name: becomes[name] for name in ("weight", "enabled")}, actor.user_id,
        )  # fmt: skip


def _look(undo: Undo) -> UndoLook:
    restored: dict[str, int] = {}
    for held in (undo.put_in, undo.write_over):
        for name, rows in held.items():
            restored[name] = restored.get(name, 0) + len(rows)
    removed = {name: len(rows) for name, rows in undo.remove.items() if rows}
    return UndoLook(tuple(undo.against[:MOST_REASONS]), removed, restored)


def _told(row: ImportSummary, names: Mapping[UUID, str]) -> TakenIn:
    is_applied = row.state in {ImportState.APPLIED, ImportState.VALIDATED}
    return TakenIn(
        row.id, row.kind, row.filename or "", row.created_at, names.get(row.created_by, ""), row.rows_ok or 0,
        row.images if is_applied else None, row.undone_at, names.get(row.undone_by, "") if row.undone_by else "",
    )  # fmt: skip


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
