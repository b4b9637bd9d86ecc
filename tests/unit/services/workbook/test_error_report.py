"""The error report: every problem with its place, as a sheet to work through."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from services.problem import Issue, Severity
from services.words import Language, Text
from services.workbook import error_report

CAUSE, ACTION = Text(sv="Cellen är tom.", en="The cell is empty."), Text(sv="Fyll i.", en="Fill it in.")


def an_issue(where: str, severity: Severity = Severity.ERROR, value: str = "") -> Issue:
    return Issue(severity, "XLSX-012", where, "Namn / Name", value, CAUSE, ACTION)


def test_the_report_names_sheet_row_and_column_and_puts_errors_first() -> None:
    issues = [
        an_issue("fil.csv · rad 7", Severity.WARNING), an_issue("Klienter!D12", value="=1+1"), an_issue("visit V1"),
        an_issue("Klienter!1"),
    ]  # fmt: skip
    book = load_workbook(BytesIO(error_report(issues, Language.SV)))
    rows = [[cell.value for cell in row] for row in book["Felrapport"].iter_rows(min_row=2)]
    assert [row[:4] for row in rows] == [
        ["Fel", "Klienter", 12, "D"], ["Fel", "visit V1", None, None], ["Fel", "Klienter", 1, None],
        ["Varning", "fil.csv", 7, None],
    ]  # fmt: skip
    assert rows[0][4:] == ["Namn / Name", "=1+1", "Cellen är tom.", "Fyll i.", "XLSX-012"]
    assert book["Felrapport"]["F2"].data_type == "s"
    assert [cell.value for cell in book["Sammanfattning"][2]] == ["XLSX-012", 4, "Cellen är tom."]


def test_the_report_speaks_the_readers_language() -> None:
    book = load_workbook(BytesIO(error_report([an_issue("Clients!D12")], Language.EN)))
    assert [cell.value for cell in book["Error report"][1]][:4] == ["Kind", "Sheet or file", "Row", "Column"]
    assert book["Error report"]["G2"].value == "The cell is empty."
