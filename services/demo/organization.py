"""A demo organisation whole: people, things, the planning problem and the plan made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.demo.clients import DemoClient
from services.demo.employees import DemoEmployee
from services.demo.places import Settlement
from services.demo.recipe import DemoSize, Recipe
from services.demo.rota import DemoShift
from services.demo.shift_templates import DemoTemplate
from services.demo.vehicles import DemoVehicle
from services.demo.visits import DatedVisit
from services.problem import Plan, Problem


@dataclass(frozen=True)
class DemoOrganization:
    """Everything is invented; ids are pseudonyms, `vehicle_of` gives the vehicle of a shift where it has one.

    `problem` and `manual_plan` speak of clients, employees, shifts and places by the ids of the lists beside them.
    """

    name: str
    size: DemoSize
    recipe: Recipe
    first_day: date
    districts: tuple[str, ...]
    settlement: Settlement
    clients: tuple[DemoClient, ...]
    employees: tuple[DemoEmployee, ...]
    vehicles: tuple[DemoVehicle, ...]
    vehicle_of: Mapping[str, str]
    templates: tuple[DemoTemplate, ...]
    rota: tuple[DemoShift, ...]
    dated: tuple[DatedVisit, ...]
    problem: Problem
    manual_plan: Plan
