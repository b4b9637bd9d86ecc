"""What a care system told of some days, laid beside what we hold: rows to write, and tasks that must wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from data.ids import new_id
from data.repositories.people import EmployeeSecrets
from data.repositories.syncs import LetterRow
from data.repositories.visits import VisitRow
from data.vocabulary import LetterKind, PlanKind, SolutionStatus
from data.work import ReadingWork, Work
from services.ecare import refusals
from services.ecare.profile import Rules
from services.ecare.reconciling import PERFORMED, PLANNED, WANTED, meet
from services.importing.care.dated import planned_row
from services.importing.care.people import People, people_of
from services.integrations.care_files import CareFile
from services.integrations.care_files.records import FileClient, FilePlanned
from services.problem import Severity
from services.words import Text

AROUND = timedelta(days=7)
"""How far a visit may have been moved and still be found."""
Days = tuple[date, date]
_NO_SECRETS = EmployeeSecrets()


@dataclass
class Taken:
    """Everything one pull would write; `moved` are rows whose day is another one now, as they were."""

    people: People = field(default_factory=People)
    new: list[VisitRow] = field(default_factory=list)
    wanted: list[VisitRow] = field(default_factory=list)
    made: list[VisitRow] = field(default_factory=list)
    moved: list[VisitRow] = field(default_factory=list)
    letters: list[LetterRow] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    stands: dict[UUID, FilePlanned] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def days_performed(self) -> Days | None:
        """First and last day whose key figures are another now."""
        days = [row.visit_date for row in (*self.new, *self.made, *self.moved)]
        return (min(days), max(days)) if days else None


def gathered(files: Sequence[CareFile], days: Days) -> tuple[CareFile, Counter[str]]:
    """Several answers as one: a task told twice counts once, one of a day nobody asked for not at all."""
    whole, counts = CareFile(), Counter[str]()
    seen: set[str] = set()
    for file in files:
        whole.rows += file.rows
        for told in file.planned:
            if told.ref in seen:
                counts["repeated"] += 1
            elif not days[0] <= told.day <= days[1]:
                counts["outside"] += 1
            else:
                seen.add(told.ref)
                whole.planned.append(told)
                whole.clients.setdefault(told.client_ref, FileClient(told.client_ref))
    return whole, counts


def taken_in(work: ReadingWork, files: Sequence[CareFile], days: Days, rules: Rules) -> Taken:
    """Lay it all beside what stands; nothing is written."""
    file, counts = gathered(files, days)
    carers = [told.carer_ref for told in file.planned]
    taken = Taken(people_of(file, {}, work.people.clients(), work.people.employees(), [], carers), counts=counts)
    held = {row.external_ref: row for row in work.visits.between(days[0] - AROUND, days[1] + AROUND)}
    locked = _published(work)
    for told in file.planned:
        _take(taken, told, held.get(told.ref[:100]), rules, locked)
    taken.letters += [letter for file in files for letter in _unread(file)]
    taken.counts["rejected"] += sum(len(file.rejected) for file in files)
    return taken


def write(work: Work, taken: Taken) -> None:
    """Write it, in the order in which rows name each other."""
    people = taken.people
    work.people.add_employees([(row, _NO_SECRETS) for row in people.new_carers])
    work.people.add_clients(people.new_clients)
    work.visits.remove((row.visit_date, row.id) for row in taken.moved)
    work.visits.add(taken.new)
    work.visits.change(taken.wanted)
    work.visits.record(taken.made)


def _take(
    taken: Taken, told: FilePlanned, ours: VisitRow | None, rules: Rules, locked: Sequence[Days]
) -> None:  # fmt: skip
    client = taken.people.clients[told.client_ref]
    if client.place_id is None:
        cause = {"sv": refusals.NO_PLACE.sv, "en": refusals.NO_PLACE.en}
        carer = taken.people.carers[told.carer_ref]
        letter = LetterRow(
            LetterKind.TASK, told.ref, "ECARE-020", cause, told.day, client_id=client.id, employee_id=carer.id
        )
        taken.letters.append(letter)
        taken.counts["waiting"] += 1
        return
    taken.settled.append(told.ref[:100])
    theirs = planned_row(told, new_id(), client.id, client.place_id, taken.people.carers[told.carer_ref].id)
    if ours is None:
        taken.new.append(theirs)
        taken.stands[theirs.id] = told
        taken.counts["new"] += 1
        return
    met = meet(theirs, ours, rules, is_locked=_is_in(ours.visit_date, locked))
    taken.counts["kept"] += met.is_kept
    if met.row.planned_start == theirs.planned_start and ours.visit_date != theirs.visit_date:
        taken.moved.append(ours)
        taken.new.append(replace(met.row, id=theirs.id, visit_date=theirs.visit_date, after=()))
        taken.stands[theirs.id] = told
        taken.counts["changed"] += 1
        return
    taken.stands[ours.id] = told
    taken.counts["changed" if met.is_changed else "unchanged"] += 1
    if any(getattr(met.row, name) != getattr(ours, name) for name in WANTED):
        taken.wanted.append(met.row)
    if any(getattr(met.row, name) != getattr(ours, name) for name in (*PLANNED, *PERFORMED, "status")):
        taken.made.append(met.row)


def _published(work: ReadingWork) -> list[Days]:
    rows = work.solutions.summaries()
    return [
        (row.first_day, row.last_day)
        for row in rows
        if row.kind is PlanKind.PUBLISHED and row.status is SolutionStatus.COMPLETED
    ]


def _is_in(day: date, spans: Iterable[Days]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _unread(file: CareFile) -> list[LetterRow]:
    """Rows that are no task, by where they stood; each once."""
    found: Mapping[str, LetterRow] = {
        issue.where: LetterRow(LetterKind.ROW, issue.where, issue.code, _told(issue.cause))
        for issue in reversed(file.issues)
        if issue.severity is Severity.ERROR
    }
    return list(found.values())


def _told(cause: Text) -> dict[str, str]:
    words = refusals.BAD_TASK.fill(cause=cause)
    return {"sv": words.sv, "en": words.en}
