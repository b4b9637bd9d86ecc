"""Lists that come over the door instead of tasks: recurring or dated visits as CSV, taken in as a file of theirs is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.connect import Database
from data.repositories.care_tasks import CareTaskRow
from data.vocabulary import Role, VisitStatus
from data.work import Context, Work
from services.access import Actor
from services.ecare.gone import Heard
from services.ecare.intake import Held, held_around
from services.importing.care.kinds import CareKind, Names, kind_of, read
from services.importing.care.rules import Days, Ground
from services.importing.care.use_case import CareImporting

_LISTS = frozenset({CareKind.SLINGA, CareKind.VISIT_LIST})


def are_lists(answers: Iterable[bytes], own: Mapping[CareKind, Names]) -> bool:
    """Whether every answer is a list of visits."""
    kinds = {kind_of(raw, own) for raw in answers}
    return bool(kinds) and kinds <= _LISTS


def compare_lists(
    work: Work, answers: Sequence[tuple[Days, bytes]], ground: Ground, own: Mapping[CareKind, Names], now: datetime
) -> tuple[Held, Heard] | None:
    """What dated lists tell of beside what stands, noted as theirs.

    None where recurring visits are among them: a need of theirs says itself when it ends.
    """
    if {kind_of(raw, own) for _, raw in answers} != {CareKind.VISIT_LIST}:
        return None
    assert isinstance(now.tzinfo, ZoneInfo)  # the organisation's
    names = own.get(CareKind.VISIT_LIST, {})
    once = {raw: read(CareKind.VISIT_LIST, raw, "pull.csv", now.tzinfo, str, names) for _, raw in answers}
    refs = {visit.ref[:100] for file in once.values() for visit in file.visits}
    held = held_around(work, (answers[0][0][0], answers[-1][0][1]), ground)
    told = [row for ref, row in held.visits.items() if ref in refs]
    work.visits.record(replace(row, status=VisitStatus.UNASSIGNED) for row in told if held.is_off_for_being_gone(row))
    work.care_tasks.told(CareTaskRow(row.visit_date, row.id) for row in told)
    return held, Heard([(days, once[raw]) for days, raw in answers], refs, now)


def take_lists(database: Database, context: Context, answers: Iterable[bytes], days: Days) -> Counter[str]:
    """Take each in whole, the same one once; what is there already is not written again."""
    assert context.user_id is not None  # whoever asked for the pull, or set its pace
    actor, importing = Actor(context.organization_id, context.user_id, Role.ADMIN), CareImporting(database)
    counts: Counter[str] = Counter()
    for raw in dict.fromkeys(answers):
        look = importing.look(actor, "pull.csv", raw, days)
        if look.changes_anything:
            look = importing.apply(actor, "pull.csv", raw, days, only_good=True).look
        for tally in look.tallies.values():
            counts.update(new=tally.new, changed=tally.changed, unchanged=tally.unchanged)
        counts["rejected"] += look.rejected
        counts["kept"] += look.kept
    return counts
