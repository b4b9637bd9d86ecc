"""The use case: a carer's own day and week as they were published, and what was changed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.own_days import OwnShift, OwnVisit
from data.repositories.people import ClientSecrets
from data.vocabulary import Transport, VisitStatus
from services import noted
from services.access import Actor
from services.portal.acting import carer_of, in_the_field, zone_of
from services.portal.acts import may_be_corrected_until
from services.portal.telling import news_since
from services.portal.views import MyDay, MyWeek, Spell, Stay, WeekDay
from services.portal.ways import ways_s

_SHOWN = frozenset({VisitStatus.PLANNED, VisitStatus.STARTED, VisitStatus.DONE})
_BEGUN = frozenset({VisitStatus.STARTED, VisitStatus.DONE})
_DAY = timedelta(days=1)


class Portal:
    """For carers; the field role sees to it that each reads the own days only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def my_day(self, actor: Actor, day: date | None = None) -> MyDay:
        """The carer's visits of a day (today, on the organisation's clock) in order, with what is new.

        Names, addresses, notes and places of the day's clients are opened, and that is on record.
        """
        carer = carer_of(actor)
        with self._database.writing(in_the_field(actor)) as work:
            zone = zone_of(work)
            asked = day or datetime.now(zone).date()
            rows = [row for row in work.own_days.visits(carer, *_midnights(asked, asked, zone)) if row.status in _SHOWN]
            named = work.people.reveal_clients({row.client_id for row in rows}, noted.OWN_DAY.en) if rows else {}
            places = work.places.all({row.place_id for row in rows}) if rows else {}
            labels, partners = work.own_days.clients(), work.own_days.partners(asked)
            shifts = work.own_days.shifts(carer, asked, asked)
            called = {client: secrets.name for client, secrets in named.items() if secrets.name}
            news = news_since(work, asked, zone, {**labels, **called})  # as on the cards below
        transport = shifts[0].transport if shifts else Transport.CAR
        positions = [(at.lat, at.lon) if (at := places.get(row.place_id)) else None for row in rows]
        stays = tuple(
            replace(
                _stay(row, named.get(row.client_id), labels, tuple(partners.get(row.id, ())), zone),
                position=position, travel_s=way_s,
            )
            for row, position, way_s in zip(rows, positions, ways_s(positions, transport), strict=True)
        )  # fmt: skip
        return MyDay(asked, _spells(shifts, zone), stays, news, transport)

    def my_week(self, actor: Actor, monday: date) -> MyWeek:
        """Seven days from `monday`: shifts, how many visits, absences, and what publications changed."""
        carer, sunday = carer_of(actor), monday + 6 * _DAY
        with self._database.reading(in_the_field(actor)) as work:
            zone = zone_of(work)
            start, end = _midnights(monday, sunday, zone)
            shifts = work.own_days.shifts(carer, monday, sunday)
            visits = [row for row in work.own_days.visits(carer, start, end) if row.status in _SHOWN]
            absences = work.own_days.absences(carer, start, end)
            news = news_since(work, monday, zone, work.own_days.clients())
        visited = [row.planned_start.astimezone(zone).date() for row in visits]
        days = []
        for day in (monday + n * _DAY for n in range(7)):
            begins, ends = _midnights(day, day, zone)
            away = tuple(each.kind for each in absences if each.starts_at < ends and each.ends_at > begins)
            own = [shift for shift in shifts if shift.day == day]
            told = tuple(each for each in news if each.day == day)
            days.append(WeekDay(day, _spells(own, zone), visited.count(day), away, told))
        planned = sum(((each.planned_end - each.planned_start) for each in shifts), timedelta())
        return MyWeek(tuple(days), int(planned.total_seconds()))

    def seen(self, actor: Actor, notices: tuple[UUID, ...]) -> int:
        """The carer has read these notices; how many were new."""
        carer_of(actor)
        with self._database.writing(in_the_field(actor)) as work:
            return work.notices.mark_read(notices)


def _stay(
    row: OwnVisit, named: ClientSecrets | None, labels: Mapping[UUID, str], partners: tuple[str, ...], zone: ZoneInfo
) -> Stay:
    is_open = row.status in _BEGUN and datetime.now(UTC) <= may_be_corrected_until(row.planned_end, zone)
    return Stay(
        visit_id=row.id,
        start=row.planned_start.astimezone(zone),
        end=row.planned_end.astimezone(zone),
        client=(named and named.name) or labels.get(row.client_id, "–"),
        address=named.address if named else None,
        notes=named.notes if named else None,
        tasks=tuple(task.strip() for task in row.title.split(",") if task.strip()),
        partners=partners,
        status=row.status,
        began=row.actual_start and row.actual_start.astimezone(zone),
        ended=row.actual_end and row.actual_end.astimezone(zone),
        may_correct=is_open,
    )


def _spells(shifts: Sequence[OwnShift], zone: ZoneInfo) -> tuple[Spell, ...]:
    return tuple(
        Spell(
            row.planned_start.astimezone(zone),
            row.planned_end.astimezone(zone),
            tuple((first.astimezone(zone), last.astimezone(zone), lasts // 60) for first, last, lasts in row.breaks),
        )
        for row in shifts
    )


def _midnights(first_day: date, last_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the midnight before the first day to the one after the last."""
    return datetime.combine(first_day, time(), zone), datetime.combine(last_day + _DAY, time(), zone)
