"""A workbook goes out and comes back: unchanged it changes nothing, changed it changes that, in conflict nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data.connect import Database
from data.vocabulary import Role
from services.access import Actor
from services.words import Language
from services.workbook import Look, Workbooks
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.services.household import MONDAY, furnish

NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)
DAYS = (MONDAY, MONDAY + timedelta(days=13))
SHEETS = ("clients", "needs", "employees", "templates", "shifts", "vehicles", "constraints", "overrides")


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return make_tenant(database, "Solbacken")


@pytest.fixture
def workbooks(database: Database) -> Workbooks:
    return Workbooks(database, lambda: NOW)


@pytest.fixture
def actor(database: Database, tenant: Tenant) -> Actor:
    actor = Actor(tenant.organization_id, tenant.admin_id, Role.ADMIN)
    furnish(database, tenant, actor)
    return actor


@contextmanager
def edited(raw: bytes) -> Iterator[tuple[Workbook, Callable[[], bytes]]]:
    book = load_workbook(BytesIO(raw))

    def saved() -> bytes:
        file = BytesIO()
        book.save(file)
        return file.getvalue()

    yield book, saved


def column(sheet: Any, title: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == title)


def row_of(sheet: Any, title: str, value: object) -> int:
    place = column(sheet, title)
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == value)


def put(sheet: Any, where: tuple[str, object], title: str, value: object) -> None:
    sheet.cell(row_of(sheet, *where), column(sheet, title)).value = value


def errors(look: Look) -> list[tuple[str, str]]:
    return [(issue.code, issue.where) for issue in look.issues if issue.severity.value == "error"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("with_personal", [False, True])
def test_a_workbook_taken_in_unchanged_changes_nothing(
    workbooks: Workbooks, actor: Actor, language: Language, with_personal: bool
) -> None:
    raw = workbooks.take_out(actor, language, DAYS, with_personal=with_personal)
    look = workbooks.look(actor, raw)
    assert look.issues == ()
    assert look.differences == ()
    assert look.changes == 0
    assert {key: tally.unchanged for key, tally in look.tallies.items() if key in SHEETS}.keys() == set(SHEETS)
    assert all(look.tallies[key].unchanged for key in SHEETS)
    assert not any(look.missing.values())
    assert workbooks.apply(actor, "bok.xlsx", raw).changes == 0
    assert workbooks.look(actor, raw).changes == 0
