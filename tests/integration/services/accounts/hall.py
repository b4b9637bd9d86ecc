"""An organisation with people who sign in, and every service behind the door, on a real database, clock by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from uuid import UUID

import pyotp
import pytest

from data.connect import Database
from data.ids import new_id
from data.repositories.users import UserRow
from data.vocabulary import Role, UserStatus
from services.access import Actor
from services.accounts import Accounts, Inviting, Joining, OwnAccount
from services.errors import CareError
from services.passwords import hash_password
from services.second_step import CodeScale, SecondSteps
from services.signing_in import CodeAsked, SignedIn, SigningIn
from tests.integration.conftest import Tenant, make_tenant

PASSWORD = "ett bra långt lösenord"
ANOTHER = "gröna moln över bryggan"
HERE = "192.0.2.7"
SECRET = b"k" * 32


@cache
def hashed(password: str) -> str:
    return hash_password(password)


@dataclass
class Clock:
    """Seconds since the epoch, moved by hand."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Hall:
    """The services as the app builds them."""

    database: Database
    tenant: Tenant
    sends_mail: bool = False
    clock: Clock = field(default_factory=Clock)
    paused: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        scale = CodeScale(self.database, self.clock)
        self.signing_in = SigningIn(self.database.door, SECRET, weigh_code=scale)
        self.accounts = Accounts(self.database, sends_mail=self.sends_mail)
        self.inviting = Inviting(self.database, sends_mail=self.sends_mail)
        self.joining = Joining(
            self.database, self.signing_in, SECRET, sends_mail=self.sends_mail, pause=self.paused.append
        )
        self.own = OwnAccount(self.database, self.signing_in)
        self.steps = SecondSteps(self.database, self.signing_in.attempts, scale, self.clock)

    @property
    def admin(self) -> Actor:
        return Actor(self.tenant.organization_id, self.tenant.admin_id, Role.ADMIN)

    def member(self, role: Role = Role.SCHEDULER, **facts: object) -> UserRow:
        """Somebody with the usual password."""
        user_id = new_id()
        row = UserRow(user_id, "Petra Planerare", f"{user_id.hex}@example.test", role, UserStatus.ACTIVE)
        row = replace(row, **facts)  # type: ignore[arg-type]
        with self.database.writing(self.tenant.acting()) as work:
            work.users.add(row, hashed(PASSWORD))
        return row

    def acting(self, user: UserRow) -> Actor:
        return Actor(self.tenant.organization_id, user.id, user.role, user.employee_id or user.client_id)

    def enter(self, email: str, password: str = PASSWORD, code: str | None = None) -> str:
        """The token of a new session."""
        try:
            ticket = self.signing_in.admit(email, password, HERE)
        except CodeAsked as asked:
            assert code is not None
            ticket = self.signing_in.complete(asked.half, code, HERE)
        return self.redeemed(ticket)

    def redeemed(self, ticket: str) -> str:
        token = self.signing_in.redeem(ticket)
        assert token is not None
        return token

    def who(self, token: str) -> SignedIn | None:
        return self.signing_in.resolve(token)

    def enrol(self, user: UserRow) -> tuple[pyotp.TOTP, tuple[str, ...]]:
        """A second step in force: the app, and the codes on paper; the clock stands after the code that was used."""
        app = pyotp.TOTP(self.steps.begin(self.acting(user)).secret)
        codes = self.steps.confirm(self.acting(user), app.at(int(self.clock.seconds)))
        self.clock.seconds += 60
        return app, codes

    def code(self, app: pyotp.TOTP) -> str:
        return app.at(int(self.clock.seconds))

    def user(self, user_id: UUID) -> UserRow:
        with self.database.reading(self.tenant.acting()) as work:
            found = work.users.find(user_id)
        assert found is not None
        return found


def a_hall(database: Database, name: str, *, sends_mail: bool = False) -> Hall:
    return Hall(database, make_tenant(database, name), sends_mail)


def refused(error: pytest.ExceptionInfo[CareError]) -> str:
    return error.value.code
