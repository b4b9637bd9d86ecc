"""Cars and bikes of the organisation, and which shift has which: never two shifts at once."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.places import Settlement
from services.demo.recipe import Recipe
from services.demo.rota import DemoShift
from services.problem import Mode

BIKES_PER_100_CLIENTS = 6


@dataclass(frozen=True, slots=True)
class DemoVehicle:
    """A car or a bike that stands at a district's office; `capacity` is how many it carries."""

    id: str
    mode: Mode
    capacity: int
    office_id: str


def draw_vehicles(recipe: Recipe, settlement: Settlement) -> list[DemoVehicle]:
    """Cars and bikes, spread over the offices."""
    offices = settlement.office_ids
    cars = max(1, round(recipe.town.cars_per_100_clients * recipe.clients / 100))
    bikes = max(1, round(BIKES_PER_100_CLIENTS * recipe.clients / 100))
    return [
        DemoVehicle(f"{word} {recipe.first_number + i:03d}", mode, capacity, offices[i % len(offices)])
        for word, mode, capacity, count in (("Bil", Mode.CAR, 5, cars), ("Elcykel", Mode.BIKE, 1, bikes))
        for i in range(count)
    ]


def share_vehicles(vehicles: list[DemoVehicle], rota: list[DemoShift], settlement: Settlement) -> dict[str, str]:
    """Shift id → vehicle id; who gets none of the organisation's uses an own one."""
    free_from_s = {each.id: 0 for each in vehicles}
    shared: dict[str, str] = {}
    for shift in rota:
        office_id = settlement.office_ids[shift.employee.district]
        free = [v for v in vehicles if v.mode is shift.employee.mode and free_from_s[v.id] <= shift.start_s]
        if free:
            taken = min(free, key=lambda v: (v.office_id != office_id, v.id))
            shared[shift.id] = taken.id
            free_from_s[taken.id] = shift.end_s
    return shared
