"""Names made to be taken for formulas: no table that leaves the product has one in it."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from data.connect import Database
from services.audit_log.use_case import Wanted
from services.bootstrap import Services
from services.printouts.order import Form, Order
from services.words import Language
from services.workbook.plain_files import csv_file, xlsx_file
from tests.integration.conftest import make_tenant
from tests.integration.pages.hostile import Lair, lair

FORMULAS = ("=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1+1", "\t=1+1")
Export = Callable[[Services, Lair, str], bytes]


def of_plan(services: Services, den: Lair, name: str) -> bytes:
    order = Order(Form.BOOK, den.day, den.day, with_names=True, reason="till tavlan")
    return services.printouts.take_out(den.admin, den.plan_id, order, Language.SV).raw


def of_organization(services: Services, den: Lair, name: str) -> bytes:
    return services.workbooks.take_out(den.admin, Language.SV, with_personal=True)


def of_log(services: Services, den: Lair, name: str) -> bytes:
    now = datetime.now(UTC)
    return services.audit_log.take_out(den.admin, Wanted(now - timedelta(days=1), now + timedelta(days=1)), Language.SV)


def of_figures_as_csv(services: Services, den: Lair, name: str) -> bytes:
    return csv_file([name, "n"], [(name, -1.5), (f" {name}", -2)], Language.EN)


def of_figures_as_xlsx(services: Services, den: Lair, name: str) -> bytes:
    return xlsx_file(name, [name, "n"], [(name, -1.5), (f" {name}", -2)])


EXPORTS: dict[Export, str] = {
    of_plan: "xlsx", of_organization: "xlsx", of_log: "csv", of_figures_as_csv: "csv", of_figures_as_xlsx: "xlsx",
}  # fmt: skip
"""Everything that makes a table to take home; each with its kind."""


def formulas(raw: bytes, kind: str) -> Iterator[str]:
    """Cells that a spreadsheet would compute."""
    if kind == "csv":
        text = raw.decode("utf-8-sig")
        for row in csv.reader(StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","):
            yield from (each for each in row if each.strip().startswith(("=", "+", "-", "@")) and not is_number(each))
        return
    for sheet in load_workbook(BytesIO(raw)):
        yield from (str(cell.value) for row in sheet for cell in row if cell.data_type == "f")
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        yield from (name for name in sheets if b"<f>" in parts.read(name))


def is_number(words: str) -> bool:
    try:
        float(words.replace(",", "."))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", FORMULAS)
def test_no_export_computes_what_somebody_was_named(
    services: Services, database: Database, owner_url: str, name: str
) -> None:
    den = lair(services, make_tenant(database, "Kalkylen"), owner_url, name)
    found = {export.__name__: list(formulas(export(services, den, name), kind)) for export, kind in EXPORTS.items()}
    assert found == {export.__name__: [] for export in EXPORTS}
    told = [
        cell for sheet in load_workbook(BytesIO(of_plan(services, den, name))) for row in sheet.values for cell in row
    ]
    assert any(name.strip() in str(cell) for cell in told)
