"""A map to point at: its squares cover the ground without gaps, and each pick comes closer to where it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.figures.picking import COLUMNS, ROWS, SMALLEST_M, Ground, ground_of, picking_deck, squares_of
from services.figures.spots import spots_deck

TOWN = [("Bil 1", 59.30, 18.00), ("", 59.36, 18.20)]


def test_the_squares_hold_every_known_spot_and_lie_side_by_side() -> None:
    found = squares_of(ground_of(TOWN))
    assert len(found) == COLUMNS * ROWS
    assert found[0].west < 18.00 < 18.20 < found[-1].east
    assert found[-1].south < 59.30 < 59.36 < found[0].north
    assert found[1].west == pytest.approx(found[0].east)
    assert found[COLUMNS].north == pytest.approx(found[0].south)


@given(st.floats(55.5, 68.5), st.floats(11.5, 23.5), st.floats(20, 90_000), st.integers(0, COLUMNS * ROWS - 1))
def test_every_pick_stays_inside_the_square_before_until_it_is_as_small_as_a_house(
    lat: float, lon: float, cell: float, number: int
) -> None:
    ground, picks = Ground(lat, lon, cell), 0
    while not ground.is_smallest:
        square = squares_of(ground)[number]
        at, to = square.middle
        assert square.south < at < square.north
        assert square.west < to < square.east
        ground, picks = ground.around(at, to), picks + 1
    assert ground.cell_m == SMALLEST_M
    assert picks <= 5


def test_the_map_draws_squares_known_spots_with_names_and_the_chosen_one() -> None:
    deck = json.loads(
        picking_deck(ground_of(TOWN), TOWN, ("", 59.33, 18.1), 800, dark=True, basemap_url=None).to_json()
    )
    assert {layer["id"]: len(layer["data"]) for layer in deck["layers"]} == {
        "squares": COLUMNS * ROWS, "known": 2, "names": 2, "chosen": 1,
    }  # fmt: skip
    assert [layer["id"] for layer in deck["layers"] if layer.get("pickable")] == ["squares"]


def test_without_known_spots_the_whole_country_is_shown() -> None:
    ground = ground_of([])
    reach = ground.cell_m * ROWS / 2 / 111_195
    assert ground.lat - reach < 55.5
    assert ground.lat + reach > 69


def test_vehicles_at_one_place_are_told_together_and_all_are_in_view() -> None:
    deck = json.loads(spots_deck([*TOWN, ("Bil 2", 59.30, 18.00)]).to_json())
    assert [row["name"] for row in deck["layers"][0]["data"]] == ["Bil 1, Bil 2", ""]
    assert deck["initialViewState"]["latitude"] == pytest.approx(59.33, abs=0.01)
    assert deck["initialViewState"]["longitude"] == pytest.approx(18.1)
