"""What other systems ask of an organisation: lists a page at a time, and writes that are sent twice and done once.

Context      A machine pulls a month of visits at night, and sends a write again when it has not heard an answer.
Decision     Lists continue after the last row's key, so that rows added meanwhile neither hide nor repeat others.
             People are pseudonyms; who holds the scope of names is told names, on record for each person. A write under
             an idempotency key leaves its answer behind: ids and counts, never what was in it.
Consequence  The routes in pages/shell/api are thin: they read a request, ask here or any other use case, and answer.
Not chosen   Page numbers (they shift while somebody reads); the lists of the pages (they read everything).
"""

from services.api.lists import ClientPage, EmployeePage, Lists, PlanPage, ShiftPage, Span, VisitPage
from services.api.once import Once

__all__ = ["ClientPage", "EmployeePage", "Lists", "Once", "PlanPage", "ShiftPage", "Span", "VisitPage"]
