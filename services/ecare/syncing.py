"""Carries an exchange out: asks or gives over the door, writes in one transaction, and says how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.credentials import CredentialRow
from data.repositories.syncs import SyncRow
from data.vocabulary import IntegrationProvider, LetterKind, Role, SyncDirection, SyncReason
from data.work import Conflict as Broken
from data.work import Context, ReadingWork, Work
from services.connections.doors import open_door, open_row_of
from services.connections.ledger import DatabaseLedger
from services.ecare import refusals
from services.ecare.giving import give_days
from services.ecare.gone import Heard, call_off
from services.ecare.intake import held_around, taken_in, write
from services.ecare.lines import keep_plan, lay_lines
from services.ecare.lists import are_lists, compare_lists, take_lists
from services.ecare.profile import CareProfile, from_settings
from services.errors import CareError
from services.importing.care.kinds import CareKind, Names, kind_of, read
from services.importing.care.mappings import own_names
from services.importing.care.rules import Days, ground_of
from services.integrations.care_files import CareFile
from services.jobs.queue import enqueue_figures, enqueue_sync
from services.problem import Severity
from services.trials.days import is_over

if TYPE_CHECKING:  # its network library takes most of a second, which only a connection that is used is worth
    from services.integrations.ecare import CareClient

AT_A_TIME = timedelta(days=7)
"""Days of one question."""
_PROVIDER = IntegrationProvider.ALFA_ECARE


@dataclass(frozen=True)
class _Errand:
    sync: SyncRow
    connection: CredentialRow
    profile: CareProfile
    days: Days
    now: datetime
    zone: ZoneInfo
    own: Mapping[CareKind, Names]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Syncing:
    """For the worker; `now` and `sleep` are the tests'."""

    database: Database
    inside_hosts: Collection[str] = ()
    now: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep

    def carry_out(self, organization_id: UUID, sync_id: UUID) -> None:
        """Do it; an exchange that is over is left alone."""
        context = _context(organization_id, None)
        with self.database.writing(context) as work:
            sync = work.syncs.find(sync_id)
            if sync is None or not work.syncs.begin(sync_id):
                return
        context = _context(organization_id, sync.asked_by)
        try:
            self._refuse_ended(context)
            if sync.direction is SyncDirection.PULL:
                self._pull(context, sync)
            else:
                give_days(self.database, context, sync, self._client(organization_id))
        except Broken:
            self._fail(context, sync, refusals.CHANGED_MEANWHILE)
        except CareError as fault:
            self._fail(context, sync, fault)

    def _refuse_ended(self, context: Context) -> None:
        with self.database.reading(context) as work:
            own = work.organizations.own()
        if own is None or is_over(own):
            raise refusals.TRIAL_ENDED

    def _pull(self, context: Context, sync: SyncRow) -> None:
        with self.database.writing(context) as work:
            errand = self._errand(work, sync)
            work.syncs.span(sync.id, *errand.days)
        client = self._client(context.organization_id)
        spells = _spells(errand.days)
        answers = [(spell[0], client.tasks(*spell, errand.profile.group)) for spell in spells]
        lists = [raw for _, raw in answers]
        if are_lists(lists, errand.own):
            counts = take_lists(self.database, context, lists, errand.days)
            with self.database.writing(context) as work:
                ground = ground_of(work, errand.profile.rules)
                told = [*zip(spells, lists, strict=True)]
                compared = compare_lists(work, told, ground, errand.own, errand.now)
                if compared is not None and (off := call_off(work, sync, *compared, counts)):
                    enqueue_figures(work, min(off), max(off))
                work.syncs.settle(sync.id, counts)
                ask_next(work, sync, errand.profile)
            return
        with self.database.writing(context) as work:
            self._take(work, sync, errand, answers)

    def _take(self, work: Work, sync: SyncRow, errand: _Errand, answers: Sequence[tuple[date, bytes]]) -> None:
        """Everything that was answered, in one transaction."""
        files = [_read(work, errand, first_day, raw) for first_day, raw in answers]
        held = held_around(work, errand.days, ground_of(work, errand.profile.rules))
        taken = taken_in(work, files, errand.days, held)
        write(work, taken)
        heard = Heard([*zip(_spells(errand.days), files, strict=True)], taken.refs, errand.now, errand.profile.group)
        days_off = call_off(work, sync, held, heard, taken.counts)
        work.syncs.settle_letters(LetterKind.TASK, taken.settled)
        work.syncs.settle_letters(LetterKind.ROW, _mended(work, errand.days))
        work.syncs.write_letters(sync.id, taken.letters)
        plan = lay_lines(work, taken, errand.days, errand.zone)
        # Every pull by itself would fill the list of plans; who asks for one wants to see it.
        if sync.reason is SyncReason.MANUAL and (taken.counts["new"] or taken.counts["changed"]):
            keep_plan(work, plan, errand.days, sync.asked_by)
        if changed := [*taken.days_performed, *days_off]:
            enqueue_figures(work, min(changed), max(changed))
        work.syncs.settle(sync.id, taken.counts)
        ask_next(work, sync, errand.profile)

    def _errand(self, work: ReadingWork, sync: SyncRow) -> _Errand:
        row, own = open_row_of(work, _PROVIDER), work.organizations.own()
        if row is None or own is None or row.id != sync.connection_id:
            raise refusals.NOT_CONNECTED
        profile, zone = from_settings(row.settings), ZoneInfo(own.timezone)
        now = self.now().astimezone(zone)
        days = profile.span(now.date(), _last_whole(work.syncs.pulled(row.id), zone))
        if sync.first_day is not None and sync.last_day is not None:
            days = sync.first_day, sync.last_day
        return _Errand(sync, row, profile, days, now, zone, own_names(work))

    def _client(self, organization_id: UUID) -> CareClient:
        from services.integrations.ecare import CareClient

        ledger = DatabaseLedger(self.database, organization_id)
        opened = open_door(self.database, organization_id, _PROVIDER, self.inside_hosts, ledger)
        if opened is None:
            raise refusals.NOT_CONNECTED
        profile = from_settings(opened.row.settings)
        return CareClient(opened.door, profile.path, profile.push_path, self.sleep)

    def _fail(self, context: Context, sync: SyncRow, fault: CareError) -> None:
        """The reason stays with the exchange; the next one comes at its time all the same."""
        words = {"sv": fault.cause.sv, "en": fault.cause.en}
        action = {"sv": fault.action.sv, "en": fault.action.en}
        with self.database.writing(context) as work:
            work.syncs.fail(sync.id, fault.code, {**words, "action": action})
            row = open_row_of(work, _PROVIDER)
            if row is not None and row.id == sync.connection_id:
                ask_next(work, sync, from_settings(row.settings))


