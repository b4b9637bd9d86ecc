"""Where a list has come to, as a word a reader hands back unopened."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from uuid import UUID

from services.api import refusals

LONGEST = 200


def dated(day: date, row_id: UUID) -> str:
    """The place in a list of dated rows."""
    return _closed(f"{day.isoformat()} {row_id}")


def plain(row_id: UUID) -> str:
    """The place in a list of rows known by id."""
    return _closed(str(row_id))


def read_dated(cursor: str | None) -> tuple[date, UUID] | None:
    """The place of `dated`; raises `BadInput` for any other word."""
    if cursor is None:
        return None
    day, _, row_id = _opened(cursor).partition(" ")
    try:
        return date.fromisoformat(day), UUID(row_id)
    except ValueError:
        raise refusals.BAD_CURSOR from None


def read_plain(cursor: str | None) -> UUID | None:
    """The place of `plain`; raises `BadInput` for any other word."""
    if cursor is None:
        return None
    try:
        return UUID(_opened(cursor))
    except ValueError:
        raise refusals.BAD_CURSOR from None


def _closed(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode("ascii")).decode("ascii").rstrip("=")


def _opened(cursor: str) -> str:
    if len(cursor) > LONGEST:
        raise refusals.BAD_CURSOR
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise refusals.BAD_CURSOR from None
