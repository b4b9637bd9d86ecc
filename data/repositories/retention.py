"""How long an organisation keeps what, the removal of what is over its time, and of a whole organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, cast, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from data.models import (
    Base,
    CareDeadLetter,
    CareSync,
    Import,
    Invitation,
    Organization,
    PasswordReset,
    RetentionSetting,
    UserSession,
    WebhookDelivery,
    Wish,
)
from data.models.table import Instant
from data.repositories.inside import Repository
from data.vocabulary import OrganizationStatus, RetentionSubject

# What stands when an organisation is erased: its empty row, its destroyed keys, rules that tell of nobody.
_STAYS = {
    "organizations",
    "data_keys",
    "constraint_definitions",
    "login_attempts",
    "employee_bookings",
    "vehicle_bookings",
}


def _older(subject: RetentionSubject, before: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """The tables of a subject that is forgotten, with what of each is older; those that point at others first."""
    older: dict[RetentionSubject, list[tuple[type[Base], ColumnElement[bool]]]] = {
        RetentionSubject.IMPORTS: [(Import, Import.created_at < before)],
        RetentionSubject.SESSIONS: [(UserSession, UserSession.expires_at < before)],
        RetentionSubject.INVITATIONS: [
            (PasswordReset, PasswordReset.expires_at < before),
            (Invitation, Invitation.expires_at < before),
        ],
        # What waits goes too, settled or not: whoever has not mended it in that time never will.
        RetentionSubject.EXCHANGES: [
            (CareDeadLetter, CareDeadLetter.updated_at < before),
            (CareSync, CareSync.finished_at < before),
            (WebhookDelivery, WebhookDelivery.created_at < before),
        ],
        # Over when it was answered and its days have passed; one that nobody ever answered goes by when it was made.
        RetentionSubject.WISHES: [
            (Wish, func.greatest(Wish.created_at, Wish.answered_at, cast(Wish.last_day, Instant)) < before),
        ],
    }
    return older[subject]


class Retention(Repository):
    """Terms for an administrator; removal for the keeper."""

    def months(self) -> dict[RetentionSubject, int]:
        """The organisation's own terms, in months; a subject without one has the default."""
        query = select(RetentionSetting.subject, RetentionSetting.keep_months)
        rows = self._connection.execute(query.where(RetentionSetting.organization_id == self._org))
        return {row.subject: row.keep_months for row in rows}

    def set_months(self, terms: Mapping[RetentionSubject, int]) -> None:
        """The organisation's own terms from now on."""
        for subject, months in terms.items():
            row = {"organization_id": self._org, "subject": subject, "keep_months": months}
            query = insert(RetentionSetting).values(row)
            self._connection.execute(
                query.on_conflict_do_update(index_elements=["organization_id", "subject"], set_={"keep_months": months})
            )

    def forget(self, subject: RetentionSubject, before: datetime) -> int:
        """Remove what of the subject is older; how many rows."""
        return sum(self._forget(model, where) for model, where in _older(subject, before))

    def older(self, subject: RetentionSubject, before: datetime) -> int:
        """How many rows `forget` would remove now, those that go with them not counted."""
        found = 0
        for model, where in _older(subject, before):
            query = select(func.count()).select_from(model).where(model.__table__.c.organization_id == self._org, where)
            found += self._connection.execute(query).scalar_one()
        return found

    def erase_organization(self) -> int:
        """Remove every row of the organisation and mark it erased; the database refuses before it is due. How many."""
        blank = {"name": "Raderad", "status": OrganizationStatus.SUSPENDED, "erased_at": func.now()}
        self._connection.execute(update(Organization).where(Organization.id == self._org).values(blank))
        gone = 0
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in _STAYS:
                gone += self._connection.execute(delete(table).where(table.c.organization_id == self._org)).rowcount
        return gone

    def _forget(self, model: type[Base], where: ColumnElement[bool]) -> int:
        query = delete(model).where(model.__table__.c.organization_id == self._org, where)
        return self._connection.execute(query).rowcount
