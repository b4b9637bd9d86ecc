"""The grammar of the case files of key figures: a sketch of a plan, the sum on paper, and what the figure is.

figure: field_efficiency
one_third:
  on_paper: 1 h with clients, 2 h on the road       the working, for readers
  visits: {Anna: {km: 30}, Olle: {km: 60}}          as in the cases of the rules
  plan: {Bo: [Anna 08:00, Olle 09:30]}
  accounts: {granted_min: {Anna: 1680}}             what no plan knows
  is: 1/3                                           or a number, or – for nothing to divide by
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from services.kpi import Accounts, Assumptions, PaidTime, moments
from services.problem import Plan, Problem
from tests.builders import a_plan
from tests.unit.services.constraints.cases import sketched

CASES = Path(__file__).parents[3] / "cases" / "kpi"
NOTHING = "–"
ON_PAPER = Assumptions(wage_sek=220, overhead_percent=0)
"""Sums on paper are without overhead unless a case names it."""


@dataclass(frozen=True)
class Case:
    """One plan worked on paper."""

    slug: str
    name: str
    problem: Problem
    plan: Plan
    accounts: Accounts
    expected: float | None


def all_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.yaml")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    sheet = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    slug = sheet.pop("figure")
    return [_case(slug, name, sketch) for name, sketch in sheet.items()]


def _case(slug: str, name: str, sketch: dict[str, Any]) -> Case:
    problem, plan = sketched(sketch)
    return Case(slug, name, problem, plan, _accounts(problem, sketch.get("accounts", {})), _value(sketch["is"]))


def _accounts(problem: Problem, told: dict[str, Any]) -> Accounts:
    assumed: dict[str, tuple[str, Callable[[str], Any]]] = {
        "paid_time": ("paid_time", PaidTime),
        "pays_breaks": ("pays_breaks", lambda word: word == "yes"),
        "hourly_sek": ("wage_sek", float),
        "overhead_percent": ("overhead_percent", float),
        "reimbursement_sek": ("reimbursement_hour_sek", float),
        "per_visit_sek": ("reimbursement_visit_sek", float),
        "km_sek": ("km_sek", float),
        "tolerance_min": ("tolerance_min", float),
        "moved_min": ("moved_min", float),
        "length_min": ("length_min", float),
    }
    read: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "reimbursement_by_title": ("reimbursement_by_title", lambda prices: _each(prices, float)),
        "co2_by_vehicle": ("co2_by_vehicle", lambda factors: _each(factors, float)),
        "granted_min": ("granted_min", lambda minutes: _each(minutes, int)),
        "planned_min": ("planned_s", lambda minutes: _each(minutes, lambda m: 60 * int(m))),
        "still_planned_min": ("still_planned_s", lambda minutes: _each(minutes, lambda m: 60 * int(m))),
        "other": ("other", lambda routes: _other(problem, routes)),
    }
    own = {assumed[key][0]: assumed[key][1](told[key]) for key in told.keys() & assumed.keys()}
    beside = {read[key][0]: read[key][1](value) for key, value in told.items() if key not in assumed}
    return Accounts(assumptions=replace(ON_PAPER, **own), **beside)


def _each(held: dict[str, str], read: Callable[[str], Any]) -> dict[str, Any]:
    return {name: read(value) for name, value in held.items()}


def _other(problem: Problem, routes: dict[str, list[str]]) -> Any:
    """The other plan's shifts are its own; each is named by its carer."""
    carers = {"shifts": dict.fromkeys(routes, "00:00-23:59"), "plan": routes}
    return moments(sketched(carers)[0], a_plan(routes))


def _value(text: str) -> float | None:
    if text == NOTHING:
        return None
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom or 1)