def ask_next(work: Work, sync: SyncRow, profile: CareProfile) -> None:
    """The exchange that comes by itself after this one, where there is a pace; one waits at a time."""
    if not profile.every_min or sync.direction is not SyncDirection.PULL:
        return
    due = datetime.now(UTC) + timedelta(minutes=profile.every_min)
    following = SyncRow(
        new_id(), sync.connection_id, SyncDirection.PULL, SyncReason.SCHEDULE, due_at=due, asked_by=sync.asked_by
    )
    if work.syncs.ask(following):
        enqueue_sync(work, following.id, due)


def _read(work: ReadingWork, errand: _Errand, first_day: date, raw: bytes) -> CareFile:
    """One answer; raises `Conflict` when it is none as a whole, or of a kind that holds no planned visits."""
    kind, name = kind_of(raw, errand.own) or CareKind.TASKS, first_day.isoformat()
    if kind not in {CareKind.TASKS, CareKind.ENTRIES}:
        raise refusals.UNREADABLE

    def pseudonym(number: str) -> str:
        return work.vault.index("clients", "pnr_bidx", number).hex()[:24]

    file = read(kind, raw, name, errand.zone, pseudonym, errand.own.get(kind, {}))
    if any(issue.where == name for issue in file.issues if issue.severity is Severity.ERROR):
        raise refusals.UNREADABLE
    return file


def _mended(work: ReadingWork, days: Days) -> list[str]:
    """Rows of these days that waited: what is still wrong with them is written anew."""
    asked = {first.isoformat() for first, _ in _spells(days)}
    rows = (row for row in work.syncs.letters() if row.kind is LetterKind.ROW)
    return [row.ref for row in rows if row.ref[:10] in asked]


def _last_whole(rows: Sequence[SyncRow], zone: ZoneInfo) -> date | None:
    """The day of the newest pull that asked for what lay around it; one for single days says nothing of the others."""
    for row in rows:
        begun = row.started_at.astimezone(zone).date() if row.started_at else None
        if begun and row.first_day and row.last_day and row.first_day <= begun <= row.last_day != row.first_day:
            return begun
    return None


def _spells(days: Days) -> list[Days]:
    first, last = days
    count = (last - first).days // AT_A_TIME.days + 1
    starts = [first + i * AT_A_TIME for i in range(count)]
    return [(start, min(last, start + AT_A_TIME - timedelta(days=1))) for start in starts]


def _context(organization_id: UUID, user_id: UUID | None) -> Context:
    return Context(organization_id, user_id, Role.ADMIN.value, database_role="caire_worker")
