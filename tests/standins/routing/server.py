"""The two routers on a real socket: roads are 1.4 times the straight line, at the pace of each way of travelling."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.standins.faulty import Fault, spoilt
from tests.standins.serving import served

M_PER_S = {"driving": 10.0, "auto": 10.0, "cycling": 4.0, "bicycle": 4.0, "walking": 1.25, "pedestrian": 1.25}
DETOUR = 1.4
LARGEST = 100
"""Coordinates of one question, as OSRM comes."""
Spot = tuple[float, float]


@dataclass
class Routers:
    """What a test switches, and what was asked; `islands` are latitudes nobody can travel to or from."""

    faults: list[Fault] = field(default_factory=list)
    islands: set[float] = field(default_factory=set)
    slow_s: float = 2.0
    key: str | None = None
    url: str = ""
    calls: list[str] = field(default_factory=list)

    async def osrm_table(self, request: Request) -> Response:
        """`/table/v1/{profile}/{coordinates}`."""
        spots = _read(request.path_params["coordinates"])
        if (spoiled := await self._spoiled(request)) is not None:
            return spoiled
        if len(spots) > LARGEST:
            return JSONResponse({"code": "TooBig"}, 400)
        named = (request.query_params[each].split(";") for each in ("sources", "destinations"))
        chosen = [[spots[int(i)] for i in each] for each in named]
        pace = M_PER_S[request.path_params["profile"]]
        metres = [[self._metres(a, b) for b in chosen[1]] for a in chosen[0]]
        seconds = [[None if each is None else each / pace for each in row] for row in metres]
        return JSONResponse({"code": "Ok", "durations": seconds, "distances": metres})

    async def osrm_route(self, request: Request) -> Response:
        """`/route/v1/{profile}/{coordinates}`."""
        spots = _read(request.path_params["coordinates"])
        if (spoiled := await self._spoiled(request)) is not None:
            return spoiled
        if any(lat in self.islands for lat, _ in spots):
            return JSONResponse({"code": "NoRoute"}, 400)
        line = {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in spots]}
        return JSONResponse({"code": "Ok", "routes": [{"geometry": line}]})

    async def valhalla_table(self, request: Request) -> Response:
        """`/sources_to_targets`."""
        if (spoiled := await self._spoiled(request)) is not None:
            return spoiled
        asked = await request.json()
        sources, targets = ([(spot["lat"], spot["lon"]) for spot in asked[each]] for each in ("sources", "targets"))
        pace = M_PER_S[asked["costing"]]
        rows = [[self._cell(a, b, pace) for b in targets] for a in sources]
        return JSONResponse({"sources_to_targets": rows, "units": "kilometers"})

    async def valhalla_route(self, request: Request) -> Response:
        """`/route`."""
        if (spoiled := await self._spoiled(request)) is not None:
            return spoiled
        spots = [(spot["lat"], spot["lon"]) for spot in (await request.json())["locations"]]
        if any(lat in self.islands for lat, _ in spots):
            return JSONResponse({"error_code": 442, "error": "No path could be found for input"}, 400)
        return JSONResponse({"trip": {"legs": [{"shape": encoded(spots)}], "status": 0}})

    def _cell(self, one: Spot, other: Spot, pace: float) -> dict[str, float | None]:
        metres = self._metres(one, other)
        return (
            {"distance": None, "time": None} if metres is None else {"distance": metres / 1000, "time": metres / pace}
        )

    def _metres(self, one: Spot, other: Spot) -> float | None:
        if one != other and {one[0], other[0]} & self.islands:
            return None
        east = (other[1] - one[1]) * math.cos(math.radians(one[0]))
        return DETOUR * 111_195.0 * math.hypot(other[0] - one[0], east)

    async def _spoiled(self, request: Request) -> Response | None:
        self.calls.append(f"{request.method} {request.url.path.split('/')[1]}")
        if self.key is not None and request.headers.get("authorization") != self.key:
            return JSONResponse({"message": "no"}, 401)
        return await spoilt(self.faults.pop(0), self.slow_s) if self.faults else None


def encoded(spots: Sequence[Spot]) -> str:
    """A polyline with six decimals, as Google's algorithm says."""
    found, last = "", (0, 0)
    for spot in spots:
        now = (round(spot[0] * 1e6), round(spot[1] * 1e6))
        for step in (now[0] - last[0], now[1] - last[1]):
            bits = ~(step << 1) if step < 0 else step << 1
            while bits >= 0x20:
                found += chr((0x20 | (bits & 0x1F)) + 63)
                bits >>= 5
            found += chr(bits + 63)
        last = now
    return found


def _read(coordinates: str) -> list[Spot]:
    pairs = (each.split(",") for each in coordinates.split(";"))
    return [(float(lat), float(lon)) for lon, lat in pairs]


@contextmanager
def some_routers() -> Iterator[Routers]:
    """Both, running while inside."""
    routers = Routers()
    application = Starlette(
        routes=[
            Route("/table/v1/{profile}/{coordinates}", routers.osrm_table),
            Route("/route/v1/{profile}/{coordinates}", routers.osrm_route),
            Route("/sources_to_targets", routers.valhalla_table, methods=["POST"]),
            Route("/route", routers.valhalla_route, methods=["POST"]),
        ]
    )
    with served(application) as url:
        routers.url = url
        yield routers
