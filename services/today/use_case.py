"""The use case: the day hour by hour, yesterday beside it, and advice; each part asks its own room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from data.connect import Database
from data.vocabulary import FigureBasis, FigureLevel, VisitStatus
from data.work import Context
from services.access import Actor, Capability
from services.fleet import Fleet
from services.insights.laying import lay
from services.insights.use_case import Insights
from services.insights.views import Card, Member, Span
from services.problem.columns import columns
from services.problem.timetable import timetable
from services.staffing import Staffing
from services.supply import Supply
from services.supply.gaps import gaps
from services.today.advice import Advice, Grounds, advise
from services.today.by_hour import HourRow, hour_rows

AHEAD = timedelta(days=13)
SHOWN = ("assigned_visits", "travel_hours", "distance_km", "client_time_share", "field_efficiency", "unassigned_visits")


@dataclass(frozen=True, slots=True)
class DayView:
    """`cards` hold today and, as the period before, yesterday; empty until the figures are counted."""

    hours: tuple[HourRow, ...]
    cards: dict[str, Card]
    advice: tuple[Advice, ...]


class Today:
    """Read-only; every method asks for the capability first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def day(self, actor: Actor, day: date, zone: ZoneInfo) -> DayView:
        """How the day runs as it is planned now."""
        actor.require(Capability.SEE_PLAN)
        context = Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
        with self._database.reading(context) as work:
            unplanned = sum(row.status is VisitStatus.UNASSIGNED for row in work.visits.between(day, day))
            laid = lay(work, day, day, FigureBasis.PLANNED)
        c = columns(laid.problem)
        hours = hour_rows(c, timetable(c, laid.plan), day, zone)
        return DayView(hours, self._cards(actor, day), advise(self._grounds(actor, day, unplanned)))

    def _cards(self, actor: Actor, day: date) -> dict[str, Card]:
        if not actor.may(Capability.SEE_FIGURES):
            return {}
        found = Insights(self._database).overview(actor, Span(day, day))
        return {card.slug: card for card in found if card.slug in SHOWN}

    def _grounds(self, actor: Actor, day: date, unplanned: int) -> Grounds:
        database = self._database
        clients: tuple[Member, ...] = ()
        if actor.may(Capability.SEE_PERSON_FIGURES):
            insights, level = Insights(database), FigureLevel.CLIENT
            clients = insights.breakdown(actor, "continuity_14d", Span(day - AHEAD, day), level).members
        return Grounds(
            unplanned=unplanned,
            gaps=gaps(Supply(database).picture(actor, day, day)),
            ending=Staffing(database).endangered(actor, day, day + AHEAD),
            continuity=clients,
            stranded=len(Fleet(database).stranded(actor, day, day + AHEAD)),
        )
