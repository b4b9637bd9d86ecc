"""What happened since yesterday, in words: who is away, what was called off, published, solved and taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.absences import EmployeeAbsenceRow
from data.repositories.imports import ImportSummary
from data.repositories.solutions import SolutionSummary
from data.repositories.visits import CancelledRow
from data.vocabulary import AbsenceKind, ImportState, PlanKind, SolutionStatus
from data.work import ReadingWork
from services.words import Text, short_day

MOST_NAMED = 3
"""Visits that are named when several are called off at once."""

SICK = Text(sv="{who} är sjuk till och med {until}", en="{who} is ill until {until}")
AWAY = Text(sv="{who} är borta {first}–{until}", en="{who} is away {first}–{until}")
CALLED_OFF = Text(sv="{visit} är avbokat", en="{visit} is cancelled")
MANY_CALLED_OFF = Text(sv="{count} besök är avbokade: {visits}", en="{count} visits are cancelled: {visits}")
MORE = Text(sv="{visits} och {count} till", en="{visits} and {count} more")
PUBLISHED = Text(sv="Plan nr {number} är publicerad, {days}", en="Plan no. {number} is published, {days}")
SOLVED = Text(sv="En plan är beräknad, {days}", en="A plan has been solved, {days}")
SOLVING = Text(sv="En plan beräknas, {days}", en="A plan is being solved, {days}")
FAILED = Text(sv="En beräkning misslyckades, {days}", en="A solve failed, {days}")
PROPOSED = Text(sv="Ett förslag för dagen är framtaget, {days}", en="A proposal for the day is made, {days}")
TAKEN_IN = Text(sv="En fil är inläst: {count} {count:rad|rader}", en="A file was imported: {count} {count:row|rows}")
REJECTED = Text(
    sv="En fil kunde inte läsas in: {count} fel", en="A file could not be imported: {count} {count:error|errors}"
)
TAKEN_BACK = Text(sv="En inläsning är ångrad", en="An import was undone")
_MADE = {PlanKind.PUBLISHED: PUBLISHED, PlanKind.OPTIMISED: SOLVED, PlanKind.PROPOSAL: PROPOSED}


@dataclass(frozen=True, slots=True)
class Happening:
    """`who` is the user's name where it is known and the reader may know it; `plan` is the one to open there."""

    key: str
    what: Text
    at: datetime
    who: str | None
    url_path: str
    plan: UUID | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: pseudonyms of carers and clients, names of users; and on which clock days are counted."""

    carers: Mapping[UUID, str]
    clients: Mapping[UUID, str]
    users: Mapping[UUID, str]
    zone: ZoneInfo


def happenings(work: ReadingWork, day: date, zone: ZoneInfo, carers: Mapping[UUID, str], clients: Mapping[UUID, str]
               ) -> tuple[Happening, ...]:  # fmt: skip
    """Everything that was put on record since the midnight that began yesterday, the newest first."""
    yesterday = day - timedelta(days=1)
    since = datetime.combine(yesterday, time(), zone)
    names = Names(carers, clients, {row.id: row.name for row in work.users.all()}, zone)
    away = work.absences.of_employees_since(since)
    off = work.visits.cancelled_since(since, yesterday)
    by = work.audit.who("employee_absences", [str(row.id) for row, _ in away], since) if away else {}
    by |= work.audit.who("visits", [_audited(row) for row in off], since) if off else {}
    told = [
        *(_absence(row, at, names, by) for row, at in away),
        *_called_off(off, names, by),
        *(_plan(row, names) for row in work.solutions.since(since) if _is_told(row)),
        *(each for row in work.imports.newest() for each in _import(row, since, names)),
    ]
    return tuple(sorted(told, key=lambda each: (each.at, each.key), reverse=True))


def _absence(row: EmployeeAbsenceRow, at: datetime, names: Names, by: Mapping[str, UUID]) -> Happening:
    # An absence ends at the midnight after its last day.
    first = short_day(row.starts_at.astimezone(names.zone).date())
    until = short_day((row.ends_at - row.ends_at.resolution).astimezone(names.zone).date())
    words = SICK if row.kind is AbsenceKind.SICK else AWAY
    what = words.fill(who=names.carers.get(row.employee_id, "–"), first=first, until=until)
    return Happening(f"away.{row.id}", what, at, _user(by.get(str(row.id)), names), "shifts")


def _called_off(rows: Sequence[CancelledRow], names: Names, by: Mapping[str, UUID]) -> Iterator[Happening]:
    """One line for those of one user: an afternoon at the telephone is not a dozen of news."""
    groups: dict[UUID | None, list[CancelledRow]] = {}
    for row in rows:
        groups.setdefault(by.get(_audited(row)), []).append(row)
    for user, own in groups.items():
        named = [f"{names.clients.get(row.client_id, '')} {row.title}".strip() for row in own[:MOST_NAMED]]
        days = [short_day(row.visit_date) for row in own[:MOST_NAMED]]
        listed = Text(
            sv=", ".join(f"{visit} {day.sv}" for visit, day in zip(named, days, strict=True)),
            en=", ".join(f"{visit} {day.en}" for visit, day in zip(named, days, strict=True)),
        )
        if len(own) > MOST_NAMED:
            listed = MORE.fill(visits=listed, count=len(own) - MOST_NAMED)
        what = CALLED_OFF.fill(visit=listed) if len(own) == 1 else MANY_CALLED_OFF.fill(count=len(own), visits=listed)
        yield Happening(f"off.{user}", what, own[0].at, _user(user, names), "plan")


def _is_told(row: SolutionSummary) -> bool:
    """Drafts and plans laid in by hand are work in progress, not news."""
    return row.kind in _MADE


def _plan(row: SolutionSummary, names: Names) -> Happening:
    is_there = row.status is SolutionStatus.COMPLETED
    words = _MADE[row.kind] if is_there else FAILED if row.status is SolutionStatus.FAILED else SOLVING
    first, last = short_day(row.first_day), short_day(row.last_day)
    days = first if row.first_day == row.last_day else Text(sv=f"{first.sv}–{last.sv}", en=f"{first.en}–{last.en}")
    what = words.fill(number=row.publication or "", days=days)
    at = row.finished_at or row.run_date
    return Happening(f"plan.{row.id}", what, at, _user(row.asked_by, names), "plan" if is_there else "solve",
                     row.id if is_there else None)  # fmt: skip


def _import(row: ImportSummary, since: datetime, names: Names) -> Iterator[Happening]:
    if row.undone_at is not None and row.undone_at >= since:
        yield Happening(f"undone.{row.id}", TAKEN_BACK, row.undone_at, _user(row.undone_by, names), "import")
    at = row.applied_at or row.created_at
    if at < since or row.state not in {ImportState.APPLIED, ImportState.REJECTED}:
        return
    is_in = row.state is ImportState.APPLIED
    what = TAKEN_IN.fill(count=row.rows_ok or 0) if is_in else REJECTED.fill(count=row.rows_bad or 0)
    yield Happening(f"import.{row.id}", what, at, _user(row.created_by, names), "import")


def _audited(row: CancelledRow) -> str:
    """How the audit names the visit: by its key beside the organisation."""
    return f"{row.visit_date.isoformat()}/{row.id}"


def _user(user_id: UUID | None, names: Names) -> str | None:
    return None if user_id is None else names.users.get(user_id)
