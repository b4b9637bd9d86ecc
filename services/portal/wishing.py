"""A wish in words, what makes it whole, and what a yes lays down: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from data.repositories.wishes import WishRow
from data.vocabulary import WishKind
from services.portal import refusals
from services.words import Text, short_day

LONGEST_NOTE = 500
_YEAR = timedelta(days=366)

OF_CARERS = (WishKind.DAY_OFF, WishKind.SHIFT, WishKind.SWAP)
OF_CLIENTS = (WishKind.TIME, WishKind.CARER)
DAY_OFF = Text(sv="Ledig {days}", en="Off {days}")
SHIFT = Text(sv="Vill gärna arbeta {days}", en="Would like to work {days}")
SWAP = Text(sv="Vill byta bort passet {days}", en="Wants to swap the shift {days}")
TIME = Text(sv="Besöket {days} kl. {was}: hellre {hours}", en="The visit {days} at {was}: rather {hours}")
WITH = Text(sv="Vill gärna få besök av {who}", en="Would like to be visited by {who}")
WITHOUT = Text(sv="Vill helst inte få besök av {who}", en="Would rather not be visited by {who}")
SOMEBODY = Text(sv="en medarbetare", en="a carer")
_SPAN = Text(sv="{first}–{last}", en="{first}–{last}")
_AT = Text(sv="{days} kl. {hours}", en="{days} at {hours}")
_SAYS = {WishKind.DAY_OFF: DAY_OFF, WishKind.SHIFT: SHIFT, WishKind.SWAP: SWAP, WishKind.TIME: TIME}


@dataclass(frozen=True, slots=True)
class NewWish:
    """What somebody would like; which fields count depends on the kind."""

    kind: WishKind
    first_day: date | None = None
    last_day: date | None = None
    was_time: time | None = None
    start_time: time | None = None
    end_time: time | None = None
    about: UUID | None = None
    is_against: bool = False
    note: str = ""


def whole(wish: NewWish, today: date, callers: Collection[UUID]) -> NewWish:
    """The wish if it can be understood, without what its kind does not need; `callers` are whom it may be about."""
    if wish.kind is WishKind.CARER:
        if wish.about not in callers:
            raise refusals.unreadable_wish()
        return NewWish(wish.kind, about=wish.about, is_against=wish.is_against, note=_note(wish))
    last = wish.last_day if wish.kind is WishKind.DAY_OFF else wish.first_day
    hours = (wish.start_time, wish.end_time)
    if wish.first_day is None or last is None or last < wish.first_day or (None in hours and any(hours)):
        raise refusals.unreadable_wish()
    if wish.kind is WishKind.TIME and (None in hours or wish.was_time is None):
        raise refusals.unreadable_wish()
    if wish.first_day < today or last > today + _YEAR:
        raise refusals.past_day()
    keeps_hours = wish.kind in {WishKind.SHIFT, WishKind.TIME}
    start, end = hours if keeps_hours else (None, None)
    was = wish.was_time if wish.kind is WishKind.TIME else None
    return NewWish(wish.kind, wish.first_day, last, was, start, end, note=_note(wish))


def _note(wish: NewWish) -> str:
    return wish.note.strip()[:LONGEST_NOTE]


def said(wish: WishRow, names: Mapping[UUID, str]) -> Text:
    """The wish as a sentence; `names` of carers as far as the reader knows them."""
    if wish.kind is WishKind.CARER:
        who = names.get(wish.about_employee_id) if wish.about_employee_id else None
        return (WITHOUT if wish.is_against else WITH).fill(who=who or SOMEBODY)
    days, hours = _days(wish), _hours(wish)
    if wish.kind is WishKind.SHIFT and hours:
        days = _AT.fill(days=days, hours=hours)
    was = f"{wish.was_time:%H:%M}" if wish.was_time else "–"
    return _SAYS[wish.kind].fill(days=days, was=was, hours=hours or "–")


def _days(wish: WishRow) -> Text:
    first, last = (short_day(each or date.min) for each in (wish.first_day, wish.last_day or wish.first_day))
    return first if first == last else _SPAN.fill(first=first, last=last)


def _hours(wish: WishRow) -> str:
    if wish.start_time is None or wish.end_time is None:
        return ""
    return f"{wish.start_time:%H:%M}–{wish.end_time:%H:%M}"
