"""Connects to PostgreSQL as `caire_login` and opens transactions that belong to one organisation.

Context      A role or a setting that outlives its transaction leaks to the next user of the pooled connection.
Decision     One place, `_enter`, sets the database role, its timeouts and the tenant, all LOCAL to the transaction.
             Role settings do not follow SET ROLE, so the timeouts are stated here.
Consequence  Without a context nothing can be read; a connection goes back to the pool as it came.
Not chosen   Session-level SET with a reset on return: one missed reset is a breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError

from data.repositories.housekeeping import Housekeeping
from data.repositories.queue_care import QueueCare
from data.repositories.signing_in import SigningIn
from data.urls import for_sqlalchemy
from data.vault import KeyRing
from data.work import Conflict, Context, OpenedKeys, ReadingWork, Unreachable, Work

# Statement, lock and idle-in-transaction time of each role.
_TIMEOUTS = MappingProxyType(
    {
        "caire_app": ("15s", "5s", "60s"),
        "caire_field": ("15s", "5s", "60s"),
        "caire_worker": ("10min", "10s", "10min"),
        "caire_keeper": ("10min", "10s", "10min"),
        "caire_queue": ("5s", "5s", "10s"),
    }
)


class Database:
    """The pool of connections, and the only way to a transaction; `url` is that of `caire_login`."""

    def __init__(self, url: str, keys: KeyRing, pool_size: int = 10) -> None:
        self.url = url
        self._engine: Engine = create_engine(
            for_sqlalchemy(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,  # the embedded server may have been restarted behind the pool
            hide_parameters=True,  # an error's text must not carry anybody's data
            connect_args={"application_name": "caire", "connect_timeout": 10},
        )
        self._key_ring = keys
        self._opened: OpenedKeys = {}

    @contextmanager
    def writing(self, context: Context) -> Iterator[Work]:
        """A transaction that may change things; committed at the end, rolled back on any error."""
        try:
            with self._engine.begin() as connection:
                _enter(connection, context, "")
                yield Work(connection, context.organization_id, self._key_ring, self._opened)
        except (IntegrityError, DataError) as broken:
            # Only the rule's name goes on: the driver's message quotes the row.
            raise Conflict(str(getattr(getattr(broken.orig, "diag", None), "constraint_name", None))) from None
        except (OperationalError, InterfaceError) as lost:
            raise _told_apart(lost) from None

    @contextmanager
    def reading(self, context: Context) -> Iterator[ReadingWork]:
        """A transaction that sees one moment and cannot change anything."""
        try:
            with self._engine.begin() as connection:
                _enter(connection, context, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ")
                yield ReadingWork(connection, context.organization_id, self._key_ring, self._opened)
        except (OperationalError, InterfaceError) as lost:
            raise _told_apart(lost) from None

    @contextmanager
    def door(self) -> Iterator[SigningIn]:
        """A transaction without a tenant, in which only the sign-in doors open."""
        try:
            with self._engine.begin() as connection:
                connection.exec_driver_sql(_role("caire_app"))
                yield SigningIn(connection)
        except (OperationalError, InterfaceError) as lost:
            raise _told_apart(lost) from None

    @contextmanager
    def queue(self) -> Iterator[QueueCare]:
        """A transaction that sees the queue and nothing else: how long it is, who works on it, what keeps failing."""
        with self._engine.begin() as connection:
            connection.exec_driver_sql(_role("caire_queue"))
            yield QueueCare(connection)

    @contextmanager
    def housekeeping(self) -> Iterator[Housekeeping]:
        """A transaction without a tenant that says for which organisations there is something to do."""
        try:
            with self._engine.begin() as connection:
                connection.exec_driver_sql(_role("caire_worker"))
                yield Housekeeping(connection)
        except (OperationalError, InterfaceError) as lost:
            raise _told_apart(lost) from None

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self._engine.connect() as connection:
                return bool(connection.execute(text("SELECT 1")).scalar_one() == 1)
        except OperationalError:
            return False

    def close(self) -> None:
        """Give every idle connection back."""
        self._engine.dispose()


def _enter(connection: Connection, context: Context, first: str) -> None:
    connection.exec_driver_sql(first + _role(context.database_role))
    connection.execute(
        text(
            "SELECT set_config('app.organization_id', :organization, true), set_config('app.user_id', :user, true),"
            " set_config('app.role', :role, true), set_config('app.subject_id', :subject, true)"
        ),
        {
            "organization": str(context.organization_id),
            "user": str(context.user_id or ""),
            "role": str(context.role),
            "subject": str(context.subject_id or ""),
        },
    )


def _told_apart(lost: DBAPIError) -> Exception:
    """`Unreachable` when the server went away; the error itself when it answered, such as a statement cut short.

    Two transactions that wait for each other are a `Conflict` for one of them: asked again, it sees the other's work.
    """
    state = getattr(lost.orig, "sqlstate", None)
    if state == "40P01":
        return Conflict("at_the_same_moment")
    is_gone = lost.connection_invalidated or state is None or state.startswith(("08", "57P"))
    return Unreachable(type(lost.orig).__name__) if is_gone else lost


def _role(role: str) -> str:
    statement, lock, idle = _TIMEOUTS[role]
    return (
        f"SET LOCAL ROLE {role}; SET LOCAL statement_timeout = '{statement}'; SET LOCAL lock_timeout = '{lock}'; "
        f"SET LOCAL idle_in_transaction_session_timeout = '{idle}'"
    )
