"""Who is master of which field where a care system and we say different things, however its word came to us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from uuid import UUID

from data.connect import Database
from data.vocabulary import IntegrationProvider, PlanKind, SolutionStatus
from data.work import ReadingWork
from services.connections.doors import open_row_of
from services.connections.use_case import working_context

Days = tuple[date, date]
_SETTING = "rule_"


class Wins(StrEnum):
    """Whose word holds for a group of fields."""

    THEIRS = "theirs"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Rules:
    """`wanted`: length, window, service, priority. `planned`: who and when. `performed`: that and when it was done."""

    wanted: Wins = Wins.THEIRS
    planned: Wins = Wins.THEIRS
    performed: Wins = Wins.THEIRS


@dataclass(frozen=True, slots=True)
class Ground:
    """What something from outside meets here: the rules, and the days of published plans, which it never changes."""

    rules: Rules = Rules()
    published: tuple[Days, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether a published plan holds the visits of that day where they are."""
        return any(first <= day <= last for first, last in self.published)


def ground_of(work: ReadingWork, rules: Rules) -> Ground:
    """The rules on the plans that stand now."""
    plans = (
        row
        for row in work.solutions.summaries()
        if row.kind is PlanKind.PUBLISHED and row.status is SolutionStatus.COMPLETED
    )
    return Ground(rules, tuple((row.first_day, row.last_day) for row in plans))


def rules_in_force(database: Database, organization_id: UUID) -> Rules:
    """Those of the connection to the care system; without one its files are their word."""
    with database.reading(working_context(organization_id)) as work:  # planners use a connection they may not see
        row = open_row_of(work, IntegrationProvider.ALFA_ECARE)
    return Rules() if row is None else rules_from(row.settings)


def rules_from(settings: Mapping[str, str]) -> Rules:
    """The rules a connection keeps."""
    told = {f.name: settings.get(_SETTING + f.name) for f in fields(Rules)}
    return Rules(**{name: Wins(word) for name, word in told.items() if word})


def rules_as_settings(rules: Rules) -> dict[str, str]:
    """As a connection keeps them."""
    return {_SETTING + f.name: getattr(rules, f.name).value for f in fields(Rules)}
