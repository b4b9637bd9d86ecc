"""The use case: keep the connection to a care system, pull now or by itself, give a plan back, see how it went."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from data.connect import Database
from data.ids import new_id
from data.repositories.syncs import LetterRow, SyncRow
from data.vocabulary import IntegrationProvider, LetterKind, PlanKind, SyncDirection, SyncReason, SyncState
from data.work import Context, Work
from services.access import Actor, Capability
from services.connections.doors import HEADER, Doors, DoorView, DoorWish, open_row_of
from services.connections.use_case import working_context
from services.ecare import gone, refusals
from services.ecare.giving import as_file, planned_days
from services.ecare.profile import CareProfile, from_settings, to_settings
from services.jobs.queue import enqueue_sync
from services.words import Text

_PROVIDER = IntegrationProvider.ALFA_ECARE
_NO_WORDS = Text(sv="Ingen förklaring finns sparad.", en="No explanation was kept.")


@dataclass(frozen=True, slots=True)
class CareWish:
    """What an administrator types; without a `key` the one kept stays."""

    base_url: str
    key: str
    header: str
    profile: CareProfile


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange as people read it."""

    id: UUID
    direction: SyncDirection
    reason: SyncReason
    state: SyncState
    days: tuple[date, date] | None
    begun_at: datetime | None
    due_at: datetime | None
    counts: Mapping[str, int]
    code: str = ""
    cause: Text | None = None
    action: Text | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What waits to be mended."""

    kind: LetterKind
    ref: str
    day: date | None
    code: str
    cause: Text
    tries: int
    may_call_off: int = 0
    """How many visits somebody may call off by saying that they are gone indeed."""

    @property
    def is_question(self) -> bool:
        """Whether it asks about a whole pull rather than telling of one thing."""
        return self.kind is LetterKind.GONE and self.day is None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exchange with the care system stands, for whoever imports."""

    is_connected: bool
    exchanges: tuple[Exchange, ...]
    letters: tuple[Letter, ...]

    @property
    def is_busy(self) -> bool:
        """Whether one is under way or about to begin."""
        return any(
            each.state is SyncState.RUNNING or (each.state is SyncState.QUEUED and each.reason is SyncReason.MANUAL)
            for each in self.exchanges
        )


