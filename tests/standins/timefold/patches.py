"""The patch language of the platform, applied as its documentation and its traps say."""

from __future__ import annotations

import copy
import re
from typing import Any

_FILTER = re.compile(r"\[(\w+)=([^\]]*)\]")


def patched(model: dict[str, Any], steps: list[dict[str, Any]]) -> dict[str, Any]:
    """The model after all steps, in order; raises KeyError or IndexError where a path leads nowhere."""
    changed = copy.deepcopy(model)
    for step in steps:
        *way, last = step["path"].strip("/").split("/")
        place: Any = changed
        for segment in way:
            place = _inside(place, segment)
        if step["op"] in {"remove", "replace"}:
            _remove(place, last, is_needed=step["op"] == "remove")
        if step["op"] in {"add", "replace"}:
            _add(place, last, copy.deepcopy(step["value"]))
    return changed


def _inside(place: Any, segment: str) -> Any:
    if named := _FILTER.fullmatch(segment):
        return next(item for item in place if item[named[1]] == named[2])
    return place[int(segment)] if isinstance(place, list) else place[segment]


def _remove(place: Any, segment: str, *, is_needed: bool) -> None:
    if named := _FILTER.fullmatch(segment):
        kept = [item for item in place if item[named[1]] != named[2]]
        if is_needed and len(kept) == len(place):
            raise KeyError(segment)
        place[:] = kept
    elif isinstance(place, list):
        del place[int(segment)]
    else:
        del place[segment]


def _add(place: Any, segment: str, value: Any) -> None:
    if isinstance(place, list):
        place.append(value)
    else:
        place[segment] = value
