"""Alembic's entry: one transaction per migration, as the owner, online or as a script."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool


def _url() -> str:
    given = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("DATABASE_URL")
    if not given:
        raise SystemExit("Name the owner's database: alembic -x url=postgresql://… or DATABASE_URL.")
    return "postgresql+psycopg://" + given.split("://", 1)[1]


def _online(connection: Connection) -> None:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    context.configure(dialect_name="postgresql", transaction_per_migration=True, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
elif (held := context.config.attributes.get("connection")) is not None:
    _online(held)
else:
    with create_engine(_url(), poolclass=pool.NullPool).connect() as own:
        _online(own)
