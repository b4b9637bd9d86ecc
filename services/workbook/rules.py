"""Weights and overrides of a workbook, under the same refusals as on their own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from data.repositories.constraints import DefinitionRow
from data.vocabulary import EntityType
from services.constraints import BY_ID
from services.constraints.limits import Change, check_change
from services.problem import Issue
from services.tuning import overriding
from services.tuning.views import Override
from services.words import Text
from services.workbook import faults
from services.workbook.intake import Intake, rows_of
from services.workbook.reading import Told


def take_weights(intake: Intake) -> None:
    """Other weights, and rules switched on or off; the catalogue cannot be added to."""
    for told, held, differing in rows_of(intake.matched["constraints"]):
        name = str(told.values["rule"])
        if held is None:
            intake.notes.refuse(told, "rule", faults.NOBODY, name, what=told.sheet.sheet.title)
            continue
        said: dict[str, Any] = {key: value for key, (_, value) in differing.items()}
        change = Change(name, weight=said.get("weight"), is_enabled=said.get("enabled"))
        _refuse(intake, told, "weight", check_change(change))
        if not told.is_rejected:
            was = cast("DefinitionRow", held.row)
            fields = {key: said[key] for key in ("weight", "enabled") if key in said}
            intake.weights.append((was, replace(was, **fields)))


def take_overrides(intake: Intake) -> None:
    """New and other overrides."""
    for told, _, _ in rows_of(intake.matched["overrides"]):
        said = told.values
        entity = EntityType(str(said["entity"]))
        names = intake.employee_names if entity is EntityType.EMPLOYEE else intake.client_names
        who = intake.named(told, "who", names)
        rule = str(said["rule"])
        if rule not in BY_ID:
            intake.notes.refuse(told, "rule", faults.NOBODY, rule, what=told.sheet.sheet.column("rule").title)
        if told.is_rejected or who is None:
            continue
        each = Override(
            rule, entity, who, str(said["who"]), cast("int", said["value"]), str(said.get("parameter") or "")
        )
        _refuse(intake, told, "value", overriding.faults([each]))
        if not told.is_rejected:
            intake.overrides.append((told, each))


def _refuse(intake: Intake, told: Told, key: str, issues: Iterable[Issue]) -> None:
    for issue in issues:
        words = Text(sv=f"{issue.cause.sv} {issue.action.sv}", en=f"{issue.cause.en} {issue.action.en}")
        intake.notes.refuse(told, key, faults.LOCKED, reason=words)
