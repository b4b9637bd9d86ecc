"""Stand-ins for what the database and the clock say, so that unit tests need neither."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

from data.vocabulary import Role
from services.passwords import hash_password


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
    epoch: int = 1
    is_suspended: bool = False


@dataclass
class FakeDoor:
    """The questions asked before a tenant is known, answered from memory."""

    users: dict[str, FakeUser] = field(default_factory=dict)
    sessions: dict[bytes, tuple[UUID, int]] = field(default_factory=dict)
    attempts: list[tuple[bytes, bytes, bool]] = field(default_factory=list)
    touched: list[bool] = field(default_factory=list)

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
        user = self.users.get(email)
        return None if user is None or user.is_suspended else user

    def failures(self, email_hmac: bytes, ip_hmac: bytes) -> tuple[int, int]:
        failed = [attempt for attempt in self.attempts if not attempt[2]]
        return sum(a[0] == email_hmac for a in failed), sum(a[1] == ip_hmac for a in failed)

    def note_attempt(self, email_hmac: bytes, ip_hmac: bytes, ok: bool) -> None:
        self.attempts.append((email_hmac, ip_hmac, ok))

    def start_session(
        self, organization_id: UUID, user_id: UUID, token_sha256: bytes, epoch: int, absolute_s: int
    ) -> None:
        self.sessions[token_sha256] = (user_id, epoch)

    def resolve(self, token_sha256: bytes, touch: bool) -> FakeUser | None:
        self.touched.append(touch)
        user_id, epoch = self.sessions.get(token_sha256, (None, 0))
        for user in self.users.values():
            if user.user_id == user_id and user.epoch == epoch and not user.is_suspended:
                return user
        return None

    def end(self, token_sha256: bytes) -> None:
        self.sessions.pop(token_sha256, None)


def a_home(tmp_path: Path) -> dict[str, str]:
    """The least environment settings can be read from."""
    return {"CAIRE_HOME": str(tmp_path)}
