"""The sheets of a workbook that explain it: the read me, and the lists its cells choose from."""

from __future__ import annotations

from collections.abc import Sequence

from services.words import Language, Text
from services.workbook import cells
from services.workbook.shapes import Column, Kind, Record, Sheet

READ_ME = Text(sv="Läs mig", en="Read me")
CODE_LISTS = Text(sv="Kodlistor", en="Code lists")
Tables = Sequence[tuple[Sheet, Sequence[Column], Sequence[Record]]]

_HEADINGS = (Text(sv="Blad", en="Sheet"), Text(sv="Kolumn", en="Column"), Text(sv="Så här", en="How"))
_HOW = (
    Text(sv="Ändra i bladen, spara som .xlsx och läs in boken på sidan Importera. Den granskas först.",
         en="Edit the sheets, save as .xlsx and take the workbook in on the Import page. It is looked at first."),
    Text(sv="Kolumnerna Id och Version ändras inte. En ny rad har dem tomma.",
         en="The columns Id and Version are not changed. A new row leaves them empty."),
    Text(sv="En rad som tas bort ur boken står kvar i Caire. Avsluta den i stället.",
         en="A row removed from the workbook stays in Caire. End it instead."),
    Text(sv="En kolumn eller ett blad som tas bort lämnar uppgifterna som de är.",
         en="A column or sheet that is removed leaves its data as they are."),
    Text(sv="Formler räknas inte. Klistra in värden.", en="Formulas are not computed. Paste values."),
)  # fmt: skip
_NEEDED = Text(sv="Måste fyllas i. ", en="Must be filled in. ")
_TOLD = Text(sv="Bara för läsning. ", en="For reading only. ")
_KEPT = Text(sv="Tom cell ändrar inget. ", en="An empty cell changes nothing. ")
_BOUNDS = Text(sv=", {low}–{high}", en=", {low}–{high}")


def read_me(tables: Tables, about: Sequence[str], language: Language) -> list[list[str | None]]:
    """Rows: headings, what the workbook is, how it is used, then every column."""
    rows: list[list[str | None]] = [[text(language) for text in _HEADINGS]]
    rows += [[None, None, line] for line in (*about, *(text(language) for text in _HOW))]
    for sheet, columns, _ in tables:
        rows.append([sheet.title(language), None, sheet.note(language)])
        rows += [[sheet.title(language), column.title(language), _said(column, language)] for column in columns]
    return rows


def code_lists(tables: Tables, language: Language) -> dict[str, list[str]]:
    """Heading → words, each list once."""
    lists: dict[str, list[str]] = {}
    for sheet, columns, _ in tables:
        for column in columns:
            if column.kind is Kind.FLAG:
                words = [text(language) for text in cells.YES_NO.values()]
            elif column.kind is Kind.CHOICE:
                words = [text(language) for text in column.choices.values()]
            else:
                continue
            if words not in lists.values():
                title = column.title(language)
                lists[title if title not in lists else f"{sheet.title(language)}: {title}"] = words
    return lists


def _said(column: Column, language: Language) -> str:
    what = cells.NAMES[column.kind](language)
    bounds = column.low is not None and column.high is not None
    limits = _BOUNDS(language, low=f"{column.low:g}", high=f"{column.high:g}") if bounds else ""
    said = what[:1].upper() + what[1:] + limits + ". "
    said += _NEEDED(language) if column.is_needed else ""
    said += _TOLD(language) if column.is_told_only else ""
    said += _KEPT(language) if column.keeps_when_blank else ""
    return (said + (column.note(language) if column.note else "")).strip()
