"""Values from outside, read as the types they were declared: everything that does not fit is named at once."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast, get_args, get_origin
from uuid import UUID

from pages.shell.api.shapes import Between, Matching, bare, hints, without_none
from services.errors import BadInput
from services.words import Text

R = TypeVar("R")
_MOST = 100
"""Values in a list that is read."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_CAUSE = Text(sv="Anropet följer inte sin beskrivning.", en="The call does not keep to its description.")
_ACTION = Text(
    sv="Rätta fälten som nämns; /api/v1/openapi.json säger vad som gäller.",
    en="Mend the fields that are named; /api/v1/openapi.json says what holds.",
)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A field that does not fit, and what was expected; never what stood there."""

    where: str
    expected: Text


class _Refused(Exception):
    """One value that does not fit."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


def misfits(found: Sequence[Misfit]) -> BadInput:
    """The refusal that names them all."""
    return BadInput("API-001", _CAUSE, _ACTION, tuple(found))


def read_body(kind: type[R], raw: bytes) -> R:
    """A record out of a JSON document; raises `BadInput`."""
    try:
        document = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise misfits([Misfit("body", Text(sv="ett JSON-dokument", en="a JSON document"))]) from None
    if not isinstance(document, dict):
        raise misfits([Misfit("body", Text(sv="ett JSON-objekt", en="a JSON object"))])
    return _read(kind, document, "body", is_text=False)


def read_query(kind: type[R], given: Sequence[tuple[str, str]]) -> R:
    """A record out of the words behind the question mark; each once."""
    words = dict(given)
    if len(words) != len(given):
        raise misfits([Misfit("query", Text(sv="varje parameter en gång", en="each parameter once"))])
    return _read(kind, words, "query", is_text=True)


def read_id(given: str) -> UUID | None:
    """The id in a path, None for any other word."""
    return UUID(given) if _ID.fullmatch(given) else None


def _read(kind: type[R], given: Mapping[str, Any], place: str, *, is_text: bool) -> R:
    names = {_outside(field.name): field for field in dataclasses.fields(cast("Any", kind))}
    found = [
        Misfit(place, Text(sv="inga andra fält än de beskrivna", en="no other fields than those described"))
    ] if given.keys() - names.keys() else []  # fmt: skip
    values: dict[str, Any] = {}
    for name, field in names.items():
        if name not in given:
            if field.default is dataclasses.MISSING:
                found.append(Misfit(f"{place}.{name}", Text(sv="ett värde", en="a value")))
            continue
        try:
            values[field.name] = _value(hints(kind)[field.name], given[name], is_text=is_text)
        except _Refused as refused:
            found.append(Misfit(f"{place}.{name}", refused.expected))
    if found:
        raise misfits(found)
    return kind(**values)


def _outside(name: str) -> str:
    """`from` is a word of Python's own."""
    return name.rstrip("_")


def _value(kind: Any, given: Any, *, is_text: bool) -> Any:
    inner, notes = bare(kind)
    if (rest := without_none(inner)) is not None:
        return None if given is None and not is_text else _value(rest, given, is_text=is_text)
    value = _plain(inner, given, is_text=is_text)
    for note in notes:
        _check(note, value)
    return value


def _plain(kind: Any, given: Any, *, is_text: bool) -> Any:
    if kind is bool:
        return _truth(given, is_text=is_text)
    if kind is int:
        return _whole(given, is_text=is_text)
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0], given)
    if not isinstance(given, str):
        raise _Refused(Text(sv="en text", en="a text"))
    if kind is str:
        return _word(given)
    if kind is UUID:
        if not _ID.fullmatch(given):
            raise _Refused(Text(sv="ett id (UUID)", en="an id (UUID)"))
        return UUID(given)
    if kind is date or kind is datetime:
        return _moment(kind, given)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of(kind, given)
    raise TypeError(f"{kind!r} is not read from outside.")


def _truth(given: Any, *, is_text: bool) -> bool:
    held = {"true": True, "false": False}.get(given) if is_text else given
    if not isinstance(held, bool):
        raise _Refused(Text(sv="true eller false", en="true or false"))
    return held


def _whole(given: Any, *, is_text: bool) -> int:
    wanted = Text(sv="ett heltal", en="a whole number")
    if is_text:
        if not _WHOLE.fullmatch(given):
            raise _Refused(wanted)
        return int(given)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not math.isfinite(given) or given % 1:
        raise _Refused(wanted)
    return int(given)


def _word(given: str) -> str:
    if not given.isprintable():
        raise _Refused(Text(sv="en text utan styrtecken", en="a text without control characters"))
    return given


def _moment(kind: type[date], given: str) -> date:
    pattern, wanted = (
        (_MOMENT, Text(sv="en tidpunkt med tidszon", en="a moment with its offset"))
        if kind is datetime else (_DAY, Text(sv="en dag (ÅÅÅÅ-MM-DD)", en="a day (YYYY-MM-DD)"))
    )  # fmt: skip
    try:
        if pattern.fullmatch(given):
            return kind.fromisoformat(given)
    except ValueError:
        pass
    raise _Refused(wanted)


def _one_of(kind: type[StrEnum], given: str) -> StrEnum:
    try:
        return kind(given)
    except ValueError:
        words = ", ".join(word.value for word in kind)
        raise _Refused(Text(sv="något av {words}", en="one of {words}").fill(words=words)) from None


def _several(kind: Any, given: Any) -> tuple[Any, ...]:
    if not isinstance(given, list) or not 1 <= len(given) <= _MOST:
        raise _Refused(Text(sv="en lista med 1–{most} värden", en="a list of 1–{most} values").fill(most=_MOST))
    return tuple(_value(kind, each, is_text=False) for each in given)


def _check(note: object, value: Any) -> None:
    if isinstance(note, Between) and not note.low <= value <= note.high:
        wanted = Text(sv="ett heltal från {low} till {high}", en="a whole number from {low} to {high}")
        raise _Refused(wanted.fill(low=note.low, high=note.high))
    if isinstance(note, Matching) and (len(value) > note.longest or not re.fullmatch(note.pattern, value)):
        raise _Refused(Text(sv="en text som {pattern}", en="a text like {pattern}").fill(pattern=note.pattern))


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")
