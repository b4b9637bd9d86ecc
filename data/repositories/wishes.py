"""Wishes of carers and clients: made by the one they are of, taken back or answered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from data.models import Wish
from data.repositories.inside import Repository
from data.vocabulary import WishKind, WishState


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish; `was_time` is when the visit stands today, `is_against`: rather not this carer."""

    id: UUID
    kind: WishKind
    employee_id: UUID | None = None
    client_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None
    was_time: time | None = None
    start_time: time | None = None
    end_time: time | None = None
    about_employee_id: UUID | None = None
    is_against: bool = False
    note: str | None = None
    answer: str | None = None
    state: WishState = WishState.OPEN
    answered_at: datetime | None = None
    created_at: datetime | None = None
    row_version: int = 1


_SEALED = ("note", "answer")
_READ = tuple(name for name in WishRow.__dataclass_fields__ if name not in _SEALED)
_MADE = ("id", "kind", "employee_id", "client_id", "first_day", "last_day", "was_time", "start_time", "end_time",
         "about_employee_id", "is_against")  # fmt: skip


class WishesReading(Repository):
    """What may be asked; carers and clients see their own."""

    def since(self, moment: datetime) -> list[WishRow]:
        """Those made from `moment` on and all that are open, the newest first."""
        return self._rows((Wish.created_at >= moment) | (Wish.state == WishState.OPEN))

    def find(self, wish_id: UUID) -> WishRow | None:
        """One wish."""
        found = self._rows(Wish.id == wish_id)
        return found[0] if found else None

    def open_count(self) -> int:
        """How many wait for an answer."""
        query = select(func.count()).where(Wish.organization_id == self._org, Wish.state == WishState.OPEN)
        return int(self._connection.execute(query).scalar_one())

    def _rows(self, condition: ColumnElement[bool]) -> list[WishRow]:
        columns = (*(getattr(Wish, name) for name in _READ), Wish.note_enc, Wish.answer_enc)
        query = select(*columns).where(Wish.organization_id == self._org, condition)
        rows = self._connection.execute(query.order_by(Wish.created_at.desc(), Wish.id.desc()))
        return [self._opened(row._asdict()) for row in rows]

    def _opened(self, held: dict[str, Any]) -> WishRow:
        for name in _SEALED:
            sealed = held.pop(f"{name}_enc")
            held[name] = None if sealed is None else self._vault.open("wishes", f"{name}_enc", held["id"], sealed)
        return WishRow(**held)


class Wishes(WishesReading):
    """What may be changed."""

    def add(self, wish: WishRow) -> None:
        """A new wish, open."""
        sealed = None if wish.note is None else self._vault.seal("wishes", "note_enc", wish.id, wish.note)
        values = {name: getattr(wish, name) for name in _MADE}
        self._inside.insert(Wish, [{**values, "note_enc": sealed, "key_version": self._vault.version}])

    def take_back(self, wish_id: UUID) -> bool:
        """It is wished for no more; False when it is not open, or not there."""
        query = (
            update(Wish)
            .where(Wish.organization_id == self._org, Wish.id == wish_id, Wish.state == WishState.OPEN)
            .values(state=WishState.WITHDRAWN)
        )
        return self._connection.execute(query).rowcount == 1

    def answer(self, wish_id: UUID, state: WishState, words: str | None, by: UUID) -> bool:
        """Answer an open wish; False when it was answered or taken back meanwhile."""
        sealed = None if words is None else self._vault.seal("wishes", "answer_enc", wish_id, words)
        query = (
            update(Wish)
            .where(Wish.organization_id == self._org, Wish.id == wish_id, Wish.state == WishState.OPEN)
            .values(
                state=state, answer_enc=sealed, key_version=self._vault.version, answered_by=by,
                answered_at=func.now(), row_version=Wish.row_version + 1,
            )
        )  # fmt: skip
        return self._connection.execute(query).rowcount == 1
