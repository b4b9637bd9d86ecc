"""The demo organisation: made with its users at the first start, opened while DEMO is on and closed while it is off.

Context: the demo users' password is on the sign-in page. Consequence: with DEMO off they are suspended in the database,
so that an installation that was once tried out has no known password left, the platform's super admin least of all.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from data.connect import Database
from data.ids import PLATFORM_ORGANIZATION_ID
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from data.work import Conflict, Context, Work
from services.demo import DemoSize, make
from services.demo_seeding.ids import CARER_ID, CLIENT_ID, DEMO_ORGANIZATION_ID, demo_id
from services.demo_seeding.laying import lay_people
from services.demo_seeding.use_case import local_today
from services.demo_users import DEMO_PASSWORD, DEMO_USERS, DemoUser
from services.passwords import hash_password
from services.tuning.use_case import seed_catalogue

__all__ = ["DEMO_NAME", "DEMO_ORGANIZATION_ID", "DemoOrganization"]

DEMO_NAME = "Demokommunens hemtjänst"
_PLATFORM_NAME = "Caire"


class DemoOrganization:
    """The use case; each step finds what is there already and goes on from it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def switch(self, is_on: bool, today: date | None = None) -> None:
        """Make and open the demo organisation, or close it where it exists; its people are made as of `today`."""
        day = today or local_today()
        for organization_id, name in ((DEMO_ORGANIZATION_ID, DEMO_NAME), (PLATFORM_ORGANIZATION_ID, _PLATFORM_NAME)):
            try:
                if self._exists(organization_id, name, is_on):
                    self._switch_users(organization_id, is_on, day)
            except Conflict:
                # Another process is making the same at this moment, with the same ids: it is there now.
                self._switch_users(organization_id, is_on, day)

    def _exists(self, organization_id: UUID, name: str, is_on: bool) -> bool:
        with self._database.writing(Context(organization_id, None, Role.SUPER_ADMIN)) as work:
            is_there = work.organizations.own() is not None
            if not is_there and is_on:
                work.organizations.make_own(name, is_demo=organization_id == DEMO_ORGANIZATION_ID)
        return is_there or is_on

    def _switch_users(self, organization_id: UUID, is_on: bool, today: date) -> None:
        is_platform = organization_id == PLATFORM_ORGANIZATION_ID
        users = [user for user in DEMO_USERS if (user.role is Role.SUPER_ADMIN) == is_platform]
        role = Role.SUPER_ADMIN if is_platform else Role.ADMIN
        with self._database.writing(Context(organization_id, None, role)) as work:
            standing = {user.id: user.status for user in work.users.all()}
            wanted = UserStatus.ACTIVE if is_on else UserStatus.SUSPENDED
            if is_on and not is_platform:
                lay_people(work, make(DemoSize.S, today))  # two of the users are one of them
                seed_catalogue(work)
            for user in users:
                user_id = demo_id(user.email)
                if user_id not in standing and is_on:
                    _add(work, user, user_id)
                elif user_id in standing and standing[user_id] is not wanted:
                    work.users.set_status(user_id, wanted)


def _add(work: Work, user: DemoUser, user_id: UUID) -> None:
    employee_id = CARER_ID if user.role is Role.EMPLOYEE else None
    client_id = CLIENT_ID if user.role is Role.CLIENT else None
    row = UserRow(user_id, user.name, user.email, user.role, UserStatus.ACTIVE, employee_id, client_id)
    work.users.add(row, hash_password(DEMO_PASSWORD))
