"""What a publication changed for a carer, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.notices import NoticeRow
from data.work import ReadingWork
from services.portal.views import News
from services.words import Text, clock

NEW = Text(sv="Nytt besök {start} hos {client}", en="New visit {start} at {client}'s")
MOVED = Text(sv="{client}: {start} i stället för {was}", en="{client}: {start} instead of {was}")
GONE = Text(sv="Besöket {was} hos {client} är inte längre ditt", en="The visit {was} at {client}'s is no longer yours")
_SAYS = {"new": NEW, "moved": MOVED, "gone": GONE}
A_CLIENT = Text(sv="en klient", en="a client")


def news_since(work: ReadingWork, first_day: date, zone: ZoneInfo, labels: Mapping[UUID, str]) -> tuple[News, ...]:
    """Of these days and later, the newest first."""
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
