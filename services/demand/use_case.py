"""The use case: look at what clients are granted, change it, and lay it out as dated visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.requirements import RequirementRow
from data.work import Context, ReadingWork
from services.access import Actor, Capability
from services.demand.expansion import Expansion, expand
from services.errors import BadInput, Conflict
from services.recurrence import Frequency
from services.recurrence.windows import DayWindow, read_windows
from services.words import Text

LONGEST_DAYS = 92
AROUND = timedelta(days=7)
"""A movable visit stands on the first day of its week that is allowed; changed hours move it by less than a week."""

_TOO_LONG = BadInput(
    "NEED-010",
    Text(sv="Perioden går inte att lägga ut.", en="These days cannot be laid out."),
    Text(sv="Välj 1–92 dagar, den första före den sista.", en="Choose 1–92 days, the first before the last."),
)
_CHANGED = Conflict(
    "NEED-011",
    Text(sv="Någon annan har ändrat behovet under tiden.", en="Somebody else has changed the need meanwhile."),
    Text(sv="Läs in sidan igen, jämför och spara på nytt.", en="Load the page again, compare and save once more."),
)
_RING = BadInput(
    "NEED-012",
    Text(sv="Behoven skulle vänta på varandra i en ring.", en="The needs would wait for each other in a ring."),
    Text(sv="Låt behovet komma efter ett annat, eller inte alls.", en="Let it come after another need, or after none."),
)
_OVERLAP = BadInput(
    "NEED-013",
    Text(sv="Två tidsfönster överlappar varandra samma dag.", en="Two time windows overlap on the same day."),
    Text(sv="Slå ihop dem, eller ge dem olika tider.", en="Join them, or give them different hours."),
)


@dataclass(frozen=True)
class Laid:
    """What laying out did, or would do."""

    new: int
    changed: int
    gone: int
    unchanged: int
    by_hand: int
    expansion: Expansion


class Demand:
    """What clients are granted, for those who plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def needs(self, actor: Actor) -> list[RequirementRow]:
        """Every need of the organisation."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return work.requirements.all()

    def add(self, actor: Actor, rows: Sequence[RequirementRow]) -> None:
        """New needs; nothing is added when one of them is unsound."""
        actor.require(Capability.EDIT_PLAN)
        _check(rows)
        with self._database.writing(_context(actor)) as work:
            work.requirements.add(rows)
            _refuse_rings(work.requirements.all())

    def change(self, actor: Actor, rows: Sequence[RequirementRow]) -> None:
        """Changed needs, all or none; refused when one was changed by somebody else since it was read."""
        actor.require(Capability.EDIT_PLAN)
        _check(rows)
        with self._database.writing(_context(actor)) as work:
            if not all(work.requirements.change(row) for row in rows):
                raise _CHANGED
            _refuse_rings(work.requirements.all())

    def look_ahead(self, actor: Actor, first: date, last: date) -> Laid:
        """What laying out these days would do; nothing is changed."""
        actor.require(Capability.SEE_PLAN)
        with self._database.reading(_context(actor)) as work:
            return _told(_expanded(work, first, last))

    def lay_out(self, actor: Actor, first: date, last: date) -> Laid:
        """Make the dated visits of these days; again, it changes nothing."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.writing(_context(actor)) as work:
            found = _expanded(work, first, last)
            work.visits.remove((row.visit_date, row.id) for row in found.gone)
            work.visits.add(found.new)
            work.visits.change(found.changed)
            return _told(found)


def _expanded(work: ReadingWork, first: date, last: date) -> Expansion:
    if not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
        raise _TOO_LONG
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    clients = {row.id: row for row in work.people.clients()}
    standing = work.visits.between(first - AROUND, last + AROUND)
    return expand(work.requirements.all(), clients, standing, first, last, ZoneInfo(own.timezone))


def _check(rows: Sequence[RequirementRow]) -> None:
    for row in rows:
        if row.frequency is not None:
            Frequency.from_json(row.frequency)
        _refuse_overlaps(read_windows(row.time_windows))


def _refuse_overlaps(windows: Sequence[DayWindow]) -> None:
    """A visit's windows must stand apart, or no solver could tell which of them it is in."""
    for day in {window.day for window in windows}:
        own = sorted((window.start, window.end) for window in windows if window.day == day)
        if any(later[0] < earlier[1] or earlier[1] <= earlier[0] for earlier, later in pairwise(own)):
            raise _OVERLAP


def _refuse_rings(needs: Sequence[RequirementRow]) -> None:
    waits = {need.id: need.after_requirement_id for need in needs}
    for need in needs:
        seen, at = {need.id}, need.after_requirement_id
        while at is not None:
            if at in seen:
                raise _RING
            seen.add(at)
            at = waits.get(at)


def _told(found: Expansion) -> Laid:
    return Laid(len(found.new), len(found.changed), len(found.gone), found.unchanged, found.by_hand, found)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
