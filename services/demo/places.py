"""A town that is on no map: streets with invented names, houses along them, some shared by several clients."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

from services.demo.dice import Dice
from services.demo.recipe import Recipe, Town
from services.problem import Place

METRES_PER_DEGREE = 111_195.0
STREETS_PER_DISTRICT = 14
HOUSE_STEP_M = 14.0

_FIRST_PARTS = ("Humle", "Trast", "Sippe", "Lönn", "Kardemumme", "Väderkvarns", "Blåbärs", "Sadelmakar", "Ärle",
                "Klöver", "Hassel", "Lykt", "Garvar", "Sånglärke", "Päron", "Stätt", "Kaprifol", "Timmer", "Vallmo",
                "Spinnrocks", "Ekorr", "Linne", "Rönnbärs", "Svarvar", "Tussilago", "Honungs", "Körsbärs",
                "Mjölnar")  # fmt: skip
_LAST_PARTS = ("vägen", "gatan", "stigen", "gränd", "backen", "slingan")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a client lives; `district` is an index."""

    place_id: str
    district: int
    address: str


@dataclass(frozen=True, slots=True)
class Street:
    """Houses stand every few metres from its corner along its bearing."""

    name: str
    east_m: float
    north_m: float
    bearing: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """Every place of the organisation: one office per district, and the clients' homes."""

    places: tuple[Place, ...]
    office_ids: tuple[str, ...]
    homes: tuple[Home, ...]


def settle(recipe: Recipe, seed: int) -> Settlement:
    """Homes for every client, dealt evenly over the districts."""
    dice = Dice(seed, "places")
    middles = _middles(dice, len(recipe.districts), recipe.town)
    streets = _streets(dice, middles, recipe)
    places = [_place(f"H{i + 1}", recipe.town, *middle) for i, middle in enumerate(middles)]
    houses: list[list[tuple[str, str]]] = [[] for _ in recipe.districts]
    homes = []
    for number in range(recipe.clients):
        district = number % len(recipe.districts)
        known = houses[district]
        if known and dice.chance(recipe.town.shared_house_share):
            place_id, house = dice.pick(known)
            homes.append(Home(place_id, district, f"{house}, lgh {dice.whole(10, 14)}0{dice.whole(1, 6)}"))
            continue
        street = dice.pick(streets[district])
        house_number = dice.whole(1, 48)
        house = f"{street.name} {house_number}"
        same = next((place_id for place_id, address in known if address == house), None)
        if same is None:
            same = f"P{recipe.first_number + len(places) - len(middles):03d}"
            places.append(_place(same, recipe.town, *_house(street, house_number)))
            known.append((same, house))
        homes.append(Home(same, district, house))
    return Settlement(tuple(places), tuple(place.id for place in places[: len(middles)]), tuple(homes))


def _middles(dice: Dice, count: int, town: Town) -> list[tuple[float, float]]:
    """Middles of the districts, metres east and north, on a ring; a single one lies in the middle."""
    if count == 1:
        return [(0.0, 0.0)]
    turn = dice.triangular(0, 2 * pi)
    ring_m = 0.5 * town.radius_m
    return [(ring_m * cos(turn + 2 * pi * i / count), ring_m * sin(turn + 2 * pi * i / count)) for i in range(count)]


def _streets(dice: Dice, middles: list[tuple[float, float]], recipe: Recipe) -> list[list[Street]]:
    spread_m = recipe.town.radius_m * (0.5 if len(middles) > 1 else 0.6)
    names = dice.some([f + last for f in _FIRST_PARTS for last in _LAST_PARTS], STREETS_PER_DISTRICT * len(middles))
    streets = []
    for east_m, north_m in middles:
        own = []
        for number in range(STREETS_PER_DISTRICT):
            reach_m = recipe.town.core_m if number % 2 else spread_m
            away_m, turn = reach_m * sqrt(dice.triangular(0, 1, 0.5)), dice.triangular(0, 2 * pi, 0.5)
            corner = (east_m + away_m * cos(turn), north_m + away_m * sin(turn))
            own.append(Street(names.pop(), *corner, bearing=dice.triangular(0, 2 * pi, 0.5)))
        streets.append(own)
    return streets


def _house(street: Street, number: int) -> tuple[float, float]:
    along_m, aside_m = HOUSE_STEP_M * (number // 2), 12.0 if number % 2 else -12.0
    return (
        street.east_m + along_m * cos(street.bearing) - aside_m * sin(street.bearing),
        street.north_m + along_m * sin(street.bearing) + aside_m * cos(street.bearing),
    )


def _place(place_id: str, town: Town, east_m: float, north_m: float) -> Place:
    lat = town.lat + north_m / METRES_PER_DEGREE
    lon = town.lon + east_m / (METRES_PER_DEGREE * cos(radians(town.lat)))
    return Place(place_id, round(lat, 6), round(lon, 6))
