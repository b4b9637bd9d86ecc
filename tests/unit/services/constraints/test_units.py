"""Amounts as people read them."""

from __future__ import annotations

import pytest

from services.constraints.kind import Unit
from services.constraints.units import amount


@pytest.mark.parametrize(
    ("units", "unit", "swedish", "english"),
    [
        (40, Unit.SECONDS, "40\u202fs", "40\u202fs"),  # under a minute nothing is rounded away
        (60, Unit.SECONDS, "1\u202fmin", "1\u202fmin"),
        (5400, Unit.SECONDS, "90\u202fmin", "90\u202fmin"),
        (12, Unit.MINUTES, "12\u202fmin", "12\u202fmin"),
        (1, Unit.VISITS, "1 besök", "1 visit"),
        (2, Unit.VISITS, "2 besök", "2 visits"),
        (1, Unit.SKILLS, "1 kompetens", "1 skill"),
        (2, Unit.SKILLS, "2 kompetenser", "2 skills"),
        (13, Unit.HECTOMETRES, "1,3\u202fkm", "1.3\u202fkm"),
        (1234, Unit.DAYS, "1\u202f234 dagar", "1,234 days"),
    ],
)
def test_an_amount_reads_naturally(units: int, unit: Unit, swedish: str, english: str) -> None:
    assert (amount(units, unit).sv, amount(units, unit).en) == (swedish, english)
