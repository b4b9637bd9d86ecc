"""Valhalla: `/sources_to_targets` for matrices, `/route` for lines; distances in kilometres, lines as polylines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from services.integrations.outbound import Outbound
from services.integrations.routing.faults import refuse, unreadable
from services.integrations.routing.port import Point
from services.integrations.routing.reading import agreed, document, matrix
from services.problem import Mode
from services.problem.roads import Matrix

COSTINGS: Mapping[Mode, str] = {Mode.CAR: "auto", Mode.BIKE: "bicycle", Mode.WALK: "pedestrian"}
_NO_WAY = 442
"""Their code for no path between two places."""
_GRAIN = 1e-6


class Valhalla:
    """One server behind `door`."""

    def __init__(self, door: Outbound) -> None:
        self._door = door

    def table(self, sources: Sequence[Point], targets: Sequence[Point], mode: Mode) -> tuple[Matrix, Matrix]:
        """Seconds and metres; a pair without a way is unknown."""
        asked = {"sources": _spots(sources), "targets": _spots(targets), "costing": COSTINGS[mode], "units": "km"}
        rows = self._ask("/sources_to_targets", asked).get("sources_to_targets")
        shape = (len(sources), len(targets))
        seconds = matrix(_each(rows, "time", 1), shape)
        return agreed(seconds, matrix(_each(rows, "distance", 1000), shape))

    def route(self, points_of_way: Sequence[Point], mode: Mode) -> list[Point]:
        """The line through the points; empty when there is no way."""
        asked = {"locations": _spots(points_of_way), "costing": COSTINGS[mode], "units": "km"}
        told = self._ask("/route", asked, may_fail=True)
        if told.get("error_code") == _NO_WAY:
            return []
        try:
            legs = [leg["shape"] for leg in told["trip"]["legs"]]
            return [point for shape in legs for point in decoded(shape)]
        except (KeyError, TypeError, ValueError, IndexError):
            raise unreadable() from None

    def _ask(self, path: str, asked: Mapping[str, object], *, may_fail: bool = False) -> dict[str, Any]:
        body = json.dumps(asked).encode()
        answer = self._door.ask("POST", path, body=body, headers={"Content-Type": "application/json"})
        if not (may_fail and answer.status == 400):
            refuse(answer)
        told = document(answer.body)
        if answer.status == 400 and told.get("error_code") != _NO_WAY:
            refuse(answer)
        return told


def decoded(shape: str) -> list[Point]:
    """A polyline with six decimals as points."""
    steps: list[int] = []
    bits = shift = 0
    for sign in shape:
        part = ord(sign) - 63
        if not 0 <= part < 64:
            raise ValueError("no polyline")
        bits |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:
            steps.append(~(bits >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    if shift or len(steps) % 2:
        raise ValueError("a polyline that breaks off")
    lats, lons = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(lat * _GRAIN, lon * _GRAIN) for lat, lon in zip(lats, lons, strict=True)]


def _spots(points: Sequence[Point]) -> list[dict[str, float]]:
    return [{"lat": round(lat, 6), "lon": round(lon, 6)} for lat, lon in points]


def _each(rows: object, key: str, times: float) -> list[list[object]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise unreadable()
    return [[_times(cell.get(key) if isinstance(cell, dict) else cell, times) for cell in row] for row in rows]


def _times(value: object, times: float) -> object:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value * times if is_number and isinstance(value, (int, float)) else value
