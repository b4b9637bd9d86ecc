"""The problems of any file as a workbook to mend it by: sheet, row, column, what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.problem import Issue, Severity
from services.words import Language, Text
from services.workbook.writing import packed, text_sheet

TITLE = Text(sv="Felrapport", en="Error report")
SUMMARY = Text(sv="Sammanfattning", en="Summary")
HEADINGS = (
    Text(sv="Slag", en="Kind"), Text(sv="Blad eller fil", en="Sheet or file"), Text(sv="Rad", en="Row"),
    Text(sv="Kolumn", en="Column"), Text(sv="Fält", en="Field"), Text(sv="Värde", en="Value"),
    Text(sv="Vad", en="What"), Text(sv="Åtgärd", en="How to mend it"), Text(sv="Kod", en="Code"),
)  # fmt: skip
WIDTHS = (10, 22, 8, 9, 26, 20, 60, 60, 11)
KINDS = {Severity.ERROR: Text(sv="Fel", en="Error"), Severity.WARNING: Text(sv="Varning", en="Warning")}
COUNTS = (Text(sv="Kod", en="Code"), Text(sv="Antal", en="Count"), Text(sv="Vad", en="What"))

_CELL = re.compile(r"^(.+)!([A-Z]{0,3})(\d+)$")
_ROW = re.compile(r"^(.+?) · (?:rad|row) (\d+)$")


def error_report(issues: Sequence[Issue], language: Language) -> bytes:
    """Errors first, in the order they were found; a second sheet counts them by kind."""
    from openpyxl import Workbook

    ordered = sorted(issues, key=lambda issue: issue.severity is not Severity.ERROR)
    book = Workbook(write_only=True)
    rows = [_row(issue, language) for issue in ordered]
    text_sheet(book, TITLE(language), [[text(language) for text in HEADINGS], *rows], WIDTHS)
    kinds: dict[str, list[Issue]] = {}
    for issue in ordered:
        kinds.setdefault(issue.code, []).append(issue)
    counts = [[code, len(found), found[0].cause(language)] for code, found in kinds.items()]
    text_sheet(book, SUMMARY(language), [[text(language) for text in COUNTS], *counts], (12, 10, 80))
    return packed(book)


def _row(issue: Issue, language: Language) -> list[str | int | None]:
    sheet, row, column = _at(issue.where)
    return [KINDS[issue.severity](language), sheet, row, column, issue.field or None, issue.value or None,
            issue.cause(language), issue.action(language), issue.code]  # fmt: skip


def _at(where: str) -> tuple[str, int | None, str | None]:
    """`Klienter!D12` and `file.csv · rad 12` taken apart; anything else as it stands."""
    if found := _CELL.match(where):
        return found[1], int(found[3]), found[2] or None
    if found := _ROW.match(where):
        return found[1], int(found[2]), None
    return where, None, None
