"""A carer's own day on a map: the way from visit to visit, stops numbered by their place in the day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pydeck as pdk

from services.figures.fitting import fit
from services.figures.lean_deck import LeanDeck
from services.figures.routes import INK, NUMBER_SIGNS, PURPLE, blank_style
from services.figures.stops import runs

WIDTH_PX, HEIGHT_PX = 360, 420
_MARGIN_PX = 36
_DONE = [140, 134, 165]

Place = tuple[int, float, float, bool]
"""The visit's number in the day, latitude, longitude, and whether it is done."""


def own_route_deck(places: Sequence[Place], *, dark: bool = False, basemap_url: str | None = None) -> pdk.Deck:
    """At least one place; what is done is grey, and visits at one address share a stop."""
    there: dict[tuple[float, float], list[tuple[int, bool]]] = {}
    for number, lat, lon, is_done in places:
        there.setdefault((lat, lon), []).append((number, is_done))
    stops = [
        {"at": [lon, lat], "n": runs([number for number, _ in found]),
         "colour": _DONE if all(done for _, done in found) else PURPLE[dark]}
        for (lat, lon), found in there.items()
    ]  # fmt: skip
    path = [[lon, lat] for _, lat, lon, _ in places]
    view = fit(
        np.array([p[1] for p in path]), np.array([p[0] for p in path]), WIDTH_PX, HEIGHT_PX, margin_px=_MARGIN_PX
    )
    layers = [
        pdk.Layer("PathLayer", [{"path": path}], id="way", get_path="path", get_color=PURPLE[dark],
                  width_min_pixels=2.5, width_max_pixels=2.5, cap_rounded=True, joint_rounded=True),
        pdk.Layer("ScatterplotLayer", stops, id="stops", get_position="at", get_fill_color="colour",
                  get_radius=12, radius_units=pdk.types.String("pixels")),
        pdk.Layer("TextLayer", stops, id="numbers", get_position="at", get_text="n", get_size=12,
                  get_color=INK[dark], character_set=pdk.types.String(NUMBER_SIGNS + ", "), font_weight=700),
    ]  # fmt: skip
    return LeanDeck(
        layers=layers,
        initial_view_state=pdk.ViewState(latitude=view.lat, longitude=view.lon, zoom=view.zoom),
        map_style=basemap_url or blank_style(dark),
        map_provider="mapbox",
    )
