"""A problem as a document: what a plan was made from, without where anybody lives.

Context      A plan must be explainable as it was, long after the rows have changed.
Decision     Everything a solver saw is kept with the plan, places by id only; positions are opened from their rows
             each time. Fields at their default are left out.
Consequence  A snapshot is no copy of anybody's address, and destroying an organisation's keys closes it too.
Not chosen   References to rows (they change); sealed positions inside (a second place to erase).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, TypeVar

from services.planning.stored_roads import roads_from_json, roads_to_json
from services.problem import (
    After,
    Break,
    Carer,
    Client,
    Group,
    Mode,
    Pin,
    Place,
    Problem,
    Setting,
    Shift,
    Skill,
    TravelModel,
    Vehicle,
    Visit,
    Window,
)

VERSION = 1
Position = tuple[float, float]
"""Latitude and longitude, degrees."""

T = TypeVar("T")


class MissingPlace(Exception):
    """A place of the snapshot has no position any more."""


def to_json(problem: Problem) -> dict[str, Any]:
    """The document of `problem`; `given` and `baseline` are stored as plans of their own."""
    return {
        "version": VERSION,
        "zone": problem.zone,
        "places": [place.id for place in problem.places],
        "clients": [_plain(each) for each in problem.clients],
        "carers": [_plain(each) for each in problem.carers],
        "shifts": [_plain(each) for each in problem.shifts],
        "visits": [_plain(each) for each in problem.visits],
        "groups": [_plain(each) for each in problem.groups],
        "models": {mode.name: _plain(model) for mode, model in problem.models.items()},
        "met": sorted(map(list, problem.met)),
        **{name: [_plain(each) for each in held] for name, held in _only_here(problem).items() if held},
        **({} if problem.roads is None else {"roads": roads_to_json(problem.roads)}),
    }


def _only_here(problem: Problem) -> dict[str, tuple[Vehicle, ...] | tuple[Setting, ...]]:
    """What most problems have none of."""
    return {"vehicles": problem.vehicles, "settings": problem.settings}


def place_ids(document: Mapping[str, Any]) -> list[str]:
    """The places whose positions are needed to open the document."""
    return list(document["places"])


def from_json(document: Mapping[str, Any], positions: Mapping[str, Position]) -> Problem:
    """The problem of a document; raises `MissingPlace` when a position is gone."""
    gone = [place for place in document["places"] if place not in positions]
    if gone:
        raise MissingPlace(f"{len(gone)} places have no position.")
    return Problem(
        zone=document["zone"],
        places=tuple(Place(place, *positions[place]) for place in document["places"]),
        clients=tuple(Client(**_tuples(each, "wishes", "traits")) for each in document["clients"]),
        carers=tuple(Carer(**_tuples(each, "traits", "avoids")) for each in document["carers"]),
        shifts=tuple(_shift(each) for each in document["shifts"]),
        visits=tuple(_visit(each) for each in document["visits"]),
        groups=tuple(Group(each["id"], tuple(each["visit_ids"])) for each in document["groups"]),
        models={Mode[name]: _model(model) for name, model in document["models"].items()},
        met=frozenset((client, carer) for client, carer in document["met"]),
        vehicles=tuple(_vehicle(each) for each in document.get("vehicles", ())),
        settings=tuple(Setting(**each) for each in document.get("settings", ())),
        roads=None if "roads" not in document else roads_from_json(document["roads"]),
    )


def _plain(thing: Any) -> Any:
    """Dataclasses as objects without their defaults, tuples as lists, modes by name."""
    if isinstance(thing, Mode):
        return thing.name
    if is_dataclass(thing):
        return {f.name: _plain(getattr(thing, f.name)) for f in fields(thing) if not _is_default(thing, f)}
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    return thing


def _is_default(thing: Any, f: Field[Any]) -> bool:
    return f.default is not MISSING and getattr(thing, f.name) == f.default


def _tuples(held: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**held, **{name: tuple(held.get(name, ())) for name in names}}


def _model(held: Mapping[str, Any]) -> TravelModel:
    return TravelModel(**{**held, "bands": tuple((beyond, rate) for beyond, rate in held.get("bands", ()))})


def _vehicle(held: Mapping[str, Any]) -> Vehicle:
    closed = tuple((first, last) for first, last in held.get("closed", ()))
    return Vehicle(**{**_tuples(held, "licences"), "closed": closed})


def _shift(held: Mapping[str, Any]) -> Shift:
    return Shift(
        **{**held,
           "breaks": tuple(Break(**each) for each in held.get("breaks", ())),
           "skills": tuple(Skill(**each) for each in held.get("skills", ())),
           "mode": Mode[held.get("mode", Mode.CAR.name)]}
    )  # fmt: skip


def _visit(held: Mapping[str, Any]) -> Visit:
    return Visit(
        **{**_tuples(held, "pool", "preferred", "prohibited"),
           "windows": tuple(Window(**each) for each in held["windows"]),
           "skills": tuple((name, level) for name, level in held.get("skills", ())),
           "after": tuple(After(**each) for each in held.get("after", ())),
           "pin": Pin(**held["pin"]) if "pin" in held else None}
    )  # fmt: skip
