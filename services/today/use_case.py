"""The use case: a day at a glance, read in one transaction: what there is, how it runs, what happened, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.people import ClientRow
from data.repositories.visits import VisitRow
from data.vocabulary import ClientStatus, EmployeeStatus, FigureBasis, VehicleStatus, VisitStatus
from data.work import Context
from services.access import Actor, Capability
from services.insights.laying import lay
from services.kpi import Frame
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.rota.making import Ground
from services.rota.use_case import ground_of
from services.today.advice import Advice, advise
from services.today.by_hour import HourRow, hour_rows, with_unplanned
from services.today.day_figures import DayFigures, day_figures
from services.today.delivered import Delivered, delivered
from services.today.grounds import AHEAD, DAY, Rows, grounds
from services.today.happened import Happening, happenings


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is, and of it what is today's."""

    clients: int
    carers: int
    vehicles: int
    shifts: int
    visits: int
    unplanned: int


@dataclass(frozen=True, slots=True)
class DayView:
    """`days` are the first and the last with a visit, None in a house without any; figures today and yesterday."""

    counts: Counts
    days: tuple[date, date] | None
    hours: tuple[HourRow, ...]
    figures: DayFigures
    figures_before: DayFigures
    advice: tuple[Advice, ...]
    happened: tuple[Happening, ...]
    delivered: Delivered


class Today:
    """Read-only; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def day(self, actor: Actor, day: date, zone: ZoneInfo) -> DayView:
        """How the day runs as it is planned now; figures only for who may see them."""
        actor.require(Capability.SEE_PLAN)
        context = Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
        with self._database.reading(context) as work:
            ground, clients = ground_of(work, day, day + AHEAD), work.people.clients()
            visits, days = work.visits.wanted(day - AHEAD - DAY, day + AHEAD), work.visits.days()
            laid = lay(work, day - DAY, day, FigureBasis.PLANNED)
            wishes = work.wishes.open_count()
            told = happenings(
                work, day, zone, {row.id: row.pseudonym for row in ground.employees.values()},
                {row.id: row.pseudonym for row in clients},
            )  # fmt: skip
        c = columns(laid.problem)
        frame = Frame(c, timetable(c, laid.plan))
        todays = [row for row in visits if row.visit_date == day and row.status is not VisitStatus.CANCELLED]
        waiting = [row for row in todays if row.status is VisitStatus.UNASSIGNED]
        may_see = actor.may(Capability.SEE_FIGURES)
        return DayView(
            counts=_counts(ground, clients, todays, day),
            days=days,
            hours=with_unplanned(hour_rows(frame.c, frame.t, day, zone), waiting, zone),
            figures=day_figures(frame, day) if may_see else DayFigures(),
            figures_before=day_figures(frame, day - DAY) if may_see else DayFigures(),
            advice=advise(replace(grounds(actor, Rows(ground, clients, visits), day, zone), wishes=wishes)),
            happened=told,
            delivered=delivered(todays, datetime.now(zone)),
        )


def _counts(ground: Ground, clients: Sequence[ClientRow], todays: Sequence[VisitRow], day: date) -> Counts:
    return Counts(
        clients=sum(row.status is ClientStatus.ACTIVE for row in clients),
        carers=sum(row.status is EmployeeStatus.ACTIVE for row in ground.employees.values()),
        vehicles=sum(row.status is VehicleStatus.ACTIVE for row in ground.vehicles.values()),
        shifts=sum(row.day == day for row in ground.shifts),
        visits=len(todays),
        unplanned=sum(row.status is VisitStatus.UNASSIGNED for row in todays),
    )
