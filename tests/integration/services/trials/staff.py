"""One of the platform's staff, for tests of what they may do and what they may not."""

from __future__ import annotations

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID, new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Context
from services.access import Actor
from services.passwords import hash_password

PASSWORD = "plattformens långa ord"


def make_staff(database: Database) -> tuple[Actor, str]:
    """A super admin and the address to sign in with; the platform's organisation is made where it is missing."""
    user_id = new_id()
    with database.writing(Context(PLATFORM_ORGANIZATION_ID, None, Role.SUPER_ADMIN)) as work:
        if work.organizations.own() is None:
            work.organizations.make_own("Caire")
        row = UserRow(user_id, "Pelle Plattform", f"{user_id}@example.test", Role.SUPER_ADMIN, UserStatus.ACTIVE)
        work.users.add(row, hash_password(PASSWORD))
    return Actor(PLATFORM_ORGANIZATION_ID, user_id, Role.SUPER_ADMIN), row.email
