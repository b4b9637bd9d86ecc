"""What every table shares: the schema, words as text, points, and the stamps kept by triggers.

Decision     Models state the tables for the queries; the migrations make them, and a test holds the two equal.
             No relationships: a neighbour is asked for by name in a repository, never loaded behind one's back.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, MetaData, Text, TypeDecorator, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

Instant = DateTime(timezone=True)
Json = JSONB(none_as_null=True)  # None is an absent value, not JSON's null


class Base(DeclarativeBase):
    """The tables of the schema `caire`."""

    metadata = MetaData(schema="caire")
    type_annotation_map: ClassVar[dict[type, type[Text]]] = {str: Text}


class Word(TypeDecorator[StrEnum]):
    """A word of data.vocabulary, text with a CHECK in the database."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Point(UserDefinedType[tuple[float, float]]):
    """PostgreSQL's point, as (longitude, latitude)."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "POINT"

    def bind_processor(self, dialect: Dialect) -> Any:
        return lambda value: None if value is None else f"({value[0]!r},{value[1]!r})"

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        def read(value: str | None) -> tuple[float, float] | None:
            if value is None:
                return None
            lon, lat = value.strip("()").split(",")
            return float(lon), float(lat)

        return read


class Made:
    """When the row was made."""

    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


class Stamped(Made):
    """When the row was made and last changed; a trigger keeps the second."""

    updated_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
