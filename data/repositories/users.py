"""The users of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text, update

from data.models import User
from data.repositories.inside import Repository
from data.vocabulary import Role, UserStatus


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as others in the organisation see it."""

    id: UUID
    name: str
    email: str
    role: Role
    status: UserStatus
    employee_id: UUID | None = None
    client_id: UUID | None = None


OPEN_STATUSES = (UserStatus.ACTIVE, UserStatus.TRIAL)
_COLUMNS = (User.id, User.name, User.email, User.role, User.status, User.employee_id, User.client_id)


class UsersReading(Repository):
    """What may be asked."""

    def all(self) -> list[UserRow]:
        """Every user the role may see, by name."""
        rows = self._connection.execute(select(*_COLUMNS).where(User.organization_id == self._org).order_by(User.name))
        return [UserRow(**row._mapping) for row in rows]

    def find(self, user_id: UUID) -> UserRow | None:
        """One user."""
        query = select(*_COLUMNS).where(User.organization_id == self._org, User.id == user_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else UserRow(**row._mapping)

    def email_of(self, user_id: UUID) -> str | None:
        """Where a link for a user is sent, for the worker, who sees little else."""
        query = select(User.email).where(User.organization_id == self._org, User.id == user_id)
        return self._connection.execute(query).scalar_one_or_none()


class Users(UsersReading):
    """What may be changed."""

    def add(self, user: UserRow, password_hash: str) -> None:
        """A new user; the address is kept in lower case."""
        self._inside.insert(
            User,
            [
                {
                    "id": user.id,
                    "name": user.name,
                    "email": user.email.lower(),
                    "password_hash": password_hash,
                    "role": user.role,
                    "status": user.status,
                    "employee_id": user.employee_id,
                    "client_id": user.client_id,
                }
            ],
        )

    def set_status(self, user_id: UUID, status: UserStatus) -> bool:
        """Open or close a user; its sessions end with the change."""
        query = update(User).where(User.organization_id == self._org, User.id == user_id).values(status=status)
        return self._connection.execute(query).rowcount == 1

    def hold_administrators(self) -> set[UUID]:
        """Administrators who may sign in; until the transaction ends nobody else takes one away."""
        query = select(User.id).where(
            User.organization_id == self._org, User.role == Role.ADMIN, User.status.in_(OPEN_STATUSES)
        )
        return set(self._connection.execute(query.order_by(User.id).with_for_update()).scalars())

    def set_role(self, user_id: UUID, role: Role, employee_id: UUID | None, client_id: UUID | None) -> bool:
        """Another role, and whom the user is in it; its sessions end with the change."""
        values = {"role": role, "employee_id": employee_id, "client_id": client_id}
        query = update(User).where(User.organization_id == self._org, User.id == user_id).values(values)
        return self._connection.execute(query).rowcount == 1

    def set_password(self, user_id: UUID, password_hash: str) -> bool:
        """A new password, by the user itself or an administrator; its sessions end with the change."""
        return bool(
            self._connection.execute(
                text("SELECT sec.set_password(:user, :hash)"), {"user": user_id, "hash": password_hash}
            ).scalar_one()
        )
