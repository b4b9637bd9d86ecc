"""The use case: a carer begins and ends the own visits, and corrects their times while the day lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.connect import Database
from data.ids import new_id
from data.repositories.visit_reports import Reportable, ReportRow
from data.vocabulary import ReportClock, ReportKind, VisitStatus
from data.work import Context, Unreachable, Work
from services.access import Actor, Capability
from services.jobs.queue import enqueue_recount
from services.portal import refusals
from services.portal.acting import carer_of, in_the_field, zone_of
from services.portal.acts import Act, after, corrected, moment_of

_REACH = timedelta(days=35)
_AROUND = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Reported:
    """How the visit stands after a report; `clock` is None when the act had been reported before."""

    status: VisitStatus
    began: datetime | None
    ended: datetime | None
    clock: ReportClock | None


def _now() -> datetime:
    return datetime.now(UTC)


class Attending:
    """For carers, at their own visits of the day."""

    def __init__(self, database: Database, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._now = now

    def report(self, actor: Actor, act: Act) -> Reported:
        """Put a start or a finish on record; what was reported before, or is so already, changes nothing."""
        carer_of(actor, Capability.REPORT_VISITS)
        try:
            return self._report(actor, act, self._now())
        except Unreachable as gone:
            raise refusals.database_is_away() from gone

    def _report(self, actor: Actor, act: Act, received: datetime) -> Reported:
        carer = carer_of(actor, Capability.REPORT_VISITS)
        with self._database.writing(in_the_field(actor)) as work:
            visit = _held(work, act.visit_id, received, zone_of(work))
            done, clock = moment_of(act, visit, received)
            becomes = after(visit, act.kind, done)
            waited_s = max(0, min(act.waited_s, 2**31 - 1))
            row = ReportRow(act.id, visit.visit_date, visit.id, carer, act.kind, clock, done, waited_s)
            if becomes == visit or not work.visit_reports.add(row):
                return Reported(visit.status, visit.actual_start, visit.actual_end, None)
            work.visit_reports.write(becomes)
            enqueue_recount(work, visit.visit_date)
        return Reported(becomes.status, becomes.actual_start, becomes.actual_end, clock)

    def correct(self, actor: Actor, visit_id: UUID, began: time, ended: time | None) -> Reported:
        """The times as they were, written by hand; only while the visit's day lasts."""
        carer, now = carer_of(actor, Capability.REPORT_VISITS), self._now()
        with self._database.writing(in_the_field(actor)) as work:
            zone = zone_of(work)
            visit = _held(work, visit_id, now, zone)
            becomes = corrected(visit, began, ended, now, zone)
            work.visit_reports.add(
                ReportRow(
                    new_id(), visit.visit_date, visit.id, carer, ReportKind.CORRECT, ReportClock.BY_HAND,
                    becomes.actual_start or now,
                )
            )  # fmt: skip
            work.visit_reports.write(becomes)
            enqueue_recount(work, visit.visit_date)
        return Reported(becomes.status, becomes.actual_start, becomes.actual_end, ReportClock.BY_HAND)

    def told(self, actor: Actor, visit_id: UUID) -> Reported | None:
        """How a visit of about today goes, for who sees the plan; None where it is not planned."""
        actor.require(Capability.SEE_PLAN)
        now = self._now()
        days = (now - _REACH).date(), (now + _AROUND).date()
        context = Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
        with self._database.reading(context) as work:
            visit = work.visit_reports.stands(visit_id, *days)
            if visit is None:
                return None
            reports = work.visit_reports.of([visit_id], *days) if visit.actual_start else []
        return Reported(visit.status, visit.actual_start, visit.actual_end, reports[-1].clock if reports else None)


def _held(work: Work, visit_id: UUID, now: datetime, zone: ZoneInfo) -> Reportable:
    """The own visit of about today, its plan on the organisation's clock."""
    visit = work.visit_reports.held(visit_id, (now - _REACH).date(), (now + _AROUND).date())
    if visit is None:
        raise refusals.not_yours()
    planned = {name: getattr(visit, name).astimezone(zone) for name in ("planned_start", "planned_end")}
    return replace(visit, **planned)
