"""The use case of an administrator: who has an account, in which role, open or closed; and what each change says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.resets import ResetRow
from data.repositories.users import OPEN_STATUSES, UserRow
from data.vocabulary import AuditAction, Role, UserStatus
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services import noted
from services.access import Actor, Capability
from services.accounts import refusals
from services.accounts.links import Link, LinkKind, draw
from services.accounts.shared import refuse_shared
from services.jobs.queue import enqueue_link

RESET_LASTS = timedelta(hours=1)
LONGEST_REASON = 200
GIVEN_ROLES = (Role.ADMIN, Role.SCHEDULER, Role.EMPLOYEE, Role.CLIENT)


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as an administrator sees it; `asks_since`: a new password was asked for and nobody has answered."""

    id: UUID
    name: str
    email: str
    role: Role
    status: UserStatus
    subject_id: UUID | None
    last_seen: datetime | None
    has_second_step: bool
    asks_since: datetime | None


@dataclass(frozen=True, slots=True)
class RoleWish:
    """A role, and which employee or client the account belongs to in it."""

    role: Role
    subject_id: UUID | None = None

    @property
    def employee_id(self) -> UUID | None:
        return self.subject_id if self.role is Role.EMPLOYEE else None

    @property
    def client_id(self) -> UUID | None:
        return self.subject_id if self.role is Role.CLIENT else None

    def check(self) -> None:
        """Raise unless it can be given inside an organisation."""
        if self.role not in GIVEN_ROLES:
            raise refusals.NOT_THIS_ROLE
        if self.role in {Role.EMPLOYEE, Role.CLIENT} and self.subject_id is None:
            raise refusals.NO_SUBJECT


