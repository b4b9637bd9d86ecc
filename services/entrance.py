"""What signing in asks of the database before a tenant is known (as protocols), and who may come in at all."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from data.vocabulary import OrganizationStatus, UserStatus
from services.attempts import Counters

_OPEN_USERS = {UserStatus.ACTIVE, UserStatus.TRIAL}
_OPEN_ORGANIZATIONS = {OrganizationStatus.ACTIVE, OrganizationStatus.TRIAL}


class Credentials(Protocol):
    """What the door knows of a user who wants to sign in."""

    @property
    def organization_id(self) -> UUID: ...
    @property
    def user_id(self) -> UUID: ...
    @property
    def password_hash(self) -> str: ...
    @property
    def user_status(self) -> str: ...
    @property
    def organization_status(self) -> str: ...
    @property
    def session_epoch(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def has_second_step(self) -> bool: ...


class SessionRow(Protocol):
    """What the door knows of a valid session."""

    @property
    def organization_id(self) -> UUID: ...
    @property
    def organization_name(self) -> str: ...
    @property
    def user_id(self) -> UUID: ...
    @property
    def user_name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def subject_id(self) -> UUID | None: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def is_demo(self) -> bool: ...
    @property
    def timezone(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def session_id(self) -> UUID: ...
    @property
    def owes_second_step(self) -> bool: ...


class SupportRow(Protocol):
    """What the door knows of an organisation that one of the platform's staff looks into."""

    @property
    def organization_id(self) -> UUID: ...
    @property
    def organization_name(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def opening_id(self) -> UUID: ...
    @property
    def expires_at(self) -> datetime: ...


class Door(Counters, Protocol):
    """The few questions the database answers before a tenant is known."""

    def look_up(self, email: str) -> Credentials | None: ...
    def start_session(
        self,
        organization_id: UUID,
        user_id: UUID,
        token_sha256: bytes,
        epoch: int,
        absolute_s: int,
        device: str | None = None,
        network: str | None = None,
    ) -> bool: ...
    def resolve(self, token_sha256: bytes, touch: bool) -> SessionRow | None: ...
    def support(self, token_sha256: bytes) -> SupportRow | None: ...
    def end(self, token_sha256: bytes) -> None: ...


def may_enter(found: Credentials) -> bool:
    """A suspended user is refused like an unknown one: who has an account is nobody's business."""
    return found.user_status in _OPEN_USERS and found.organization_status in _OPEN_ORGANIZATIONS
