"""The use case: a carer's own day as it was published, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.notices import NoticeRow
from data.repositories.own_days import OwnVisit
from data.repositories.people import ClientSecrets
from data.vocabulary import VisitStatus
from data.work import Context, ReadingWork, Work
from services.access import Actor, Capability
from services.errors import NotAllowed
from services.portal.views import MyDay, News, Spell, Stay
from services.words import Text, clock

_REASON = "own day"
_SHOWN = frozenset({VisitStatus.PLANNED, VisitStatus.STARTED, VisitStatus.DONE})
NEW = Text(sv="Nytt besök {start} hos {client}", en="New visit {start} at {client}'s")
MOVED = Text(sv="{client}: {start} i stället för {was}", en="{client}: {start} instead of {was}")
GONE = Text(sv="Besöket {was} hos {client} är inte längre ditt", en="The visit {was} at {client}'s is no longer yours")
_SAYS = {"new": NEW, "moved": MOVED, "gone": GONE}
A_CLIENT = Text(sv="en klient", en="a client")


class Portal:
    """For carers; the field role sees to it that each reads the own days only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def my_day(self, actor: Actor, day: date | None = None) -> MyDay:
        """The carer's visits of a day (today, on the organisation's clock) in order, with what is new.

        Names and addresses of the day's clients are opened, and that is on record.
        """
        carer = _carer(actor)
        with self._database.writing(_context(actor)) as work:
            zone = _zone(work)
            asked = day or datetime.now(zone).date()
            midnight = [datetime.combine(asked + timedelta(days=n), time(), zone) for n in (0, 1)]
            rows = [row for row in work.own_days.visits(carer, *midnight) if row.status in _SHOWN]
            named = work.people.reveal_clients({row.client_id for row in rows}, _REASON) if rows else {}
            labels = work.own_days.clients()
            partners = work.own_days.partners(asked)
            stays = tuple(
                _stay(row, named.get(row.client_id), labels, tuple(partners.get(row.id, ())), zone) for row in rows
            )
            return MyDay(asked, _spells(work, carer, asked, zone), stays, _news(work, asked, zone, labels))

    def seen(self, actor: Actor, notices: tuple[UUID, ...]) -> int:
        """The carer has read these notices; how many were new."""
        _carer(actor)
        with self._database.writing(_context(actor)) as work:
            return work.notices.mark_read(notices)


def _carer(actor: Actor) -> UUID:
    actor.require(Capability.OWN_DAY)
    if actor.subject_id is None:
        raise NotAllowed(
            "PORTAL-001",
            Text(sv="Användaren hör inte till någon medarbetare.", en="The user belongs to no carer."),
            Text(sv="Be en administratör koppla dig.", en="Ask an administrator to connect you."),
        )
    return actor.subject_id


def _stay(
    row: OwnVisit, named: ClientSecrets | None, labels: Mapping[UUID, str], partners: tuple[str, ...], zone: ZoneInfo
) -> Stay:
    return Stay(
        visit_id=row.id,
        start=row.planned_start.astimezone(zone),
        end=row.planned_end.astimezone(zone),
        client=(named and named.name) or labels.get(row.client_id, "–"),
        address=named.address if named else None,
        tasks=tuple(task.strip() for task in row.title.split(",") if task.strip()),
        partners=partners,
        is_done=row.status is VisitStatus.DONE,
        actual_start=row.actual_start and row.actual_start.astimezone(zone),
        actual_end=row.actual_end and row.actual_end.astimezone(zone),
    )


def _spells(work: ReadingWork, carer: UUID, day: date, zone: ZoneInfo) -> tuple[Spell, ...]:
    return tuple(
        Spell(
            row.planned_start.astimezone(zone),
            row.planned_end.astimezone(zone),
            tuple((first.astimezone(zone), last.astimezone(zone), lasts // 60) for first, last, lasts in row.breaks),
        )
        for row in work.own_days.shifts(carer, day)
    )


def _news(work: Work, first_day: date, zone: ZoneInfo, labels: Mapping[UUID, str]) -> tuple[News, ...]:
    return tuple(
        News(row.id, row.day, row.created_at.astimezone(zone), tuple(_said(row, zone, labels)), row.read_at is None)
        for row in work.notices.since(first_day)
        if row.id is not None and row.created_at is not None
    )


def _said(row: NoticeRow, zone: ZoneInfo, labels: Mapping[UUID, str]) -> list[Text]:
    return [
        words.fill(client=_client(each, labels), start=_clock(each["start"], zone), was=_clock(each["was"], zone))
        for kind, words in _SAYS.items()
        for each in sorted(row.change.get(kind, ()), key=lambda each: each["start"] or each["was"])
    ]


def _client(each: Mapping[str, Any], labels: Mapping[UUID, str]) -> Text:
    label = labels.get(UUID(each["client"]))
    return Text(sv=label, en=label) if label else A_CLIENT


def _clock(moment_s: int | None, zone: ZoneInfo) -> str:
    return "–" if moment_s is None else clock(datetime.fromtimestamp(moment_s, zone))


def _zone(work: ReadingWork) -> ZoneInfo:
    own = work.organizations.own()
    assert own is not None  # a transaction is always inside an organisation that exists
    return ZoneInfo(own.timezone)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_field")
