"""The use case: keep the connection to Timefold, try it, close it; and tell a planner whether there is one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.credentials import CredentialRow
from data.vocabulary import IntegrationProvider, Role
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.connections import refusals

if TYPE_CHECKING:  # its network library takes most of a second, which only a connection that is used is worth
    from services.integrations.timefold.client import TimefoldClient

HOSTED_URL = "https://app.timefold.ai/api/models/field-service-routing"
SIGNATURE_HEADER, STAMP_HEADER = "X-Timefold-Signature", "X-Timefold-Timestamp"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class ConnectionWish:
    """What an administrator types; without a `key` the one kept stays, `hook_secret` None leaves that as it is."""

    base_url: str
    key: str = ""
    profile: str = ""
    signature_header: str = SIGNATURE_HEADER
    stamp_header: str = STAMP_HEADER
    hook_secret: str | None = None


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A connection without its secrets."""

    id: UUID
    base_url: str
    profile: str
    signature_header: str
    stamp_header: str
    key_since: datetime | None
    failures: int
    rests_until: datetime | None
    answered_at: datetime | None

    @property
    def is_resting(self) -> bool:
        """Whether it is left alone now."""
        return self.rests_until is not None and self.rests_until > datetime.now(UTC)


class Connections:
    """`inside_hosts` are those of the operator that may stand inside a network."""

    def __init__(self, database: Database, inside_hosts: Collection[str] = ()) -> None:
        self._database, self._inside_hosts = database, inside_hosts

    def timefold(self, actor: Actor) -> ConnectionView | None:
        """The connection as its administrator sees it."""
        actor.require(Capability.CONNECT)
        with self._database.reading(_context(actor)) as work:
            row = open_row(work)
        return None if row is None else _view(row)

    def has_timefold(self, actor: Actor) -> bool:
        """Whether a planner may choose Timefold."""
        actor.require(Capability.RUN_SOLVER)
        with self._database.reading(working_context(actor.organization_id)) as work:
            return open_row(work) is not None

    def save(self, actor: Actor, wish: ConnectionWish) -> ConnectionView:
        """Set the connection up, or change it."""
        from services.integrations.outbound import destination_of

        actor.require(Capability.CONNECT)
        words = (wish.key, wish.profile, wish.signature_header, wish.stamp_header, wish.hook_secret or "")
        if not all(len(word) <= LONGEST and word.isascii() and (word.isprintable() or not word) for word in words):
            raise refusals.BAD_WORD
        base_url = destination_of("new", wish.base_url, self._inside_hosts).base_url
        settings = _settings(wish)
        with self._database.writing(_context(actor)) as work:
            row = open_row(work)
            if row is None:
                if not wish.key.strip():
                    raise refusals.NO_KEY
                row = CredentialRow(new_id(), IntegrationProvider.TIMEFOLD, _label(work), base_url, settings=settings)
                work.credentials.add(row, wish.key.strip())
            else:
                _refuse_other_host(row, base_url, wish.key)
                if not work.credentials.describe(row.id, base_url, settings):
                    raise refusals.CHANGED
                if wish.key.strip():
                    work.credentials.rotate(row.id, wish.key.strip())
            if wish.hook_secret is not None:
                work.credentials.sign_hooks(row.id, wish.hook_secret.strip() or None)
            saved = open_row(work)
        assert saved is not None
        return _view(saved)

    def try_timefold(self, actor: Actor) -> None:
        """Ask the smallest question there is; raises what stands in the way."""
        actor.require(Capability.CONNECT)
        with self._database.reading(working_context(actor.organization_id)) as work:
            row = open_row(work)
        if row is None:
            raise refusals.NOT_CONNECTED
        open_timefold(self._database, actor.organization_id, row.id, self._inside_hosts).probe()

    def close_timefold(self, actor: Actor) -> bool:
        """Close the connection: no run uses it any more. False when there is none."""
        actor.require(Capability.CONNECT)
        with self._database.writing(_context(actor)) as work:
            row = open_row(work)
            return row is not None and work.credentials.revoke(row.id)


def open_timefold(
    database: Database, organization_id: UUID, connection_id: UUID, inside_hosts: Collection[str]
) -> TimefoldClient:
    """A client over a connection; raises `Conflict` when it is closed."""
    from services.connections.ledger import DatabaseLedger
    from services.integrations.outbound import Outbound, destination_of
    from services.integrations.timefold.client import TimefoldClient

    with database.reading(working_context(organization_id)) as work:
        row = next((each for each in work.credentials.all() if each.id == connection_id), None)
        key = work.credentials.reveal(connection_id)
    if row is None or key is None or row.base_url is None:
        raise refusals.NOT_CONNECTED
    place = destination_of(str(connection_id), row.base_url, inside_hosts)
    door = Outbound(place, DatabaseLedger(database, organization_id), {"X-API-KEY": key})
    return TimefoldClient(door, row.settings.get("profile"))


def open_row(work: ReadingWork) -> CredentialRow | None:
    """The connection to Timefold that is not closed."""
    rows = (row for row in work.credentials.all() if row.provider is IntegrationProvider.TIMEFOLD)
    return next((row for row in rows if row.revoked_at is None and row.base_url is not None), None)


def working_context(organization_id: UUID) -> Context:
    """A worker's context: the only one that opens secrets."""
    return Context(organization_id, None, Role.ADMIN.value, database_role="caire_worker")


def _label(work: ReadingWork) -> str:
    """Closed connections keep their names, for the audit."""
    return f"Timefold {sum(row.provider is IntegrationProvider.TIMEFOLD for row in work.credentials.all()) + 1}"


def _settings(wish: ConnectionWish) -> dict[str, Any]:
    told = {
        "profile": wish.profile.strip(),
        "signature_header": wish.signature_header.strip(),
        "stamp_header": wish.stamp_header.strip(),
    }
    return {name: word for name, word in told.items() if word}


def _refuse_other_host(row: CredentialRow, base_url: str, key: str) -> None:
    before, now = urlsplit(row.base_url or ""), urlsplit(base_url)
    if (before.scheme, before.netloc) != (now.scheme, now.netloc) and not key.strip():
        raise refusals.KEY_FOR_HOST


def _view(row: CredentialRow) -> ConnectionView:
    return ConnectionView(
        row.id, row.base_url or "", row.settings.get("profile", ""),
        row.settings.get("signature_header", SIGNATURE_HEADER), row.settings.get("stamp_header", STAMP_HEADER),
        row.rotated_at, row.failures, row.rests_until, row.answered_at,
    )  # fmt: skip


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
