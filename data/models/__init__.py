"""Every table, one family per file; importing this room makes `Base.metadata` whole."""

from __future__ import annotations

from data.models.absences import EmployeeAbsence, EmployeeAvailability, EmployeeBooking, VehicleAbsence, VehicleBooking
from data.models.access import ApiKey, IntegrationCredential, Invitation
from data.models.assumptions import OwnAssumptions
from data.models.constraints import ConstraintDefinition, ConstraintValue
from data.models.edits import IdempotencyKey, PlanEdit, PlanNotice
from data.models.hosted import HostedRun
from data.models.imports import Import, ImportImage, ImportRow, MappingProfile
from data.models.keeping import Archive, RetentionSetting, SubjectRequest
from data.models.organizations import DataKey, Organization, OrganizationAct
from data.models.people import Client, ClientCarer, District, Employee, EmployeeSkill, Place, Skill
from data.models.portal import VisitReport, Wish
from data.models.profiles import ConstraintChange, ConstraintProfile, ConstraintProfileVersion
from data.models.settings import DistrictSetting, Tariff
from data.models.shifts import EmployeeShift, ShiftPattern, ShiftSkill, ShiftTemplate
from data.models.solutions import ScheduleMetric, ScheduleSolution, SolutionProgress
from data.models.support import SupportAccess
from data.models.syncs import CareDeadLetter, CareSync, CareTask
from data.models.table import Base, Word
from data.models.travel import OwnTravelSettings, TravelCache
from data.models.users import GuidedTour, LoginAttempt, User, UserSession
from data.models.vehicles import Vehicle
from data.models.visits import RequirementSkill, Visit, VisitCarer, VisitDependency, VisitRequirement, VisitSkill
from data.models.ways_in import PasswordReset, RecoveryCode, SecondStep, SignInSettings
from data.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "ApiKey",
    "Archive",
    "Base",
    "CareDeadLetter",
    "CareSync",
    "CareTask",
    "Client",
    "ClientCarer",
    "ConstraintChange",
    "ConstraintDefinition",
    "ConstraintProfile",
    "ConstraintProfileVersion",
    "ConstraintValue",
    "DataKey",
    "District",
    "DistrictSetting",
    "Employee",
    "EmployeeAbsence",
    "EmployeeAvailability",
    "EmployeeBooking",
    "EmployeeShift",
    "EmployeeSkill",
    "GuidedTour",
    "HostedRun",
    "IdempotencyKey",
    "Import",
    "ImportImage",
    "ImportRow",
    "IntegrationCredential",
    "Invitation",
    "LoginAttempt",
    "MappingProfile",
    "Organization",
    "OrganizationAct",
    "OwnAssumptions",
    "OwnTravelSettings",
    "PasswordReset",
    "Place",
    "PlanEdit",
    "PlanNotice",
    "RecoveryCode",
    "RequirementSkill",
    "RetentionSetting",
    "ScheduleMetric",
    "ScheduleSolution",
    "SecondStep",
    "ShiftPattern",
    "ShiftSkill",
    "ShiftTemplate",
    "SignInSettings",
    "Skill",
    "SolutionProgress",
    "SubjectRequest",
    "SupportAccess",
    "Tariff",
    "TravelCache",
    "User",
    "UserSession",
    "Vehicle",
    "VehicleAbsence",
    "VehicleBooking",
    "Visit",
    "VisitCarer",
    "VisitDependency",
    "VisitReport",
    "VisitRequirement",
    "VisitSkill",
    "Webhook",
    "WebhookDelivery",
    "Wish",
    "Word",
]
