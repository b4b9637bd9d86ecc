"""The use case: look at a file, then apply it whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.imports import ImportSummary
from data.repositories.people import ClientSecrets, EmployeeSecrets
from data.vocabulary import ImportState, WebhookEvent
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.importing import plans
from services.importing.intake import Intake, Tally, days_of, intake
from services.importing.plans import is_plan
from services.importing.standing import standing
from services.integrations.timefold.reader import read_input
from services.problem import Issue, Plan, Problem, Severity
from services.webhooks.announcing import announce
from services.words import Text

KIND = "fsr"
"""Kind of a Timefold field-service-routing model input in the table of imports."""


@dataclass(frozen=True)
class Look:
    """What a file would do: its problems, its days, and per kind of row what is new, changed and unchanged."""

    issues: tuple[Issue, ...]
    tallies: dict[str, Tally]
    days: tuple[date, date] | None
    was_applied: bool
    is_plan: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has to be mended first."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def may_apply(self) -> bool:
        """Whether nothing is wrong with it and it would change something."""
        return self.is_sound and any(t.new or t.changed for t in self.tallies.values())


@dataclass(frozen=True)
class Applied:
    """What an applied file did."""

    tallies: dict[str, Tally]
    days: tuple[date, date]
    import_id: UUID | None = None
    """The row of the import; None when nothing was new in the file."""


class Importing:
    """Imports of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, actor: Actor, raw: bytes) -> Look:
        """Parse and compare, change nothing."""
        actor.require(Capability.IMPORT)
        if is_plan(raw):
            return self._look_at_plan(actor, raw)
        read = read_input(raw)
        if read.problem is None:
            return Look(read.issues, {}, None, was_applied=False)
        first, last = days_of(read.problem)
        with self._database.reading(_context(actor)) as work:
            taken = intake(read.problem, standing(work, first, last))
            applied = work.imports.was_applied(KIND, hashlib.sha256(raw).digest())
        return Look(read.issues, taken.tallies, (first, last), was_applied=applied)

    def apply(self, actor: Actor, filename: str, raw: bytes) -> Applied:
        """Take the file in, in one transaction; raises `BadInput` with every problem, changes nothing then."""
        actor.require(Capability.IMPORT)
        if is_plan(raw):
            return self._apply_plan(actor, filename, raw)
        read = read_input(raw)
        if read.problem is None:
            raise _unreadable(read.issues)
        try:
            with self._database.writing(_context(actor)) as work:
                return _take_in(work, actor, filename, raw, read.problem)
        except Broken as broken:
            raise Conflict(
                "IMPORT-002",
                Text(sv="Någon ändrade samma uppgifter samtidigt.", en="Somebody changed the same data meanwhile."),
                Text(sv="Granska filen igen och försök på nytt.", en="Look at the file again and retry."),
            ) from broken

    def newest(self, actor: Actor) -> list[ImportSummary]:
        """What has been taken in, the newest first."""
        actor.require(Capability.IMPORT)
        with self._database.reading(_context(actor)) as work:
            return work.imports.newest(limit=20)

    def _look_at_plan(self, actor: Actor, raw: bytes) -> Look:
        with self._database.reading(_context(actor)) as work:
            days = plans.days_of_plan(raw, _zone(work))
            issues, stops = _read_plan(work, raw, days)[:2]
            applied = work.imports.was_applied(plans.KIND, hashlib.sha256(raw).digest())
        return Look(issues, {"plan": Tally(new=0 if applied else stops, unchanged=stops if applied else 0)}, days,
                    was_applied=applied, is_plan=True)  # fmt: skip

    def _apply_plan(self, actor: Actor, filename: str, raw: bytes) -> Applied:
        with self._database.writing(_context(actor)) as work:
            days = plans.days_of_plan(raw, _zone(work))
            issues, stops, problem, plan = _read_plan(work, raw, days)
            if days is None or plan is None or problem is None:
                raise _unreadable(issues)
            import_id, digest = new_id(), hashlib.sha256(raw).digest()
            is_new = not work.imports.was_applied(plans.KIND, digest)
            if is_new:
                work.imports.receive(import_id, plans.KIND, filename, digest, len(raw), actor.user_id)
                work.images.begin(import_id)
                plans.store(work, actor, "", days, problem, plan)
                work.images.seal(import_id)
                work.imports.settle(import_id, ImportState.APPLIED, stops, stops, 0)
                announce(work, WebhookEvent.IMPORT_APPLIED, import_id)
        return Applied({"plan": Tally(new=stops)}, days, import_id if is_new else None)


def _read_plan(
    work: ReadingWork, raw: bytes, days: tuple[date, date] | None
) -> tuple[tuple[Issue, ...], int, Problem | None, Plan | None]:
    """Problems found, visits served, and the problem and plan when it can be kept."""
    if days is None:
        return (NO_TIMES,), 0, None, None
    read, problem = plans.read_plan(work, raw, days)
    if read.plan is None:
        return read.issues, 0, None, None
    return read.issues, len(read.plan.served()), problem, read.plan


NO_TIMES = Issue(
    Severity.ERROR, "IMPORT-003", "file", "itinerary", "",
    Text(sv="Filen är ingen läsbar plan: inga tider hittades.", en="The file is no readable plan: it has no times."),
    Text(sv="Exportera planen igen som JSON.", en="Export the plan again as JSON."),
)  # fmt: skip


def _unreadable(issues: tuple[Issue, ...]) -> BadInput:
    return BadInput(
        "IMPORT-001",
        Text(sv="Filen kan inte läsas in.", en="The file cannot be imported."),
        Text(sv="Rätta felen i listan och försök igen.", en="Mend the problems listed and try again."),
        issues,
    )


def _zone(work: ReadingWork) -> ZoneInfo:
    own = work.organizations.own()
    return ZoneInfo(own.timezone if own is not None else "Europe/Stockholm")


def _take_in(work: Work, actor: Actor, filename: str, raw: bytes, problem: Problem) -> Applied:
    first, last = days_of(problem)
    taken = intake(problem, standing(work, first, last))
    import_id = new_id() if taken.changes_anything else None
    if import_id is not None:
        digest = hashlib.sha256(raw).digest()
        work.imports.receive(import_id, KIND, filename, digest, len(raw), actor.user_id)
        work.images.begin(import_id)
        write(work, taken, first, last)
        work.images.seal(import_id)
        rows = sum(t.total for t in taken.tallies.values())
        seen = work.imports.was_applied(KIND, digest)
        work.imports.settle(import_id, ImportState.VALIDATED if seen else ImportState.APPLIED, rows, rows, 0)
        announce(work, WebhookEvent.IMPORT_APPLIED, import_id)
    return Applied(taken.tallies, (first, last), import_id)


def write(work: Work, taken: Intake, first: date, last: date) -> None:
    """Write the rows of an intake; the period's shifts and visits are laid anew with the ids they had."""
    work.places.add(taken.places)
    work.people.add_employees([(row, EmployeeSecrets()) for row in taken.employees])
    work.people.add_clients([(row, ClientSecrets()) for row in taken.clients])
    if _differs(taken.tallies["shifts"]) or _differs(taken.tallies["visits"]):
        work.visits.remove_between(first, last)
        work.shifts.remove_between(first, last)
        work.shifts.add(taken.shifts)
        work.visits.add(taken.visits)


def _differs(tally: Tally) -> bool:
    return bool(tally.new or tally.changed)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
