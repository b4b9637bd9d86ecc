"""Tables that are kept in parts by month: the audit names the part where a row changes, people ask for the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

BY_ROW = frozenset({"schedule_solutions"})
"""Partitioned tables whose changes are told row by row, by the part the row lies in."""

LONGEST_LIVED_MONTHS = 24
"""Nothing older than this changes any more: it has gone to an archive."""

_PART = re.compile(r"_\d{4}_\d{2}$")


def whole_table(name: str | None) -> str | None:
    """The table a part belongs to; any other name as it is."""
    return None if name is None else _PART.sub("", name)


def by_month(table: str, first: date, last: date) -> Iterator[str]:
    """Every name changes of this table made from `first` to `last` can have."""
    yield table
    if table in BY_ROW:
        for month in range(_count(first) - LONGEST_LIVED_MONTHS, _count(last) + 2):
            yield f"{table}_{month // 12:04}_{month % 12 + 1:02}"


def _count(day: date) -> int:
    return 12 * day.year + day.month - 1
