"""Every way a workbook can be wrong: what, and how to mend it."""

from __future__ import annotations

from services.problem.issue import Severity
from services.problem.report import Fault
from services.words import Text

NO_WORKBOOK, TOO_LARGE, BURSTS, ENTITIES, NO_SHEETS = "XLSX-001", "XLSX-002", "XLSX-003", "XLSX-004", "XLSX-005"
UNKNOWN_SHEET, UNKNOWN_COLUMN, NO_COLUMN, TWICE_COLUMN = "XLSX-006", "XLSX-007", "XLSX-008", "XLSX-009"
TOO_MANY_ROWS, EMPTY, NO_VALUE, BAD_KIND, OUT_OF_RANGE = "XLSX-010", "XLSX-011", "XLSX-012", "XLSX-013", "XLSX-014"
BAD_CHOICE, FORMULA, TOO_LONG, REFUSED, TWICE_ROW = "XLSX-015", "XLSX-016", "XLSX-017", "XLSX-018", "XLSX-019"
CHANGED_MEANWHILE, UNKNOWN_ID, NOBODY, NAME_TAKEN = "XLSX-020", "XLSX-021", "XLSX-022", "XLSX-023"
NOT_ALLOWED, WRONG_ORDER, HALF_A_PLACE, LOCKED = "XLSX-024", "XLSX-025", "XLSX-026", "XLSX-027"
MOVED_DAY, BEGUN, NO_OFFICE, BREAK_OUTSIDE, LOST_SHEET = "XLSX-028", "XLSX-029", "XLSX-030", "XLSX-031", "XLSX-032"


def _error(cause: Text, action: Text) -> Fault:
    return Fault(Severity.ERROR, cause, action)


def _remark(cause: Text, action: Text) -> Fault:
    return Fault(Severity.WARNING, cause, action)


_AGAIN = Text(sv="Hämta boken på nytt och fyll i den.", en="Download the workbook again and fill it in.")
_SEE = Text(sv="Bladet Läs mig visar hur cellen skrivs.", en="The sheet Read me shows how the cell is written.")

