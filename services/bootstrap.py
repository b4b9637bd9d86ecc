"""Builds every service once from the settings; called by app.py and by the worker.

Context: pages, routes and jobs need the same services, and Streamlit runs its script anew for every click.
Decision: `running` opens the database, builds `Services` and keeps it as this process's own; pages get it by `current`.
Consequence: a new use case is one field of `Services` and one line in `build`.
Not chosen: building in the page script, or a cache of Streamlit's (the worker has no Streamlit); starting on a thread
behind the sign-in page (measured: the page comes no sooner, the same imports compete with it).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import migrating
from data.connect import Database
from data.embedded import EmbeddedPostgres
from data.vault import KeyRing, fingerprint
from services.accounts import Accounts, Inviting, Joining, OwnAccount
from services.api import Lists, Once
from services.api_keys import ApiKeys
from services.assumptions.use_case import OwnAssumptions
from services.audit_log import AuditLog
from services.comparing.use_case import Comparing
from services.connections.doors import Doors
from services.connections.use_case import Connections
from services.dayof.use_case import DayOf
from services.demand import Demand
from services.demo_organization import DemoOrganization
from services.demo_seeding.use_case import Demo
from services.ecare.use_case import Ecare
from services.editing import Editing
from services.editing.asking import Asking
from services.editing.publishing import Publishing
from services.fleet import Fleet
from services.geocoding import Geocoding
from services.health import Health, Stage
from services.hindrances import Hindrances
from services.importing import Importing
from services.importing.care import CareImporting
from services.importing.care.mappings import CareMappings
from services.importing.exporting import Exporting
from services.importing.undoing import Undoing
from services.insights.reporting import Reporting
from services.insights.use_case import Insights
from services.keeping.archiving import Archiving
from services.keeping.auditing import Auditing
from services.keeping.heads import Heads
from services.keeping.keys import KeyKeeping
from services.keeping.persons import Persons
from services.keeping.retention import Retention
from services.organization import Districts, OwnOrganization, Tariffs
from services.organization_file import OrganizationFiles
from services.planning.use_case import Planning
from services.platform.operations import Operations
from services.platform.organizations import Organizations
from services.platform.support import SupportAccess
from services.portal import Attending, Portal, Receiving, Wishes
from services.printouts.use_case import Printouts
from services.register import Register
from services.roster import Roster
from services.rota import Rota
from services.second_step import CodeScale, SecondSteps
from services.settings import BadSetting, Settings
from services.signing_in import SigningIn
from services.staffing import Staffing
from services.supply import Supply
from services.timefold.hooks import Hooks
from services.today.use_case import Today
from services.tours import Tours
from services.travel.use_case import TravelTimes
from services.trial.use_case import Trial
from services.trials.first_data import FirstData
from services.trials.standing import Standings
from services.trials.starting import StartingTrials
from services.tuning import Tuning
from services.tuning.sweeps import Sweeps
from services.visit_book import VisitBook
from services.webhooks import Webhooks
from services.workbook import Workbooks
from services.worker_keeper import WorkerKeeper, has_worker

if TYPE_CHECKING:
    from services.integrations.geocoding import Nominatim
    from services.single_sign_on import SingleSignOn

_LOG = logging.getLogger("caire.start")


@dataclass(frozen=True)
class Services:
    """Everything a page or a job may ask."""

    settings: Settings
    health: Health
    database: Database
    signing_in: SigningIn
    single_sign_on: SingleSignOn | None
    accounts: Accounts
    inviting: Inviting
    joining: Joining
    own_account: OwnAccount
    second_steps: SecondSteps
    tours: Tours
    api_keys: ApiKeys
    lists: Lists
    webhooks: Webhooks
    once: Once
    planning: Planning
    connections: Connections
    doors: Doors
    ecare: Ecare
    travel_times: TravelTimes
    hooks: Hooks
    editing: Editing
    publishing: Publishing
    asking: Asking
    portal: Portal
    attending: Attending
    receiving: Receiving
    wishes: Wishes
    comparing: Comparing
    printouts: Printouts
    day_of: DayOf
    demo: Demo
    importing: Importing
    care_importing: CareImporting
    care_mappings: CareMappings
    undoing: Undoing
    exporting: Exporting
    organization_files: OrganizationFiles
    workbooks: Workbooks
    demand: Demand
    hindrances: Hindrances
    visit_book: VisitBook
    geocoding: Geocoding
    rota: Rota
    roster: Roster
    fleet: Fleet
    register: Register
    supply: Supply
    staffing: Staffing
    tuning: Tuning
    sweeps: Sweeps
    today: Today
    insights: Insights
    reporting: Reporting
    assumptions: OwnAssumptions
    trial: Trial
    audit_log: AuditLog
    organization: OwnOrganization
    districts: Districts
    tariffs: Tariffs
    auditing: Auditing
    archiving: Archiving
    key_keeping: KeyKeeping
    persons: Persons
    retention: Retention
    starting_trials: StartingTrials
    standings: Standings
    first_data: FirstData
    organizations: Organizations
    operations: Operations
    support: SupportAccess


_current: Services | None = None


def current() -> Services | None:
    """The services of this process; None before the start."""
    return _current


def required() -> Services:
    """The services of this process, where nothing can be done without them."""
    if _current is None:
        raise RuntimeError("The app is not started: there are no services yet.")
    return _current


def set_current(services: Services | None) -> None:
    """Say which services this process works with."""
    global _current
    _current = services


def build(settings: Settings, database: Database) -> Services:
    """Every service, on `database`."""
    archiving = Archiving(database, settings.archives)
    scale, sends_mail = CodeScale(database), settings.mail is not None
    signing_in = SigningIn(database.door, settings.master_key, weigh_code=scale)
    return Services(
        settings=settings,
        health=Health(),
        database=database,
        signing_in=signing_in,
        single_sign_on=_single_sign_on(settings, signing_in),
        accounts=Accounts(database, sends_mail=sends_mail),
        inviting=Inviting(database, sends_mail=sends_mail),
        joining=Joining(database, signing_in, settings.master_key, sends_mail=sends_mail),
        own_account=OwnAccount(database, signing_in),
        second_steps=SecondSteps(database, signing_in.attempts, scale),
        tours=Tours(database),
        api_keys=ApiKeys(database),
        lists=Lists(database),
        webhooks=Webhooks(database, settings.inside_hosts),
        once=Once(database),
        planning=(planning := Planning(database)),
        connections=Connections(database, settings.inside_hosts),
        doors=Doors(database, settings.inside_hosts),
        ecare=Ecare(database, settings.inside_hosts),
        travel_times=TravelTimes(database, settings.inside_hosts),
        hooks=Hooks(database),
        editing=(editing := Editing(database)),
        publishing=Publishing(database, editing),
        asking=Asking(editing),
        portal=Portal(database),
        attending=Attending(database),
        receiving=Receiving(database),
        wishes=Wishes(database),
        comparing=(comparing := Comparing(database)),
        printouts=Printouts(database),
        day_of=DayOf(database),
        demo=Demo(database),
        importing=Importing(database),
        care_importing=CareImporting(database),
        care_mappings=CareMappings(database),
        undoing=Undoing(database),
        exporting=Exporting(database),
        organization_files=OrganizationFiles(database),
        workbooks=Workbooks(database),
        demand=Demand(database),
        hindrances=Hindrances(database),
        visit_book=VisitBook(database),
        geocoding=Geocoding(database, _geocoder(settings)),
        rota=Rota(database),
        roster=Roster(database),
        fleet=Fleet(database),
        register=Register(database),
        supply=Supply(database),
        staffing=Staffing(database),
        tuning=Tuning(database),
        sweeps=Sweeps(database),
        today=Today(database),
        insights=Insights(database),
        reporting=Reporting(database),
        assumptions=OwnAssumptions(database),
        trial=Trial(database, comparing),
        organization=OwnOrganization(database),
        districts=Districts(database),
        tariffs=Tariffs(database),
        archiving=archiving,
        persons=Persons(database, archiving),
        retention=(retention := Retention(database, archiving)),
        key_keeping=KeyKeeping(database, archiving),
        auditing=(auditing := Auditing(database, Heads(settings.heads))),
        audit_log=AuditLog(database, auditing),
        starting_trials=StartingTrials(
            database, database.door, signing_in.welcome, settings.master_key, is_on=settings.are_trials_on
        ),
        standings=Standings(database),
        first_data=FirstData(database, planning),
        organizations=Organizations(database, retention),
        operations=Operations(database),
        support=SupportAccess(database),
    )


def _single_sign_on(settings: Settings, signing_in: SigningIn) -> SingleSignOn | None:
    who = settings.identity_provider
    if who is None or settings.base_url is None:
        return None
    from services.integrations.openid import Provider  # who has no provider need not wait for its library
    from services.single_sign_on import SingleSignOn

    provider = Provider(who.issuer, who.client_id, who.client_secret, settings.inside_hosts)
    return SingleSignOn(provider, signing_in, settings.base_url, who.button)


def _geocoder(settings: Settings) -> Nominatim | None:
    if settings.geocoder_url is None:
        return None
    from services.integrations.geocoding import Nominatim  # its network library takes most of a second

    return Nominatim(settings.geocoder_url)


@contextmanager
def open_services(settings: Settings) -> Iterator[Services]:
    """Services on a database that runs and is up to date, kept as this process's own while inside."""
    embedded = None if settings.database_url else EmbeddedPostgres(settings.home)
    try:
        owner_url = embedded.start() if embedded else str(settings.database_url)
        ring = KeyRing.of(settings.master_key, *settings.older_master_keys)
        database = Database(_prepared(owner_url, settings), ring)
        try:
            services = build(settings, database)
            set_current(services)
            yield services
        finally:
            set_current(None)
            database.close()
    finally:
        if embedded:
            embedded.stop()


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """The app: services, workers beside it, and demo data that are prepared behind the sign-in page."""
    with open_services(settings) as services:
        workers = WorkerKeeper(settings.workers if has_worker() else 0, {"CAIRE_HOME": str(settings.home)})
        workers.start()
        services.health.reach(Stage.PREPARING_DEMO if settings.is_demo_on else Stage.READY)
        preparing = threading.Thread(target=_prepare_demo, args=(services,), name="demo", daemon=True)
        preparing.start()
        try:
            yield
        finally:
            preparing.join()  # the database must not be closed under it
            workers.stop()


def _prepared(owner_url: str, settings: Settings) -> str:
    """The address of the application's own role on a migrated database, which our master keys open."""
    if migrating.is_login(owner_url):
        return owner_url
    migrating.upgrade(owner_url)
    ours = {fingerprint(key) for key in (settings.master_key, *settings.older_master_keys)}
    if foreign := migrating.sealed_by(owner_url) - ours:
        # Asked before the login is given a password of this key, which would shut out who has the right one.
        raise BadSetting(
            f"The database was sealed by another master key ({', '.join(sorted(foreign))}). "
            "Put back its key file or CAIRE_MASTER_KEY, or start with an empty database."
        )
    return migrating.prepare_login(owner_url, migrating.login_password(settings.master_key))


def _prepare_demo(services: Services) -> None:
    """Switch the demo organisation on, with a day to try, or off; a fault is told and the rest of the app works."""
    stage = Stage.DEMO_FAILED
    try:
        DemoOrganization(services.database).switch(services.settings.is_demo_on)
        if services.settings.is_demo_on:
            services.demo.prepare()
        stage = Stage.READY
    finally:
        # The thread's own hook writes the fault to the log; people are told on the sign-in page.
        services.health.reach(stage)
        _LOG.info("demo organisation: %s", stage.value)
