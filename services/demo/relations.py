"""Who is what to whom: permanent contacts, preferred and declined carers, agreed pools."""

from __future__ import annotations

from dataclasses import replace

from services.demo.clients import DemoClient
from services.demo.dice import Dice
from services.demo.employees import ASSISTANT_NURSE, DemoEmployee

PREFERRED_SHARE = 0.40
DECLINED_SHARE = 0.02
ALLERGY_SHARE = 0.03
POOL_SHARE = 0.06
POOL_OF_DISTRICT_SHARE = 0.7


def relate(clients: list[DemoClient], employees: list[DemoEmployee], seed: int) -> list[DemoClient]:
    """The clients with their carers; every client has a contact, of the own district."""
    dice = Dice(seed, "relations")
    count = len(clients)
    prefers = dice.deal({True: PREFERRED_SHARE, False: 1 - PREFERRED_SHARE}, count)
    # Who needs two at a time cannot choose as freely.
    single = [i for i, client in enumerate(clients) if all(need.carers == 1 for need in client.needs)]
    declines = dice.some(single, max(1, round(DECLINED_SHARE * count)))
    pet_owners = [i for i in single if clients[i].wishes.has_pet]
    meets_allergy = dice.some(pet_owners, max(1, round(ALLERGY_SHARE * count)))
    pooled = dice.some(range(count), max(1, round(POOL_SHARE * count)))
    given: dict[str, int] = dict.fromkeys((each.id for each in employees), 0)
    related = []
    for i, client in enumerate(clients):
        team = [each for each in employees if each.district == client.home.district]
        contact = min(team, key=lambda each: (each.title != ASSISTANT_NURSE, given[each.id], each.id))
        given[contact.id] += 1
        others = [each for each in team if each is not contact]
        declined = {each.id for each in dice.some(others, 1)} if i in declines else set()
        if i in meets_allergy:
            declined |= {each.id for each in others if each.has_pet_allergy}
        liked = [each.id for each in others if each.id not in declined]
        preferred = dice.some(liked, dice.whole(1, 3)) if prefers[i] else []
        pool = dice.some(liked, round(POOL_OF_DISTRICT_SHARE * len(team))) if i in pooled else []
        related.append(
            replace(
                client,
                contact=contact.id,
                preferred=tuple(sorted(preferred)),
                declined=tuple(sorted(declined)),
                pool=tuple(sorted({contact.id, *preferred, *pool})) if pool else (),
            )
        )
    return related
