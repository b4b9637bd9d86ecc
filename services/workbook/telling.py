"""What a workbook says of itself, and what would change, as a planner reads it: no name or address is repeated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from services.words import Language, Text
from services.workbook import cells
from services.workbook.comparing import HELD_SKILLS, Matched
from services.workbook.reading import Told
from services.workbook.shapes import Column, Value

MADE = Text(sv="Hämtad {moment}.", en="Downloaded {moment}.")
FOR_DAYS = Text(sv="Pass från {first} till {last}.", en="Shifts from {first} to {last}.")
HIDDEN = Text(sv="ändrat", en="changed")
NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One cell that would change, or a new row (no column); values in both languages, personal ones hidden."""

    sheet: Text
    row: int
    who: str
    column: Text | None = None
    was: Text | None = None
    becomes: Text | None = None


def about(days: tuple[date, date] | None, now: datetime, zone: ZoneInfo, language: Language) -> list[str]:
    """Lines for the read me."""
    lines = [MADE(language, moment=f"{now.astimezone(zone):%Y-%m-%d %H:%M}")]
    return lines + ([FOR_DAYS(language, first=days[0], last=days[1])] if days else [])


def differences(matched: Mapping[str, Matched], most: int) -> tuple[Difference, ...]:
    """New rows and changed cells, sheet by sheet, at most so many."""
    return tuple(islice(_all(matched), most))


def _all(matched: Mapping[str, Matched]) -> Iterator[Difference]:
    for each in matched.values():
        for change in each.changed:
            for key, (was, becomes) in change.differing.items():
                column = _column(change.told, key)
                yield Difference(
                    change.told.sheet.sheet.title, change.told.number, _who(change.told, change.held.record),
                    column.title, _said(column, was), _said(column, becomes),
                )  # fmt: skip
        for told in each.new:
            yield Difference(told.sheet.sheet.title, told.number, _who(told, {}))


def _column(told: Told, key: str) -> Column:
    return HELD_SKILLS if key == HELD_SKILLS.key else told.sheet.sheet.column(key)


def _who(told: Told, record: Mapping[str, Value]) -> str:
    said = {**record, **told.values}
    names = [said.get(key) for key in ("pseudonym", "name", "rule", "client", "employee", "service_type", "who", "day")]
    is_person = "pseudonym" in said
    shown = [said["pseudonym"]] if is_person else names
    return " · ".join(str(name) for name in shown if name)[:80]


def _said(column: Column, value: Value) -> Text:
    if column.is_personal:
        return HIDDEN
    if column is HELD_SKILLS:
        return _same("; ".join(_skill(*each) for each in value) or NOTHING)  # type: ignore[union-attr, misc]
    told = {language: cells.write(column, value, language) for language in Language}
    return Text(sv=str(_shown(told[Language.SV])), en=str(_shown(told[Language.EN])))


def _skill(name: str, level: int, begins: str, ends: str) -> str:
    return f"{name} {level}" + (f" ({begins or '…'}–{ends or '…'})" if begins or ends else "")


def _shown(written: cells.Written) -> object:
    if written is None or written == "":
        return NOTHING
    return f"{written:%H:%M}" if isinstance(written, time) else written


def _same(words: str) -> Text:
    return Text(sv=words, en=words)
