"""An act of a carer at a visit, when it was done, and what it makes of the visit: pure, the same act twice is one.

Decision     The device tells how long an act waited on it, not what its clock shows: a clock that is wrong by hours is
             right about a span. Within bounds the act is dated back by the span; beyond them the moment it came is
             taken, and either way the report says which.
Consequence  A visit that was finished in a cellar without a network ends when it ended, and nobody writes history.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.repositories.visit_reports import Reportable
from data.vocabulary import ReportClock, ReportKind, VisitStatus
from services.portal import refusals

AT_ONCE_S = 60
"""An act that came within a minute is dated by our clock."""
LONGEST_WAIT = timedelta(hours=16)
"""Nobody works longer without a network."""
EARLY = timedelta(hours=6)
"""How long before its planned start a visit may begin."""
LATE = timedelta(hours=6)
"""How long after its planned end a visit may begin or end, and be corrected though the day is over."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done at which visit; `id` is made on the device, where the act waited for `waited_s` seconds."""

    id: UUID
    visit_id: UUID
    kind: ReportKind
    waited_s: int


def moment_of(act: Act, visit: Reportable, received: datetime) -> tuple[datetime, ReportClock]:
    """When the act was done, and by whose clock."""
    waited = timedelta(seconds=act.waited_s)
    if abs(act.waited_s) <= AT_ONCE_S:
        return received, ReportClock.LIVE
    done = received - waited
    earliest = (
        visit.actual_start if act.kind is ReportKind.FINISH and visit.actual_start else visit.planned_start - EARLY
    )
    if timedelta() < waited <= LONGEST_WAIT and done >= earliest:
        return done, ReportClock.DEVICE
    return received, ReportClock.RECEIVED


def after(visit: Reportable, kind: ReportKind, done: datetime) -> Reportable:
    """The visit after the act; itself where the act changes nothing. Refuses what cannot have happened."""
    if kind is ReportKind.START:
        if visit.status is not VisitStatus.PLANNED:
            return visit
        if done < visit.planned_start - EARLY:
            raise refusals.too_early(visit.planned_start)
        _not_too_late(visit, done)
        return replace(visit, status=VisitStatus.STARTED, actual_start=done, actual_end=None)
    if visit.status is VisitStatus.DONE:
        return visit
    if visit.actual_start is None:
        raise refusals.not_begun()
    _not_too_late(visit, done)
    return replace(visit, status=VisitStatus.DONE, actual_end=max(done, visit.actual_start))


def _not_too_late(visit: Reportable, done: datetime) -> None:
    """A finish that was forgotten overnight is no visit of fourteen hours: a planner hears of it instead."""
    if done > visit.planned_end + LATE:
        raise refusals.day_is_over()


def corrected(visit: Reportable, began: time, ended: time | None, now: datetime, zone: ZoneInfo) -> Reportable:
    """The visit with times written by hand, on its own day; an end before the beginning is after midnight."""
    if visit.status is VisitStatus.PLANNED:
        raise refusals.not_begun()
    if now > may_be_corrected_until(visit.planned_end, zone):
        raise refusals.day_is_over()
    day = visit.planned_start.astimezone(zone).date()
    start = _nearest(day, began, visit.planned_start, zone)
    end = None if ended is None else _nearest(day, ended, start, zone)
    if end is not None and end < start:
        end += timedelta(days=1)
    if start > now or (end is not None and end > now) or start < visit.planned_start - EARLY:
        raise refusals.not_yet()
    return replace(
        visit, actual_start=start, actual_end=end,
        status=VisitStatus.STARTED if end is None else VisitStatus.DONE,
    )  # fmt: skip


def may_be_corrected_until(planned_end: datetime, zone: ZoneInfo) -> datetime:
    """The end of the visit's day, or a while after it where that ends at night."""
    local = planned_end.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    return max(midnight, local + LATE)


def _nearest(day: date, clock: time, beside: datetime, zone: ZoneInfo) -> datetime:
    """The clock time of the day, or of the next where that lies nearer."""
    options = [datetime.combine(day + timedelta(days=n), clock, zone) for n in (0, 1)]
    return min(options, key=lambda each: abs(each - beside))
