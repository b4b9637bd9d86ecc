"""Hindrances of needs: those that give no visit and why, and visits that are not laid out yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from data.repositories.people import ClientRow
from data.repositories.requirements import RequirementRow
from services.demand import Expansion, Gap
from services.demand.expansion import LONG_AGO
from services.demand.gaps import NO_POSITION
from services.hindrances.hindrance import Hindrance, Mend
from services.problem import Severity
from services.recurrence import Frequency, occurrences
from services.words import Text

NOT_LAID_OUT = "PLAN-030"
_NOT_LAID_OUT = Text(
    sv="Besök är inte utlagda än: {new} nya, {changed} ändrade, {gone} som inte längre är beviljade.",
    en="Visits are not laid out yet: {new} new, {changed} changed, {gone} no longer granted.",
)
_LAY_OUT = Text(sv="Lägg ut besöken för dagarna.", en="Lay out the visits of these days.")


def of_needs(
    expansion: Expansion, needs: Sequence[RequirementRow], clients: Mapping[UUID, ClientRow], first: date, last: date
) -> list[Hindrance]:
    """One per need and reason, a client without a place once; and one for all that waits to be laid out."""
    by_id = {need.id: need for need in needs}
    grouped: dict[tuple[str, UUID], list[Gap]] = defaultdict(list)
    for gap in expansion.gaps:
        about = by_id[gap.requirement_id].client_id if gap.code == NO_POSITION else gap.requirement_id
        grouped[gap.code, about].append(gap)
    found = [_of_gaps(gaps, about, by_id, clients, first, last) for (_, about), gaps in grouped.items()]
    # Of a need that gives no visit in these days anyway there is nothing to lose.
    return [*(each for each in found if each.visits), *_waiting(expansion)]


def _of_gaps(
    gaps: list[Gap],
    about: UUID,
    needs: Mapping[UUID, RequirementRow],
    clients: Mapping[UUID, ClientRow],
    first: date,
    last: date,
) -> Hindrance:
    gap, own = gaps[0], [needs[each.requirement_id] for each in gaps]
    is_placeless = gap.code == NO_POSITION
    # A gap with a day stands for one occurrence, one without for all of the period.
    counts = [need.carers_needed * (1 if each.day else _times(need, first, last))
              for each, need in zip(gaps, own, strict=True)]  # fmt: skip
    client = clients[own[0].client_id].pseudonym
    return Hindrance(
        Severity.WARNING, gap.code, client if is_placeless else f"{client} {own[0].service_type}", gap.cause,
        gap.action, Mend.PLACE if is_placeless else Mend.NEED, about, gap.day, sum(counts),
        sum(count * need.duration_s for count, need in zip(counts, own, strict=True)),
    )  # fmt: skip


def _times(need: RequirementRow, first: date, last: date) -> int:
    """How often the need comes back in the period; a need without a rule counts once."""
    if need.frequency is None:
        return 1
    rule = Frequency.from_json(need.frequency)
    return len(occurrences(rule, need.valid_from or LONG_AGO, need.valid_to, first, last))


def _waiting(expansion: Expansion) -> list[Hindrance]:
    new, changed, gone = expansion.new, expansion.changed, expansion.gone
    if not (new or changed or gone):
        return []
    cause = _NOT_LAID_OUT.fill(new=len(new), changed=len(changed), gone=len(gone))
    lost_s, risk_s = sum(row.duration_s for row in new), sum(row.duration_s for row in (*changed, *gone))
    return [
        Hindrance(
            Severity.WARNING, NOT_LAID_OUT, "", cause, _LAY_OUT, Mend.LAY_OUT, None, None, len(new), lost_s, risk_s
        )
    ]
