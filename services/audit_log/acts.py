"""What somebody can have done, as an administrator would ask for it, and the entries that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.repositories.audit import AuditEntry
from data.vocabulary import AuditAction
from services.words import Text


class Act(StrEnum):
    """One kind of act."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    REVEALED = "revealed"
    TAKEN_OUT = "taken_out"
    ERASED = "erased"
    PUBLISHED = "published"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    CALLED = "called"
    ARCHIVED = "archived"
    UNDONE = "undone"
    KEYS = "keys"
    ACCOUNT = "account"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Told:
    """The entries of an act: their actions, and where it is narrower, their table and what the row became."""

    actions: tuple[AuditAction, ...]
    table: str | None = None
    became: Mapping[str, str] = field(default_factory=dict)


TITLES: dict[Act, Text] = {
    Act.CREATED: Text(sv="Skapat", en="Created"),
    Act.CHANGED: Text(sv="Ändrat", en="Changed"),
    Act.REMOVED: Text(sv="Tagit bort", en="Removed"),
    Act.REVEALED: Text(sv="Visat uppgifter om en person", en="Showed data about a person"),
    Act.TAKEN_OUT: Text(sv="Tagit ut", en="Took out"),
    Act.ERASED: Text(sv="Raderat", en="Erased"),
    Act.PUBLISHED: Text(sv="Publicerat en plan", en="Published a plan"),
    Act.SIGNED_IN: Text(sv="Loggat in", en="Signed in"),
    Act.SIGNED_OUT: Text(sv="Loggat ut", en="Signed out"),
    Act.CALLED: Text(sv="Anrop till eller från andra system", en="Calls to or from other systems"),
    Act.ARCHIVED: Text(sv="Arkiverat eller återställt", en="Archived or restored"),
    Act.UNDONE: Text(sv="Ångrat en inläsning", en="Took an import back"),
    Act.KEYS: Text(sv="Bytt eller förstört nycklar", en="Renewed or destroyed keys"),
    Act.ACCOUNT: Text(sv="Ändrat ett konto", en="Changed an account"),
    Act.VERIFIED: Text(sv="Kontrollerat loggen", en="Verified the log"),
    Act.CANCELLED: Text(sv="Ställt in besök", en="Called visits off"),
}
ENTRIES: dict[Act, Told] = {
    Act.PUBLISHED: Told((AuditAction.INSERT,), "schedule_solutions", {"kind": "published"}),
    Act.SIGNED_IN: Told((AuditAction.INSERT,), "user_sessions"),
    Act.SIGNED_OUT: Told((AuditAction.UPDATE,), "user_sessions"),
    Act.CREATED: Told((AuditAction.INSERT,)),
    Act.CHANGED: Told((AuditAction.UPDATE,)),
    Act.REMOVED: Told((AuditAction.DELETE,)),
    Act.REVEALED: Told((AuditAction.READ,)),
    Act.TAKEN_OUT: Told((AuditAction.EXPORT,)),
    Act.ERASED: Told((AuditAction.ERASE,)),
    Act.CALLED: Told((AuditAction.CALL,)),
    Act.ARCHIVED: Told((AuditAction.ARCHIVE, AuditAction.RESTORE)),
    Act.UNDONE: Told((AuditAction.UNDO,)),
    Act.KEYS: Told((AuditAction.KEYS, AuditAction.SHRED)),
    Act.ACCOUNT: Told((AuditAction.ACCOUNT,)),
    Act.VERIFIED: Told((AuditAction.VERIFY,)),
    Act.CANCELLED: Told((AuditAction.CANCEL,)),
}
"""Narrower ones first: the first that fits an entry is what it is called."""


def act_of(entry: AuditEntry) -> Act:
    """What an entry tells."""
    became = entry.became or {}
    fitting = (
        act
        for act, told in ENTRIES.items()
        if entry.action in told.actions
        and told.table in (None, entry.table_name)
        and all(became.get(name) == value for name, value in told.became.items())
    )
    return next(fitting, Act.CHANGED)
