"""What a care system told of some days, laid beside what we hold: rows to write, and tasks that must wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from data.ids import new_id
from data.repositories.care_tasks import CareTaskRow
from data.repositories.people import EmployeeSecrets
from data.repositories.syncs import LetterRow
from data.repositories.visits import VisitRow
from data.vocabulary import LetterKind, VisitStatus
from data.work import ReadingWork, Work
from services.ecare import refusals
from services.importing.care.dated import Dated, Stand, planned_row
from services.importing.care.people import People, people_of
from services.importing.care.rules import Days, Ground
from services.integrations.care_files import CareFile
from services.integrations.care_files.records import FileClient, FilePlanned
from services.problem import Severity
from services.words import Text

AROUND = timedelta(days=7)
"""How far a visit may have been moved and still be found."""
_NO_SECRETS = EmployeeSecrets()


@dataclass(frozen=True)
class Held:
    """What of us a pull meets: visits by their id there, those they told of before, and the ground they stand on."""

    visits: Mapping[str, VisitRow]
    known: Mapping[UUID, CareTaskRow]
    ground: Ground

    def is_off_for_being_gone(self, row: VisitRow) -> bool:
        """Whether only their silence called the visit off, and nobody has had a hand in it since."""
        known = self.known.get(row.id)
        is_gone = known is not None and known.gone_at is not None
        return is_gone and row.status is VisitStatus.CANCELLED and not row.is_by_hand


@dataclass
class Taken:
    """Everything one pull would write: `told` are visits they spoke of, `back` those that were gone and are no more."""

    people: People = field(default_factory=People)
    dated: Dated = field(default_factory=Dated)
    told: list[CareTaskRow] = field(default_factory=list)
    back: list[VisitRow] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)
    letters: list[LetterRow] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def days_performed(self) -> list[date]:
        """Days whose key figures are another now."""
        dated = self.dated
        return [row.visit_date for row in (*dated.new, *dated.made, *dated.moved)]


def held_around(work: ReadingWork, days: Days, ground: Ground) -> Held:
    """The visits of these days and of a week on either side."""
    around = days[0] - AROUND, days[1] + AROUND
    visits = {row.external_ref: row for row in work.visits.between(*around) if row.external_ref}
    return Held(visits, work.care_tasks.between(*around), ground)


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


def taken_in(work: ReadingWork, files: Sequence[CareFile], days: Days, held: Held) -> Taken:
    """Lay it all beside what stands; nothing is written."""
    file, counts = gathered(files, days)
    carers = [told.carer_ref for told in file.planned]
    taken = Taken(people_of(file, {}, work.people.clients(), work.people.employees(), [], carers), counts=counts)
    for told in file.planned:
        _take(taken, told, held)
    tally = taken.dated.tally
    taken.counts.update(new=tally.new, changed=tally.changed, unchanged=tally.unchanged, kept=taken.dated.kept)
    taken.letters += [letter for file in files for letter in _unread(file)]
    taken.counts["rejected"] += sum(len(file.rejected) for file in files)
    return taken


def write(work: Work, taken: Taken) -> None:
    """Write it, in the order in which rows name each other."""
    people, dated = taken.people, taken.dated
    work.people.add_employees([(row, _NO_SECRETS) for row in people.new_carers])
    work.people.add_clients(people.new_clients)
    work.visits.record(taken.back)
    work.visits.remove((row.visit_date, row.id) for row in dated.moved)
    work.visits.add(dated.new)
    work.visits.change(dated.wanted)
    work.visits.record(dated.made)
    work.care_tasks.told(taken.told)


def _take(taken: Taken, told: FilePlanned, held: Held) -> None:
    client, carer = taken.people.clients[told.client_ref], taken.people.carers[told.carer_ref]
    ref = told.ref[:100]
    taken.refs.add(ref)
    if client.place_id is None:
        cause = {"sv": refusals.NO_PLACE.sv, "en": refusals.NO_PLACE.en}
        letter = LetterRow(
            LetterKind.TASK, told.ref, "ECARE-020", cause, told.day, client_id=client.id, employee_id=carer.id
        )
        taken.letters.append(letter)
        taken.counts["waiting"] += 1
        return
    taken.settled.append(ref)
    theirs = planned_row(told, new_id(), client.id, client.place_id, carer.id)
    ours = held.visits.get(ref)
    if ours is not None and held.is_off_for_being_gone(ours):
        ours = replace(ours, status=VisitStatus.UNASSIGNED)
        taken.back.append(ours)
        taken.counts["back"] += 1
    visit_id = taken.dated.lay(theirs, ours, held.ground)
    day = theirs.visit_date if ours is None or visit_id == theirs.id else ours.visit_date
    taken.told.append(CareTaskRow(day, visit_id, told.group_ref[:60]))
    taken.dated.stands.append(Stand(visit_id, told.carer_ref, told.start, told.end))


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
