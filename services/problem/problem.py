"""The whole problem: who needs visits, who can give them, where, and what was true before."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.problem.plan import Plan
from services.problem.roads import Roads
from services.problem.setting import Setting
from services.problem.shift import Shift
from services.problem.travel import CAR_FITTED, Mode, TravelModel
from services.problem.vehicle import Vehicle
from services.problem.visit import Group, Visit


@dataclass(frozen=True, slots=True)
class Place:
    """A position, degrees."""

    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Client:
    """A person who receives care; `label` is a pseudonym.

    `wishes` are traits the client wishes for in a carer (`language:fi`), `traits` what carers meet (`pet:dog`).
    """

    id: str
    label: str
    district: str | None = None
    wishes: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carer:
    """A person (or line) who gives care; `label` is a pseudonym.

    `contract_min_week` is the agreed working time; without it rest and hours are not judged. `rate_ore_min` is what a
    minute costs; a carer paid by the month (`is_monthly`) costs overtime and supplements only. `traits` answer clients'
    wishes, `avoids` names traits of clients the carer would rather not meet.
    """

    id: str
    label: str
    district: str | None = None
    contract_min_week: int | None = None
    rate_ore_min: int | None = None
    is_monthly: bool = False
    traits: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a solver may know; ids only, no names.

    `models` gives the travel model of each mode in use, `roads` what a router told of the ways; `met` the client–carer
    pairs of the 14 days before; `given` a plan to start from; `baseline` a plan from which changes cost
    (`soft.plan.changed`); `settings` what the organisation counts differently from the catalogue.
    Ids are unique within their kind; every reference resolves; groups have 2–4 visits; dependencies have no
    cycle: readers guarantee it (services.problem.validate).
    """

    zone: str
    places: tuple[Place, ...]
    clients: tuple[Client, ...]
    carers: tuple[Carer, ...]
    shifts: tuple[Shift, ...]
    visits: tuple[Visit, ...]
    groups: tuple[Group, ...] = ()
    models: dict[Mode, TravelModel] = field(default_factory=lambda: dict.fromkeys(Mode, CAR_FITTED))
    met: frozenset[tuple[str, str]] = frozenset()
    given: Plan | None = None
    baseline: Plan | None = None
    vehicles: tuple[Vehicle, ...] = ()
    settings: tuple[Setting, ...] = ()
    roads: Roads | None = None