FAULTS: dict[str, Fault] = {
    NO_WORKBOOK: _error(
        Text(sv="Filen går inte att läsa som Excelbok (.xlsx), och är ingen organisationsfil (.zip).",
             en="The file cannot be read as a workbook (.xlsx), and is no file of an organisation (.zip)."),
        Text(sv="Spara boken som .xlsx utan lösenord, eller hämta filen på nytt.",
             en="Save the workbook as .xlsx without a password, or download the file again."),
    ),
    TOO_LARGE: _error(
        Text(sv="Filen är större än {most} MB.", en="The file is larger than {most} MB."),
        Text(sv="Dela upp den, eller ta bort bilder ur den.", en="Split it, or take pictures out of it."),
    ),
    BURSTS: _error(
        Text(sv="Filen skulle packas upp till {size} MB i {parts} delar. Den öppnas inte.",
             en="The file would unpack to {size} MB in {parts} parts. It is not opened."),
        Text(sv="Hämta boken på nytt och klistra in dina rader som värden.",
             en="Download the workbook again and paste your rows as values."),
    ),
    ENTITIES: _error(
        Text(sv="Filen innehåller XML-deklarationer som inte hör hemma i en Excelbok.",
             en="The file holds XML declarations that do not belong in a workbook."),
        _AGAIN,
    ),
    NO_SHEETS: _error(
        Text(sv="Inget blad i boken känns igen.", en="No sheet of the workbook is known."), _AGAIN,
    ),
    UNKNOWN_SHEET: _remark(
        Text(sv="Bladet känns inte igen och läses inte.", en="The sheet is not known and is not read."),
        Text(sv="Rätta bladets namn om det skulle ha lästs.", en="Correct the sheet's name if it was to be read."),
    ),
    UNKNOWN_COLUMN: _remark(
        Text(sv="Kolumnen känns inte igen och läses inte.", en="The column is not known and is not read."),
        Text(sv="Rätta rubriken om den skulle ha lästs.", en="Correct the heading if it was to be read."),
    ),
    NO_COLUMN: _error(
        Text(sv="Kolumnen saknas.", en="The column is missing."),
        Text(sv="Lägg till kolumnen med rubriken på rad 1.", en="Add the column with its heading on row 1."),
    ),
    TWICE_COLUMN: _error(
        Text(sv="Kolumnen finns två gånger.", en="The column is there twice."),
        Text(sv="Ta bort den ena.", en="Remove one of them."),
    ),
    TOO_MANY_ROWS: _error(
        Text(sv="Boken har fler än {most} rader.", en="The workbook has more than {most} rows."),
        Text(sv="Dela upp den i flera böcker.", en="Split it into several workbooks."),
    ),
    EMPTY: _remark(
        Text(sv="Bladet har inga rader.", en="The sheet has no rows."),
        Text(sv="Fyll i rader, eller ta bort bladet.", en="Fill in rows, or remove the sheet."),
    ),
    NO_VALUE: _error(
        Text(sv="Cellen är tom.", en="The cell is empty."), Text(sv="Fyll i ett värde.", en="Fill in a value."),
    ),
    BAD_KIND: _error(
        Text(sv="Cellen går inte att läsa som {what}.", en="The cell cannot be read as {what}."), _SEE,
    ),
    OUT_OF_RANGE: _error(
        Text(sv="Värdet ligger utanför {low} till {high}.", en="The value is outside {low} to {high}."),
        Text(sv="Skriv ett värde inom gränserna.", en="Write a value within the bounds."),
    ),
    BAD_CHOICE: _error(
        Text(sv="Värdet är inget av: {words}.", en="The value is none of: {words}."),
        Text(sv="Välj ur listan i cellen.", en="Choose from the list in the cell."),
    ),
    FORMULA: _error(
        Text(sv="Cellen innehåller en formel. Formler räknas inte.", en="The cell holds a formula. None is computed."),
        Text(sv="Klistra in cellen som värde.", en="Paste the cell as a value."),
    ),
    TOO_LONG: _error(
        Text(sv="Texten är längre än {most} tecken.", en="The text is longer than {most} characters."),
        Text(sv="Korta den.", en="Shorten it."),
    ),
    REFUSED: _error(Text(sv="{reason}", en="{reason}"), _SEE),
    TWICE_ROW: _error(
        Text(sv="Samma rad finns redan på rad {other}.", en="The same row is there on row {other} already."),
        Text(sv="Ta bort den ena, eller ge dem olika namn.", en="Remove one, or give them different names."),
    ),
    CHANGED_MEANWHILE: _error(
        Text(sv="Någon annan har ändrat raden sedan boken hämtades. Olika nu: {fields}.",
             en="Somebody else has changed the row since the workbook was downloaded. Different now: {fields}."),
        Text(sv="Hämta boken på nytt och gör ändringen där.", en="Download the workbook again and change it there."),
    ),
    UNKNOWN_ID: _remark(
        Text(sv="Id:t finns inte i er organisation. Raden blir en ny.",
             en="The id is not in your organisation. The row becomes a new one."),
        Text(sv="Ta bort raden om den inte ska läggas till.", en="Remove the row if it is not to be added."),
    ),
    NOBODY: _error(
        Text(sv="Det som cellen hänvisar till finns inte ({what}).",
             en="What the cell refers to does not exist ({what})."),
        Text(sv="Skriv namnet som det står på sitt blad, eller lägg till det där först.",
             en="Write the name as on its own sheet, or add it there first."),
    ),
    NAME_TAKEN: _error(
        Text(sv="Namnet eller id:t används redan av en annan rad.",
             en="The name or id is used by another row already."),
        Text(sv="Välj ett annat.", en="Choose another."),
    ),
    NOT_ALLOWED: _error(
        Text(sv="Bladet har kolumner med personuppgifter som din roll inte får ändra.",
             en="The sheet has columns of personal data that your role may not change."),
        Text(sv="Ta bort kolumnerna, eller be en administratör.", en="Remove them, or ask an administrator."),
    ),
    WRONG_ORDER: _error(
        Text(sv="Slutet ligger före början.", en="The end lies before the beginning."),
        Text(sv="Rätta den ena av dem.", en="Correct one of them."),
    ),
    HALF_A_PLACE: _error(
        Text(sv="Positionen är ofullständig, omkastad eller utanför Sverige.",
             en="The position is incomplete, swapped or outside Sweden."),
        Text(sv="Ange både latitud (55–70) och longitud (10–25).",
             en="Give both latitude (55–70) and longitude (10–25)."),
    ),
    LOCKED: _error(
        Text(sv="{reason}", en="{reason}"),
        Text(sv="Lämna raden som den var.", en="Leave the row as it was."),
    ),
    MOVED_DAY: _error(
        Text(sv="Ett pass kan inte byta dag i boken.", en="A shift cannot change its day in the workbook."),
        Text(sv="Lägg till ett nytt pass den dagen.", en="Add a new shift on that day."),
    ),
    BEGUN: _error(
        Text(sv="Passet har börjat eller är avslutat.", en="The shift has begun or is over."),
        Text(sv="Lämna raden som den var.", en="Leave the row as it was."),
    ),
    NO_OFFICE: _error(
        Text(sv="Det finns ingen plats där passet kan börja.", en="There is no place where the shift can begin."),
        Text(sv="Lägg ut ett pass eller ett mönster på sidan Pass först.",
             en="Lay out a shift or a pattern on the Shifts page first."),
    ),
    BREAK_OUTSIDE: _error(
        Text(sv="Passets rast ligger utanför de nya tiderna.", en="The shift's break lies outside the new hours."),
        Text(sv="Välj tider som rymmer rasten.", en="Choose hours that hold the break."),
    ),
    LOST_SHEET: _error(
        Text(sv="Raden hör till en rad på bladet {sheet}, som saknas där.",
             en="The row belongs to a row of the sheet {sheet}, which is missing there."),
        Text(sv="Lägg tillbaka den raden, eller ta bort den här.", en="Put that row back, or remove this one."),
    ),
}  # fmt: skip
