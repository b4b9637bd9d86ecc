"""What the board is told of the visit in a planner's hand: which shifts take it at what price, and who cannot."""

from __future__ import annotations

from services.board.picking import Offer, Refused
from services.editing.offering import Bench, offers
from services.editing.words import change_words
from services.solvers.why_not import Verdict, why_not
from services.words import Language

Lifted = tuple[tuple[Offer, ...], tuple[Refused, ...]]


def lifted(bench: Bench, v: int, language: Language) -> Lifted:
    """Offers and refusals of visit row `v`, as the board reads them."""
    c = bench.now.columns
    found = offers(bench, v)
    able = {offer.carer_id for offer in found}
    against = (
        Refused(each.carer_id, "; ".join(reason.text(language) for reason in each.reasons))
        for each in why_not(c, bench.reach, v, bench.now.times)
        if each.carer_id not in able and each.verdict in {Verdict.FULL, Verdict.FORBIDDEN}
    )
    offered = (
        Offer(c.shift_index[each.shift_id], each.start_s - c.origin_s, each.change.soft,
              change_words(each.change)(language))
        for each in found
    )  # fmt: skip
    return tuple(offered), tuple(against)
