"""Who has met whom in the fortnight before: mostly those of the manual plan, and some who are not on it now."""

from __future__ import annotations

from collections import defaultdict

from services.demo.clients import DemoClient
from services.demo.dice import Dice
from services.demo.employees import DemoEmployee
from services.problem import Plan, Shift, Visit

KEPT_SHARE = 0.85
MOST_OTHERS = 2


def draw_met(
    clients: list[DemoClient],
    employees: list[DemoEmployee],
    shifts: list[Shift],
    visits: list[Visit],
    plan: Plan,
    seed: int,
) -> frozenset[tuple[str, str]]:
    """Client–carer pairs; everybody has met the own contact."""
    dice = Dice(seed, "met")
    carer_of = {shift.id: shift.carer_id for shift in shifts}
    client_of = {visit.id: visit.client_id for visit in visits}
    now: dict[str, set[str]] = defaultdict(set)
    for shift_id, stop in plan.visit_stops():
        now[client_of[stop.id]].add(carer_of[shift_id])
    met: set[tuple[str, str]] = set()
    for client in clients:
        team = [each.id for each in employees if each.district == client.home.district]
        kept = {carer for carer in sorted(now[client.id]) if dice.chance(KEPT_SHARE)}
        others = dice.some([carer for carer in team if carer not in client.declined], dice.whole(0, MOST_OTHERS))
        met |= {(client.id, carer) for carer in {client.contact, *kept, *others}}
    return frozenset(met)
