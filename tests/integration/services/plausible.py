"""A well-formed value for every argument a use case takes: nothing it names is there, and nothing about it is odd."""

from __future__ import annotations

import collections.abc
import dataclasses
import inspect
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.vocabulary import TravelSource

DAY = date(2027, 2, 1)
_PLAIN: dict[object, Callable[[], object]] = {
    UUID: new_id,
    str: lambda: "ett skäl som räcker",
    bytes: lambda: b"",
    bool: lambda: True,
    int: lambda: 30,
    float: lambda: 1.0,
    date: lambda: DAY,
    time: lambda: time(9),
    datetime: lambda: datetime.combine(DAY, time(9), UTC),
    timedelta: lambda: timedelta(minutes=30),
    ZoneInfo: lambda: ZoneInfo("Europe/Stockholm"),
    type(None): lambda: None,
    object: lambda: None,
}
_NAMED = {
    "constraint_id": "soft.travel.minutes",
    "reference_id": "soft.visit.optional",
    "source": TravelSource.OSRM,
}
"""What a page offers to choose from, so that nothing else can be asked for."""
_EMPTY = {
    collections.abc.Sequence: tuple,
    collections.abc.Iterable: tuple,
    collections.abc.Collection: tuple,
    collections.abc.Mapping: dict,
    dict: dict,
    list: list,
    frozenset: frozenset,
}


def arguments(method: Callable[..., object]) -> dict[str, object]:
    """Every argument beside the actor that has no default."""
    hints = typing.get_type_hints(method)
    return {
        name: _NAMED.get(name) or plausible(hints[name])
        for name, each in inspect.signature(method).parameters.items()
        if name != "actor" and each.default is inspect.Parameter.empty
    }


def plausible(kind: Any) -> object:
    """A value of the type `kind`."""
    if kind in _PLAIN:
        return _PLAIN[kind]()
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        inside = typing.get_args(kind)
        return None if type(None) in inside else plausible(inside[0])
    if origin is typing.Literal:
        return typing.get_args(kind)[0]
    if origin is tuple:
        inside = typing.get_args(kind)
        return () if inside[-1] is Ellipsis else tuple(map(plausible, inside))
    if origin in _EMPTY:
        return _EMPTY[origin]()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    raise TypeError(f"No plausible value is known of {kind!r}.")


def _record(kind: type) -> object:
    hints = typing.get_type_hints(kind)
    needed = [
        each
        for each in dataclasses.fields(kind)
        if each.init and each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    ]
    return kind(**{each.name: plausible(hints[each.name]) for each in needed})
