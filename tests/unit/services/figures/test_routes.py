"""The map of a day: what is drawn, and that nobody is asked for anything."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pydeck as pdk
from pydeck.bindings.json_tools import serialize

from services.figures.fitting import fit
from services.figures.lean_deck import LeanDeck
from services.figures.routes import blank_style, routes_deck
from services.figures.stops import numbered, routes_of, runs
from services.problem.columns import columns
from services.problem.timetable import timetable
from tests.builders import a_plan, a_problem, a_shift, a_visit

PROBLEM = a_problem(
    a_visit("Anna", km=1), a_visit("Olle", km=2), a_visit("Olle.again", km=2), a_visit("Siv", km=3),
    a_visit("Ulf", km=4), a_shift("Bo"), a_shift("Eva"),
)  # fmt: skip
PLAN = a_plan({"Bo": ["Anna 08:00", "Olle 09:00", "Olle.again 10:00", "Siv 11:00"], "Eva": []})
EVERY_SHIFT = np.array([0, 1], np.int32)
ULF = np.array([4], np.int32)


def layers(carer: int, visit: int = -1, *, dark: bool = False) -> dict[str, list[dict[str, Any]]]:
    c = columns(PROBLEM)
    deck = routes_deck(c, timetable(c, PLAN), EVERY_SHIFT, ULF, carer, visit, dark=dark)
    told = json.loads(deck.to_json())
    return {layer["id"].rpartition("-")[0]: layer["data"] for layer in told["layers"]}


def test_without_a_selection_every_route_is_grey() -> None:
    drawn = layers(-1)
    assert [route["name"] for route in drawn["routes"]] == ["Bo"]
    assert drawn["route"] == []
    assert drawn["stops"] == []


def test_the_selected_carers_route_is_drawn_apart_with_numbered_stops() -> None:
    drawn = layers(0)
    assert drawn["routes"] == []
    assert [route["name"] for route in drawn["route"]] == ["Bo"]
    assert [stop["n"] for stop in drawn["stops"]] == ["1", "2–3", "4"]


def test_a_visit_nobody_makes_is_a_mark_of_its_own() -> None:
    assert [dot["id"] for dot in layers(-1)["unplanned"]] == ["Ulf"]


def test_the_selected_visit_has_a_halo() -> None:
    assert [dot["id"] for dot in layers(0, 1)["halo"]] == ["Olle"]


def test_a_shift_without_visits_has_no_route() -> None:
    c = columns(PROBLEM)
    assert [route.label for route in routes_of(c, timetable(c, PLAN), EVERY_SHIFT)] == ["Bo"]


def test_numbers_at_one_address_are_joined() -> None:
    assert runs([3, 4, 9]) == "3–4, 9"
    assert runs([1]) == "1"


def test_an_address_visited_twice_keeps_the_first_visit_to_pick() -> None:
    c = columns(PROBLEM)
    stops = numbered(c, routes_of(c, timetable(c, PLAN), EVERY_SHIFT)[0])
    assert [PROBLEM.visits[stop.first_visit].id for stop in stops] == ["Anna", "Olle", "Siv"]


def test_the_ground_of_the_map_asks_nobody_for_anything() -> None:
    for dark in (False, True):
        style = blank_style(dark)
        assert style.startswith("data:application/json,")
        assert "http" not in style


def test_light_and_dark_differ() -> None:
    assert blank_style(False) != blank_style(True)


def test_one_distant_client_does_not_shrink_the_town() -> None:
    lat = np.append(np.linspace(60.60, 60.62, 99), 65.0)
    lon = np.append(np.linspace(17.10, 17.14, 99), 22.0)
    assert fit(lat, lon, 300, 262, spare=0.05).zoom > 10
    assert fit(lat, lon, 300, 262).zoom < 7


def test_a_map_of_nothing_still_has_a_view() -> None:
    nothing = np.zeros(0)
    assert fit(nothing, nothing, 300, 262).zoom > 0


def test_an_address_the_carer_comes_back_to_says_so_in_little_room() -> None:
    problem = a_problem(*(a_visit(f"{name}.{n}", km=km) for n, (name, km) in enumerate([("Anna", 1), ("Olle", 2)] * 2)),
                        a_shift("Bo"))  # fmt: skip
    c = columns(problem)
    plan = a_plan({"Bo": ["Anna.0 08:00", "Olle.1 09:00", "Anna.2 10:00", "Olle.3 11:00"]})
    stops = numbered(c, routes_of(c, timetable(c, plan), np.array([0], np.int32))[0])
    assert [(stop.numbers, stop.short) for stop in stops] == [("1, 3", "1+"), ("2, 4", "2+")]


def test_the_lean_document_says_what_pydecks_own_says() -> None:
    deck = LeanDeck(
        [pdk.Layer("ScatterplotLayer", data=[{"lat": 59.1, "lon": 18.2}], get_position="[lon, lat]", pickable=True)],
        initial_view_state=pdk.ViewState(latitude=59.0, longitude=18.0, zoom=11),
    )
    assert json.loads(deck.to_json()) == json.loads(serialize(deck))
    assert "\n" not in deck.to_json()
