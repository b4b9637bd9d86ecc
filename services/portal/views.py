"""What portals show, in plain values: a carer's day and week, a client's weeks, and wishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from data.vocabulary import AbsenceKind, Transport, VisitStatus
from services.portal.ways import Position
from services.words import Text


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit of the day: `client` is the name, else the pseudonym; `partners` come along, by pseudonym.

    `notes` are what the carer has to know at the door; `travel_s` is the way from the visit before, about.
    """

    visit_id: UUID
    start: datetime
    end: datetime
    client: str
    address: str | None
    notes: str | None
    tasks: tuple[str, ...]
    partners: tuple[str, ...]
    status: VisitStatus
    began: datetime | None
    ended: datetime | None
    position: Position | None = None
    travel_s: int | None = None
    may_correct: bool = False

    @property
    def is_done(self) -> bool:
        return self.status is VisitStatus.DONE


@dataclass(frozen=True, slots=True)
class Spell:
    """A shift of the day with its breaks `(earliest, latest end, minutes)`."""

    start: datetime
    end: datetime
    breaks: tuple[tuple[datetime, datetime, int], ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a publication changed in the carer's days: a sentence for each thing."""

    notice_id: UUID
    day: date
    told_at: datetime
    said: tuple[Text, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class MyDay:
    """The day as published, in order of time."""

    day: date
    spells: tuple[Spell, ...]
    stays: tuple[Stay, ...]
    news: tuple[News, ...]
    transport: Transport = Transport.CAR

    @property
    def current(self) -> Stay | None:
        """The visit that has begun, else the first that is not done."""
        begun = (stay for stay in self.stays if stay.status is VisitStatus.STARTED)
        return next(begun, None) or next((stay for stay in self.stays if not stay.is_done), None)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the week: shifts, how many visits, why the carer is away, and what was changed since it was told."""

    day: date
    spells: tuple[Spell, ...]
    visits: int
    away: tuple[AbsenceKind, ...]
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class MyWeek:
    """Monday to Sunday; `planned_s` is the time of the shifts, unpaid breaks included."""

    days: tuple[WeekDay, ...]
    planned_s: int


@dataclass(frozen=True, slots=True)
class Call:
    """A visit as its client may know it: `who` is a first name; `change` says what is not as it was told first."""

    visit_id: UUID
    start: datetime
    end: datetime
    who: str | None
    carer_id: UUID | None
    service: str
    status: VisitStatus
    change: Text | None = None


@dataclass(frozen=True, slots=True)
class MyVisits:
    """The client's coming days in order of time, what is called off, and whom wishes may be about, by first name."""

    calls: tuple[Call, ...]
    gone: tuple[Text, ...]
    carers: tuple[tuple[UUID, str], ...]
