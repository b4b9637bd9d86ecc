"""Stand-ins for what the database and the clock say, so that unit tests need neither."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import OrganizationStatus, Role, UserStatus
from pages.shell.context import PageContext
from services.access import Actor, Capability
from services.bootstrap import Services, build
from services.health import Health, Stage
from services.passwords import hash_password
from services.settings import Settings, read_settings
from services.signing_in import SignedIn, SigningIn
from services.tours import Tours
from services.trials.standing import Standing, Standings
from services.words import Language

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOON = datetime(2027, 2, 3, 11, 0, tzinfo=UTC)  # a Wednesday, 12:00 on the wall


@dataclass
class StoppedClock:
    """A clock that moves only when told."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class FakeUser:
    """A user of the fake database, who is also what a session of hers resolves to."""

    email: str
    password_hash: str
    role: str = Role.SCHEDULER.value
    organization_id: UUID = field(default_factory=uuid4)
    organization_name: str = "Testkommun"
    user_id: UUID = field(default_factory=uuid4)
    user_name: str = "Petra Planerare"
    subject_id: UUID | None = None
    read_only: bool = False
    is_demo: bool = True
    timezone: str = "Europe/Stockholm"
    language: str | None = None
    session_epoch: int = 1
    session_id: UUID = field(default_factory=uuid4)
    has_second_step: bool = False
    owes_second_step: bool = False
    user_status: str = UserStatus.ACTIVE.value
    organization_status: str = OrganizationStatus.ACTIVE.value

    @property
    def is_open(self) -> bool:
        return self.user_status == UserStatus.ACTIVE and self.organization_status != OrganizationStatus.SUSPENDED


@dataclass(frozen=True)
class FakeSupport:
    """An opening through which one of the platform's staff looks in."""

    expires_at: datetime
    organization_id: UUID = field(default_factory=uuid4)
    organization_name: str = "Testkommun"
    timezone: str = "Europe/Stockholm"
    opening_id: UUID = field(default_factory=uuid4)


@dataclass
class FakeDoor:
    """The questions asked before a tenant is known, answered from memory."""

    users: dict[str, FakeUser] = field(default_factory=dict)
    sessions: dict[bytes, tuple[UUID | None, int]] = field(default_factory=dict)
    attempts: list[tuple[bytes, bytes, bool]] = field(default_factory=list)
    touched: list[bool] = field(default_factory=list)
    looking: FakeSupport | None = None

    @contextmanager
    def __call__(self) -> Iterator[FakeDoor]:
        yield self

    def add(self, email: str, password: str, **facts: object) -> FakeUser:
        """A user who signs in with `password`."""
        user = replace(FakeUser(email, hash_password(password)), **facts)  # type: ignore[arg-type]
        self.users[email] = user
        return user

    def change(self, email: str, **facts: object) -> None:
        """Change what is known of a user, as an administrator would."""
        self.users[email] = replace(self.users[email], **facts)  # type: ignore[arg-type]

    def look_up(self, email: str) -> FakeUser | None:
        return self.users.get(email)

    def failures(self, email_hmac: bytes, ip_hmac: bytes) -> tuple[int, int]:
        per_account = 0
        for account, _, ok in self.attempts:
            if account == email_hmac:
                per_account = 0 if ok else per_account + 1
        return per_account, sum(address == ip_hmac and not ok for _, address, ok in self.attempts)

    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None:
        self.attempts.append((email_hmac, ip_hmac, ok))

    def start_session(
        self,
        organization_id: UUID,
        user_id: UUID,
        token_sha256: bytes,
        epoch: int,
        absolute_s: int,
        device: str | None = None,
        network: str | None = None,
    ) -> bool:
        is_current = any(user.user_id == user_id and user.session_epoch == epoch for user in self.users.values())
        if is_current:
            self.sessions[token_sha256] = (user_id, epoch)
        return is_current

    def resolve(self, token_sha256: bytes, touch: bool) -> FakeUser | None:
        self.touched.append(touch)
        user_id, epoch = self.sessions.get(token_sha256, (None, 0))
        for user in self.users.values():
            if user.user_id == user_id and user.session_epoch == epoch and user.is_open:
                return user
        return None

    def support(self, token_sha256: bytes) -> FakeSupport | None:
        return self.looking

    def end(self, token_sha256: bytes) -> None:
        self.sessions.pop(token_sha256, None)


class FakeDatabase:
    """A database that answers and holds nothing."""

    is_well = True
    door = FakeDoor()

    def is_alive(self) -> bool:
        return self.is_well


class FakeStandings(Standings):
    """Tells what it was made with."""

    def __init__(self, standing: Standing = Standing()) -> None:
        self._standing = standing

    def of(self, actor: Actor) -> Standing:
        return self._standing


class FakeTours(Tours):
    """Knows of one person, who has been led already unless it is said otherwise."""

    def __init__(self, *, is_due: bool = False) -> None:
        self._is_due = is_due

    def is_due(self, actor: Actor) -> bool:
        return self._is_due and actor.may(Capability.RUN_SOLVER)

    def end(self, actor: Actor) -> None:
        self._is_due = False

    def begin_again(self, actor: Actor) -> None:
        self._is_due = True


def settings_for(home: Path, **environment: str) -> Settings:
    """Settings from the least environment there can be."""
    return read_settings({"CAIRE_HOME": str(home), **environment})


def services_for(settings: Settings, door: FakeDoor) -> Services:
    """Services on a fake door, as after a start."""
    health = Health()
    health.reach(Stage.READY)
    database = cast("Database", FakeDatabase())
    built = build(settings, database)
    signing_in = SigningIn(door, settings.master_key)
    return replace(built, health=health, signing_in=signing_in, standings=FakeStandings(), tours=FakeTours())


def a_context(
    home: Path, *, role: Role = Role.SCHEDULER, needs: Capability = Capability.SEE_PLAN, **changes: object
) -> PageContext:
    """What a page gets, for a user of `role` who stays signed in; `changes` replace any field."""
    actor = Actor(organization_id=uuid4(), user_id=uuid4(), role=role, is_demo=True)
    services = services_for(settings_for(home), FakeDoor())
    ctx = PageContext(
        actor=actor,
        language=Language.SV,
        services=services,
        zone=STOCKHOLM,
        needs=needs,
        ask_again=lambda touch: SignedIn(actor, "Petra Planerare", "Testkommun", STOCKHOLM),
        clock=lambda: NOON,
    )
    return replace(ctx, **changes)  # type: ignore[arg-type]
