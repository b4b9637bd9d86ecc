"""What is sent to the solver: the disguised problem as a model input, the weights as overrides, the time as a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from services.constraints.kind import Weights
from services.integrations.timefold.disguise import Disguised
from services.integrations.timefold.input_writer import Json, write_input
from services.integrations.timefold.overrides import overrides
from services.integrations.timefold.refusals import not_sendable
from services.integrations.timefold.sent_fields import unknown_fields
from services.integrations.timefold.times import written_duration, written_moment
from services.problem.issue import Severity
from services.problem.problem import Place, Problem
from services.problem.validate import validate

UNSAFE_IN_IDS = frozenset("[]/")
"""The patch language cannot name an id with one of these."""
_NAMES = frozenset({"name", "vehicleType", "costImpact"})
_PLACES = frozenset({"location", "startLocation", "endLocation"})


def model_input(hidden: Disguised, frozen_until_s: int | None = None) -> Json:
    """`modelInput`; refused with `BadInput` when the problem has an error or something in it may not leave."""
    problem = hidden.problem
    _refuse_errors(problem)
    written = write_input(problem)["modelInput"]
    assert isinstance(written, dict)
    model = _without_names(written)
    if frozen_until_s is not None:
        model["freezeTime"] = written_moment(frozen_until_s, ZoneInfo(problem.zone))
    return model


def config(problem: Problem, weights: Weights, seconds: float, threads: int | None = None) -> Json:
    """`config`: how long, how many threads (the profile's own where None), and the weights."""
    run: Json = {"name": "caire", "termination": {"spentLimit": written_duration(max(1, round(seconds)))}}
    if threads is not None:
        run["maxThreadCount"] = threads
    return {"run": run, "model": {"overrides": overrides(problem, weights)}}


def request(model: Json, settings: Json) -> Json:
    """The whole document, looked through once more: a field we do not know of is never sent."""
    document: Json = {"config": settings, "modelInput": model}
    unknown = next(unknown_fields(document), None)
    if unknown is not None:
        raise AssertionError(f"{unknown} is not a field that may leave the house")
    return document


def placed(model: Json, places: Mapping[str, Place]) -> Json:
    """A model input that was kept, with positions in place of the ids of places."""
    return dict(_walked(model, lambda held: _position(held, places)))


def unplaced(model: Json, problem: Problem) -> Json:
    """A model input to be kept: nobody's position is in it, only the ids of places."""
    names = {(place.lat, place.lon): place.id for place in problem.places}
    return dict(_walked(model, lambda held: names[float(held[0]), float(held[1])]))


def _position(place_id: object, places: Mapping[str, Place]) -> list[float]:
    place = places[str(place_id)]
    return [place.lat, place.lon]


def _walked(held: Mapping[str, Any], change: Callable[[Any], object]) -> Iterator[tuple[str, object]]:
    for name, value in held.items():
        if name in _PLACES:
            yield name, change(value)
        elif isinstance(value, dict):
            yield name, dict(_walked(value, change))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield name, [dict(_walked(item, change)) for item in value]
        else:
            yield name, value


def _without_names(held: dict[str, object]) -> Json:
    """The format's free words are left out; a skill's name is no word of anybody's any more."""
    return {name: _plain(value, name) for name, value in held.items() if name not in _NAMES}


def _plain(value: object, name: str) -> object:
    if isinstance(value, dict):
        return _without_names(value)
    if isinstance(value, list) and name not in {"requiredSkills", "skills"}:
        return [_plain(item, name) for item in value]
    return value


def _refuse_errors(problem: Problem) -> None:
    faults = [issue for issue in validate(problem) if issue.severity is Severity.ERROR]
    if faults:
        raise not_sendable(len(faults), tuple(faults))
    ids = [each.id for each in problem.carers] + [each.id for each in problem.shifts]
    ids += [each.id for each in problem.visits] + [each.id for each in problem.groups]
    if any(UNSAFE_IN_IDS & set(each) for each in ids):
        raise not_sendable(1)
