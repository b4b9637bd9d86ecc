"""Every table, one family per file; importing this room makes `Base.metadata` whole."""

from __future__ import annotations

from data.models.constraints import ConstraintDefinition, ConstraintValue
from data.models.imports import Import, ImportRow
from data.models.organizations import DataKey, Organization
from data.models.people import Client, ClientCarer, District, Employee, EmployeeSkill, Place, Skill
from data.models.shifts import EmployeeShift, ShiftSkill, ShiftTemplate
from data.models.solutions import ScheduleMetric, ScheduleSolution, SolutionProgress
from data.models.table import Base, Word
from data.models.users import LoginAttempt, User, UserSession
from data.models.vehicles import Vehicle
from data.models.visits import RequirementSkill, Visit, VisitCarer, VisitDependency, VisitRequirement, VisitSkill

__all__ = [
    "Base",
    "Client",
    "ClientCarer",
    "ConstraintDefinition",
    "ConstraintValue",
    "DataKey",
    "District",
    "Employee",
    "EmployeeShift",
    "EmployeeSkill",
    "Import",
    "ImportRow",
    "LoginAttempt",
    "Organization",
    "Place",
    "RequirementSkill",
    "ScheduleMetric",
    "ScheduleSolution",
    "ShiftSkill",
    "ShiftTemplate",
    "Skill",
    "SolutionProgress",
    "User",
    "UserSession",
    "Vehicle",
    "Visit",
    "VisitCarer",
    "VisitDependency",
    "VisitRequirement",
    "VisitSkill",
    "Word",
]