class Ecare:
    """A care system's connection; every method asks for the capability first."""

    def __init__(self, database: Database, inside_hosts: Collection[str] = ()) -> None:
        self._database, self._doors = database, Doors(database, inside_hosts)

    def held(self, actor: Actor) -> tuple[DoorView, CareProfile] | None:
        """The connection and its profile, for its administrator."""
        door = self._doors.held(actor, _PROVIDER)
        return None if door is None else (door, from_settings(door.settings))

    def save(self, actor: Actor, wish: CareWish) -> None:
        """Set it up, or change it; a pace begins at once."""
        actor.require(Capability.CONNECT)
        settings = {**to_settings(wish.profile), HEADER: wish.header}
        door = self._doors.save(actor, DoorWish(_PROVIDER, wish.base_url, wish.key, settings))
        if wish.profile.every_min:
            with self._database.writing(_context(actor)) as work:
                self._ask(work, actor, door.id, SyncReason.SCHEDULE)

    def close(self, actor: Actor) -> bool:
        """No exchange uses it any more; False when there is none."""
        return self._doors.close(actor, _PROVIDER)

    def standing(self, actor: Actor) -> Standing:
        """What was exchanged, and what waits."""
        actor.require(Capability.IMPORT)
        with self._database.reading(working_context(actor.organization_id)) as work:
            row = open_row_of(work, _PROVIDER)
            exchanges, letters = work.syncs.newest(), work.syncs.letters()
        return Standing(row is not None, tuple(map(_exchange, exchanges)), tuple(map(_letter, letters)))

    def pull(self, actor: Actor, days: tuple[date, date] | None = None) -> UUID:
        """Ask for a pull now, of the days since the last one or of these."""
        actor.require(Capability.IMPORT)
        connection = self._connection(actor)
        with self._database.writing(_context(actor)) as work:
            return self._ask(work, actor, connection, SyncReason.MANUAL, days)

    def retry(self, actor: Actor) -> int:
        """Ask again for everything that waits; how many exchanges that makes."""
        actor.require(Capability.IMPORT)
        actor.require(Capability.PUBLISH_PLAN)
        connection = self._connection(actor)
        with self._database.writing(_context(actor)) as work:
            letters = work.syncs.letters()
            spans = [span for each in letters if each.kind is not LetterKind.DAY and (span := _span(work, each))]
            if spans:
                days = min(first for first, _ in spans), max(last for _, last in spans)
                self._ask(work, actor, connection, SyncReason.MANUAL, days)
            given = [each for each in letters if each.kind is LetterKind.DAY and each.day is not None]
            for each in given:
                plan_id = UUID(each.ref.partition(":")[0])
                assert each.day is not None
                self._ask(work, actor, connection, SyncReason.MANUAL, (each.day, each.day), plan_id)
        return bool(spans) + len(given)

    def call_off(self, actor: Actor) -> UUID:
        """Say that the visits asked about are gone: a pull of the same days calls off as many, and no more."""
        actor.require(Capability.IMPORT)
        actor.require(Capability.EDIT_PLAN)
        connection = self._connection(actor)
        with self._database.writing(_context(actor)) as work:
            letter = next((each for each in work.syncs.letters() if _may_call_off(each)), None)
            if letter is None or letter.id is None:
                raise refusals.NOTHING_ASKED
            sync_id = self._ask(work, actor, connection, SyncReason.MANUAL, _span(work, letter))
            if not work.syncs.take_up(letter.id, sync_id, gone.AGREED):
                raise refusals.NOTHING_ASKED
        return sync_id

    def give(self, actor: Actor, plan_id: UUID) -> UUID:
        """Ask for a published plan to be sent to the care system."""
        actor.require(Capability.PUBLISH_PLAN)
        connection = self._connection(actor)
        with self._database.writing(_context(actor)) as work:
            planned_days(work, plan_id)
            return self._ask(work, actor, connection, SyncReason.MANUAL, None, plan_id)

    def file(self, actor: Actor, plan_id: UUID) -> bytes:
        """A published plan as a file the care system takes."""
        actor.require(Capability.PUBLISH_PLAN)
        with self._database.reading(_context(actor)) as work:
            return as_file(planned_days(work, plan_id))

    def published(self, actor: Actor) -> list[tuple[UUID, date, date]]:
        """Published plans, the newest first."""
        actor.require(Capability.PUBLISH_PLAN)
        with self._database.reading(_context(actor)) as work:
            rows = work.solutions.summaries()
        return [(row.id, row.first_day, row.last_day) for row in rows if row.kind is PlanKind.PUBLISHED]

    def _connection(self, actor: Actor) -> UUID:
        """Which planners may use and not see."""
        with self._database.reading(working_context(actor.organization_id)) as work:
            row = open_row_of(work, _PROVIDER)
        if row is None:
            raise refusals.NOT_CONNECTED
        return row.id

    def _ask(
        self, work: Work, actor: Actor, connection: UUID, reason: SyncReason, days: tuple[date, date] | None = None,
        plan_id: UUID | None = None,
    ) -> UUID:  # fmt: skip
        direction = SyncDirection.PULL if plan_id is None else SyncDirection.PUSH
        first, last = days or (None, None)
        row = SyncRow(
            new_id(), connection, direction, reason, asked_by=actor.user_id, plan_id=plan_id, first_day=first,
            last_day=last,
        )  # fmt: skip
        if work.syncs.ask(row):
            enqueue_sync(work, row.id)
        return row.id


def _span(work: Work, letter: LetterRow) -> tuple[date, date] | None:
    """The days in which a waiting task or row is found again."""
    if letter.day is not None:
        return letter.day, letter.day
    sync = None if letter.sync_id is None else work.syncs.find(letter.sync_id)
    if sync is None or sync.first_day is None or sync.last_day is None:
        return None
    return sync.first_day, sync.last_day


def _exchange(row: SyncRow) -> Exchange:
    days = (row.first_day, row.last_day) if row.first_day and row.last_day else None
    told = row.failure_cause or {}
    return Exchange(
        row.id, row.direction, row.reason, row.state, days, row.started_at, row.due_at, row.counts or {},
        row.failure_code or "", _text(told) if told else None, _text(told.get("action") or {}) if told else None,
    )  # fmt: skip


def _letter(row: LetterRow) -> Letter:
    return Letter(row.kind, row.ref, row.day, row.code, _text(row.cause), row.tries, _may_call_off(row))


def _may_call_off(row: LetterRow) -> int:
    return int(row.cause.get("missing", 0)) if row.code in (gone.MANY, gone.AGREED) else 0


def _text(told: Mapping[str, str]) -> Text:
    return Text(sv=told["sv"], en=told["en"]) if told.get("sv") and told.get("en") else _NO_WORDS


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
