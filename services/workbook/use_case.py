"""The use case: take the workbook out, look at it when it comes back, take it in whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from data.connect import Database
from data.ids import new_id
from data.repositories.imports import RowOutcome
from data.vocabulary import AuditAction, ImportState
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services import noted
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.importing.intake import Tally
from services.problem import Issue, Severity
from services.words import Language, Text
from services.workbook import faults, means, people, rules
from services.workbook.comparing import Matched, compare
from services.workbook.intake import Intake, settle
from services.workbook.needs import take_needs
from services.workbook.reading import Notes, SheetRead, read_workbook
from services.workbook.sheets import SHEETS, SKILLS
from services.workbook.standing import Standing, standing
from services.workbook.storing import store
from services.workbook.telling import Difference, about, differences
from services.workbook.writing import write_workbook

KIND = "xlsx"
"""Kind of a workbook in the table of imports."""

Days = tuple[date, date]
MOST_TOLD = 500
"""Changes that are told one by one."""

_ROUNDS = (
    ("employees", people.take_employees), ("clients", people.take_clients), ("vehicles", means.take_vehicles),
    ("templates", means.take_templates), ("needs", take_needs), ("constraints", rules.take_weights),
    ("overrides", rules.take_overrides),
)  # fmt: skip
"""In the order in which rows name each other; shifts come last, for they need a place to begin."""

_CHANGED = Conflict(
    "XLSX-101",
    Text(sv="Någon ändrade samma uppgifter medan du läste förhandsvisningen.",
         en="Somebody changed the same data while you read the preview."),
    Text(sv="Granska boken igen och försök på nytt.", en="Look at the workbook again and retry."),
)  # fmt: skip
_CLASH = Conflict(
    "XLSX-102",
    Text(sv="Raderna krockar: en medarbetare eller ett fordon är bokat två gånger, eller ett namn används två gånger.",
         en="The rows clash: a carer or vehicle is booked twice, or a name is used twice."),
    Text(sv="Rätta raderna, eller läs in dem i två omgångar.", en="Mend the rows, or take them in in two rounds."),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What a workbook would do. `seen` names the rows as they stood; what is told of changes is cut at 500."""

    issues: tuple[Issue, ...]
    rows: int = 0
    rejected: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    seen: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has to be mended first."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def changes(self) -> int:
        """How many rows taking it in would write."""
        return sum(tally.new + tally.changed for tally in self.tallies.values())


