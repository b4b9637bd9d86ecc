"""How large each demo organisation is and what its town is like; a new size is one more line here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from services.problem import Mode


class DemoSize(StrEnum):
    """A demo organisation one can ask for."""

    S = "S"
    M = "M"
    L = "L"
    RURAL = "rural"


@dataclass(frozen=True, slots=True)
class Town:
    """The lie of the land: `radius_m` from the middle to the edge, how many share a house, how carers travel.

    Every other street lies within `core_m` of its office; the others are strewn over the district.
    """

    lat: float
    lon: float
    radius_m: float
    shared_house_share: float
    modes: tuple[tuple[Mode, float], ...]
    cars_per_100_clients: int
    core_m: float = 800.0


TOWN = Town(
    lat=58.3120,
    lon=13.2480,
    radius_m=4_200.0,
    shared_house_share=0.30,
    modes=((Mode.WALK, 0.15), (Mode.BIKE, 0.25), (Mode.CAR, 0.60)),
    cars_per_100_clients=8,
)


VILLAGE = replace(TOWN, radius_m=1_900.0)
LARGE_TOWN = replace(TOWN, lat=58.4170, lon=13.6320, radius_m=6_000.0)
COUNTRYSIDE = Town(
    lat=60.8830,
    lon=14.9100,
    radius_m=25_000.0,
    shared_house_share=0.08,
    modes=((Mode.BIKE, 0.02), (Mode.CAR, 0.98)),
    cars_per_100_clients=16,
    core_m=1_500.0,
)
"""Three villages and houses up to 25 km from the middle: one drives."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an organisation is made of.

    `first_number` keeps the ids of two sizes apart in one organisation. `shifts_per_care_hour` is of a
    working day; with it the client time share of the manual plan is set, with `swap_share` (visits taken off their
    round) its continuity.
    """

    clients: int
    employees: int
    days: int
    districts: tuple[str, ...]
    first_number: int
    town: Town = TOWN
    shifts_per_care_hour: float = 0.265
    swap_share: float = 0.15


RECIPES: dict[DemoSize, Recipe] = {
    DemoSize.S: Recipe(clients=20, employees=9, days=1, districts=("Lillängen",), first_number=1, town=VILLAGE),
    DemoSize.M: Recipe(
        clients=115, employees=41, days=14, districts=("Norrvång", "Kvarnby", "Solhöjd"), first_number=101
    ),
    DemoSize.L: Recipe(
        clients=340, employees=140, days=14, first_number=301, town=LARGE_TOWN,
        districts=("Aspnäs", "Bergåsen", "Eklunda", "Fridhem", "Hagaberg", "Kvarntorp", "Sjöängen", "Västerled"),
    ),
    DemoSize.RURAL: Recipe(
        clients=80, employees=34, days=14, first_number=701, town=COUNTRYSIDE, shifts_per_care_hour=0.33,
        districts=("Norrbyn", "Sjöbyn", "Älvbyn"),
    ),
}  # fmt: skip
