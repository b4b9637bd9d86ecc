"""The unit of work: one transaction inside one organisation, with a repository per family.

Context      A page, the worker and the command line all change the same things and must not each set the tenant.
Decision     `Database.reading` gives a `ReadingWork`, `Database.writing` a `Work`; the use case opens one, works, and
             leaves; the end of the block commits, an error rolls back. Two kinds, so that reading code cannot write.
Consequence  One use case method is one transaction; nothing of SQLAlchemy is needed outside this room.
Not chosen   Sessions handed to services, commits in the middle.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, select

from data.models import DataKey
from data.repositories.absences import Absences, AbsencesReading
from data.repositories.acts import Acts, ActsReading
from data.repositories.api_keys import ApiKeys, ApiKeysReading
from data.repositories.archives import Archives
from data.repositories.assumptions import Assumptions, AssumptionsReading
from data.repositories.audit import Audit, AuditReading
from data.repositories.care_tasks import CareTasks, CareTasksReading
from data.repositories.constraints import Constraints, ConstraintsReading
from data.repositories.credentials import Credentials, CredentialsReading
from data.repositories.districts import Districts, DistrictsReading
from data.repositories.drafts import Drafts, DraftsReading
from data.repositories.edits import Edits, EditsReading
from data.repositories.figure_answers import FiguresReading
from data.repositories.figures import Figures
from data.repositories.hosted import Hosted, HostedReading
from data.repositories.idempotency import Idempotency
from data.repositories.images import Images, ImagesReading
from data.repositories.imports import Imports, ImportsReading
from data.repositories.inside import Inside
from data.repositories.invitations import Invitations, InvitationsReading
from data.repositories.jobs import Jobs
from data.repositories.keys import TOGETHER, Keys
from data.repositories.lists import ListsReading
from data.repositories.mappings import Mappings, MappingsReading
from data.repositories.months import Months
from data.repositories.notices import Notices, NoticesReading
from data.repositories.organizations import Organizations, OrganizationsReading
from data.repositories.own_days import OwnDays
from data.repositories.own_visits import OwnVisits
from data.repositories.patterns import Patterns, PatternsReading
from data.repositories.people import People, PeopleReading
from data.repositories.persons import Persons
from data.repositories.places import Places, PlacesReading
from data.repositories.planner_tables import PlannerTables, PlannerTablesReading
from data.repositories.platform import PlatformReading
from data.repositories.profiles import Profiles, ProfilesReading
from data.repositories.requirements import Requirements, RequirementsReading
from data.repositories.resets import Resets, ResetsReading
from data.repositories.retention import Retention
from data.repositories.seals import Seals
from data.repositories.second_steps import SecondSteps, SecondStepsReading
from data.repositories.sessions import Sessions, SessionsReading
from data.repositories.shifts import Shifts, ShiftsReading
from data.repositories.skills import Skills, SkillsReading
from data.repositories.solutions import Solutions, SolutionsReading
from data.repositories.stamps import StampsReading
from data.repositories.support import Support, SupportReading
from data.repositories.syncs import Syncs, SyncsReading
from data.repositories.tariffs import Tariffs, TariffsReading
from data.repositories.tours import Tours, ToursReading
from data.repositories.travel import Travel, TravelReading
from data.repositories.travel_settings import TravelSettings, TravelSettingsReading
from data.repositories.trends import TrendsReading
from data.repositories.users import Users, UsersReading
from data.repositories.vehicles import Vehicles, VehiclesReading
from data.repositories.visit_reports import VisitReports, VisitReportsReading
from data.repositories.visits import Visits, VisitsReading
from data.repositories.webhooks import Webhooks, WebhooksReading
from data.repositories.wishes import Wishes, WishesReading
from data.vault import KeyRing, OpenKeys, Vault, WrappedKey, open_keys
from data.vocabulary import KeyState

DatabaseRole = Literal["caire_app", "caire_field", "caire_worker", "caire_keeper"]


class NotFound(Exception):
    """No such row in this organisation."""


class Conflict(Exception):
    """A rule of the database forbids the change; the text is the rule's name."""


class Unreachable(Exception):
    """The database does not answer, or went away during the transaction: try again, it may be back."""


@dataclass(frozen=True, slots=True)
class Context:
    """For whom a transaction works: one organisation, a user with a role, and the database role it is done as."""

    organization_id: UUID
    user_id: UUID | None
    role: str
    subject_id: UUID | None = None
    database_role: DatabaseRole = "caire_app"


OpenedKeys = MutableMapping[tuple[UUID, ...], OpenKeys]


