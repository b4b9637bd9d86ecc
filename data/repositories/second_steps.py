"""The second step of signing in: a sealed secret per user, codes spent once, and recovery codes on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from data.ids import new_id
from data.models import RecoveryCode, SecondStep, SignInSettings
from data.repositories.inside import Repository


@dataclass(frozen=True, slots=True)
class OwnSecondStep:
    """The user's own secret, opened; not yet in force while `confirmed_at` is None."""

    secret: str = field(repr=False)
    confirmed_at: datetime | None


class SecondStepsReading(Repository):
    """What may be asked: the own secret by its user, and by administrators only who has one."""

    def own(self) -> OwnSecondStep | None:
        """That of the user of the transaction."""
        row = self._connection.execute(text("SELECT * FROM sec.own_second_step()")).one_or_none()
        if row is None:
            return None
        return OwnSecondStep(self._vault.open("second_steps", "secret_enc", row.id, row.secret_enc), row.confirmed_at)

    def holders(self) -> set[UUID]:
        """Users with a second step in force."""
        query = select(SecondStep.user_id).where(
            SecondStep.organization_id == self._org, SecondStep.confirmed_at.is_not(None)
        )
        return set(self._connection.execute(query).scalars())

    def codes_left(self, user_id: UUID) -> int:
        """How many recovery codes a user has not used."""
        query = select(func.count()).where(
            RecoveryCode.organization_id == self._org, RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
        )
        return int(self._connection.execute(query).scalar_one())

    def is_asked_of_admins(self) -> bool:
        """Whether administrators must have one."""
        query = select(SignInSettings.admins_need_second_step).where(SignInSettings.organization_id == self._org)
        return bool(self._connection.execute(query).scalar_one_or_none())


class SecondSteps(SecondStepsReading):
    """What may be changed, by its user; an administrator may only take it away."""

    def begin(self, user_id: UUID, secret: str) -> None:
        """A secret that is not in force yet; one that was begun earlier and never confirmed gives way."""
        self._connection.execute(
            delete(SecondStep).where(
                SecondStep.organization_id == self._org,
                SecondStep.user_id == user_id,
                SecondStep.confirmed_at.is_(None),
            )
        )
        row_id = new_id()
        sealed = self._vault.seal("second_steps", "secret_enc", row_id, secret)
        row = {"id": row_id, "user_id": user_id, "secret_enc": sealed, "key_version": self._vault.version}
        self._inside.insert(SecondStep, [row])

    def spend(self, user_id: UUID, step: int, *, confirming: bool = False) -> bool:
        """Use the code of a step of time; False when it, or a later one, has been used already."""
        query = update(SecondStep).where(
            SecondStep.organization_id == self._org,
            SecondStep.user_id == user_id,
            SecondStep.confirmed_at.is_(None) if confirming else SecondStep.confirmed_at.is_not(None),
            or_(SecondStep.spent_step.is_(None), SecondStep.spent_step < step),
        )
        values = {"spent_step": step} | ({"confirmed_at": func.now()} if confirming else {})
        return self._connection.execute(query.values(values)).rowcount == 1

    def drop(self, user_id: UUID) -> bool:
        """Take the second step and its recovery codes away; False when there was none in force."""
        held = delete(SecondStep).where(SecondStep.organization_id == self._org, SecondStep.user_id == user_id)
        codes = delete(RecoveryCode).where(RecoveryCode.organization_id == self._org, RecoveryCode.user_id == user_id)
        self._connection.execute(codes)
        return self._connection.execute(held).rowcount == 1

    def renew_codes(self, user_id: UUID, digests: Iterable[bytes]) -> None:
        """New recovery codes in place of all earlier ones."""
        codes = delete(RecoveryCode).where(RecoveryCode.organization_id == self._org, RecoveryCode.user_id == user_id)
        self._connection.execute(codes)
        rows = [{"id": new_id(), "user_id": user_id, "token_sha256": digest} for digest in digests]
        self._inside.insert(RecoveryCode, rows)

    def spend_recovery_code(self, digest: bytes) -> bool:
        """Use a recovery code of the user of the transaction; False when it is none, or was used."""
        query = text("SELECT sec.spend_recovery_code(:digest)")
        return bool(self._connection.execute(query, {"digest": digest}).scalar_one())

    def ask_of_admins(self, is_asked: bool) -> None:
        """Whether administrators must have one from now on."""
        made = insert(SignInSettings).values(organization_id=self._org, admins_need_second_step=is_asked)
        self._connection.execute(
            made.on_conflict_do_update(
                index_elements=[SignInSettings.organization_id], set_={"admins_need_second_step": is_asked}
            )
        )
