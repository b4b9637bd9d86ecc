"""Lists that come over the door instead of tasks: recurring or dated visits as CSV, taken in as a file of theirs is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from data.connect import Database
from data.vocabulary import Role
from data.work import Context
from services.access import Actor
from services.importing.care.kinds import CareKind, Names, kind_of
from services.importing.care.rules import Days
from services.importing.care.use_case import CareImporting

_LISTS = frozenset({CareKind.SLINGA, CareKind.VISIT_LIST})


def are_lists(answers: Iterable[bytes], own: Mapping[CareKind, Names]) -> bool:
    """Whether every answer is a list of visits."""
    kinds = {kind_of(raw, own) for raw in answers}
    return bool(kinds) and kinds <= _LISTS


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