class ReadingWork:
    """A transaction that reads; `connection` is for the queue and for analytic reads."""

    def __init__(self, connection: Connection, organization_id: UUID, key_ring: KeyRing, opened: OpenedKeys) -> None:
        self.connection = connection
        self.organization_id = organization_id
        self._key_ring = key_ring
        self._opened = opened
        self.vault = Vault(organization_id, self._open_keys)
        self._inside = Inside(connection, organization_id, self.vault)

    @cached_property
    def organizations(self) -> OrganizationsReading:
        return OrganizationsReading(self._inside)

    @cached_property
    def users(self) -> UsersReading:
        return UsersReading(self._inside)

    @cached_property
    def places(self) -> PlacesReading:
        return PlacesReading(self._inside)

    @cached_property
    def skills(self) -> SkillsReading:
        return SkillsReading(self._inside)

    @cached_property
    def people(self) -> PeopleReading:
        return PeopleReading(self._inside)

    @cached_property
    def vehicles(self) -> VehiclesReading:
        return VehiclesReading(self._inside)

    @cached_property
    def shifts(self) -> ShiftsReading:
        return ShiftsReading(self._inside)

    @cached_property
    def profiles(self) -> ProfilesReading:
        return ProfilesReading(self._inside)

    @cached_property
    def patterns(self) -> PatternsReading:
        return PatternsReading(self._inside)

    @cached_property
    def requirements(self) -> RequirementsReading:
        return RequirementsReading(self._inside)

    @cached_property
    def visits(self) -> VisitsReading:
        return VisitsReading(self._inside)

    @cached_property
    def constraints(self) -> ConstraintsReading:
        return ConstraintsReading(self._inside)

    @cached_property
    def solutions(self) -> SolutionsReading:
        return SolutionsReading(self._inside)

    @cached_property
    def imports(self) -> ImportsReading:
        return ImportsReading(self._inside)

    @cached_property
    def images(self) -> ImagesReading:
        return ImagesReading(self._inside)

    @cached_property
    def assumptions(self) -> AssumptionsReading:
        return AssumptionsReading(self._inside)

    @cached_property
    def districts(self) -> DistrictsReading:
        return DistrictsReading(self._inside)

    @cached_property
    def tariffs(self) -> TariffsReading:
        return TariffsReading(self._inside)

    @cached_property
    def care_tasks(self) -> CareTasksReading:
        return CareTasksReading(self._inside)

    @cached_property
    def syncs(self) -> SyncsReading:
        return SyncsReading(self._inside)

    @cached_property
    def travel_settings(self) -> TravelSettingsReading:
        return TravelSettingsReading(self._inside)

    @cached_property
    def mappings(self) -> MappingsReading:
        return MappingsReading(self._inside)

    @cached_property
    def planner_tables(self) -> PlannerTablesReading:
        return PlannerTablesReading(self._inside)

    @cached_property
    def absences(self) -> AbsencesReading:
        return AbsencesReading(self._inside)

    @cached_property
    def drafts(self) -> DraftsReading:
        return DraftsReading(self._inside)

    @cached_property
    def own_days(self) -> OwnDays:
        return OwnDays(self._inside)

    @cached_property
    def own_visits(self) -> OwnVisits:
        return OwnVisits(self._inside)

    @cached_property
    def visit_reports(self) -> VisitReportsReading:
        return VisitReportsReading(self._inside)

    @cached_property
    def wishes(self) -> WishesReading:
        return WishesReading(self._inside)

    @cached_property
    def notices(self) -> NoticesReading:
        return NoticesReading(self._inside)

    @cached_property
    def edits(self) -> EditsReading:
        return EditsReading(self._inside)

    @cached_property
    def travel(self) -> TravelReading:
        return TravelReading(self._inside)

    @cached_property
    def invitations(self) -> InvitationsReading:
        return InvitationsReading(self._inside)

    @cached_property
    def resets(self) -> ResetsReading:
        return ResetsReading(self._inside)

    @cached_property
    def second_steps(self) -> SecondStepsReading:
        return SecondStepsReading(self._inside)

    @cached_property
    def tours(self) -> ToursReading:
        return ToursReading(self._inside)

    @cached_property
    def sessions(self) -> SessionsReading:
        return SessionsReading(self._inside)

    @cached_property
    def api_keys(self) -> ApiKeysReading:
        return ApiKeysReading(self._inside)

    @cached_property
    def webhooks(self) -> WebhooksReading:
        return WebhooksReading(self._inside)

    @cached_property
    def lists(self) -> ListsReading:
        return ListsReading(self._inside)

    @cached_property
    def credentials(self) -> CredentialsReading:
        return CredentialsReading(self._inside)

    @cached_property
    def hosted(self) -> HostedReading:
        return HostedReading(self._inside)

    @cached_property
    def support(self) -> SupportReading:
        return SupportReading(self._inside)

    @cached_property
    def acts(self) -> ActsReading:
        return ActsReading(self._inside)

    @cached_property
    def platform(self) -> PlatformReading:
        return PlatformReading(self.connection)

    @cached_property
    def stamps(self) -> StampsReading:
        return StampsReading(self._inside)

    @cached_property
    def figures(self) -> FiguresReading:
        return FiguresReading(self._inside)

    @cached_property
    def trends(self) -> TrendsReading:
        return TrendsReading(self._inside)

    @cached_property
    def audit(self) -> AuditReading:
        return AuditReading(self._inside)

    def _open_keys(self) -> OpenKeys:
        """The organisation's keys, unwrapped once per process and again when a key was added, changed or destroyed."""
        query = select(DataKey.id, DataKey.purpose, DataKey.version, DataKey.kek_id, DataKey.wrapped_key, DataKey.state)
        rows = self.connection.execute(
            query.where(DataKey.organization_id == self.organization_id, DataKey.state != KeyState.DESTROYED)
        ).all()
        name = (self.organization_id, *sorted(row.id for row in rows))
        if name not in self._opened:
            held = [WrappedKey(row.id, row.purpose, row.version, row.kek_id, row.wrapped_key) for row in rows]
            self._opened[name] = open_keys(self._key_ring, self.organization_id, held)
        return self._opened[name]


