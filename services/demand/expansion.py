"""Needs laid beside the visits that stand: which dated visits are new, changed, unchanged and no longer granted.

Context      Needs change all the time; the visits made of them carry pins, carers and performed times.
Decision     Every dated visit made of a need is named by need, occurrence and number among its carers (`visit_name`).
             The same name again is the same visit: it keeps its id, and only what the need says of it is compared.
Consequence  Laying out twice changes nothing, and what was planned or performed survives a changed need. A visit that
             has begun, was performed or cancelled is never touched; one whose need is gone is only taken away before.
             One that a planner changed by hand is kept as the planner left it, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.requirements import RequirementRow
from data.repositories.visits import AfterRow, VisitRow, WindowRow
from data.vocabulary import ClientStatus, VisitStatus
from services.demand.gaps import NO_HOURS, NO_POSITION, NO_RULE, TOO_SHORT, Gap
from services.recurrence import Frequency, Occurrence, occurrences
from services.recurrence.windows import DayWindow, Span, read_windows, spans_on

ALWAYS = (DayWindow(time(7), time(22)),)
"""Hours of a need that names none: the day, not the night."""
LONG_AGO = date(2001, 1, 1)
"""A Monday: weeks of a need without a beginning are counted from here."""
_UNTOUCHED = frozenset({VisitStatus.UNASSIGNED, VisitStatus.PLANNED})
_SAID = ("client_id", "place_id", "duration_s", "windows", "title", "after", "priority", "group_id")


@dataclass
class Expansion:
    """What laying out would do; `gaps` names needs that give no visit and why, `by_hand` what a planner changed."""

    new: list[VisitRow] = field(default_factory=list)
    changed: list[VisitRow] = field(default_factory=list)
    gone: list[VisitRow] = field(default_factory=list)
    unchanged: int = 0
    by_hand: int = 0
    gaps: list[Gap] = field(default_factory=list)


def expand(
    needs: Sequence[RequirementRow],
    clients: Mapping[UUID, ClientRow],
    standing: Iterable[VisitRow],
    first: date,
    last: date,
    zone: ZoneInfo,
) -> Expansion:
    """Lay `needs` out from `first` to `last`; `standing` are the visits of these days and of a week on either side."""
    held = {row.external_ref: row for row in standing if row.external_ref and row.visit_requirement_id}
    made = _Laying(clients, held, first, last, zone)
    for need in needs:
        made.lay(need)
    return made.compared(needs)


def visit_name(need: UUID, occurrence: Occurrence, number: int) -> str:
    """What a dated visit is called for ever."""
    return f"need:{need.hex}:{occurrence.key}:{number}"


class _Laying:
    def __init__(
        self, clients: Mapping[UUID, ClientRow], held: Mapping[str, VisitRow], first: date, last: date, zone: ZoneInfo
    ) -> None:
        self._clients, self._held, self._first, self._last, self._zone = clients, held, first, last, zone
        self._by_need: dict[UUID, dict[str, list[VisitRow]]] = {}
        self._gaps: list[Gap] = []

    def lay(self, need: RequirementRow) -> None:
        client = self._clients[need.client_id]
        if client.status is not ClientStatus.ACTIVE or need.is_dormant:
            return
        if need.frequency is None or client.place_id is None:
            self._gaps.append(Gap(need.id, NO_RULE if need.frequency is None else NO_POSITION))
            return
        rule = Frequency.from_json(need.frequency)
        begins = need.valid_from or LONG_AGO
        laid = self._by_need.setdefault(need.id, {})
        hours = read_windows(need.time_windows) or ALWAYS
        for each in occurrences(rule, begins, need.valid_to, self._first, self._last):
            if windows := self._windows(need, hours, each):
                laid[each.key] = self._visits(need, client.place_id, each, windows)

    def _windows(
        self, need: RequirementRow, hours: Sequence[DayWindow], occurrence: Occurrence
    ) -> tuple[WindowRow, ...]:
        spans = [span for day in occurrence.days for span in spans_on(hours, day, self._zone)]
        fitting = [span for span in spans if span.end - span.start >= timedelta(seconds=need.duration_s)]
        if not fitting:
            self._gaps.append(Gap(need.id, TOO_SHORT if spans else NO_HOURS, occurrence.days[0]))
        return tuple(_window(span, need.duration_s) for span in fitting)

    def _visits(
        self, need: RequirementRow, place: UUID, occurrence: Occurrence, windows: tuple[WindowRow, ...]
    ) -> list[VisitRow]:
        names = [visit_name(need.id, occurrence, number) for number in range(need.carers_needed)]
        known = [self._held[name] for name in names if name in self._held]
        group = next((row.group_id for row in known if row.group_id), None) or new_id()
        day = windows[0].start.astimezone(self._zone).date()
        return [
            VisitRow(
                *self._key(name, day),
                client_id=need.client_id,
                place_id=place,
                duration_s=need.duration_s,
                windows=windows,
                title=need.service_type,
                skills=tuple(sorted(need.skills)),
                group_id=group if need.carers_needed > 1 else None,
                priority=need.priority,
                visit_requirement_id=need.id,
                external_ref=name,
            )
            for name in names
        ]

    def _key(self, name: str, day: date) -> tuple[UUID, date]:
        """What stands keeps its id; moved to another day it is another row, and what waits for it names that one."""
        old = self._held.get(name)
        if old is not None and (old.visit_date == day or _is_kept(old)):
            return old.id, old.visit_date
        return new_id(), day

    def compared(self, needs: Sequence[RequirementRow]) -> Expansion:
        """What was laid beside what stands."""
        found = Expansion(gaps=self._gaps)
        wanted = {row.external_ref: row for need in needs for row in self._linked(need)}
        for name, row in wanted.items():
            old = self._held.get(name or "")
            if old is None or old.id != row.id:
                found.new.append(row)
            elif old.is_by_hand and old.status in _UNTOUCHED:
                found.by_hand += 1
            elif _is_kept(old) or _says_the_same(old, row):
                found.unchanged += 1
            else:
                found.changed.append(row)
        stays = {(row.external_ref, row.visit_date) for row in wanted.values()}
        found.gone = [
            row
            for row in self._held.values()
            if self._first <= row.visit_date <= self._last
            and row.status in _UNTOUCHED
            and (row.external_ref, row.visit_date) not in stays
        ]
        return found

    def _linked(self, need: RequirementRow) -> list[VisitRow]:
        """The need's visits, each after the visit of the same occurrence (or the same day) it has to wait for."""
        own = self._by_need.get(need.id, {})
        if need.after_requirement_id is None:
            return [row for rows in own.values() for row in rows]
        others = self._by_need.get(need.after_requirement_id, {})
        by_day = {rows[0].visit_date: rows for rows in others.values()}
        delay_s = 60 * (need.min_delay_min or 0)
        linked = []
        for key, rows in own.items():
            before = others.get(key) or by_day.get(rows[0].visit_date)
            after = (AfterRow(before[0].id, before[0].visit_date, delay_s),) if before else ()
            linked += [replace(row, after=after) for row in rows]
        return linked


def _is_kept(row: VisitRow) -> bool:
    """Begun, performed, cancelled, or changed by hand: what the need says now is not for this one."""
    return row.is_by_hand or row.status not in _UNTOUCHED


def _window(span: Span, duration_s: int) -> WindowRow:
    return WindowRow(span.start, span.end - timedelta(seconds=duration_s), span.end, span.preference)


def _says_the_same(old: VisitRow, new: VisitRow) -> bool:
    # In which order a database sorts names is its own affair.
    return sorted(old.skills) == sorted(new.skills) and all(getattr(old, name) == getattr(new, name) for name in _SAID)
