"""The workbook: everything a planner edits as XLSX, out and in again.

Context      Planners know spreadsheets; a hundred new clients are typed faster there than in any form.
Decision     A workbook is sheets of typed columns, described once (`sheets`) for writing and reading. Rows carry their
             id and version. Reading compares with what is held now: new, changed, unchanged, missing; a row somebody
             else changed meanwhile is refused, never overwritten. The zip directory is looked at before anything is
             unpacked, formulas are refused, texts that look like formulas are written as text.
Consequence  A workbook taken in unchanged changes nothing. Rows missing from the file stay as they are.
Not chosen   Deleting what is missing (a lost row would end somebody's care); macros, protected sheets.
"""

from services.workbook.error_report import error_report
from services.workbook.telling import Difference
from services.workbook.use_case import MOST_TOLD, Look, Workbooks

__all__ = ["MOST_TOLD", "Difference", "Look", "Workbooks", "error_report"]
