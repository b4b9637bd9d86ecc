"""The use case: a client's own coming visits, by whom, and what is not as it was told first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.own_visits import ClientVisit, VisitNews
from data.vocabulary import AuditAction, VisitStatus
from data.work import ReadingWork
from services import noted
from services.access import Actor
from services.portal.acting import client_of, in_the_field, zone_of
from services.portal.views import Call, MyVisits
from services.words import Text, clock, short_day

AHEAD = timedelta(days=15)
"""Today and two weeks."""
_SHOWN = frozenset({VisitStatus.PLANNED, VisitStatus.STARTED, VisitStatus.DONE})

INSTEAD = Text(sv="{who} kommer i stället för {other}", en="{who} comes instead of {other}")
LATER = Text(sv="{minutes} min senare (var kl. {was})", en="{minutes} min later (was at {was})")
EARLIER = Text(sv="{minutes} min tidigare (var kl. {was})", en="{minutes} min earlier (was at {was})")
FROM_DAY = Text(sv="flyttat från {day} kl. {was}", en="moved from {day} at {was}")
BOTH = Text(sv="{first}, {second}", en="{first}, {second}")
GONE = Text(
    sv="Besöket {day} kl. {was} är inte inplanerat längre.", en="The visit {day} at {was} is no longer planned."
)
SOMEBODY, SOMEBODY_ELSE = Text(sv="Någon", en="Somebody"), Text(sv="någon annan", en="somebody else")


class Receiving:
    """For clients; the field role sees to it that each reads the own visits only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def my_visits(self, actor: Actor) -> MyVisits:
        """Today and the coming two weeks; carers' names are opened, which is on record, and only the first is told."""
        client = client_of(actor)
        with self._database.writing(in_the_field(actor)) as work:
            zone = zone_of(work)
            today = datetime.now(zone).date()
            start, end = (datetime.combine(day, time(), zone) for day in (today, today + AHEAD))
            rows = [row for row in work.own_visits.between(client, start, end) if row.status in _SHOWN]
            names, news = first_names(work), _newest(work.own_visits.news())
            if names:
                work.audit.note(AuditAction.READ, "employees", names, noted.OWN_VISITS.en)
        calls = tuple(_call(row, names, news.get(row.id, ()), zone) for row in rows)
        known = {row.id for row in rows}
        gone = (_gone(told, zone, today) for visit, told in news.items() if visit not in known)
        coming = {row.employee_id for row in rows}
        offered = sorted((name, carer) for carer, name in names.items() if carer in coming)
        return MyVisits(calls, tuple(text for text in gone if text), tuple((carer, name) for name, carer in offered))


def first_names(work: ReadingWork) -> dict[UUID, str]:
    """Carer → first name, of those who come to the acting client; nobody learns more of them."""
    return {carer: name.split()[0] for carer, name in work.own_visits.callers().items() if name and name.split()}


def _newest(news: Iterable[VisitNews]) -> dict[UUID, list[VisitNews]]:
    """Visit → what the last publication that touched it changed."""
    found: dict[UUID, list[VisitNews]] = {}
    for each in news:  # as they were told
        held = found.get(each.visit_id)
        if held and held[0].solution_id == each.solution_id:
            held.append(each)
        else:
            found[each.visit_id] = [each]
    return found


def _call(row: ClientVisit, names: Mapping[UUID, str], news: Sequence[VisitNews], zone: ZoneInfo) -> Call:
    start, end = row.planned_start.astimezone(zone), row.planned_end.astimezone(zone)
    who = names.get(row.employee_id) if row.employee_id else None
    return Call(
        row.id, start, end, who, row.employee_id, row.title.split(",")[0].strip(), row.status,
        change_of(row.employee_id, start, names, news, zone),
    )  # fmt: skip


def change_of(
    carer: UUID | None, start: datetime, names: Mapping[UUID, str], news: Sequence[VisitNews], zone: ZoneInfo
) -> Text | None:
    """What is not as it was told first; None where nothing is, or where the plan has moved on since it was told."""
    told = next((each for each in news if each.kind in {"new", "moved"}), None)
    if told is None or told.was_s is None or told.employee_id != carer or told.start_s != int(start.timestamp()):
        return None
    before = next((each.employee_id for each in news if each.kind == "gone"), carer)
    parts = []
    if before != carer:
        who = None if carer is None else names.get(carer)
        other = None if before is None else names.get(before)
        parts.append(INSTEAD.fill(who=who or SOMEBODY, other=other or SOMEBODY_ELSE))
    if moved := _moved(datetime.fromtimestamp(told.was_s, zone), start):
        parts.append(moved)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else BOTH.fill(first=parts[0], second=parts[1])


def _moved(was: datetime, start: datetime) -> Text | None:
    if was == start:
        return None
    if was.date() != start.date():
        return FROM_DAY.fill(day=short_day(was.date()), was=clock(was))
    minutes = round((start - was).total_seconds() / 60)
    return (LATER if minutes > 0 else EARLIER).fill(minutes=abs(minutes), was=clock(was))


def _gone(news: Sequence[VisitNews], zone: ZoneInfo, today: date) -> Text | None:
    told = next((each for each in news if each.kind == "gone"), None)
    if told is None or told.was_s is None or len(news) > 1:
        return None
    was = datetime.fromtimestamp(told.was_s, zone)
    return GONE.fill(day=short_day(was.date()), was=clock(was)) if was.date() >= today else None
