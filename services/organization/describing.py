"""The use case: what the organisation is called, which clock it goes by, and which language it speaks first."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from data.connect import Database
from data.repositories.organizations import OrganizationRow
from data.vocabulary import Tongue
from data.work import Context
from services.access import Actor, Capability
from services.errors import NotFound
from services.organization import refusals
from services.words import Language, Text

LONGEST_NAME = 255
_GONE = NotFound(
    "SETTING-012", Text(sv="Organisationen finns inte.", en="There is no such organisation."),
    Text(sv="Logga in igen.", en="Sign in again."),
)  # fmt: skip


@cache
def zones() -> tuple[str, ...]:
    """Time zones to choose from: those of Europe, Stockholm first."""
    names = sorted(name for name in available_timezones() if name.startswith("Europe/"))
    return ("Europe/Stockholm", *(name for name in names if name != "Europe/Stockholm"))


class OwnOrganization:
    """The organisation an administrator belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def described(self, actor: Actor) -> OrganizationRow:
        """How it stands now."""
        actor.require(Capability.SETTINGS)
        with self._database.reading(_context(actor)) as work:
            row = work.organizations.own()
        if row is None:
            raise _GONE
        return row

    def describe(self, actor: Actor, name: str, timezone: str, language: Language | None) -> None:
        """From now on this is its name, its clock and the language of people who have not chosen (None: the app's)."""
        actor.require(Capability.SETTINGS)
        told = name.strip()
        if not 1 <= len(told) <= LONGEST_NAME or not told.isprintable():
            raise refusals.NO_NAME
        if timezone not in available_timezones():
            raise refusals.NO_ZONE
        tongue = None if language is None else Tongue(language.value)
        with self._database.writing(_context(actor)) as work:
            work.organizations.describe(told, timezone, tongue)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
