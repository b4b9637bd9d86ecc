"""Keeps the figures of days: counts them from the rows and replaces what was kept."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from data.connect import Database
from data.vocabulary import FigureBasis, Role
from data.work import Context, ReadingWork, Work
from services.assumptions.stored import own_assumptions
from services.constraints.kind import DEFAULT_WEIGHTS
from services.insights.counting import STORED, figure_rows
from services.insights.laying import Days, granted_of, laid_out, read_days
from services.kpi import Accounts, Frame
from services.organization.held import tariffs_of, tolerances_of
from services.planning.weighing import weights_of
from services.problem.columns import columns
from services.problem.timetable import timetable

LOOK_BACK_DAYS = max(kpi.window_days or 1 for kpi in STORED) - 1
"""Days before a day that its figures look back on."""
MOST_DAYS = 92
"""Days counted at once; longer spells are counted in parts."""


class FigureKeeping:
    """For the worker; each part is one transaction, so a job that is ended half-way has lost nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, organization_id: UUID, first_day: date, last_day: date) -> int:
        """Count these days, both included, anew, and those after them that look back on them; how many figures."""
        context = Context(organization_id, None, Role.ADMIN.value, database_role="caire_worker")
        kept = 0
        begin, end = first_day, last_day + timedelta(days=LOOK_BACK_DAYS)
        while begin <= end:
            until = min(end, begin + timedelta(days=MOST_DAYS - 1))
            with self._database.writing(context) as work:
                kept += _store(work, begin, until)
            begin = until + timedelta(days=1)
        return kept


def _store(work: Work, first_day: date, last_day: date) -> int:
    """Replace the figures of these days, read once for planned and performed; how many are kept.

    Days on which nothing was planned, or nothing performed, have no figures.
    """
    looked_at = read_days(work, first_day - timedelta(days=LOOK_BACK_DAYS), last_day)
    kept = 0
    for basis in FigureBasis:
        frame = _frame(work, looked_at, basis)
        held = frozenset(day for day in _days_with_something(frame, basis) if first_day <= day <= last_day)
        rows = figure_rows(frame, held) if held else iter(())
        kept += work.figures.replace(basis, first_day, last_day, rows)
    return kept


def frame_of(work: ReadingWork, first_day: date, last_day: date, basis: FigureBasis) -> Frame:
    """The frame of these days and of those they look back on."""
    return _frame(work, read_days(work, first_day - timedelta(days=LOOK_BACK_DAYS), last_day), basis)


def _frame(work: ReadingWork, looked_at: Days, basis: FigureBasis) -> Frame:
    laid = laid_out(looked_at, basis)
    accounts = Accounts(
        assumptions=own_assumptions(work),
        tariffs=tariffs_of(work),
        tolerance_s_by_district=tolerances_of(work),
        granted_min=granted_of(work),
        planned_s=laid.planned_s,
        still_planned_s=laid.still_planned_s,
        weights=weights_of(work, DEFAULT_WEIGHTS),
    )
    c = columns(laid.problem)
    return Frame(c, timetable(c, laid.plan), accounts)


def _days_with_something(frame: Frame, basis: FigureBasis) -> frozenset[date]:
    if not len(frame.t.shift_of):
        return frozenset()
    counted = frame.day_of_visit[frame.is_served] if basis is FigureBasis.PERFORMED else frame.day_of_visit
    return frozenset(frame.calendar.dates[day] for day in set(counted.tolist()))
