"""Opens the connection of whoever owns the database: for migrations, backups and restores only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import psycopg

from data.urls import plain

Owner: TypeAlias = psycopg.Connection[tuple[object, ...]]


class NotOpened(Exception):
    """The server does not answer, or does not let this owner in; the message is its first line about it."""


@contextmanager
def owning(url: str) -> Iterator[Owner]:
    """A connection in autocommit. Raises NotOpened."""
    try:
        owner = psycopg.connect(plain(url), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as refused:
        raise NotOpened(str(refused).strip().splitlines()[0][:300]) from None
    with owner:
        yield owner


def is_superuser(owner: Owner) -> bool:
    """Whether this owner may do anything."""
    return owner.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (True,)
