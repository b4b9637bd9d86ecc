"""The use case: what an organisation's files call our columns; looked at, changed as a new version, put back.

Names are data: an organisation whose care system calls `Kundnr` something else says so here and needs no other reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from data.connect import Database
from data.repositories.mappings import MappingRow
from data.vocabulary import MappingKind
from data.work import Conflict as Broken
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.importing.care.kinds import KEYS, CareKind, Names
from services.problem import Issue, Severity
from services.words import Text

LONGEST = 100

_REFUSED = Text(sv="Namnen kan inte sparas. {key}: {cause}", en="The names cannot be saved. {key}: {cause}")
_EMPTY = Text(sv="Namnet saknas.", en="The name is missing.")
_LONG = Text(sv="Namnet är för långt eller har tecken som inte syns.", en="The name is too long or has unseen signs.")
_TWICE = Text(sv="Två uppgifter har samma namn.", en="Two keys have the same name.")
_UNKNOWN = Text(sv="Formatet har ingen sådan uppgift.", en="The format has no such key.")
_MEND = Text(
    sv="Skriv namnet precis som det står i filen, högst 100 tecken.",
    en="Write the name exactly as it stands in the file, 100 characters at most.",
)
_CHANGED = Conflict(
    "MAP-101", Text(sv="Någon annan har sparat nya namn.", en="Somebody else has saved new names."),
    Text(sv="Ladda om sidan och försök igen.", en="Reload the page and try again."),
)  # fmt: skip


@dataclass(frozen=True)
class FormatNames:
    """A format's names as they hold: our key, what it is called by default, what it is called here."""

    kind: CareKind
    version: int
    defaults: Names
    names: Names
    history: tuple[tuple[int, datetime, str], ...] = ()

    def called(self, key: str) -> str:
        """What the files here call it."""
        return self.names.get(key, self.defaults[key])


class CareMappings:
    """Names of columns; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, actor: Actor) -> list[FormatNames]:
        """Every format with the names that hold and who changed them when; version 0 is the one that ships."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            users = {user.id: user.name for user in work.users.all()}
            rows = work.mappings.all()
        return [_mapping(kind, [row for row in rows if row.kind == kind.value], users) for kind in CareKind]

    def save(self, actor: Actor, kind: CareKind, version: int, names: Names) -> int:
        """New names over `version`, as a new one; its number. Nothing is saved when nothing differs."""
        actor.require(Capability.IMPORT)
        actor.require(Capability.EDIT_PLAN)
        if issues := faults(kind, names):
            raise BadInput("MAP-100", _REFUSED.fill(key=issues[0].field, cause=issues[0].cause), _MEND, issues)
        told = {key: name for key, name in names.items() if name != KEYS[kind][key]}
        try:
            with self._database.writing(_context(actor)) as work:
                held = work.mappings.newest().get(MappingKind(kind.value))
                if (held.version if held else 0) != version:
                    raise _CHANGED
                if told == (held.names if held else {}):
                    return version
                work.mappings.add(MappingKind(kind.value), version + 1, told, actor.user_id)
        except Broken as broken:
            raise _CHANGED from broken
        return version + 1


def own_names(work: ReadingWork) -> dict[CareKind, Names]:
    """The names that hold, of the formats that have any of their own."""
    return {CareKind(kind.value): row.names for kind, row in work.mappings.newest().items() if row.names}


def faults(kind: CareKind, names: Names) -> tuple[Issue, ...]:
    """Everything that forbids these names."""
    found, seen = [], {}
    for key, name in {**KEYS[kind], **names}.items():
        cause = _fault(kind, key, name)
        if cause is None and name in seen:
            cause = _TWICE
        seen[name] = key
        if cause is not None:
            found.append(Issue(Severity.ERROR, "MAP-001", key, key, name[:LONGEST], cause, _MEND))
    return tuple(found)


def _fault(kind: CareKind, key: str, name: str) -> Text | None:
    if key not in KEYS[kind]:
        return _UNKNOWN
    if not name.strip():
        return _EMPTY
    return None if len(name) <= LONGEST and name.isprintable() and name == name.strip() else _LONG


def _mapping(kind: CareKind, rows: list[MappingRow], users: Mapping[UUID, str]) -> FormatNames:
    newest = rows[0] if rows else None
    history = tuple((row.version, row.created_at, users.get(row.made_by, "")) for row in rows)
    return FormatNames(kind, newest.version if newest else 0, KEYS[kind], newest.names if newest else {}, history)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
