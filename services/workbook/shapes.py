"""What a sheet and a column are: kinds of cells, titles in both languages, and which rows are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, auto

from services.words import Language, Text

Value = str | int | float | bool | date | time | tuple[object, ...] | None
"""What a cell says once it is read; nothing said is None, lists are tuples in one fixed order."""

Record = dict[str, Value]
"""One row: the key of a column → its value."""


class Kind(Enum):
    """How a cell is written and read."""

    TEXT = auto()
    WHOLE = auto()
    DECIMAL = auto()
    FLAG = auto()
    DAY = auto()
    CLOCK = auto()
    CHOICE = auto()
    WORDS = auto()
    SKILLS = auto()
    DAYS = auto()
    WEEKDAYS = auto()
    WINDOWS = auto()
    BREAKS = auto()


@dataclass(frozen=True)
class Column:
    """One column.

    `low` and `high` bound numbers, `high` the characters of a text; `choices` are the words of a `CHOICE` by what they
    stand for; an empty cell says `default`, or nothing at all when `keeps_when_blank`. `is_personal` columns are for
    those who may see who is who; `is_told_only` ones are written and never read.
    """

    key: str
    title: Text
    kind: Kind = Kind.TEXT
    is_needed: bool = False
    low: float | None = None
    high: float | None = None
    decimals: int = 2
    choices: Mapping[str, Text] = field(default_factory=dict)
    default: Value = None
    keeps_when_blank: bool = False
    is_personal: bool = False
    is_told_only: bool = False
    width: int = 16
    note: Text | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    `same_by` names the columns by which a row without an id is known again, the first that serves; `unique_by` those no
    two rows may share.
    """

    key: str
    title: Text
    columns: tuple[Column, ...]
    same_by: tuple[tuple[str, ...], ...]
    unique_by: tuple[tuple[str, ...], ...]
    note: Text

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    def columns_for(self, *, with_personal: bool) -> tuple[Column, ...]:
        """The columns that are written."""
        return tuple(column for column in self.columns if with_personal or not column.is_personal)


ID = Column(
    "id", Text(sv="Id", en="Id"), width=14,
    note=Text(sv="Ändra inte. Lämna tomt på nya rader.", en="Do not change. Leave empty on new rows."),
)  # fmt: skip
VERSION = Column(
    "version", Text(sv="Version", en="Version"), width=9,
    note=Text(
        sv="Ändra inte. Säger om någon annan har ändrat raden sedan boken hämtades.",
        en="Do not change. Tells whether somebody else has changed the row since the workbook was downloaded.",
    ),
)  # fmt: skip


def folded(words: str) -> str:
    """Words as they are compared: without case, outer blanks and doubled ones."""
    return " ".join(words.split()).casefold()


def both(text: Text) -> set[str]:
    """The words in either language, as they are compared."""
    return {folded(text(language)) for language in Language}