class Workbooks:
    """Workbooks of an organisation; every method asks for the capability first."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    def take_out(
        self, actor: Actor, language: Language, days: Days | None = None, *, with_personal: bool = False
    ) -> bytes:
        """The workbook, with the shifts of `days`; names, addresses and positions only for those who may, on record."""
        actor.require(Capability.SEE_PLAN)
        if with_personal:
            actor.require(Capability.REVEAL)
            with self._database.writing(_context(actor)) as work:
                held = self._standing(work, actor, days, with_personal=True)
                work.audit.note(AuditAction.EXPORT, "clients", held.clients, noted.WORKBOOK.en)
                work.audit.note(AuditAction.EXPORT, "employees", held.employees, noted.WORKBOOK.en)
        else:
            with self._database.reading(_context(actor)) as work:
                held = self._standing(work, actor, days, with_personal=False)
        rows = held.held(language)
        tables = []
        for sheet in SHEETS:
            if sheet.key in {"constraints", "overrides"} and not actor.may(Capability.TUNE):
                continue
            records = held.skills() if sheet is SKILLS else [each.record for each in rows[sheet.key]]
            tables.append((sheet, sheet.columns_for(with_personal=with_personal), records))
        return write_workbook(tables, about(days, self._clock(), held.zone, language), language)

    def look(self, actor: Actor, raw: bytes) -> Look:
        """Read and compare, change nothing."""
        actor.require(Capability.IMPORT)
        notes = Notes()
        sheets = read_workbook(raw, notes)
        with self._database.reading(_context(actor)) as work:
            return self._looked(work, actor, sheets, notes)[0]

    def apply(self, actor: Actor, filename: str, raw: bytes, seen: str = "", *, only_good: bool = False) -> Look:
        """Take it in, in one transaction.

        `BadInput` when rows are bad, unless `only_good` leaves them out; `Conflict` when what would change is no longer
        as it was `seen`.
        """
        actor.require(Capability.IMPORT)
        actor.require(Capability.EDIT_PLAN)
        notes = Notes()
        sheets = read_workbook(raw, notes)
        try:
            with self._database.writing(_context(actor)) as work:
                look, intake = self._looked(work, actor, sheets, notes)
                if not sheets or not (look.is_sound or (only_good and look.rows > look.rejected)):
                    raise _unreadable(look.issues)
                if seen and seen != look.seen:
                    raise _CHANGED
                if look.changes:
                    self._take_in(work, actor, intake, look, filename, raw, sheets)
        except Broken as broken:
            raise _CLASH from broken
        return look

    def _looked(
        self, work: ReadingWork, actor: Actor, sheets: dict[str, SheetRead], notes: Notes
    ) -> tuple[Look, Intake]:
        may_reveal = actor.may(Capability.REVEAL)
        for read in sheets.values():
            is_forbidden = read.has_personal and not may_reveal
            if is_forbidden or (read.sheet.key in {"constraints", "overrides"} and not actor.may(Capability.TUNE)):
                for row in read.rows:
                    notes.refuse(row, "id", faults.NOT_ALLOWED)
        with_personal = may_reveal and any(read.has_personal for read in sheets.values())
        held = self._standing(work, actor, _days_told(sheets), with_personal=with_personal)
        intake = Intake(held, notes, self._clock().astimezone(held.zone).date())
        people.fold_skills(sheets.get("employees"), sheets.get("skills"), notes)
        rows = held.held()
        for sheet in SHEETS:
            told = None if sheet is SKILLS else sheets.get(sheet.key)
            intake.matched[sheet.key] = compare(told, rows[sheet.key], notes) if told else Matched()
        for _, take in _ROUNDS:
            take(intake)
        means.take_shifts(intake, means.usual_place(work.shifts.usual_starts()))
        for matched in intake.matched.values():
            settle(matched)
        return _look(intake, sheets), intake

    def _standing(self, work: ReadingWork, actor: Actor, days: Days | None, *, with_personal: bool) -> Standing:
        return standing(work, days, with_personal=with_personal, with_rules=actor.may(Capability.TUNE))

    @staticmethod
    def _take_in(
        work: Work, actor: Actor, intake: Intake, look: Look, filename: str, raw: bytes, sheets: dict[str, SheetRead]
    ) -> None:
        import_id, digest = new_id(), hashlib.sha256(raw).digest()
        was_applied = work.imports.was_applied(KIND, digest)
        work.imports.receive(import_id, KIND, filename, digest, len(raw), actor.user_id)
        work.images.begin(import_id)
        if not store(work, actor, intake):
            raise _CHANGED
        work.images.seal(import_id)
        state = ImportState.VALIDATED if was_applied else ImportState.APPLIED
        # Sheets have rows of the same numbers, so a row is known by its place in the whole book.
        told = [each for read in sheets.values() for each in read.rows]
        bad = [RowOutcome(place, ok=False) for place, each in enumerate(told, start=1) if each.is_rejected]
        work.imports.settle(import_id, state, look.rows, look.rows - look.rejected, look.rejected, bad)


def _look(intake: Intake, sheets: dict[str, SheetRead]) -> Look:
    told = [each for read in sheets.values() for each in read.rows]
    tallies = {
        key: Tally(len(matched.new), len(matched.changed), matched.unchanged)
        for key, matched in intake.matched.items()
        if key in sheets
    }
    return Look(
        intake.notes.report.issues(), len(told), sum(each.is_rejected for each in told), tallies,
        {key: len(matched.missing) for key, matched in intake.matched.items() if key in sheets},
        differences(intake.matched, MOST_TOLD), _seen(intake),
    )  # fmt: skip


def _seen(intake: Intake) -> str:
    """A word for what would be written over what: another word when a row that would change was changed meanwhile."""
    parts = []
    for key, matched in intake.matched.items():
        parts += [(key, change.held.id, change.held.version) for change in matched.changed]
        parts += [(key, "", str(told.number)) for told in matched.new]
    return hashlib.sha256(repr(sorted(parts)).encode()).hexdigest()


def _days_told(sheets: dict[str, SheetRead]) -> Days | None:
    """First and last day of the shifts told."""
    told = sheets["shifts"].rows if "shifts" in sheets else []
    days = sorted(day for each in told if isinstance(day := each.values.get("day"), date))
    return (days[0], days[-1]) if days else None


def _unreadable(issues: tuple[Issue, ...]) -> BadInput:
    return BadInput(
        "XLSX-100",
        Text(sv="Boken kan inte läsas in.", en="The workbook cannot be taken in."),
        Text(sv="Rätta felen i listan och försök igen.", en="Mend the problems listed and try again."),
        issues,
    )


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
