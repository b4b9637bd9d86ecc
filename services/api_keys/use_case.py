"""The use case: administrators make, list and close keys; every call is let in by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.api_keys import ApiKeyRow
from data.repositories.signing_in import ApiKeyFound, CallSpent
from data.vocabulary import ApiScope, AuditAction, Role
from data.work import Context, Unreachable
from services.access import Actor, Capability
from services.api_keys import refusals, secret
from services.api_keys.actor import KeyActor
from services.errors import CareError
from services.words import Text

LONGEST_DAYS = 730
LONGEST_NAME = 100
FASTEST = 6000


class TooFast(CareError):
    """The key's bucket is empty; `wait_s` until there is a token again."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("KEY-005", *refusals.TOO_FAST)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class KeyWish:
    """What an administrator asks for."""

    name: str
    scopes: Sequence[ApiScope]
    days: int = 365
    rate_per_min: int = 120


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; `whole` is shown once and kept nowhere."""

    row: ApiKeyRow
    whole: str = field(repr=False)


class ApiKeys:
    """Keys of an organisation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, actor: Actor) -> list[ApiKeyRow]:
        """Every key, closed ones too, the newest first; never a secret."""
        actor.require(Capability.MANAGE_KEYS)
        with self._database.reading(_context(actor)) as work:
            return work.api_keys.all()

    def make(self, actor: Actor, wish: KeyWish) -> NewKey:
        """A new key."""
        actor.require(Capability.MANAGE_KEYS)
        _check(wish)
        prefix, drawn = secret.draw()
        expires_at = datetime.now(UTC) + timedelta(days=wish.days)
        scopes = tuple(dict.fromkeys(wish.scopes))
        row = ApiKeyRow(new_id(), wish.name.strip(), prefix, scopes, actor.user_id, expires_at, wish.rate_per_min)
        with self._database.writing(_context(actor)) as work:
            work.api_keys.add(row, secret.kept(prefix, drawn))
        return NewKey(row, f"{prefix}.{drawn}")

    def revoke(self, actor: Actor, key_id: UUID) -> None:
        """Close a key: the next call with it is refused."""
        actor.require(Capability.MANAGE_KEYS)
        with self._database.writing(_context(actor)) as work:
            if not work.api_keys.revoke(key_id):
                raise refusals.NO_SUCH_KEY

    def admit(self, key: str) -> KeyActor:
        """Who calls with `key`; raises `SignedOut` when it opens nothing and `TooFast` when it calls too often."""
        halves = secret.halves(key)
        if halves is None:
            raise refusals.NO_KEY
        try:
            found, spent = self._weighed(*halves)
        except Unreachable:
            raise refusals.NO_DATABASE from None
        if spent.wait_s > 0:
            raise TooFast(spent.wait_s)
        return KeyActor(
            found.organization_id, spent.made_by, Role.SCHEDULER, read_only=found.read_only,
            key_id=found.api_key_id, prefix=halves[0], scopes=frozenset(ApiScope(scope) for scope in found.scopes),
        )  # fmt: skip

    def note_write(self, actor: KeyActor, what: str) -> None:
        """Put on record which key did something; what was changed stands in the audit under the key's maker."""
        with self._database.writing(_context(actor)) as work:
            work.audit.note(AuditAction.CALL, "api_keys", [actor.key_id or actor.prefix], what)

    def _weighed(self, prefix: str, told: str) -> tuple[ApiKeyFound, CallSpent]:
        """The key and what the call costs it, in one short transaction."""
        with self._database.door() as door:
            found = door.api_key(prefix)
            if found is None or not secret.is_right(prefix, told, found.secret_hmac):
                raise refusals.NO_KEY
            spent = door.spend_call(found.organization_id, found.api_key_id)
        if spent is None:
            raise refusals.NO_KEY
        return found, spent


def _check(wish: KeyWish) -> None:
    name = wish.name.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise refusals.bad_wish(Text(sv="Namnet ska ha 1–100 tecken.", en="The name has 1–100 characters."))
    if not wish.scopes:
        raise refusals.bad_wish(Text(sv="Nyckeln behöver minst en omfattning.", en="The key needs a scope."))
    if not 1 <= wish.days <= LONGEST_DAYS:
        raise refusals.bad_wish(Text(sv="Nyckeln kan gälla 1–730 dagar.", en="The key lasts 1–730 days."))
    if not 1 <= wish.rate_per_min <= FASTEST:
        raise refusals.bad_wish(Text(sv="Takten är 1–6000 anrop i minuten.", en="The rate is 1–6000 calls a minute."))


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
