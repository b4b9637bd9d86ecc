"""Where somebody can live, and why not elsewhere."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.places import PlaceRow
from services.integrations.care_files.sweden import is_in_sweden
from services.register.positions import doubt, landmarks


@pytest.mark.parametrize(
    ("lat", "lon", "told"),
    [
        (0, 0, "0, 0"), (18.07, 59.33, "changed places"), (48.85, 2.35, "outside Sweden"), (nan, 18, "outside Sweden"),
        (59.33, inf, "outside Sweden"), (-59.33, -18.07, "outside Sweden"),
    ],
)  # fmt: skip
def test_a_position_where_nobody_lives_is_told_with_its_reason(lat: float, lon: float, told: str) -> None:
    refused = doubt(lat, lon)
    assert refused is not None
    assert (refused.code, told in refused.cause.en) == ("REG-003", True)


@given(st.floats(), st.floats())
def test_nothing_outside_the_country_is_let_through(lat: float, lon: float) -> None:
    assert (doubt(lat, lon) is None) == is_in_sweden(lat, lon)


def test_one_finds_ones_way_by_neighbours_and_offices_and_the_own_home_stands_apart() -> None:
    home, other, office = (PlaceRow(new_id(), 59 + i / 10, 18.0) for i in range(3))
    clients = [ClientRow(new_id(), "K1", place_id=home.id), ClientRow(new_id(), "K2", place_id=other.id)]
    by_place = {home.id: clients[0], other.id: clients[1]}
    found = landmarks(by_place, [home, other, office], clients[0].id)
    assert found.own == (59.0, 18.0)
    assert found.known == ((59.1, 18.0, "K2"), (59.2, 18.0, ""))
