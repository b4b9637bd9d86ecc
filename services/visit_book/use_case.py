"""The use case: the dated visits of a period as lines, and single visits changed, all or none, over what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.visits import VisitRow
from data.work import Context, ReadingWork, Work
from services.access import Actor, Capability
from services.errors import BadInput, Conflict
from services.visit_book.changing import changed, in_window
from services.visit_book.line import VisitEdit, VisitLine, line_of
from services.words import Text

LONGEST_DAYS = 62
_NIGHT = timedelta(days=1)
_TOO_LONG = BadInput(
    "VISIT-006",
    Text(sv="Perioden är för lång att visa.", en="These days are too many to show."),
    Text(sv="Välj 1–62 dagar, den första före den sista.", en="Choose 1–62 days, the first before the last."),
)


def changed_meanwhile(count: int) -> Conflict:
    """Somebody else was quicker."""
    return Conflict(
        "VISIT-001",
        Text(
            sv="{count} av besöken har ändrats av någon annan under tiden. Inget är sparat.",
            en="{count} of the visits {count:was|were} changed by somebody else meanwhile. Nothing is saved.",
        ).fill(count=count),
        Text(sv="Läs in listan igen, jämför och spara på nytt.", en="Load the list again, compare and save once more."),
    )


class VisitBook:
    """Dated visits, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self, actor: Actor, first: date, last: date) -> list[VisitLine]:
        """The visits of these days, by day and time."""
        actor.require(Capability.SEE_PLAN)
        if not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
            raise _TOO_LONG
        with self._database.reading(_context(actor)) as work:
            rows = work.visits.between(first, last)
            clients = {row.id: row for row in work.people.clients()}
            carers = {row.id: row for row in work.people.employees()}
            districts = {row_id: name for name, row_id in work.people.districts().items()}
            zone = _zone(work)
        members = Counter(row.group_id for row in rows if row.group_id)
        found = [line_of(row, clients, carers, districts, members, zone) for row in rows]
        return sorted(found, key=lambda line: (line.day, line.start, line.client, line.title))

    def change(self, actor: Actor, edits: Sequence[VisitEdit]) -> int:
        """Write the edits, all or none; how many visits changed, those that begin together counted each."""
        actor.require(Capability.EDIT_PLAN)
        if not edits:
            return 0
        with self._database.writing(_context(actor)) as work:
            wanted = _wanted(work, edits)
            late = sum(not work.visits.edit(row) for row in wanted)
            if late:
                raise changed_meanwhile(late)
        return len(wanted)


def _wanted(work: Work, edits: Sequence[VisitEdit]) -> list[VisitRow]:
    first, last = min(edit.day for edit in edits), max(edit.day for edit in edits)
    rows = {row.id: row for row in work.visits.between(first, last)}
    late = sum(edit.id not in rows or rows[edit.id].row_version != edit.row_version for edit in edits)
    if late:
        raise changed_meanwhile(late)
    shifts = work.shifts.between(first - _NIGHT, last + _NIGHT)
    names = {row.id: row.pseudonym for row in work.people.clients()}
    zone = _zone(work)
    wanted: dict[UUID, VisitRow] = {}
    for edit in edits:
        row = rows[edit.id]
        said = f"{names[row.client_id]} {row.title} {row.visit_date.isoformat()}"
        wanted[row.id] = changed(row, edit, said, shifts, zone)
    for edit in edits:
        if edit.start is not None or edit.end is not None:
            leader = wanted[edit.id]
            wanted |= {mate.id: mate for mate in _mates(leader, rows, wanted)}
    return list(wanted.values())


def _mates(leader: VisitRow, rows: dict[UUID, VisitRow], wanted: dict[UUID, VisitRow]) -> list[VisitRow]:
    """The others that begin together with it, in its new window, unless they were edited themselves."""
    if leader.group_id is None:
        return []
    mates = [row for row in rows.values() if row.group_id == leader.group_id and row.id not in wanted]
    return [in_window(mate, leader.windows[0]) for mate in mates]


def _zone(work: ReadingWork) -> ZoneInfo:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
