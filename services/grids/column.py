"""What a column of a grid holds, and a cell of it as a plain value that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from services.words import Language, Text, number

NOTHING = "–"
YES, NO = Text(sv="Ja", en="Yes"), Text(sv="Nej", en="No")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `kind` is text, number, flag, choice, list, date or time; `choices` are (value, words) in order.

    A number lies between `low` and `high`; a text has at most `longest` characters.
    """

    name: str
    title: Text
    kind: str = "text"
    choices: tuple[tuple[str, Text], ...] = ()
    low: float | None = None
    high: float | None = None
    longest: int | None = None
    is_locked: bool = False
    is_needed: bool = False
    is_unique: bool = False
    hint: Text | None = None

    def plain(self, value: object) -> object:
        """The value as it is compared: no NaN, nothing instead of an empty text, whole numbers without decimals."""
        if self.kind == "flag":
            return value == True  # noqa: E712 - a missing flag and numpy's are compared, not tested
        if self.kind == "list":
            return tuple(str(each) for each in value) if isinstance(value, (list, tuple)) else ()
        if value is None or value != value or str(value) in {"NaT", "<NA>"}:
            return None
        if self.kind == "choice":
            return value if any(value == name for name, _ in self.choices) else None
        if self.kind == "number":
            return _number(value)
        if self.kind == "date":
            return _date(value)
        if self.kind == "time":
            return value if isinstance(value, time) else time.fromisoformat(str(value)[:5])
        return str(value).strip() or None

    def words(self, value: object, language: Language) -> str:
        """The value the way people write it."""
        if self.kind == "flag":
            return (YES if value else NO)(language)
        if value is None or value == ():
            return NOTHING
        if isinstance(value, tuple):
            return ", ".join(str(each) for each in value)
        if self.kind == "choice":
            return next((words(language) for name, words in self.choices if name == value), NOTHING)
        if isinstance(value, (int, float)):
            return number(value, language, 0 if float(value).is_integer() else 2)
        return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _number(value: object) -> int | float | None:
    try:
        read = float(str(value))
    except ValueError:
        return None
    return int(read) if read.is_integer() else read


def _date(value: object) -> date:
    taken = value.date() if hasattr(value, "date") else value
    return taken if isinstance(taken, date) else date.fromisoformat(str(taken)[:10])
