"""The use case: carers and clients wish, a planner answers; nothing changes before that, and the answer is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import AvailabilityRow, EmployeeAbsenceRow
from data.repositories.people import Relation
from data.repositories.wishes import WishRow
from data.vocabulary import AbsenceKind, AvailabilityKind, CarerRelation, Role, WishKind, WishState
from data.work import Conflict as Broken
from data.work import Context, Work
from services.access import Actor, Capability
from services.portal import refusals
from services.portal.acting import carer_of, client_of, in_the_field, zone_of
from services.portal.receiving import first_names
from services.portal.wishing import OF_CARERS, OF_CLIENTS, NewWish, said, whole
from services.words import Text

MOST_OPEN = 20
SHOWN = timedelta(days=60)
_TAKEN_ON = frozenset({WishKind.DAY_OFF, WishKind.SHIFT, WishKind.CARER})
"""What a yes can lay down by itself: an absence, hours liked, a carer liked or not."""
_OPINIONS = frozenset({CarerRelation.PREFERRED, CarerRelation.AVOIDED})


@dataclass(frozen=True, slots=True)
class ToldWish:
    """A wish in words; `who` is the pseudonym of whoever wishes, for planners."""

    id: UUID
    kind: WishKind
    what: Text
    note: str | None
    state: WishState
    answer: str | None
    made_at: datetime
    who: str = ""

    @property
    def can_be_taken_on(self) -> bool:
        """Whether a yes can be laid down at once."""
        return self.kind in _TAKEN_ON


class Wishes:
    """For carers and clients their own; for planners all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, actor: Actor, wish: NewWish) -> UUID:
        """Put a wish before the planners; it changes nothing by itself."""
        is_client, subject = _who(actor, Capability.WISH)
        if wish.kind not in (OF_CLIENTS if is_client else OF_CARERS):
            raise refusals.unreadable_wish()
        with self._database.writing(in_the_field(actor)) as work:
            if work.wishes.open_count() >= MOST_OPEN:
                raise refusals.too_many_wishes(MOST_OPEN)
            today = datetime.now(zone_of(work)).date()
            told = whole(wish, today, work.own_visits.callers() if wish.kind is WishKind.CARER else ())
            row = WishRow(
                new_id(), told.kind, None if is_client else subject, subject if is_client else None, told.first_day,
                told.last_day, told.was_time, told.start_time, told.end_time, told.about, told.is_against,
                told.note or None,
            )  # fmt: skip
            work.wishes.add(row)
        return row.id

    def take_back(self, actor: Actor, wish_id: UUID) -> None:
        """It is wished for no more."""
        actor.require(Capability.WISH)
        with self._database.writing(in_the_field(actor)) as work:
            if not work.wishes.take_back(wish_id):
                raise refusals.answered()

    def mine(self, actor: Actor) -> tuple[ToldWish, ...]:
        """The own wishes of two months and those that wait, the newest first; what was taken back is gone."""
        _who(actor)
        with self._database.reading(in_the_field(actor)) as work:
            rows = work.wishes.since(datetime.now(UTC) - SHOWN)
            names = first_names(work) if any(row.about_employee_id for row in rows) else {}
            zone = zone_of(work)
        return tuple(
            ToldWish(row.id, row.kind, said(row, names), row.note, row.state, row.answer,
                     (row.created_at or datetime.now(UTC)).astimezone(zone))
            for row in rows if row.state is not WishState.WITHDRAWN
        )  # fmt: skip

    def waiting(self, actor: Actor) -> tuple[ToldWish, ...]:
        """Everybody's wishes that wait for an answer, the oldest first."""
        actor.require(Capability.EDIT_PLAN)
        with self._database.reading(_planning(actor)) as work:
            rows = [row for row in work.wishes.since(datetime.now(UTC)) if row.state is WishState.OPEN]
            if not rows:
                return ()
            names = {row.id: row.pseudonym for row in work.people.employees()}
            people = names | {row.id: row.pseudonym for row in work.people.clients()}
            zone = zone_of(work)
        return tuple(
            ToldWish(row.id, row.kind, said(row, names), row.note, row.state, None,
                     (row.created_at or datetime.now(UTC)).astimezone(zone),
                     people.get(row.employee_id or row.client_id or row.id, "–"))
            for row in reversed(rows)
        )  # fmt: skip

    def answer(
        self, actor: Actor, wish_id: UUID, *, is_yes: bool, words: str = "", takes_on: bool = False
    ) -> None:  # fmt: skip
        """Answer a wish once; with `takes_on` a yes is laid down: an absence, hours liked, a carer liked or not."""
        actor.require(Capability.EDIT_PLAN)
        state = WishState.ACCEPTED if is_yes else WishState.DECLINED
        try:
            with self._database.writing(_planning(actor)) as work:
                wish = work.wishes.find(wish_id)
                if wish is None or not work.wishes.answer(wish_id, state, words.strip()[:500] or None, actor.user_id):
                    raise refusals.answered()
                if is_yes and takes_on and wish.kind in _TAKEN_ON:
                    _take_on(work, wish)
        except Broken as broken:
            raise refusals.clashes_with_absence() from broken


def _who(actor: Actor, needs: Capability | None = None) -> tuple[bool, UUID]:
    """Whether it is a client who acts, and which client or carer."""
    if actor.role is Role.CLIENT:
        return True, client_of(actor, needs or Capability.OWN_VISITS)
    return False, carer_of(actor, needs or Capability.OWN_DAY)


def _take_on(work: Work, wish: WishRow) -> None:
    if wish.kind is WishKind.CARER:
        _relate(work, wish)
        return
    assert wish.employee_id is not None  # as the database holds it for these kinds
    assert wish.first_day is not None
    last_day = wish.last_day or wish.first_day
    if wish.kind is WishKind.DAY_OFF:
        zone = zone_of(work)
        start, end = (datetime.combine(day, time(), zone) for day in (wish.first_day, last_day + timedelta(days=1)))
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), wish.employee_id, start, end, AbsenceKind.LEAVE)])
        return
    hours = (wish.start_time or time(), wish.end_time or time())
    liked = AvailabilityRow(new_id(), wish.employee_id, AvailabilityKind.PREFERRED, *hours, day=wish.first_day)
    work.absences.set_availability(wish.employee_id, [*work.absences.availability(wish.employee_id), liked])


def _relate(work: Work, wish: WishRow) -> None:
    """The carer is liked or not from now on; what else is known of the client's carers stays."""
    assert wish.client_id is not None
    assert wish.about_employee_id is not None
    opinion = CarerRelation.AVOIDED if wish.is_against else CarerRelation.PREFERRED
    kept = [
        each for each in work.people.relations()
        if each.client_id == wish.client_id
        and not (each.employee_id == wish.about_employee_id and each.relation in _OPINIONS)
    ]  # fmt: skip
    work.people.relate(wish.client_id, [*kept, Relation(wish.client_id, wish.about_employee_id, opinion)])


def _planning(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
