"""A map of named spots on an empty background: where vehicles are kept."""

from __future__ import annotations

from collections.abc import Sequence

import pydeck as pdk

from services.figures.routes import PURPLE, blank_style

Spot = tuple[str, float, float]
"""Name, latitude, longitude."""

_CLOSE, _ZOOM_OF_COUNTRY = 12.0, 4.0


def spots_deck(spots: Sequence[Spot], *, dark: bool = False, basemap_url: str | None = None) -> pdk.Deck:
    """The spots with their names; the view holds all of them. At least one spot."""
    rows = [{"name": name, "lat": lat, "lon": lon} for name, lat, lon in spots]
    lats, lons = [lat for _, lat, _ in spots], [lon for _, _, lon in spots]
    wide = max(max(lats) - min(lats), (max(lons) - min(lons)) / 2, 1e-9)
    zoom = _CLOSE if wide < 0.05 else max(_ZOOM_OF_COUNTRY, _CLOSE - 1.5 * (wide / 0.05) ** 0.5)
    layer = pdk.Layer(
        "ScatterplotLayer", rows, id="spots", get_position="[lon, lat]", get_fill_color=PURPLE[dark],
        get_radius=7, radius_units="'pixels'", pickable=True,
    )  # fmt: skip
    view = pdk.ViewState(latitude=sum(lats) / len(lats), longitude=sum(lons) / len(lons), zoom=zoom)
    return pdk.Deck(
        layers=[layer], initial_view_state=view, map_style=basemap_url or blank_style(dark), map_provider="mapbox",
        tooltip={"text": "{name}"},
    )  # fmt: skip