class Work(ReadingWork):
    """A transaction that may change things."""

    def _open_keys(self) -> OpenKeys:
        """As when reading; until the end of the transaction no key that was read is destroyed."""
        self.connection.execute(TOGETHER, {"org": str(self.organization_id)})
        return super()._open_keys()

    @cached_property
    def organizations(self) -> Organizations:
        return Organizations(self._inside, self._key_ring)

    @cached_property
    def users(self) -> Users:
        return Users(self._inside)

    @cached_property
    def places(self) -> Places:
        return Places(self._inside)

    @cached_property
    def skills(self) -> Skills:
        return Skills(self._inside)

    @cached_property
    def people(self) -> People:
        return People(self._inside, self.skills, self.audit)

    @cached_property
    def vehicles(self) -> Vehicles:
        return Vehicles(self._inside)

    @cached_property
    def months(self) -> Months:
        return Months(self._inside)

    @cached_property
    def shifts(self) -> Shifts:
        return Shifts(self._inside, self.skills, self.months)

    @cached_property
    def profiles(self) -> Profiles:
        return Profiles(self._inside)

    @cached_property
    def patterns(self) -> Patterns:
        return Patterns(self._inside)

    @cached_property
    def requirements(self) -> Requirements:
        return Requirements(self._inside, self.skills)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self._inside, self.skills, self.months)

    @cached_property
    def constraints(self) -> Constraints:
        return Constraints(self._inside)

    @cached_property
    def solutions(self) -> Solutions:
        return Solutions(self._inside)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self._inside)

    @cached_property
    def images(self) -> Images:
        return Images(self._inside)

    @cached_property
    def assumptions(self) -> Assumptions:
        return Assumptions(self._inside)

    @cached_property
    def districts(self) -> Districts:
        return Districts(self._inside)

    @cached_property
    def tariffs(self) -> Tariffs:
        return Tariffs(self._inside)

    @cached_property
    def care_tasks(self) -> CareTasks:
        return CareTasks(self._inside)

    @cached_property
    def syncs(self) -> Syncs:
        return Syncs(self._inside)

    @cached_property
    def travel_settings(self) -> TravelSettings:
        return TravelSettings(self._inside)

    @cached_property
    def mappings(self) -> Mappings:
        return Mappings(self._inside)

    @cached_property
    def planner_tables(self) -> PlannerTables:
        return PlannerTables(self._inside)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self._inside)

    @cached_property
    def absences(self) -> Absences:
        return Absences(self._inside)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._inside)

    @cached_property
    def visit_reports(self) -> VisitReports:
        return VisitReports(self._inside)

    @cached_property
    def wishes(self) -> Wishes:
        return Wishes(self._inside)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self._inside)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self._inside, self.months)

    @cached_property
    def edits(self) -> Edits:
        return Edits(self._inside)

    @cached_property
    def travel(self) -> Travel:
        return Travel(self._inside)

    @cached_property
    def idempotency(self) -> Idempotency:
        return Idempotency(self._inside)

    @cached_property
    def invitations(self) -> Invitations:
        return Invitations(self._inside)

    @cached_property
    def resets(self) -> Resets:
        return Resets(self._inside)

    @cached_property
    def second_steps(self) -> SecondSteps:
        return SecondSteps(self._inside)

    @cached_property
    def tours(self) -> Tours:
        return Tours(self._inside)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self._inside)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self._inside)

    @cached_property
    def api_keys(self) -> ApiKeys:
        return ApiKeys(self._inside)

    @cached_property
    def credentials(self) -> Credentials:
        return Credentials(self._inside)

    @cached_property
    def hosted(self) -> Hosted:
        return Hosted(self._inside)

    @cached_property
    def acts(self) -> Acts:
        return Acts(self._inside)

    @cached_property
    def support(self) -> Support:
        return Support(self._inside)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._inside)

    @cached_property
    def seals(self) -> Seals:
        return Seals(self._inside, self._key_ring)

    @cached_property
    def keys(self) -> Keys:
        return Keys(self._inside, self._key_ring)

    @cached_property
    def archives(self) -> Archives:
        return Archives(self._inside)

    @cached_property
    def persons(self) -> Persons:
        return Persons(self._inside)

    @cached_property
    def retention(self) -> Retention:
        return Retention(self._inside)
