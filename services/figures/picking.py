"""A map to point at: squares over a piece of ground, the known spots among them, and the spot chosen so far.

A map tells which drawn thing was picked, not where the pointer was. So the ground is laid out in squares, and a pick
zooms in until a square is as small as a house.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pydeck as pdk

from services.figures.fitting import TILE_PX
from services.figures.lean_deck import LeanDeck
from services.figures.routes import PURPLE, blank_style
from services.figures.spots import Spot, gathered

COLUMNS, ROWS = 36, 18
CLOSER = 6
"""How many times smaller a square is after a pick."""
SMALLEST_M = 12.0
_M_PER_DEGREE = 111_195.0
_WHOLE_COUNTRY = (62.5, 16.0, 90_000.0)
_SPARE = 1.3
_GREY, _LINE = (124, 58, 237, 14), (124, 58, 237, 60)
_KNOWN, _KNOWN_DARK = (90, 86, 110, 200), (170, 165, 190, 220)


@dataclass(frozen=True, slots=True)
class Ground:
    """A piece of ground: its middle, and how many metres a square measures."""

    lat: float
    lon: float
    cell_m: float

    def around(self, lat: float, lon: float) -> Ground:
        """The ground nearer to a spot."""
        return Ground(lat, lon, max(SMALLEST_M, self.cell_m / CLOSER))

    @property
    def is_smallest(self) -> bool:
        """Whether a square is as small as it gets."""
        return self.cell_m <= SMALLEST_M


@dataclass(frozen=True, slots=True)
class Square:
    """A piece of the ground to pick, by its edges in degrees."""

    north: float
    west: float
    south: float
    east: float

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of what is picked with it."""
        return (self.north + self.south) / 2, (self.west + self.east) / 2


def ground_of(spots: Sequence[Spot]) -> Ground:
    """The ground that holds every spot, the whole country when there is none."""
    if not spots:
        return Ground(*_WHOLE_COUNTRY)
    lats, lons = [lat for _, lat, _ in spots], [lon for _, _, lon in spots]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    wide_m = (max(lons) - min(lons)) * _M_PER_DEGREE * math.cos(math.radians(lat))
    high_m = (max(lats) - min(lats)) * _M_PER_DEGREE
    return Ground(lat, lon, max(250.0, _SPARE * wide_m / COLUMNS, _SPARE * high_m / ROWS))


def picking_deck(
    ground: Ground, spots: Sequence[Spot], chosen: Spot | None, width_px: int, *, dark: bool, basemap_url: str | None
) -> pdk.Deck:
    """Squares to pick, known spots in grey, the chosen one in purple."""
    known = [
        {"name": names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}", "lat": lat, "lon": lon}
        for (lat, lon), names in gathered(spots).items()
    ]
    mine = [] if chosen is None else [dict(zip(("name", "lat", "lon"), chosen, strict=True))]
    squares = [_drawn(square) for square in squares_of(ground)]
    layers = [
        pdk.Layer(
            "PolygonLayer", squares, id="squares", get_polygon="corners", get_fill_color=_GREY,
            get_line_color=_LINE, line_width_min_pixels=0.5, get_line_width=0, pickable=True, auto_highlight=True,
        ),
        pdk.Layer(
            "ScatterplotLayer", known, id="known", get_position="[lon, lat]", get_radius=5, radius_units="'pixels'",
            get_fill_color=_KNOWN_DARK if dark else _KNOWN,
        ),
        pdk.Layer(
            "TextLayer", known, id="names", get_position="[lon, lat]", get_text="name", get_size=12,
            get_pixel_offset=[0, 16], get_color=_KNOWN_DARK if dark else _KNOWN, character_set=pdk.types.String("auto"),
            pickable=False,
        ),
        pdk.Layer(
            "ScatterplotLayer", mine, id="chosen", get_position="[lon, lat]", get_radius=9, radius_units="'pixels'",
            get_fill_color=PURPLE[dark],
        ),
    ]  # fmt: skip
    across_deg = COLUMNS * ground.cell_m / (_M_PER_DEGREE * math.cos(math.radians(ground.lat)))
    zoom = math.log2(width_px * 360 / (TILE_PX * across_deg))
    view = pdk.ViewState(latitude=ground.lat, longitude=ground.lon, zoom=zoom)
    return LeanDeck(
        layers=layers, initial_view_state=view, map_style=basemap_url or blank_style(dark), map_provider="mapbox",
        tooltip={"text": "{name}"},
    )  # fmt: skip


def squares_of(ground: Ground) -> list[Square]:
    """From north-west to south-east."""
    high = ground.cell_m / _M_PER_DEGREE
    wide = high / math.cos(math.radians(ground.lat))
    north, west = ground.lat + high * ROWS / 2, ground.lon - wide * COLUMNS / 2
    return [
        Square(north - row * high, west + column * wide, north - (row + 1) * high, west + (column + 1) * wide)
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]


def _drawn(square: Square) -> dict[str, object]:
    lat, lon = square.middle
    north, west, south, east = square.north, square.west, square.south, square.east
    return {
        "corners": [[west, north], [east, north], [east, south], [west, south]], "lat": lat, "lon": lon,
        "name": f"{lat:.5f}, {lon:.5f}",
    }  # fmt: skip
