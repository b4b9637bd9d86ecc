"""Dated and planned visits of a care file as rows, and the lines that make them as shifts with their manual plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.shifts import BreakRow, ShiftRow
from data.repositories.visits import VisitRow, WindowRow
from data.vocabulary import VisitStatus
from services.importing.care.meeting import PERFORMED, PLANNED, WANTED, meet
from services.importing.care.rules import Ground
from services.importing.intake import Tally
from services.integrations.care_files.records import FilePlanned, FileShift, FileVisit
from services.problem import Plan, Route, Stop, StopKind

_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(minutes=30)
"""How long before its first and after its last visit a line without stated hours is at work: the ways out and home."""
_LISTED = (*WANTED, "client_id", "place_id", "group_id")
"""A list also says whose visit it is, where, and which are made together."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A visit as somebody planned it: which line makes it and when."""

    visit_id: UUID
    line: str
    start: datetime
    end: datetime


@dataclass
class Dated:
    """Rows to write, as the rules let them; `moved` are rows whose day is another one now, as they were.

    `kept` counts visits of which the file says otherwise and ours stands; `stands` is the plan by hand that came along.
    """

    new: list[VisitRow] = field(default_factory=list)
    wanted: list[VisitRow] = field(default_factory=list)
    made: list[VisitRow] = field(default_factory=list)
    moved: list[VisitRow] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    kept: int = 0
    stands: list[Stand] = field(default_factory=list)

    def lay(self, theirs: VisitRow, ours: VisitRow | None, ground: Ground, wanted: tuple[str, ...] = WANTED) -> UUID:
        """One of theirs beside ours; the id it stands under from now on."""
        if ours is None:
            self.new.append(theirs)
            self.tally.new += 1
            return theirs.id
        met = meet(theirs, ours, ground.rules, is_locked=ground.holds(ours.visit_date), wanted=wanted)
        self.kept += met.is_kept
        if ours.visit_date != theirs.visit_date and _is_moved(met.row, theirs):
            self.moved.append(ours)
            self.new.append(_anew(met.row, theirs))
            self.tally.changed += 1
            return theirs.id
        self.tally.changed += met.is_changed
        self.tally.unchanged += not met.is_changed
        if any(getattr(met.row, name) != getattr(ours, name) for name in wanted):
            self.wanted.append(met.row)
        if any(getattr(met.row, name) != getattr(ours, name) for name in (*PLANNED, *PERFORMED, "status")):
            self.made.append(met.row)
        return ours.id

    def with_(self, other: Dated) -> Dated:
        """Both together."""
        return Dated(
            self.new + other.new, self.wanted + other.wanted, self.made + other.made, self.moved + other.moved,
            self.tally.plus(other.tally), self.kept + other.kept, self.stands + other.stands,
        )  # fmt: skip


def visits_of(
    told: Iterable[FileVisit],
    clients: Mapping[str, ClientRow],
    held: Iterable[VisitRow],
    ground: Ground,
    zone: ZoneInfo,
) -> Dated:
    """The dated visits of a list; those of clients without a place are left out."""
    found = Dated()
    known = {row.external_ref: row for row in held if row.external_ref}
    groups: dict[str, UUID] = {}
    rows = list(told)
    sizes: dict[str, int] = defaultdict(int)
    for each in rows:
        sizes[each.group_ref] += 1
    for each in rows:
        client = clients[each.client_ref]
        if client.place_id is None:
            continue
        now = known.get(each.ref[:100])
        group = None
        if each.group_ref and 2 <= sizes[each.group_ref] <= 4:
            group = groups.setdefault(each.group_ref, (now.group_id if now and now.group_id else new_id()))
        row = VisitRow(
            id=new_id(), visit_date=each.day, client_id=client.id, place_id=client.place_id,
            duration_s=60 * each.duration_min, windows=_windows(each, zone), title=each.service[:255], group_id=group,
            priority=each.priority, external_ref=each.ref[:100],
        )  # fmt: skip
        visit_id = found.lay(row, now, ground, _LISTED)
        start = datetime.combine(each.day, each.start, zone)
        if each.slinga:
            end = start + timedelta(minutes=each.duration_min)
            found.stands.append(Stand(visit_id, each.slinga, start, end))
    return found


