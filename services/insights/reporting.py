"""The use case: a report of key figures out of the house; names only for a reason and on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction, FigureLevel
from data.work import Context
from services import noted
from services.access import Actor, Capability
from services.insights.report import CHARTED, MEASURED, Report, ReportForm
from services.insights.report_html import report_html
from services.insights.report_pdf import report_pdf
from services.insights.use_case import Insights
from services.insights.views import Member, Pace, Span
from services.printouts.order import NO_REASON, SHORTEST_REASON, File
from services.rota.use_case import zone_of
from services.words import Language

MIME = {ReportForm.PDF: "application/pdf", ReportForm.HTML: "text/html"}


SHORT_DAYS, LONG_DAYS = 35, 400


def _step(span: Span) -> Pace:
    """Steps that leave something to see: days of a month, weeks of a year, months of what is longer."""
    return "day" if span.days <= SHORT_DAYS else "week" if span.days <= LONG_DAYS else "month"


class Reporting:
    """Key figures of an organisation on their way out; every method asks for the capability first."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._insights = Insights(database)
        self._clock = clock

    def take_out(
        self, actor: Actor, span: Span, form: ReportForm, language: Language, organization: str, reason: str | None
    ) -> File:  # fmt: skip
        """The report; with a `reason` carers stand by name, and everybody named is on record."""
        actor.require(Capability.SEE_FIGURES)
        if reason is not None:
            actor.require(Capability.REVEAL)
            if len(reason.strip()) < SHORTEST_REASON:
                raise NO_REASON
        insights = self._insights
        carers: Sequence[Member] = ()
        if actor.may(Capability.SEE_PERSON_FIGURES):
            carers = insights.breakdown(actor, MEASURED, span, FigureLevel.EMPLOYEE).members
        cards = insights.overview(actor, span)
        trends = insights.trends(actor, CHARTED, span, _step(span))
        districts = insights.breakdown(actor, MEASURED, span, FigureLevel.DISTRICT).members
        names, made_at = self._on_record(actor, carers, form, reason)
        report = Report(organization, span, cards, trends, districts, carers, names, made_at)
        raw = (report_pdf if form is ReportForm.PDF else report_html)(report, language)
        return File(f"caire-figures-{span.first_day}-{span.last_day}.{form}", MIME[form], raw)

    def _on_record(
        self, actor: Actor, carers: Sequence[Member], form: ReportForm, reason: str | None
    ) -> tuple[dict[UUID, str], datetime]:  # fmt: skip
        """Names of the carers where there is a reason to have them, and the moment on the organisation's clock."""
        context = Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
        with self._database.writing(context) as work:
            names = {}
            if reason is not None:
                opened = work.people.open_employees({member.id for member in carers})
                work.audit.note(AuditAction.EXPORT, "employees", opened, reason.strip()[:500])
                names = {each: secret.name for each, secret in opened.items() if secret.name}
            # The figures are the organisation's: its own row stands for them, an empty list would leave no trace.
            why = noted.FIGURES_AS.fill(form=form)
            work.audit.note(AuditAction.EXPORT, "schedule_metrics", [actor.organization_id], why.en)
            return names, self._clock().astimezone(zone_of(work))
