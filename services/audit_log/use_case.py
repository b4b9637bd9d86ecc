"""The use case: the log searched page by page, taken out as a table, and whether its seals hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from data.connect import Database
from data.repositories.audit import AuditEntry
from data.repositories.audit_search import Cursor, Sought
from data.repositories.people import ClientRow, EmployeeRow
from data.repositories.seals import SealCheck
from data.vocabulary import AuditAction
from data.work import Context, ReadingWork
from services import noted
from services.access import Actor, Capability
from services.audit_log.acts import ENTRIES, TITLES, Act, act_of
from services.audit_log.months import by_month, whole_table
from services.audit_log.words import column_title, table_title, value_words
from services.errors import BadInput
from services.keeping.auditing import Auditing
from services.words import Language, Text
from services.workbook.plain_files import csv_file

PAGE, AT_ONCE, MOST_OUT = 50, 5_000, 100_000
EVERYTHING, CHAIN = "audit_log", "chain"
TOLD_ELSEWHERE = frozenset({"organization_id", "id", "created_at", "key_version"})
"""Columns that stand in every new row and are told elsewhere in the line, or are the machinery's own."""
_TOO_MUCH = BadInput(
    "AUDIT-001",
    Text(sv="Urvalet har fler än 100 000 rader.", en="The selection has more than 100,000 rows."),
    Text(sv="Välj kortare tid eller smalare urval.", en="Choose a shorter time or a narrower selection."),
)
_COLUMNS = (
    Text(sv="Tid", en="Time"), Text(sv="Vem", en="Who"), Text(sv="Roll", en="Role"), Text(sv="Vad", en="What"),
    Text(sv="Slag", en="Kind"), Text(sv="Id", en="Id"), Text(sv="Före → efter", en="Before → after"),
    Text(sv="Skäl", en="Reason"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in [first, last); None: anything. `record` is an id, a pseudonym or a number."""

    first: datetime
    last: datetime
    user_id: UUID | None = None
    table: str | None = None
    record: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: who is None where the machinery did it, `changes` are (column, before, after)."""

    id: int
    at: datetime
    who: str | None
    role: str | None
    act: Act
    table: str | None
    record: str | None
    label: str | None
    changes: tuple[tuple[str, Any, Any], ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first, and where the next page begins; None at the end."""

    lines: tuple[Line, ...]
    below: Cursor | None


@dataclass(frozen=True, slots=True)
class Seals:
    """How far the log is sealed, and what the last verification said: when, until which entry, whether it held."""

    seals: int
    sealed_until: datetime | None
    waiting: int
    verified_at: datetime | None = None
    verified_until: datetime | None = None
    is_sound: bool | None = None


class AuditLog:
    """The audit of an organisation, for its administrators, also when the trial has ended."""

    def __init__(self, database: Database, auditing: Auditing) -> None:
        self._database, self._auditing = database, auditing

    def search(self, actor: Actor, wanted: Wanted, below: Cursor | None = None, most: int = PAGE) -> Page:
        """One page of what fits, the newest first."""
        actor.require(Capability.READ_AUDIT)
        with self._database.reading(_context(actor)) as work:
            sought = _sought(work, wanted)
            if sought is None:
                return Page((), None)
            found = work.audit.search(replace(sought, below=below), most + 1)
            names = _Names(work)
            lines = tuple(names.line(entry) for entry in found[:most])
        last = found[most - 1] if len(found) > most else None
        return Page(lines, None if last is None else (last.at, last.id))

    def people(self, actor: Actor) -> dict[UUID, str]:
        """Users to choose from, by name."""
        actor.require(Capability.READ_AUDIT)
        with self._database.reading(_context(actor)) as work:
            return {user.id: user.name for user in work.users.all()}

    def take_out(self, actor: Actor, wanted: Wanted, language: Language) -> bytes:
        """Everything that fits as a CSV file; that it was taken out is on record."""
        actor.require(Capability.READ_AUDIT)
        with self._database.writing(_context(actor)) as work:
            names = _Names(work)
            rows = [_row(names.line(entry), language) for entry in _all(work, _sought(work, wanted))]
            told = noted.LOG_OUT.fill(entries=len(rows), first=wanted.first.date(), last=wanted.last.date()).en
            work.audit.note(AuditAction.EXPORT, EVERYTHING, ["csv"], told)
        return csv_file([title(language) for title in _COLUMNS], rows, language)

    def seals(self, actor: Actor) -> Seals:
        """How far the log is sealed, and what the last verification said."""
        actor.require(Capability.READ_AUDIT)
        with self._database.writing(_sealing(actor)) as work:
            standing = work.seals.standing()
            noted = work.audit.search(
                Sought(datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC), tables=(EVERYTHING,), row=CHAIN), 1
            )
        if not noted:
            return Seals(standing.seals, standing.until, standing.waiting)
        words = (noted[0].reason or "").split()
        is_sealed = "T" in "".join(words[1:2])  # a log that was verified before its first seal has no moment here
        until = datetime.fromisoformat(words[1]) if is_sealed else None
        return Seals(standing.seals, standing.until, standing.waiting, noted[0].at, until, words[:1] == ["sound"])

    def verify(self, actor: Actor) -> SealCheck:
        """Check the whole chain now; what was found is on record."""
        actor.require(Capability.READ_AUDIT)
        return self._auditing.verify(actor.organization_id, actor.user_id)


class _Names:
    """What the users, clients and carers of one transaction are called; nothing that is sealed is opened."""

    def __init__(self, work: ReadingWork) -> None:
        self._users = {str(user.id): user.name for user in work.users.all()}
        self._labels = {str(row.id): row.pseudonym for row in _people(work)} | self._users

    def line(self, entry: AuditEntry) -> Line:
        """An entry in words."""
        was, became = entry.was or {}, entry.became or {}
        who = str(entry.user_id or (became.get("user_id") if entry.table_name == "user_sessions" else None))
        keys = dict.fromkeys((*was, *became))
        changes = tuple(
            (key, self._named(was.get(key)), self._named(became.get(key))) for key in keys if key not in TOLD_ELSEWHERE
        )
        return Line(
            entry.id, entry.at, self._users.get(who, None if who == "None" else who), entry.role, act_of(entry),
            whole_table(entry.table_name), entry.row_id, self._labels.get(entry.row_id or ""), changes, entry.reason,
        )  # fmt: skip

    def _named(self, value: Any) -> Any:
        """Whom a value means, where it is the id of somebody."""
        return self._labels.get(value, value) if isinstance(value, str) else value


def told_changes(line: Line, language: Language) -> str:
    """`Namn: Norr → Söder; …`, one value where the row is new or gone; hidden values are told as hidden."""
    told = []
    for name, was, became in line.changes:
        both = (was, became) if line.act is Act.CHANGED else [value for value in (was, became) if value is not None]
        told.append(f"{column_title(name)(language)}: {' → '.join(value_words(value, language) for value in both)}")
    return "; ".join(told)


def _sought(work: ReadingWork, wanted: Wanted) -> Sought | None:
    """The question as the log understands it; None when nothing can fit."""
    told = None if wanted.act is None else ENTRIES[wanted.act]
    tables = {wanted.table, None if told is None else told.table} - {None}
    if len(tables) > 1:
        return None
    return Sought(
        wanted.first, wanted.last, wanted.user_id,
        tuple(name for table in tables if table for name in by_month(table, wanted.first.date(), wanted.last.date())),
        _record(work, wanted.record.strip()), () if told is None else told.actions, {} if told is None else told.became,
    )  # fmt: skip


def _record(work: ReadingWork, told: str) -> str | None:
    """The id somebody means who writes a pseudonym or a number."""
    if not told:
        return None
    wanted = told.casefold()
    for row in _people(work):
        if wanted in (row.pseudonym.casefold(), (row.external_ref or "").casefold()):
            return str(row.id)
    return told


def _people(work: ReadingWork) -> list[ClientRow | EmployeeRow]:
    return [*work.people.clients(), *work.people.employees()]


def _all(work: ReadingWork, sought: Sought | None) -> Iterator[AuditEntry]:
    """Everything that fits, some thousands at a time."""
    count = 0
    while sought is not None:
        found = work.audit.search(sought, AT_ONCE)
        count += len(found)
        if count > MOST_OUT:
            raise _TOO_MUCH
        yield from found
        sought = replace(sought, below=(found[-1].at, found[-1].id)) if len(found) == AT_ONCE else None


def _row(line: Line, language: Language) -> list[str]:
    return [
        line.at.isoformat(timespec="seconds"), line.who or "", line.role or "", TITLES[line.act](language),
        table_title(line.table)(language), line.label or line.record or "", told_changes(line, language),
        noted.read(line.reason, language),
    ]  # fmt: skip


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")


def _sealing(actor: Actor) -> Context:
    """As a worker, who alone reads the seals."""
    return Context(actor.organization_id, actor.user_id, "housekeeping", database_role="caire_worker")
