"""A map of named spots on an empty background: where vehicles are kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pydeck as pdk

from services.figures.fitting import fit
from services.figures.lean_deck import LeanDeck
from services.figures.routes import PURPLE, blank_style

Spot = tuple[str, float, float]
"""Name, latitude, longitude."""

WIDTH_PX, HEIGHT_PX = 800, 280
_MARGIN_PX = 40


def gathered(spots: Sequence[Spot]) -> dict[tuple[float, float], list[str]]:
    """The names at each place."""
    there: dict[tuple[float, float], list[str]] = {}
    for name, lat, lon in spots:
        there.setdefault((lat, lon), []).append(name)
    return there


def spots_deck(spots: Sequence[Spot], *, dark: bool = False, basemap_url: str | None = None) -> pdk.Deck:
    """The spots, each telling who all is there; the view holds all of them. At least one spot."""
    there = gathered(spots)
    rows = [{"name": ", ".join(names), "lat": lat, "lon": lon} for (lat, lon), names in there.items()]
    lats, lons = (np.array(each, np.float64) for each in zip(*there, strict=True))
    view = fit(lats, lons, WIDTH_PX, HEIGHT_PX, margin_px=_MARGIN_PX)
    layer = pdk.Layer(
        "ScatterplotLayer", rows, id="spots", get_position="[lon, lat]", get_fill_color=PURPLE[dark],
        get_radius=7, radius_units="'pixels'", pickable=True,
    )  # fmt: skip
    seen = pdk.ViewState(latitude=view.lat, longitude=view.lon, zoom=view.zoom)
    return LeanDeck(
        layers=[layer], initial_view_state=seen, map_style=basemap_url or blank_style(dark), map_provider="mapbox",
        tooltip={"text": "{name}"},
    )  # fmt: skip
