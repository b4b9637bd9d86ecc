"""Which price a visit is counted by: what fits it most closely on its day, whatever order prices were written in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kpi.tariffs import Tariff, tariff_for

DAY = date(2027, 2, 1)
GENERAL = Tariff(DAY - timedelta(days=60), 300)
NEWER = Tariff(DAY - timedelta(days=1), 320)
NORTH = Tariff(DAY - timedelta(days=90), 340, district="norr")
NIGHT = Tariff(DAY - timedelta(days=90), 500, service="Natt")
NIGHT_NORTH = Tariff(DAY - timedelta(days=90), 520, district="norr", service="natt ")
LATER = Tariff(DAY + timedelta(days=1), 999)
ALL = (GENERAL, NEWER, NORTH, NIGHT, NIGHT_NORTH, LATER)


@pytest.mark.parametrize(
    ("title", "district", "day", "expected"),
    [
        ("Dusch", None, DAY, NEWER),
        ("Dusch", "söder", DAY - timedelta(days=2), GENERAL),
        ("Dusch", "norr", DAY, NORTH),
        ("Natt", "söder", DAY, NIGHT),
        ("NATT", "norr", DAY, NIGHT_NORTH),
        ("Dusch", None, DAY - timedelta(days=61), None),
        ("Dusch", None, DAY + timedelta(days=1), LATER),
    ],
)
def test_the_closest_price_of_the_day_holds(
    title: str, district: str | None, day: date, expected: Tariff | None
) -> None:
    assert tariff_for(ALL, title, district, day) == expected


@given(st.permutations(ALL), st.integers(-100, 5), st.sampled_from(["norr", "söder", None]))
def test_the_order_they_were_written_in_is_nothing_to_the_price(
    written: list[Tariff], days: int, district: str | None
) -> None:
    day = DAY + timedelta(days=days)
    found = tariff_for(written, "Natt", district, day)
    assert found == tariff_for(ALL, "Natt", district, day)
    assert found is None or found.valid_from <= day
