"""Who may do what: one table from role to capabilities, a leaf without input or output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from data.vocabulary import Role
from services.errors import NotAllowed
from services.words import Text


class Capability(StrEnum):
    """One thing a person may be allowed to do."""

    SEE_PLAN = "plan.see"
    RUN_SOLVER = "plan.solve"
    EDIT_PLAN = "plan.edit"
    PUBLISH_PLAN = "plan.publish"
    OVERRIDE_RULES = "plan.override"
    TUNE = "constraints.tune"
    IMPORT = "data.import"
    SEE_FIGURES = "figures.see"
    SEE_PERSON_FIGURES = "figures.persons"
    SEE_RETURN = "return.see"
    SET_ASSUMPTIONS = "assumptions.set"
    MANAGE_USERS = "users.manage"
    MANAGE_KEYS = "keys.manage"
    REVEAL = "persons.reveal"
    PERSON_RIGHTS = "persons.rights"
    OWN_DAY = "portal.own_day"
    OWN_VISITS = "portal.own_visits"
    REPORT_VISITS = "portal.report"
    WISH = "portal.wish"
    PLATFORM = "platform.manage"
    CONNECT = "connections.manage"
    SETTINGS = "organization.set"
    READ_AUDIT = "audit.read"
    OWN_ACCOUNT = "account.own"


_PLANNING = {
    Capability.SEE_PLAN, Capability.RUN_SOLVER, Capability.EDIT_PLAN, Capability.PUBLISH_PLAN, Capability.TUNE,
    Capability.IMPORT, Capability.SEE_FIGURES, Capability.SEE_PERSON_FIGURES, Capability.REVEAL,
}  # fmt: skip

POLICY: dict[Role, frozenset[Capability]] = {
    Role.SUPER_ADMIN: frozenset({Capability.PLATFORM, Capability.OWN_ACCOUNT}),
    Role.ADMIN: frozenset(_PLANNING | {
        Capability.MANAGE_USERS, Capability.PERSON_RIGHTS, Capability.OVERRIDE_RULES, Capability.SEE_RETURN,
        Capability.SET_ASSUMPTIONS, Capability.CONNECT, Capability.MANAGE_KEYS, Capability.OWN_ACCOUNT,
        Capability.SETTINGS, Capability.READ_AUDIT,
    }),
    Role.SCHEDULER: frozenset(_PLANNING | {Capability.OWN_ACCOUNT}),
    Role.EMPLOYEE: frozenset({
        Capability.OWN_DAY, Capability.REPORT_VISITS, Capability.WISH, Capability.OWN_ACCOUNT,
    }),
    Role.CLIENT: frozenset({Capability.OWN_VISITS, Capability.WISH, Capability.OWN_ACCOUNT}),
}  # fmt: skip
"""Role → capabilities. An expired trial keeps only the reading ones (`READING`)."""

# A person's rights to their data do not end with the organisation's trial.
READING = frozenset(
    {
        Capability.SEE_PLAN,
        Capability.SEE_FIGURES,
        Capability.SEE_PERSON_FIGURES,
        Capability.SEE_RETURN,
        Capability.OWN_DAY,
        Capability.OWN_VISITS,
        Capability.PERSON_RIGHTS,
        Capability.READ_AUDIT,
        Capability.OWN_ACCOUNT,
    }
)

# What the platform's staff may do while support access is open: look as planners do, without names. Nothing else.
SUPPORT = frozenset({Capability.SEE_PLAN, Capability.SEE_FIGURES, Capability.SEE_PERSON_FIGURES, Capability.SEE_RETURN})


@dataclass(frozen=True, slots=True)
class Looking:
    """Support access through which one of the platform's staff looks into an organisation, and until when."""

    opening_id: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """The person a request acts for, resolved from the session on every run.

    `subject_id` is the employee or client the user is; `read_only` is true when the trial has expired; with `looking`
    somebody of the platform's staff is in an organisation that is not theirs. While `owes_second_step`, the actor may
    do nothing but look after the own account.
    """

    organization_id: UUID
    user_id: UUID
    role: Role
    subject_id: UUID | None = None
    read_only: bool = False
    is_demo: bool = False
    looking: Looking | None = None
    owes_second_step: bool = False

    def may(self, capability: Capability) -> bool:
        """Whether the actor has `capability` now."""
        if self.owes_second_step and capability is not Capability.OWN_ACCOUNT:
            return False
        if self.looking is not None:
            return capability in SUPPORT
        allowed = POLICY[self.role]
        return capability in (allowed & READING if self.read_only else allowed)

    def require(self, capability: Capability) -> None:
        """Raise `NotAllowed` unless the actor has `capability`: role, trial or support stands in the way."""
        if self.may(capability):
            return
        if self.owes_second_step and capability is not Capability.OWN_ACCOUNT:
            raise _SECOND_STEP
        if self.looking is not None:
            raise _ONLY_LOOKING
        raise _TRIAL_ENDED if self.read_only and capability in POLICY[self.role] else _NOT_YOURS


_NOT_YOURS = NotAllowed(
    "ACCESS-001",
    Text(sv="Din roll får inte göra det här.", en="Your role may not do this."),
    Text(sv="Be en administratör i din organisation.", en="Ask an administrator of your organisation."),
)
_TRIAL_ENDED = NotAllowed(
    "ACCESS-004",
    Text(sv="Provperioden är slut, så inget kan ändras.", en="The trial has ended, so nothing can be changed."),
    Text(
        sv="Allt går att läsa och ta ut som fil. Be er kontakt hos Caire att förlänga eller teckna avtal.",
        en="Everything can be read and taken out as a file. Ask your contact at Caire to extend it or sign up.",
    ),
)
_ONLY_LOOKING = NotAllowed(
    "ACCESS-003",
    Text(sv="Supportåtkomst ger bara rätt att titta.", en="Support access only lets you look."),
    Text(sv="Be organisationen att göra ändringen själv.", en="Ask the organisation to make the change itself."),
)
_SECOND_STEP = NotAllowed(
    "ACCESS-002",
    Text(sv="Din organisation kräver tvåstegsinloggning.", en="Your organisation asks for a second step."),
    Text(sv="Slå på den under Mitt konto först.", en="Turn it on under My account first."),
)