class Accounts:
    """For administrators; `sends_mail` says whether links go by mail or are shown to who asks for them."""

    def __init__(self, database: Database, *, sends_mail: bool) -> None:
        self._database, self.sends_mail = database, sends_mail

    def all(self, actor: Actor) -> list[UserView]:
        """Every account of the organisation, by name."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.reading(context_of(actor)) as work:
            seen, holders = work.sessions.last_seen(), work.second_steps.holders()
            asking = {row.user_id: row.created_at for row in work.resets.open() if row.asked_by == row.user_id}
            return [_view(row, seen, holders, asking) for row in work.users.all()]

    def subjects(self, actor: Actor, role: Role) -> dict[UUID, str]:
        """Whom an account of this role may belong to, by pseudonym: carers without one, and every client."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.reading(context_of(actor)) as work:
            taken = {user.employee_id for user in work.users.all()}
            if role is Role.EMPLOYEE:
                named = {row.id: row.pseudonym for row in work.people.employees() if row.id not in taken}
            elif role is Role.CLIENT:
                named = {row.id: row.pseudonym for row in work.people.clients()}
            else:
                named = {}
        return dict(sorted(named.items(), key=lambda each: each[1]))

    def change_role(self, actor: Actor, user_id: UUID, wish: RoleWish) -> None:
        """Another role from the user's next click on; sessions end."""
        actor.require(Capability.MANAGE_USERS)
        wish.check()
        try:
            with self._database.writing(context_of(actor)) as work:
                _another(work, actor, user_id, leaves_admins=wish.role is not Role.ADMIN)
                work.users.set_role(user_id, wish.role, wish.employee_id, wish.client_id)
        except Broken as rule:
            raise refusals.HAS_ACCOUNT if "users_employee" in str(rule) else refusals.NO_SUBJECT from None

    def set_status(self, actor: Actor, user_id: UUID, status: UserStatus, reason: str) -> None:
        """Suspend, deactivate or open again, and why; sessions end at once."""
        with self._database.writing(context_of(actor)) as work:
            _another(work, actor, user_id, leaves_admins=status not in OPEN_STATUSES)
            work.users.set_status(user_id, status)
            work.resets.close_of(user_id)
            work.audit.note(AuditAction.ACCOUNT, "users", [user_id], noted.STATUS[status].fill(reason=_said(reason)).en)

    def send_reset(self, actor: Actor, user_id: UUID) -> Link | None:
        """A link for a new password, good for an hour; None when it goes by mail."""
        link, kept = draw(LinkKind.PASSWORD)
        row = ResetRow(new_id(), user_id, actor.user_id, datetime.now(UTC) + RESET_LASTS)
        with self._database.writing(context_of(actor)) as work:
            _another(work, actor, user_id)
            is_mailed = self.sends_mail and not actor.is_demo  # whoever tries the demo shall not write to the world
            work.resets.add(row, None if is_mailed else kept)
            if is_mailed:
                enqueue_link(work, "reset_id", row.id)
        return None if is_mailed else link

    def end_sessions(self, actor: Actor, user_id: UUID) -> None:
        """Sign the user out everywhere."""
        with self._database.writing(context_of(actor)) as work:
            _another(work, actor, user_id)
            work.sessions.end_all(user_id)

    def drop_second_step(self, actor: Actor, user_id: UUID, reason: str) -> None:
        """For who has lost phone and recovery codes: the password alone opens again; sessions end."""
        with self._database.writing(context_of(actor)) as work:
            _another(work, actor, user_id)
            work.second_steps.drop(user_id)
            work.sessions.end_all(user_id)
            work.audit.note(AuditAction.ACCOUNT, "users", [user_id], noted.STEP_TAKEN.fill(reason=_said(reason)).en)

    def is_second_step_asked(self, actor: Actor) -> bool:
        """Whether administrators must have a second step."""
        actor.require(Capability.MANAGE_USERS)
        with self._database.reading(context_of(actor)) as work:
            return work.second_steps.is_asked_of_admins()

    def ask_second_step(self, actor: Actor, *, is_asked: bool) -> None:
        """Have administrators set one up before anything else; who asks for it has one."""
        actor.require(Capability.MANAGE_USERS)
        if actor.is_demo:  # its shared administrator can have none, and would be shut out
            raise refusals.SHARED
        with self._database.writing(context_of(actor)) as work:
            if is_asked and actor.user_id not in work.second_steps.holders():
                raise refusals.OWN_STEP_FIRST
            work.second_steps.ask_of_admins(is_asked)


def context_of(actor: Actor) -> Context:
    """As the application, inside the actor's organisation."""
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id)


def _another(work: Work, actor: Actor, user_id: UUID, *, leaves_admins: bool = False) -> None:
    """Raise unless the actor may change this account; two administrators who remove each other wait in line."""
    actor.require(Capability.MANAGE_USERS)
    if user_id == actor.user_id:
        raise refusals.ONESELF
    if work.users.find(user_id) is None:
        raise refusals.NO_USER
    refuse_shared(work, user_id)
    if leaves_admins and not work.users.hold_administrators() - {user_id}:
        raise refusals.LAST_ADMIN


def _said(reason: str) -> str:
    said = " ".join(reason.split())[:LONGEST_REASON]
    if not said:
        raise refusals.NO_REASON
    return said


def _view(
    row: UserRow, seen: dict[UUID, datetime], holders: set[UUID], asking: dict[UUID, datetime | None]
) -> UserView:
    return UserView(
        row.id, row.name, row.email, row.role, row.status, row.employee_id or row.client_id, seen.get(row.id),
        row.id in holders, asking.get(row.id),
    )  # fmt: skip


def subject_name(work: ReadingWork, wish: RoleWish) -> str | None:
    """The pseudonym of whom the account belongs to; None for roles that are nobody's record."""
    named: dict[UUID, str] = {}
    if wish.role is Role.EMPLOYEE:
        named = {row.id: row.pseudonym for row in work.people.employees()}
    elif wish.role is Role.CLIENT:
        named = {row.id: row.pseudonym for row in work.people.clients()}
    return None if wish.subject_id is None else named.get(wish.subject_id)
