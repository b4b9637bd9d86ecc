"""Plain tables as files: numbers can be reckoned with, and no text becomes a formula."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from services.words import Language
from services.workbook.plain_files import csv_file, harmless, xlsx_file

EVIL = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1+1")


@pytest.mark.parametrize("words", EVIL)
def test_what_looks_like_a_formula_is_text(words: str) -> None:
    assert harmless(words).startswith("'")
    assert csv_file(["a"], [[words]], Language.EN).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
    sheet = load_workbook(BytesIO(xlsx_file("T", ["a"], [[words]]))).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


def test_swedish_spreadsheets_get_semicolons_and_decimal_commas() -> None:
    lines = csv_file(["Dag", "Andel"], [[date(2027, 2, 1), -1.5], [None, 2]], Language.SV).decode("utf-8-sig")
    assert lines == "Dag;Andel\r\n2027-02-01;-1,5\r\n;2\r\n"


def test_numbers_stay_numbers_in_a_workbook() -> None:
    sheet = load_workbook(BytesIO(xlsx_file("A/B: [c]?", ["Dag", "h"], [[date(2027, 2, 1), 1.25]]))).active
    assert sheet is not None
    assert sheet["B2"].value == 1.25
