"""Recurring visits of a care file as granted needs; rows that share a Dubbelid are one need for several carers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from data.ids import new_id
from data.repositories.people import ClientRow
from data.repositories.requirements import RequirementRow
from services.importing.care.rules import Rules, Wins
from services.importing.intake import Tally
from services.integrations.care_files.records import FileNeed
from services.recurrence.windows import DayWindow

MOST_CARERS = 4


@dataclass
class Needs:
    """Needs to write, and every need of the file by its row's id."""

    new: list[RequirementRow] = field(default_factory=list)
    changed: list[RequirementRow] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    by_ref: dict[str, RequirementRow] = field(default_factory=dict)
    kept: int = 0


def needs_of(
    told: Iterable[FileNeed], clients: Mapping[str, ClientRow], held: Iterable[RequirementRow], rules: Rules
) -> Needs:  # fmt: skip
    """Lay the file's needs beside those that stand; what the file does not speak of stays as it is.

    Where what is wanted is ours to say, a need that stands is left alone and counted as kept.
    """
    found = Needs()
    known = {row.external_ref: row for row in held if row.external_ref}
    for group in _together(told):
        first = group[0]
        now = known.get(first.ref)
        row = _need(first, len(group), clients[first.client_ref].id, now)
        if now is None:
            found.new.append(row)
            found.tally.new += 1
        elif row != now and rules.wanted is Wins.OURS:
            row, found.kept = now, found.kept + 1
            found.tally.unchanged += 1
        elif row != now:
            found.changed.append(row)
            found.tally.changed += 1
        else:
            found.tally.unchanged += 1
        found.by_ref.update({each.ref: row for each in group})
    return found


def _together(told: Iterable[FileNeed]) -> list[list[FileNeed]]:
    """Rows of one group that are the same visit; a row of a group that differs stands alone."""
    groups: dict[object, list[FileNeed]] = {}
    for need in told:
        same = (need.group_ref, need.client_ref, need.start, need.duration_min, need.rule, need.begins, need.ends)
        key: object = same if need.group_ref and not need.is_dormant else need.ref
        if len(groups.get(key, ())) >= MOST_CARERS:
            key = need.ref
        groups.setdefault(key, []).append(need)
    return list(groups.values())


def _need(told: FileNeed, carers: int, client_id: UUID, now: RequirementRow | None) -> RequirementRow:
    row = now or RequirementRow(new_id(), client_id, told.service, 60 * told.duration_min, external_ref=told.ref[:100])
    return replace(
        row,
        client_id=client_id,
        service_type=told.service[:255] or "Besök",
        duration_s=60 * told.duration_min,
        frequency=told.rule.to_json(),
        time_windows=DayWindow(told.hours.earliest, told.hours.end).to_json(),
        priority=told.priority,
        carers_needed=carers,
        valid_from=told.begins,
        valid_to=told.ends,
        slinga=told.slinga[:100] or None,
        is_dormant=told.is_dormant,
    )
