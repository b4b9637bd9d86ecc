"""Database addresses: one spelling for the driver, one for SQLAlchemy, and the same address for another role."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")


def plain(url: str) -> str:
    """The address as libpq reads it: `postgresql://…`, also from `postgres://` and `postgresql+psycopg://`."""
    scheme, found, rest = url.partition("://")
    if not found or scheme not in SCHEMES:
        raise ValueError("Expected a database address that begins with postgresql:// or postgres://.")
    return f"postgresql://{rest}"


def for_sqlalchemy(url: str) -> str:
    """The address with SQLAlchemy's name of the driver."""
    return "postgresql+psycopg://" + plain(url).partition("://")[2]


def as_role(url: str, role: str, password: str) -> str:
    """The same database for another role."""
    parts = urlsplit(plain(url))
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{place}"))


def for_queue(url: str) -> str:
    """The address for the queue's own connections: they enter caire_queue, which reaches nothing but the queue."""
    parts = urlsplit(plain(url))
    options = "options=" + quote("-c role=caire_queue -c search_path=queue", safe="")
    return urlunsplit(parts._replace(query=f"{parts.query}&{options}" if parts.query else options))
