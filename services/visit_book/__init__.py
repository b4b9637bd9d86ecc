"""Dated visits as planners go through them: a period as lines, and changes of single visits."""

from services.visit_book.line import VisitEdit, VisitLine
from services.visit_book.use_case import VisitBook

__all__ = ["VisitBook", "VisitEdit", "VisitLine"]
