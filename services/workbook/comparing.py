"""Lays the rows of a sheet beside those that stand: which are new, changed, unchanged, missing or in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.words import Text
from services.workbook import cells, faults
from services.workbook.reading import Notes, SheetRead, Told, heading
from services.workbook.shapes import Column, Record, Sheet, Value
from services.workbook.sheets import SKILLS
from services.workbook.standing import Held

HELD_SKILLS = Column("held_skills", SKILLS.title)
"""Not a column of the sheet: an employee's rows on the sheet of skills."""


@dataclass(frozen=True)
class Change:
    """A row of the file that says something else than the row that stands: column → (as it is, as told)."""

    held: Held
    told: Told
    differing: dict[str, tuple[Value, Value]]


@dataclass
class Matched:
    """Every row of a sheet, sorted by what it would do."""

    new: list[Told] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Held] = field(default_factory=list)


class _Known:
    """The rows that stand, found by id or by what makes them the same; each is found once."""

    def __init__(self, sheet: Sheet, held: Sequence[Held]) -> None:
        self._held = held
        self._by_id = {each.id: each for each in held}
        self._sheet = sheet
        self._same: dict[tuple[str, ...], dict[tuple[Value, ...], list[Held]]] = {}
        self.claimed: dict[str, Told] = {}

    def by_id(self, told: Told) -> Held | None:
        """The row of that id, whoever claimed it."""
        return self._by_id.get(str(told.values.get("id") or ""))

    def alike(self, told: Told) -> Held | None:
        """A row nobody has claimed that is the same by the sheet's own keys; columns not in the file say nothing."""
        for keys in self._sheet.same_by:
            present = tuple(key for key in keys if key in told.values)
            if present[:1] != keys[:1] or told.values[keys[0]] is None:
                continue
            alike = self._by(present).get(tuple(told.values[key] for key in present), [])
            while alike and alike[-1].id in self.claimed:
                alike.pop()  # never looked at again: many rows may be alike
            if alike:
                return alike[-1]
        return None

    def _by(self, keys: tuple[str, ...]) -> dict[tuple[Value, ...], list[Held]]:
        if keys not in self._same:
            found = self._same[keys] = defaultdict(list)
            for each in reversed(self._held):
                found[tuple(told_of(self._sheet, key, each.record) for key in keys)].append(each)
        return self._same[keys]


def compare(read: SheetRead, held: Sequence[Held], notes: Notes) -> Matched:
    """Every row that can be read, against `held`; conflicts and rows said twice are refused."""
    known, matched = _Known(read.sheet, held), Matched()
    pairs: dict[int, Held] = {}
    for told in read.rows:  # first those that name their row, so that nobody else takes it
        own = known.by_id(told)
        if own is None:
            if told.values.get("id"):
                notes.remark(told, "id", faults.UNKNOWN_ID)
        elif own.id in known.claimed:
            notes.refuse(told, "id", faults.TWICE_ROW, other=known.claimed[own.id].number)
        else:
            known.claimed[own.id], pairs[told.number] = told, own
    for told in read.rows:
        own = pairs.get(told.number) or (None if told.is_rejected else known.alike(told))
        if own is not None:
            known.claimed[own.id] = told
            _sort_in(own, told, matched, notes)
        elif not told.is_rejected:
            matched.new.append(told)
    matched.missing = [each for each in held if each.id not in known.claimed]
    _refuse_doubles(read, matched, held, notes)
    matched.new = [told for told in matched.new if not told.is_rejected]
    matched.changed = [change for change in matched.changed if not change.told.is_rejected]
    return matched


def told_of(sheet: Sheet, key: str, record: Record) -> Value:
    """What a row that stands says in a column, as the workbook tells it."""
    value = record.get(key)
    if key == HELD_SKILLS.key or key in {"id", "version"}:
        return value
    return cells.as_told(sheet.column(key), value)


def _sort_in(held: Held, told: Told, matched: Matched, notes: Notes) -> None:
    if told.is_rejected:
        return
    differing = _differing(held, told)
    if not differing:
        matched.unchanged += 1
        return
    version = told.values.get("version")
    if version is not None and version != held.version:
        sheet = told.sheet.sheet
        names = ", ".join(heading(_column(sheet, key)) for key in differing)
        notes.refuse(told, "version", faults.CHANGED_MEANWHILE, fields=Text(sv=names, en=names))
        return
    matched.changed.append(Change(held, told, differing))


def _differing(held: Held, told: Told) -> dict[str, tuple[Value, Value]]:
    sheet, found = told.sheet.sheet, {}
    for key, value in told.values.items():
        if key in {"id", "version"} or (value is None and _column(sheet, key).keeps_when_blank):
            continue
        now = told_of(sheet, key, held.record)
        if now != value:
            found[key] = (now, value)
    return found


def _column(sheet: Sheet, key: str) -> Column:
    return HELD_SKILLS if key == HELD_SKILLS.key else sheet.column(key)


def _refuse_doubles(read: SheetRead, matched: Matched, held: Sequence[Held], notes: Notes) -> None:
    """Names that two rows would have afterwards."""
    told_rows = [*((None, told) for told in matched.new), *((change.held, change.told) for change in matched.changed)]
    changed = {change.held.id for change in matched.changed}
    for keys in read.sheet.unique_by:
        standing = {tuple(told_of(read.sheet, key, each.record) for key in keys) for each in held
                    if each.id not in changed}  # fmt: skip
        rows: dict[tuple[Value, ...], Told] = {}
        for own, told in told_rows:
            record = (own.record if own else {}) | told.values
            name = tuple(told_of(read.sheet, key, record) for key in keys)
            if name[0] is None or told.is_rejected:
                continue
            if name in standing:
                notes.refuse(told, keys[0], faults.NAME_TAKEN)
            elif name in rows:
                notes.refuse(told, keys[0], faults.TWICE_ROW, other=rows[name].number)
            else:
                rows[name] = told
