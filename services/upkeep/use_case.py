"""Migrate, back up and restore the database that the settings name; whatever goes wrong is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data import backups, migrating, restoring
from data.backup_manifest import Damaged, FromNewer, Manifest, OtherMasterKey
from data.binaries import NoServerFound
from data.client_programs import ProgramFailed
from data.embedded import EmbeddedPostgres, ServerDidNotStart
from data.owner import NotOpened, owning
from services.errors import BadInput, CareError, Conflict, Unavailable
from services.settings import Settings
from services.upkeep import words
from services.words import Text

# What can go wrong → the kind of error, its code, what happened and what to do about it.
_MEANING: dict[type[Exception], tuple[type[CareError], str, Text, Text]] = {
    NotOpened: (Unavailable, "UPK-002", words.NOT_OPENED, words.CHECK_ADDRESS),
    ServerDidNotStart: (Unavailable, "UPK-002", words.NOT_OPENED, words.CHECK_ADDRESS),
    migrating.ServerTooOld: (Unavailable, "UPK-003", words.TOO_OLD, words.NEWER_SERVER),
    TimeoutError: (Conflict, "UPK-004", words.TAKEN, words.LATER),
    backups.NothingToBackUp: (BadInput, "UPK-005", words.NOTHING_THERE, words.MIGRATE_FIRST),
    NoServerFound: (Unavailable, "UPK-006", words.NO_PROGRAMS, words.INSTALL),
    ProgramFailed: (Unavailable, "UPK-007", words.PROGRAM_FAILED, words.NOTHING_KEPT),
    Damaged: (BadInput, "UPK-009", words.DAMAGED, words.OTHER_COPY),
    FromNewer: (BadInput, "UPK-010", words.FROM_NEWER, words.USE_NEWER),
    OtherMasterKey: (BadInput, "UPK-011", words.OTHER_KEY, words.GIVE_KEY),
    restoring.NotEmpty: (Conflict, "UPK-012", words.NOT_EMPTY, words.MAKE_EMPTY),
    restoring.NotAsWritten: (Unavailable, "UPK-013", words.NOT_AS_WRITTEN, words.DROP_IT),
}


@dataclass(frozen=True, slots=True)
class Migrated:
    """The last migration before (None: the database was empty) and after."""

    before: str | None
    after: str


class Upkeep:
    """The acts on a whole database, as its owner. Each raises CareError."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def migrate(self) -> Migrated:
        """Run every migration that is missing; safe from several machines at once."""
        with _told(), self._owner() as url:
            with owning(url) as owner:
                before = migrating.current(owner)
            migrating.upgrade(url)
        return Migrated(before, migrating.newest())

    def back_up(self, into: Path) -> tuple[Path, Manifest]:
        """A new directory in the folder `into`, and what it holds."""
        with _told(), self._owner() as url:
            try:
                return backups.take(url, into, self._settings.master_key)
            except OSError as fault:
                why = fault.strerror or type(fault).__name__
                raise BadInput("UPK-008", words.NO_FOLDER.fill(why=why), words.OTHER_FOLDER) from None

    def look(self, backup: Path) -> Manifest:
        """Whether a backup is whole and could be taken back here; no database is touched."""
        with _told():
            return restoring.look(backup, [self._settings.master_key])

    def restore(self, backup: Path) -> Manifest:
        """The backup in the empty database; looked at before anything is started or touched."""
        self.look(backup)
        with _told(), self._owner() as url:
            return restoring.restore(url, backup, [self._settings.master_key])

    @contextmanager
    def _owner(self) -> Iterator[str]:
        """The owner's address; the embedded server runs while inside."""
        given = self._settings.database_url
        if given is None:
            embedded = EmbeddedPostgres(self._settings.home)
            try:
                yield embedded.start()
            finally:
                embedded.stop()
        elif migrating.is_login(given):
            raise BadInput("UPK-001", words.NEEDS_OWNER.fill(role=migrating.LOGIN_ROLE), words.GIVE_OWNER)
        else:
            yield given


@contextmanager
def _told() -> Iterator[None]:
    """The faults of the data in the words of the house."""
    try:
        yield
    except tuple(_MEANING) as fault:
        kind, code, cause, action = next(_MEANING[cls] for cls in type(fault).__mro__ if cls in _MEANING)
        raise kind(code, cause.fill(why=str(fault).rstrip(".")), action) from None
