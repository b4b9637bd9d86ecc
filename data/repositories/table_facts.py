"""What the tables of the planner hold, in plain words: kinds of columns, what names a row, what points where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    Interval,
    Numeric,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from data.models import Base, Word
from data.models.table import Point


class ColumnKind(StrEnum):
    """What a value is."""

    ID = "id"
    IDS = "ids"
    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    CLOCK = "clock"
    MOMENT = "moment"
    SPAN = "span"
    POINT = "point"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column; `most` is the longest text or the largest whole number, `words` what a word may be."""

    name: str
    kind: ColumnKind
    is_nullable: bool
    has_default: bool
    most: int | None = None
    words: frozenset[str] = frozenset()


_KINDS: tuple[tuple[type, ColumnKind], ...] = (
    (Word, ColumnKind.WORD), (Point, ColumnKind.POINT), (JSONB, ColumnKind.DOCUMENT), (Uuid, ColumnKind.ID),
    (Boolean, ColumnKind.FLAG), (BigInteger, ColumnKind.WHOLE), (Integer, ColumnKind.WHOLE),
    (Numeric, ColumnKind.NUMBER), (DateTime, ColumnKind.MOMENT), (Date, ColumnKind.DAY), (Time, ColumnKind.CLOCK),
    (Interval, ColumnKind.SPAN), (Text, ColumnKind.TEXT), (String, ColumnKind.TEXT),
)  # fmt: skip
_LARGEST = {BigInteger: 2**63 - 1, Integer: 2**31 - 1}


def table(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[f"caire.{name}"]


def key_columns(name: str) -> tuple[str, ...]:
    """What names a row beside the organisation."""
    return tuple(column.name for column in table(name).primary_key if column.name != "organization_id")


def written_columns(name: str) -> list[Column[Any]]:
    """The columns somebody writes: not the organisation, nor those the database works out itself."""
    return [column for column in table(name).c if column.computed is None and column.name != "organization_id"]


@cache
def columns(name: str) -> tuple[ColumnFacts, ...]:
    """Every column somebody writes but those that are sealed bytes."""
    return tuple(facts for column in written_columns(name) if (facts := _facts(column)) is not None)


@cache
def unique_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """The columns no two rows may share, the key first."""
    unique = [[c.name for c in each.columns] for each in table(name).constraints if isinstance(each, UniqueConstraint)]
    return key_columns(name), *(tuple(n for n in names if n != "organization_id") for names in sorted(unique))


@cache
def points_at(name: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Tables that rows point at: their name, and pairs of own column and theirs."""
    found = []
    for key in table(name).constraints:
        if isinstance(key, ForeignKeyConstraint):
            pairs = tuple((each.parent.name, each.column.name) for each in key.elements)
            found.append((key.referred_table.name, tuple(pair for pair in pairs if pair[0] != "organization_id")))
    return tuple(sorted(found))


@cache
def references(name: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Tables that point at `name`, each with its columns → those of `name`."""
    return tuple(
        (other.name, dict(pairs))
        for other in Base.metadata.sorted_tables
        for at, pairs in points_at(other.name)
        if at == name
    )


def _facts(column: Column[Any]) -> ColumnFacts | None:
    kind = _kind(column)
    if kind is None:
        return None
    most = column.type.length if isinstance(column.type, String) else None
    if kind is ColumnKind.WHOLE:
        most = next(size for each, size in _LARGEST.items() if isinstance(column.type, each))
    words = frozenset(column.type.words) if isinstance(column.type, Word) else frozenset()
    has_default = column.server_default is not None
    return ColumnFacts(column.name, kind, bool(column.nullable), has_default, most, frozenset(map(str, words)))


def _kind(column: Column[Any]) -> ColumnKind | None:
    if isinstance(column.type, ARRAY):
        return ColumnKind.IDS if isinstance(column.type.item_type, Uuid) else ColumnKind.TEXTS
    return next((kind for each, kind in _KINDS if isinstance(column.type, each)), None)
