"""A plan as a workbook: what stands in every cell, and that nothing in it is ever a formula."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from services.printouts import day_sheets
from services.printouts.book import plan_book
from services.printouts.forms import make
from services.printouts.order import Form, Order
from services.words import Language
from tests.unit.services.printouts.a_week import DAYS, MADE_AT, NAMES, PLAN, a_week
from tests.unit.services.printouts.golden import kept

WEEK = a_week()


def written(language: Language) -> bytes:
    sheets = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, NAMES)
    return plan_book(WEEK, sheets, DAYS, NAMES, language)


def cells(raw: bytes) -> dict[str, list[list[object]]]:
    def told(value: object) -> object:
        return value.isoformat() if isinstance(value, date | time | datetime) else value

    book = load_workbook(BytesIO(raw))
    return {sheet.title: [[told(v) for v in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.parametrize("language", Language)
def test_every_cell_is_as_kept(language: Language) -> None:
    assert cells(written(language)) == json.loads(kept(f"book.{language}.json"))


def test_the_model_output_is_as_kept() -> None:
    order = Order(Form.MODEL_OUTPUT, *DAYS)
    made = make(WEEK, order, NAMES, Language.SV, MADE_AT)
    assert made.raw.decode() == kept("model-output.json")
    assert (made.name, made.mime) == ("caire-model-output-2027-02-01.json", "application/json")


def test_what_looks_like_a_formula_is_text() -> None:
    book = load_workbook(BytesIO(written(Language.SV)))
    found = [cell for row in book["Besök"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert found
    for cell in found:
        assert cell.data_type == "s"
        assert cell.quotePrefix
