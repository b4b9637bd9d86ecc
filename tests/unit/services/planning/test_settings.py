"""What an organisation counts differently, as its rows say it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from data.repositories.constraints import ValueRow
from data.vocabulary import EntityType
from services.planning.settings import settings_of_row, value_of
from services.problem import Setting

WHO = UUID(int=7)


def row(name: str, value: dict[str, Any], kind: EntityType = EntityType.ORGANIZATION) -> ValueRow:
    return ValueRow(name, kind, WHO, value)


def test_one_parameter_is_named_by_its_type() -> None:
    held = row("soft.time.same_hour", {"type": "tolerance_min", "value": 5, "priority": 0})
    assert list(settings_of_row(held)) == [Setting("soft.time.same_hour", "tolerance_min", 5)]


def test_several_parameters_of_an_employee_come_together() -> None:
    held = row("hard.employee.hours", value_of({"day_min": 600, "week_min": 2400}), EntityType.EMPLOYEE)
    assert list(settings_of_row(held)) == [
        Setting("hard.employee.hours", "day_min", 600, carer_id=str(WHO)),
        Setting("hard.employee.hours", "week_min", 2400, carer_id=str(WHO)),
    ]


@pytest.mark.parametrize(
    "held",
    [
        row("soft.no.such", value_of({"tolerance_min": 5})),
        row("soft.time.same_hour", value_of({"no_such": 5})),
        row("soft.time.same_hour", {"type": "tolerance_min", "value": "5"}),
        row("soft.time.same_hour", {"type": "tolerance_min", "value": True}),
        row("soft.time.same_hour", {"type": "parameters", "value": [5]}),
        row("soft.time.same_hour", value_of({"tolerance_min": 5}), EntityType.EMPLOYEE),
        row("soft.fair.unsocial", value_of({"evening_from_min": 1080}), EntityType.CLIENT),
    ],
    ids=["rule", "parameter", "words", "flag", "list", "not for employees", "not for clients"],
)
def test_what_the_catalogue_cannot_read_sets_nothing(held: ValueRow) -> None:
    assert list(settings_of_row(held)) == []
