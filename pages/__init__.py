"""PAGES: every page in menu order, the product's table of contents; a new page is one import and one line here."""

from __future__ import annotations

from pages.planning import solve
from pages.shell.page import PageSpec

PAGES: tuple[PageSpec, ...] = (solve.PAGE,)
