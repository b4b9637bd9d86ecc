"""Who acts in a portal: the carer or the client a user is, and how the database is entered for them."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.portal import refusals


def carer_of(actor: Actor, needs: Capability = Capability.OWN_DAY) -> UUID:
    """The carer who acts."""
    actor.require(needs)
    if actor.subject_id is None:
        raise refusals.NO_CARER
    return actor.subject_id


def client_of(actor: Actor, needs: Capability = Capability.OWN_VISITS) -> UUID:
    """The client who acts."""
    actor.require(needs)
    if actor.subject_id is None:
        raise refusals.NO_CLIENT
    return actor.subject_id


def zone_of(work: ReadingWork) -> ZoneInfo:
    """The organisation's clock."""
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def in_the_field(actor: Actor) -> Context:
    """The field role: row security shows the own rows and nothing else."""
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_field")
