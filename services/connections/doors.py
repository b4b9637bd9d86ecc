"""Connections to systems other than Timefold: kept, closed, and opened as a door for a call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.credentials import CredentialRow
from data.vocabulary import IntegrationProvider
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.connections import refusals
from services.connections.use_case import LONGEST, working_context

if TYPE_CHECKING:  # its network library takes most of a second, which only a connection that is used is worth
    from services.integrations.outbound import Ledger, Outbound, Patience

HEADER = "auth_header"
"""The setting that says in which header the key goes."""


@dataclass(frozen=True, slots=True)
class DoorWish:
    """What an administrator types; without a `key` the one kept stays, and a first one may be empty."""

    provider: IntegrationProvider
    base_url: str
    key: str = ""
    settings: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class DoorView:
    """A connection without its secret."""

    id: UUID
    provider: IntegrationProvider
    base_url: str
    settings: Mapping[str, str]
    failures: int
    rests_until: datetime | None
    answered_at: datetime | None

    @property
    def is_resting(self) -> bool:
        """Whether it is left alone now."""
        return self.rests_until is not None and self.rests_until > datetime.now(UTC)


class Doors:
    """`inside_hosts` are those of the operator that may stand inside a network."""

    def __init__(self, database: Database, inside_hosts: Collection[str] = ()) -> None:
        self._database, self._inside_hosts = database, inside_hosts

    def held(self, actor: Actor, provider: IntegrationProvider) -> DoorView | None:
        """The connection as its administrator sees it."""
        actor.require(Capability.CONNECT)
        with self._database.reading(_context(actor)) as work:
            row = open_row_of(work, provider)
        return None if row is None else _view(row)

    def save(self, actor: Actor, wish: DoorWish) -> DoorView:
        """Set the connection up, or change it; a key is only ever sent to the host it was typed for."""
        from services.integrations.outbound import destination_of

        actor.require(Capability.CONNECT)
        settings = {name: word.strip() for name, word in (wish.settings or {}).items() if word.strip()}
        words = (wish.key, *settings.values())
        if not all(len(word) <= LONGEST and word.isascii() and (word.isprintable() or not word) for word in words):
            raise refusals.BAD_WORD
        base_url, key = destination_of("new", wish.base_url, self._inside_hosts).base_url, wish.key.strip()
        with self._database.writing(_context(actor)) as work:
            row = open_row_of(work, wish.provider)
            if row is None:
                # Closed connections keep their names, for the audit.
                number = sum(each.provider is wish.provider for each in work.credentials.all()) + 1
                label = f"{wish.provider.value} {number}"
                work.credentials.add(CredentialRow(new_id(), wish.provider, label, base_url, settings=settings), key)
            else:
                if _host(row.base_url or "") != _host(base_url) and not key:
                    raise refusals.KEY_FOR_HOST
                if not work.credentials.describe(row.id, base_url, settings):
                    raise refusals.CHANGED
                if key:
                    work.credentials.rotate(row.id, key)
            saved = open_row_of(work, wish.provider)
        assert saved is not None
        return _view(saved)

    def close(self, actor: Actor, provider: IntegrationProvider) -> bool:
        """Close the connection; False when there is none."""
        actor.require(Capability.CONNECT)
        with self._database.writing(_context(actor)) as work:
            row = open_row_of(work, provider)
            return row is not None and work.credentials.revoke(row.id)


@dataclass(frozen=True)
class OpenDoor:
    """A door with what its connection says besides."""

    door: Outbound
    row: CredentialRow


def open_door(
    database: Database,
    organization_id: UUID,
    provider: IntegrationProvider,
    inside_hosts: Collection[str],
    ledger: Ledger,
    patience: Patience | None = None,
) -> OpenDoor | None:
    """A door over the organisation's connection, whose key goes in the header it names; None when there is none."""
    from services.integrations.outbound import Outbound, destination_of

    with database.reading(working_context(organization_id)) as work:
        row = open_row_of(work, provider)
        key = None if row is None else work.credentials.reveal(row.id)
    if row is None or key is None or row.base_url is None:
        return None
    place = destination_of(str(row.id), row.base_url, inside_hosts)
    headers = {row.settings.get(HEADER, "Authorization"): key} if key else {}
    return OpenDoor(Outbound(place, ledger, headers, patience), row)


def open_row_of(work: ReadingWork, provider: IntegrationProvider) -> CredentialRow | None:
    """The connection to that system that is not closed."""
    rows = (row for row in work.credentials.all() if row.provider is provider)
    return next((row for row in rows if row.revoked_at is None and row.base_url is not None), None)


def _host(base_url: str) -> tuple[str, str]:
    parts = urlsplit(base_url)
    return parts.scheme, parts.netloc


def _view(row: CredentialRow) -> DoorView:
    return DoorView(
        row.id, row.provider, row.base_url or "", row.settings, row.failures, row.rests_until, row.answered_at
    )


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
