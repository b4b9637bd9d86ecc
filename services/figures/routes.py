"""The map of a day: every route in grey, the selected carer's in purple with its stops numbered.

Context      Twenty-three routes in twenty-three colours are a tangle, and map tiles tell strangers where clients live.
Decision     One colour for what is selected, grey for the rest; an empty background of our own unless an address for
             tiles is set. Stops at one address share one number, `3–4`.
Consequence  Nothing is fetched from anywhere, and the eye finds the route at once.
Not chosen   A colour per carer: more than eight hues cannot be told apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import numpy as np
import pydeck as pdk

from services.figures.fitting import fit
from services.figures.lean_deck import LeanDeck
from services.figures.stops import Route, numbered, routes_of
from services.problem.columns import Columns, Ints
from services.problem.timetable import Timetable

Line = tuple[tuple[float, float], ...]
"""Latitudes and longitudes along streets."""

WIDTH_PX, HEIGHT_PX = 300, 262
SPARE = 0.05
"""Share of the points at either end that may lie outside the first view."""

GREY = [140, 134, 165]
PURPLE = {False: [124, 58, 237], True: [167, 139, 250]}
ORANGE = [213, 94, 0]
INK = {False: [255, 255, 255], True: [20, 18, 31]}
GROUND = {False: "#F3F1FA", True: "#1A1727"}
NUMBER_SIGNS = "0123456789–+"


def routes_deck(
    c: Columns, t: Timetable, shifts: Ints, unplanned: Ints, carer: int, visit: int, *,
    dark: bool = False, basemap_url: str | None = None, pick: int = 0, lines: Mapping[str, Line] | None = None,
) -> pdk.Deck:  # fmt: skip
    """The map of these shift rows and unplanned visit rows; `carer` and `visit` are the selected rows or −1.

    `pick` counts what has been picked on the map: layers get a new name each time, so that the browser's own
    highlight of the last pick does not stay behind. `lines` are streets that selected routes follow, by `places_word`.
    """
    routes = routes_of(c, t, shifts)
    chosen = [_along(route, lines or {}) for route in routes if route.carer == carer]
    others = [route for route in routes if route.carer != carer]
    layers = [
        _paths(f"routes-{pick}", others, [*GREY, 70 if not chosen else 45], 1.2),
        _paths(f"route-{pick}", chosen, PURPLE[dark], 3.0),
        _dots(c, f"visits-{pick}", [stop for route in others for stop in route.visits], [*GREY, 190]),
        _unplanned(c, f"unplanned-{pick}", unplanned, dark),
        *_stops(c, pick, chosen, visit, dark),
    ]
    return LeanDeck(
        layers=layers,
        initial_view_state=_view(c, routes, chosen, unplanned, visit),
        map_style=basemap_url or blank_style(dark),
        map_provider="mapbox",
        tooltip={"text": "{name}"},
    )


def places_word(route: Route) -> str:
    """Which places a route passes, as one word."""
    return " ".join(map(str, route.places))


def _along(route: Route, lines: Mapping[str, Line]) -> Route:
    line = lines.get(places_word(route))
    return route if not line else replace(route, path=tuple((lon, lat) for lat, lon in line))


def blank_style(dark: bool) -> str:
    """A map without a map, as an address that nobody is asked for."""
    style = {
        "version": 8,
        "sources": {},
        "layers": [{"id": "ground", "type": "background", "paint": {"background-color": GROUND[dark]}}],
    }
    return "data:application/json," + quote(json.dumps(style))


def _view(c: Columns, routes: list[Route], chosen: list[Route], unplanned: Ints, visit: int) -> pdk.ViewState:
    """All of a selected route; a selected visit nobody makes among its neighbours; else nearly everything."""
    places = [place for route in (chosen or routes) for place in route.places]
    if not chosen:
        places += c.visit_place[unplanned].tolist()
    if visit >= 0 and chosen:
        places.append(int(c.visit_place[visit]))
    lat = np.array([c.problem.places[place].lat for place in places])
    lon = np.array([c.problem.places[place].lon for place in places])
    view = fit(lat, lon, WIDTH_PX, HEIGHT_PX, spare=0.0 if chosen else SPARE)
    return pdk.ViewState(latitude=view.lat, longitude=view.lon, zoom=view.zoom)


def _position(c: Columns, place: int) -> list[float]:
    where = c.problem.places[place]
    return [where.lon, where.lat]


def _paths(name: str, routes: list[Route], colour: list[int], width_px: float) -> pdk.Layer:
    data = [{"id": r.word, "name": r.label, "path": r.path} for r in routes]
    return pdk.Layer(
        "PathLayer", data, id=name, get_path="path", get_color=colour, width_min_pixels=width_px,
        width_max_pixels=width_px, cap_rounded=True, joint_rounded=True, pickable=True,
    )  # fmt: skip


def _dots(c: Columns, name: str, visits: list[int], colour: list[int]) -> pdk.Layer:
    data = [_dot(c, visit) for visit in visits]
    return pdk.Layer(
        "ScatterplotLayer", data, id=name, get_position="at", get_fill_color=colour, radius_min_pixels=3.5,
        radius_max_pixels=3.5, pickable=True,
    )  # fmt: skip


def _dot(c: Columns, visit: int) -> dict[str, Any]:
    made = c.problem.visits[visit]
    label = c.problem.clients[c.visit_client[visit]].label
    return {"id": made.id, "name": f"{label} {made.title}".strip(), "at": _position(c, int(c.visit_place[visit]))}


def _unplanned(c: Columns, name: str, visits: Ints, dark: bool) -> pdk.Layer:
    """Rings, so that they differ from made visits by more than their colour."""
    data = [_dot(c, visit) for visit in visits.tolist()]
    return pdk.Layer(
        "ScatterplotLayer", data, id=name, get_position="at", filled=True, stroked=True,
        get_fill_color=[*INK[dark], 255], get_line_color=ORANGE, line_width_min_pixels=2, radius_min_pixels=5,
        radius_max_pixels=5, pickable=True,
    )  # fmt: skip


def _stops(c: Columns, pick: int, chosen: list[Route], visit: int, dark: bool) -> list[pdk.Layer]:
    """Numbered circles per address, where the carer starts as a small square ring, the selected visit with a halo."""
    stops = [
        {"id": c.problem.visits[stop.first_visit].id, "at": _position(c, stop.place), "n": stop.short,
         "name": " · ".join(stop.labels), "size": 8.5 + 2 * max(0, len(stop.short) - 2)}
        for route in chosen for stop in numbered(c, route)
    ]  # fmt: skip
    ends = [{"id": r.word, "name": r.label, "at": _position(c, p)} for r in chosen for p in sorted(r.ends)]
    halo = [_dot(c, visit)] if visit >= 0 else []
    common: dict[str, Any] = {"get_position": "at", "pickable": True}
    return [
        pdk.Layer(
            "ScatterplotLayer", halo, id=f"halo-{pick}", get_position="at", get_fill_color=[*PURPLE[dark], 70],
            radius_min_pixels=17, radius_max_pixels=17, pickable=False,
        ),
        pdk.Layer(
            "ScatterplotLayer", ends, id=f"ends-{pick}", stroked=True, get_fill_color=INK[dark],
            get_line_color=PURPLE[dark], line_width_min_pixels=2.5, radius_min_pixels=5, radius_max_pixels=5, **common,
        ),
        pdk.Layer(
            "ScatterplotLayer", stops, id=f"stops-{pick}", stroked=True, get_fill_color=PURPLE[dark],
            get_line_color=INK[dark], line_width_min_pixels=1.5, get_radius="size", radius_units=_word("pixels"),
            **common,
        ),
        pdk.Layer(
            "TextLayer", stops, id=f"numbers-{pick}", get_position="at", get_text="n", get_color=INK[dark], get_size=10,
            font_family=_word("Inter, sans-serif"), font_weight=650, character_set=_word(NUMBER_SIGNS), pickable=False,
        ),
    ]  # fmt: skip


def _word(text: str) -> pdk.types.String:
    """A plain word, where pydeck would take it for a formula."""
    return pdk.types.String(text)