def planned_of(
    told: Iterable[FilePlanned],
    clients: Mapping[str, ClientRow],
    carers: Mapping[str, UUID],
    held: Iterable[VisitRow],
    ground: Ground,
) -> Dated:
    """Planned and performed visits; each stands where its carer had it."""
    found = Dated()
    known = {row.external_ref: row for row in held if row.external_ref}
    for each in told:
        client = clients[each.client_ref]
        if client.place_id is None:
            continue
        row = planned_row(each, new_id(), client.id, client.place_id, carers[each.carer_ref])
        visit_id = found.lay(row, known.get(each.ref[:100]), ground)
        found.stands.append(Stand(visit_id, each.carer_ref, each.start, each.end))
    return found


def planned_row(told: FilePlanned, visit_id: UUID, client_id: UUID, place_id: UUID, carer_id: UUID) -> VisitRow:
    """A planned, perhaps performed visit as the row it is when nothing of it is ours."""
    done = None if told.performed_min is None else told.start + timedelta(minutes=told.performed_min)
    length_s = int((told.end - told.start).total_seconds())
    return VisitRow(
        id=visit_id, visit_date=told.day, client_id=client_id, place_id=place_id, duration_s=length_s,
        windows=(WindowRow(told.start, told.start, told.end),), title=told.service[:255], priority=told.priority,
        status=VisitStatus.PLANNED if done is None else VisitStatus.DONE, employee_id=carer_id,
        planned_start=told.start, planned_end=told.end, actual_start=None if done is None else told.start,
        actual_end=done, external_ref=told.ref[:100],
    )  # fmt: skip


def lines_as_shifts(
    stands: Iterable[Stand],
    carers: Mapping[str, UUID],
    hours: Mapping[str, FileShift],
    office: UUID,
    held: Iterable[ShiftRow],
    zone: ZoneInfo,
) -> tuple[list[ShiftRow], Plan]:
    """A shift a day for every line that has none, and the plan by hand on those shifts."""
    by_line: dict[tuple[str, date], list[Stand]] = defaultdict(list)
    for stand in stands:
        by_line[stand.line, stand.start.astimezone(zone).date()].append(stand)
    known = {(row.employee_id, row.day): row for row in held}
    new, routes = [], []
    for (line, day), own in sorted(by_line.items(), key=lambda item: item[0]):
        shift = known.get((carers[line], day))
        if shift is None:
            shift = _shift(line, day, own, carers[line], hours.get(line), office, zone)
            new.append(shift)
        stops = [Stop(StopKind.VISIT, str(each.visit_id), int(each.start.timestamp())) for each in own]
        routes.append(Route(str(shift.id), tuple(sorted(stops, key=lambda stop: stop.start_s))))
    return new, Plan(tuple(routes))


def _shift(
    line: str, day: date, own: list[Stand], carer: UUID, told: FileShift | None, office: UUID, zone: ZoneInfo
) -> ShiftRow:
    if told is not None:
        start = datetime.combine(day, told.start, zone)
        end = datetime.combine(day + timedelta(days=int(told.end <= told.start)), told.end, zone)
    else:
        start = _down(min(each.start for each in own) - _SLACK)
        end = _down(max(each.end for each in own) + _SLACK + _QUARTER)
    row = ShiftRow(new_id(), day, carer, start, end, office, office, external_ref=f"{line}:{day.isoformat()}"[:100])
    return replace(row, breaks=_break(told, day, zone))


def _break(told: FileShift | None, day: date, zone: ZoneInfo) -> tuple[BreakRow, ...]:
    if told is None or not told.break_min or told.break_from is None or told.break_to is None:
        return ()
    first, last = (datetime.combine(day, wall, zone) for wall in (told.break_from, told.break_to))
    return (BreakRow("break-1", first, last, 60 * told.break_min, is_fixed=last - first == _minutes(told.break_min)),)


def _windows(told: FileVisit, zone: ZoneInfo) -> tuple[WindowRow, ...]:
    days = [told.day + timedelta(days=i) for i in range((told.last_day - told.day).days + 1)]

    def at(day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, zone)

    return tuple(
        WindowRow(at(day, told.hours.earliest), at(day, told.hours.latest), at(day, told.hours.end)) for day in days
    )


def _is_moved(row: VisitRow, theirs: VisitRow) -> bool:
    """Whether their hours are taken, and with them their day: planned ones, or of a list the window."""
    if theirs.employee_id is None:
        return row.windows == theirs.windows
    return row.planned_start == theirs.planned_start


def _anew(row: VisitRow, theirs: VisitRow) -> VisitRow:
    """The visit on its other day; who makes it there is for whoever says so."""
    row = replace(row, id=theirs.id, visit_date=theirs.visit_date, after=())
    if theirs.employee_id is None and row.planned_start is not None:
        row = replace(row, status=VisitStatus.UNASSIGNED, employee_id=None, planned_start=None, planned_end=None)
    return row


def _down(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second)


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
