"""OSRM: `/table/v1` for matrices, `/route/v1` for lines; coordinates stand in the address, longitude first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.integrations.outbound import Outbound
from services.integrations.routing.faults import refuse, refused, unreadable
from services.integrations.routing.port import Point
from services.integrations.routing.reading import agreed, document, matrix, points
from services.problem import Mode
from services.problem.roads import Matrix

PROFILES: Mapping[Mode, str] = {Mode.CAR: "driving", Mode.BIKE: "cycling", Mode.WALK: "walking"}
_OK, _NO_WAY = "Ok", {"NoRoute", "NoSegment"}


class Osrm:
    """One server behind `door`."""

    def __init__(self, door: Outbound) -> None:
        self._door = door

    def table(self, sources: Sequence[Point], targets: Sequence[Point], mode: Mode) -> tuple[Matrix, Matrix]:
        """Seconds and metres; a pair without a way is unknown."""
        every = [*sources, *targets]
        asked = [
            ("sources", ";".join(map(str, range(len(sources))))),
            ("destinations", ";".join(map(str, range(len(sources), len(every))))),
            ("annotations", "duration,distance"),
        ]
        answer = self._door.ask("GET", f"/table/v1/{PROFILES[mode]}/{_written(every)}", asked)
        refuse(answer)
        told = document(answer.body)
        if told.get("code") != _OK:
            raise refused()
        shape = (len(sources), len(targets))
        return agreed(matrix(told.get("durations"), shape), matrix(told.get("distances"), shape))

    def route(self, points_of_way: Sequence[Point], mode: Mode) -> list[Point]:
        """The line through the points; empty when there is no way."""
        asked = [("overview", "full"), ("geometries", "geojson")]
        answer = self._door.ask("GET", f"/route/v1/{PROFILES[mode]}/{_written(points_of_way)}", asked)
        if answer.status == 400 and document(answer.body).get("code") in _NO_WAY:
            return []
        refuse(answer)
        told = document(answer.body)
        try:
            line = told["routes"][0]["geometry"]["coordinates"]
        except (KeyError, IndexError, TypeError):
            raise unreadable() from None
        return points(line, is_lon_first=True)


def _written(every: Sequence[Point]) -> str:
    return ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in every)
