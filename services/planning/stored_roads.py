"""Roads as part of a snapshot: matrices packed, places by id only, and why the router was not asked to the end."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from services.problem import Mode, Roads
from services.problem.roads import Matrix
from services.words import Text

_WHOLE = "<i4"


def roads_to_json(roads: Roads) -> dict[str, Any]:
    """The document of `roads`."""
    told: dict[str, Any] = {
        "source": roads.source,
        "places": list(roads.place_ids),
        "legs": {mode.name: [_packed(each) for each in legs] for mode, legs in roads.legs.items()},
    }
    if roads.is_asked:
        told["is_asked"] = True
    if roads.code:
        told["code"] = roads.code
    if roads.cause is not None:
        told["cause"] = {"sv": roads.cause.sv, "en": roads.cause.en}
    return told


def roads_from_json(told: Mapping[str, Any]) -> Roads:
    """The roads of a document."""
    count, cause = len(told["places"]), told.get("cause")
    return Roads(
        told["source"],
        tuple(told["places"]),
        {Mode[name]: (_opened(legs[0], count), _opened(legs[1], count)) for name, legs in told["legs"].items()},
        told.get("code", ""),
        None if cause is None else Text(sv=cause["sv"], en=cause["en"]),
        told.get("is_asked", False),
    )


def _packed(matrix: Matrix) -> str:
    return base64.b64encode(zlib.compress(matrix.astype(_WHOLE).tobytes())).decode("ascii")


def _opened(packed: str, count: int) -> Matrix:
    held = np.frombuffer(zlib.decompress(base64.b64decode(packed)), _WHOLE)
    return held.reshape(count, count).astype(np.int32)
