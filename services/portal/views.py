"""A carer's day in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.words import Text


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit of the day: `client` is the name, else the pseudonym; `partners` come along, by pseudonym."""

    visit_id: UUID
    start: datetime
    end: datetime
    client: str
    address: str | None
    tasks: tuple[str, ...]
    partners: tuple[str, ...]
    is_done: bool
    actual_start: datetime | None
    actual_end: datetime | None


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
