"""Types as JSON: how a value of a type is written, what a schema says of it, and how it is read from outside.

Dataclasses are objects without further properties; fields with a default may be left out when they are read.
`Annotated` narrows: `Between`, `Matching`, `Says`. Any other type is a mistake of ours and raises when it is declared.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Schema = dict[str, Any]
_WORDS: dict[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    UUID: {"type": "string", "format": "uuid"},
}


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number from `low` to `high`, both allowed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Matching:
    """A word that keeps to `pattern` as a whole."""

    pattern: str
    longest: int


@dataclass(frozen=True, slots=True)
class Says:
    """What a field means, for the document."""

    words: str


_HINTS: dict[Any, Mapping[str, Any]] = {}


def hints(record: Any) -> Mapping[str, Any]:
    """The types of a dataclass' fields, with what narrows them; worked out once."""
    if record not in _HINTS:
        told = get_type_hints(record, include_extras=True)
        _HINTS[record] = {field.name: told[field.name] for field in dataclasses.fields(record)}
    return _HINTS[record]


def bare(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `Annotated`, and what it was annotated with."""
    if get_origin(kind) is Annotated:
        inner, *notes = get_args(kind)
        return inner, tuple(notes)
    return kind, ()


def without_none(kind: Any) -> Any | None:
    """`X` of `X | None`, None for any other type."""
    if get_origin(kind) in {Union, types.UnionType}:
        rest = [each for each in get_args(kind) if each is not types.NoneType]
        return rest[0] if len(rest) == 1 else None
    return None


def schema_of(kind: Any, shelf: dict[str, Schema]) -> Schema:
    """The schema of a type; those of records are put on the `shelf` and referred to."""
    inner, notes = bare(kind)
    schema = _plain_schema(inner, shelf)
    for note in notes:
        schema = _narrowed(schema, note)
    return schema


def _plain_schema(kind: Any, shelf: dict[str, Schema]) -> Schema:
    if (rest := without_none(kind)) is not None:
        return _or_null(schema_of(rest, shelf))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": schema_of(get_args(kind)[0], shelf)}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": schema_of(get_args(kind)[1], shelf)}
    if kind in _WORDS:
        return dict(_WORDS[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [word.value for word in kind]}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, shelf)
    raise TypeError(f"{kind!r} has no shape.")


def _record(kind: type, shelf: dict[str, Schema]) -> Schema:
    if kind.__name__ not in shelf:
        shelf[kind.__name__] = {}  # a place on the shelf first: records may hold each other
        fields = dataclasses.fields(kind)
        shelf[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").partition("\n\n")[0].strip(),
            "properties": {field.name: schema_of(hints(kind)[field.name], shelf) for field in fields},
            "required": [field.name for field in fields],
            "additionalProperties": False,
        }
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def asked_schema(kind: type, shelf: dict[str, Schema]) -> Schema:
    """The schema of a record that is read: what has a default need not be there."""
    reference = _record(kind, shelf)
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    shelf[kind.__name__]["required"] = needed
    return reference


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema or "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _narrowed(schema: Schema, note: object) -> Schema:
    match note:
        case Between(low, high):
            return {**schema, "minimum": low, "maximum": high}
        case Matching(pattern, longest):
            return {**schema, "pattern": f"^{pattern}$", "maxLength": longest}
        case Says(words):
            return {**schema, "description": words}
    raise TypeError(f"{note!r} narrows nothing.")


def told(value: Any) -> Any:
    """A value as JSON holds it; moments with their offset, records by field."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): told(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [told(each) for each in value]
    return {name: told(getattr(value, name)) for name in hints(type(value))}
