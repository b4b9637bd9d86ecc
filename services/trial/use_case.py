"""The use case: which plans can be held against each other, what the difference is worth, and that as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from data.connect import Database
from data.vocabulary import AuditAction
from data.work import Context
from services import noted
from services.access import Actor, Capability
from services.assumptions.stored import own_assumptions
from services.comparing.beside import Comparison
from services.comparing.use_case import Comparing
from services.constraints.kind import DEFAULT_WEIGHTS
from services.errors import BadInput
from services.insights.report import ReportForm
from services.insights.reporting import MIME
from services.kpi.assumptions import Assumptions
from services.planning.use_case import Planning
from services.planning.views import PlanSummary
from services.printouts.order import File
from services.rota.use_case import zone_of
from services.trial.report import ReturnReport, return_html, return_pdf
from services.trial.views import Return, returned
from services.words import Language, Text

WIDEST = 0.9
_BAD_BAND = BadInput(
    "RETURN-001",
    Text(sv="Bandet kan vara 0 till 90 procent brett.", en="The band can be 0 to 90 per cent wide."),
    Text(sv="Välj en osäkerhet inom gränserna.", en="Choose an uncertainty within the limits."),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What stands in a report: the organisation and both plans by name, and whether assumptions are only tried."""

    organization: str
    by_hand: str
    optimised: str
    is_tried: bool = False


class Trial:
    """A plan made by hand against an optimised one; every method asks for the capability first."""

    def __init__(
        self, database: Database, comparing: Comparing, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._comparing = comparing
        self._planning = Planning(database)
        self._clock = clock

    def plans(self, actor: Actor) -> list[PlanSummary]:
        """Every finished plan, the newest first."""
        actor.require(Capability.SEE_RETURN)
        return self._planning.plans(actor)

    def compare(self, actor: Actor, by_hand: UUID, optimised: UUID) -> Comparison:
        """Both plans over the visits they share; opened once, so that other assumptions are counted at once."""
        actor.require(Capability.SEE_RETURN)
        return self._comparing.compare(actor, (by_hand, optimised), DEFAULT_WEIGHTS)

    def value(
        self, actor: Actor, compared: Comparison, turned: float, assumptions: Assumptions | None = None
    ) -> Return:  # fmt: skip
        """What the difference is worth, under the organisation's assumptions or others that are tried."""
        actor.require(Capability.SEE_RETURN)
        if not 0 <= turned <= WIDEST:
            raise _BAD_BAND
        if assumptions is None:
            with self._database.reading(_context(actor)) as work:
                assumptions = own_assumptions(work)
        by_hand, optimised = compared.plans
        return returned(by_hand, optimised, compared.shared, assumptions, turned)

    def take_out(self, actor: Actor, found: Return, form: ReportForm, language: Language, names: Names) -> File:
        """The return as PDF or one web page; that it was taken out is on record."""
        actor.require(Capability.SEE_RETURN)
        with self._database.writing(_context(actor)) as work:
            work.audit.note(AuditAction.EXPORT, "schedule_solutions", found.plans, noted.RETURN_AS.fill(form=form).en)
            made_at = self._clock().astimezone(zone_of(work))
        report = ReturnReport(names.organization, names.by_hand, names.optimised, found, made_at, names.is_tried)
        raw = (return_pdf if form is ReportForm.PDF else return_html)(report, language)
        first, last = found.days
        return File(f"caire-return-{first}-{last}.{form}", MIME[form], raw)


def _context(actor: Actor) -> Context:
    return Context(actor.organization_id, actor.user_id, actor.role.value, actor.subject_id, "caire_app")
