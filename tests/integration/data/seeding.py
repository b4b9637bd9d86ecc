"""A few rows in every table of one organisation, so that a breach has something to show."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import insert, text

from data.connect import Database
from data.ids import new_id
from data.models import Archive, MappingProfile, RetentionSetting, SubjectRequest
from data.repositories.absences import AvailabilityRow, EmployeeAbsenceRow, VehicleAbsenceRow
from data.repositories.api_keys import ApiKeyRow
from data.repositories.care_tasks import CareTaskRow
from data.repositories.constraints import DefinitionRow, ValueRow
from data.repositories.credentials import CredentialRow
from data.repositories.districts import DistrictRow
from data.repositories.imports import RowOutcome
from data.repositories.invitations import InvitationRow
from data.repositories.notices import NoticeRow
from data.repositories.patterns import PatternRow
from data.repositories.people import ClientRow, ClientSecrets, EmployeeRow, EmployeeSecrets, HeldSkill, Relation
from data.repositories.places import PlaceRow
from data.repositories.resets import ResetRow
from data.repositories.shifts import ShiftRow, TemplateRow
from data.repositories.solutions import NewSolution, ProgressRow
from data.repositories.syncs import LetterRow, SyncRow
from data.repositories.tariffs import TariffRow
from data.repositories.travel import Leg
from data.repositories.travel_settings import TravelSettingsRow
from data.repositories.users import UserRow
from data.repositories.vehicles import VehicleRow
from data.repositories.visit_reports import ReportRow
from data.repositories.visits import AfterRow, VisitRow, WindowRow
from data.repositories.webhooks import WebhookRow
from data.repositories.wishes import WishRow
from data.vocabulary import (
    ApiScope,
    AvailabilityKind,
    CarerRelation,
    ConstraintCategory,
    ConstraintChangeKind,
    ConstraintType,
    EntityType,
    ImportState,
    IntegrationProvider,
    LetterKind,
    OrganizationActKind,
    PlanEditKind,
    PlanKind,
    ReportClock,
    ReportKind,
    Role,
    SyncDirection,
    SyncReason,
    Transport,
    TravelSource,
    TravelWhy,
    UserStatus,
    WebhookEvent,
    WishKind,
    WishState,
)
from data.work import Work
from tests.integration.conftest import Tenant

TODAY = datetime.now(UTC).date()
EIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
TRAVEL = DefinitionRow("soft.travel.minutes", ConstraintType.SOFT, ConstraintCategory.LOCATION, 2)


def fill(database: Database, tenant: Tenant) -> UUID:
    """Rows in every table of the tenant; the employee who is planned for its visits."""
    employee, client, place = new_id(), new_id(), new_id()
    with database.writing(tenant.acting()) as work:
        work.places.add([PlaceRow(place, 59.3, 18.1)])
        work.people.add_districts(["Norr"])
        carer = EmployeeRow(employee, "A1", skills=(HeldSkill("insulin"),), home_place_id=place)
        work.people.add_employees([(carer, EmployeeSecrets("Eva Ek"))])
        work.people.add_clients([(ClientRow(client, "K1", place_id=place), ClientSecrets("Karl Kvist"))])
        work.people.add_relations([Relation(client, employee, CarerRelation.POOL)])
        car = VehicleRow(new_id(), "Bil 1", "car")
        work.vehicles.add([car])
        work.absences.add_of_vehicles([VehicleAbsenceRow(new_id(), car.id, EIGHT - WEEK, EIGHT)])
        _plan(work, employee, client, place, car.id)
        _require(work, client)
        work.constraints.seed([TRAVEL])
        value = {"type": "int", "value": 1}
        work.constraints.override(ValueRow(TRAVEL.name, EntityType.EMPLOYEE, employee, value))
        _tune(work, tenant.admin_id)
        _solve(work)
        _publish(work, employee, tenant.admin_id)
        _sign_in(work, employee, client)
        _hear(work, employee, client, tenant.admin_id)
        received = new_id()
        work.imports.receive(received, "fsr", "a.json", os.urandom(32), 10, tenant.admin_id)
        _keep_apart(work, employee, place, tenant.admin_id)
        work.imports.settle(received, ImportState.REJECTED, 1, 0, 1, [RowOutcome(1, ok=False)])
        work.images.begin(received)
        work.people.add_districts(["Ur en fil"])
        work.images.seal(received)
        named = {"kind": "slinga-csv", "version": 1, "names": {"Slinga": "Rutt"}, "made_by": tenant.admin_id}
        work.connection.execute(
            insert(MappingProfile).values(organization_id=tenant.organization_id, id=new_id(), **named)
        )
        work.acts.note(OrganizationActKind.DEMO_ASKED, tenant.admin_id)
        work.assumptions.add(1, {"wage_sek": 210.0}, tenant.admin_id)
        north = work.people.districts()["Norr"]
        work.districts.set(DistrictRow(north, "Norr", place, 10))
        work.tariffs.add([TariffRow(new_id(), TODAY, Decimal(400), district_id=north)])
        winter = {"winter": {"factor": 1.2}}
        work.travel_settings.add(
            TravelSettingsRow(1, TravelSource.OSRM, "osrm:1", winter, TravelWhy.BY_HAND, tenant.admin_id)
        )
    with database.writing(tenant.acting()) as work:
        work.second_steps.begin(tenant.admin_id, "JBSWY3DPEHPK3PXP")
        work.second_steps.renew_codes(tenant.admin_id, [os.urandom(32)])
        work.second_steps.ask_of_admins(False)
        work.tours.end(tenant.admin_id)
        work.resets.add(ResetRow(new_id(), tenant.admin_id, tenant.admin_id, datetime.now(UTC) + WEEK), os.urandom(32))
    with database.door() as door:
        door.start_session(tenant.organization_id, tenant.admin_id, os.urandom(32), 1, 3600, "Firefox", "192.0.2.x")
        door.note_attempt(os.urandom(32), os.urandom(32), ok=False)
    with database.writing(replace(tenant.working(), database_role="caire_keeper")) as work:
        keep = {"organization_id": tenant.organization_id}
        asked = {"kind": "export", "person": "client", "person_id": client, "asked_by": tenant.admin_id}
        work.connection.execute(insert(SubjectRequest).values(id=new_id(), rows_touched=1, **asked, **keep))
        work.connection.execute(insert(RetentionSetting).values(subject="visits", keep_months=36, **keep))
        file = {"rows_kept": 1, "size": 1, "sha256": bytes(32), "key_version": 1}
        row = {"family": "plans", "month": date(2020, 1, 1), **file, **keep}
        work.connection.execute(insert(Archive).values(id=new_id(), **row))
        assert work.seals.seal()
    return employee


def _plan(work: Work, employee: UUID, client: UUID, place: UUID, car: UUID) -> None:
    template = TemplateRow(new_id(), "Dag", time(7), time(15))
    work.shifts.add_templates([template])
    work.patterns.add([PatternRow(new_id(), employee, template.id, {"kind": "daily"}, TODAY, place, place)])
    end = EIGHT + timedelta(hours=8)
    shift = ShiftRow(new_id(), TODAY, employee, EIGHT, end, place, place, skills=(("nyckel", 1),), vehicle_id=car)
    work.shifts.add([shift])
    window = WindowRow(EIGHT, EIGHT + timedelta(hours=1), EIGHT + timedelta(hours=2))
    first = VisitRow(new_id(), TODAY, client, place, 600, (window,), employee_id=employee)
    second = VisitRow(
        new_id(),
        TODAY,
        client,
        place,
        600,
        (window,),
        employee_id=employee,
        skills=(("insulin", 1),),
        carers=((employee, CarerRelation.POOL),),
        after=(AfterRow(first.id, TODAY, 0),),
    )
    work.visits.add([first, second])


def _require(work: Work, client: UUID) -> None:
    requirement = new_id()
    named = {"org": work.organization_id, "id": requirement, "client": client, "skill": work.skills.ids()["insulin"]}
    work.connection.execute(
        text(
            "INSERT INTO caire.visit_requirements (organization_id, id, client_id, service_type, duration)"
            " VALUES (:org, :id, :client, 'morgon', '30 min')"
        ),
        named,
    )
    work.connection.execute(
        text(
            "INSERT INTO caire.requirement_skills (organization_id, requirement_id, skill_id)"
            " VALUES (:org, :id, :skill)"
        ),
        named,
    )


def _tune(work: Work, admin: UUID) -> None:
    weights = {"organization": {TRAVEL.name: 4}}
    work.profiles.add("Vår profil", weights, "", admin)
    work.profiles.note_change(ConstraintChangeKind.PROFILE, "Vår profil", None, weights, admin)


def _solve(work: Work) -> None:
    run = NewSolution(new_id(), PlanKind.OPTIMISED, TODAY, TODAY, {})
    work.solutions.queue(run)
    attempt = work.solutions.take(run.id)
    assert attempt is not None
    work.solutions.note_progress(run.id, ProgressRow(attempt, 1, 0.1, 1, 0, 0, 0, 0))
    work.jobs.enqueue("solve_plan", {"solution_id": run.id})
    work.connection.execute(
        text(
            "INSERT INTO caire.schedule_metrics (organization_id, id, schedule_date, metric_type, value)"
            " VALUES (:org, :id, :day, 'continuity', 4.2)"
        ),
        {"org": work.organization_id, "id": new_id(), "day": TODAY},
    )


def _publish(work: Work, employee: UUID, admin: UUID) -> None:
    """A published plan that says where the visits stand, and what the carer was told of it."""
    shift, visits = work.shifts.between(TODAY, TODAY)[0].id, work.visits.between(TODAY, TODAY)
    start = int(EIGHT.timestamp())
    routes = [{"shift": str(shift), "stops": [["VISIT", str(visit.id), start] for visit in visits]}]
    by_hand = NewSolution(new_id(), PlanKind.MANUAL, TODAY, TODAY, {})
    work.solutions.store(by_hand, {"routes": routes}, {})
    published, _ = work.drafts.publish(by_hand.id, "", "Karl vill ha Eva", admin)
    entry = {"visit": str(visits[0].id), "client": str(visits[0].client_id), "was": None, "start": start}
    work.notices.add([NoticeRow(published, employee, TODAY, {"new": [entry]})])


def _keep_apart(work: Work, employee: UUID, place: UUID, admin: UUID) -> None:
    """Absences, edits, ways, invitations and keys."""
    work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), employee, EIGHT - WEEK, EIGHT)])
    early = AvailabilityRow(new_id(), employee, AvailabilityKind.PREFERRED, time(7), time(12), weekday=1)
    work.absences.set_availability(employee, [early])
    plan = next(row.id for row in work.solutions.summaries() if row.kind is PlanKind.OPTIMISED)
    work.edits.add(plan, PlanEditKind.PIN, {}, {"visit": str(new_id())}, admin, "Karl vill ha Eva")
    work.travel.keep({(place, place): Leg(0, 0)}, Transport.CAR, "test")
    work.idempotency.claim("imports", "k1", os.urandom(32))
    soon = datetime.now(UTC) + WEEK
    invited = InvitationRow(new_id(), "ny@example.test", Role.SCHEDULER, admin, soon)
    work.invitations.add(invited, os.urandom(32))
    key = ApiKeyRow(new_id(), "eCare", os.urandom(6).hex(), [ApiScope.VISITS_READ], admin, soon)
    work.api_keys.add(key, os.urandom(32))
    work.webhooks.add(WebhookRow(new_id(), "https://example.test/hook", [WebhookEvent.RUN_FINISHED], admin), "hemligt")
    work.webhooks.due(WebhookEvent.RUN_FINISHED, plan)
    opening = work.support.ask_for_help(admin, "En karta som inte ritas", 60)
    work.support.close(opening, admin)
    connection = CredentialRow(new_id(), IntegrationProvider.TIMEFOLD, "molnet")
    work.credentials.add(connection, "hemligt")
    work.credentials.sign_hooks(connection.id, "hemligt också")
    work.hosted.add(plan, connection.id)
    sync = SyncRow(new_id(), connection.id, SyncDirection.PULL, SyncReason.MANUAL)
    work.syncs.ask(sync)
    work.care_tasks.told([CareTaskRow(TODAY, work.visits.wanted(TODAY, TODAY)[0].id, "17")])
    work.syncs.write_letters(sync.id, [LetterRow(LetterKind.TASK, "90211", "ECARE-020", {"sv": "Nej", "en": "No"})])


def _hear(work: Work, employee: UUID, client: UUID, admin: UUID) -> None:
    """What the carer and the client said in their portals."""
    visit = work.visits.wanted(TODAY, TODAY)[0]
    act = ReportRow(new_id(), TODAY, visit.id, employee, ReportKind.START, ReportClock.LIVE, EIGHT)
    work.visit_reports.add(act)
    off = WishRow(new_id(), WishKind.DAY_OFF, employee, first_day=TODAY, last_day=TODAY, note="Bröllop")
    eva = WishRow(new_id(), WishKind.CARER, client_id=client, about_employee_id=employee, note="Hon är bra")
    for wish in (off, eva):
        work.wishes.add(wish)
        work.wishes.answer(wish.id, WishState.ACCEPTED, "Ja, gärna", admin)


def _sign_in(work: Work, employee: UUID, client: UUID) -> None:
    for role, subject in ((Role.EMPLOYEE, {"employee_id": employee}), (Role.CLIENT, {"client_id": client})):
        user = UserRow(new_id(), "U", f"{new_id()}@example.test", role, UserStatus.ACTIVE, **subject)
        work.users.add(user, "hash")
