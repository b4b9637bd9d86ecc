"""Employees: who they are, when they work, how they travel and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.demo.clients import LANGUAGES
from services.demo.dice import Dice
from services.demo.names import Gender, PersonName, draw_names
from services.demo.recipe import Recipe
from services.demo.skills import Delegation, deal_delegations
from services.problem import Mode

FULL_TIME_MINUTES_WEEK = 37 * 60
CONTRACT_SHARES = {1.0: 0.70, 0.9: 0.20, 0.75: 0.10}
ASSISTANT_NURSE, CARE_ASSISTANT = "undersköterska", "vårdbiträde"


class Line(StrEnum):
    """The part of the day an employee mostly works."""

    DAY = "dag"
    EVENING = "kväll"
    MIXED = "växlande"


@dataclass(frozen=True, slots=True)
class DemoEmployee:
    """An employee of the demo organisation; `district` is an index, `weekend` which of two weekends is worked."""

    id: str
    name: PersonName
    gender: Gender
    title: str
    phone: str
    email: str
    district: int
    line: Line
    weekend: int
    mode: Mode
    contract_minutes_week: int
    hourly_rate_sek: int
    languages: tuple[str, ...]
    has_pet_allergy: bool
    delegations: tuple[Delegation, ...]

    def skills(self, day: date) -> tuple[str, ...]:
        """Tasks the employee may do on `day`."""
        return tuple(sorted({each.skill for each in self.delegations if each.is_valid(day)}))


def draw_employees(recipe: Recipe, first_day: date, seed: int) -> list[DemoEmployee]:
    """The staff, dealt evenly over the districts, each with every line."""
    dice = Dice(seed, "employees")
    count, districts = recipe.employees, len(recipe.districts)
    genders = dice.deal({Gender.WOMAN: 0.82, Gender.MAN: 0.18}, count)
    names = draw_names(dice, genders, are_old=False)
    is_nurse = dice.deal({True: 0.63, False: 0.37}, count)
    contracts = dice.deal(CONTRACT_SHARES, count)
    allergies = dice.deal({True: 0.10, False: 0.90}, count)
    delegations = deal_delegations(dice, is_nurse, first_day, recipe.days)
    lines = _by_district(dice, {Line.DAY: 0.46, Line.EVENING: 0.24, Line.MIXED: 0.30}, count, districts)
    modes = _modes(dice, recipe, lines)
    return [
        DemoEmployee(
            id=f"E{recipe.first_number + i:03d}",
            name=names[i],
            gender=genders[i],
            title=ASSISTANT_NURSE if is_nurse[i] else CARE_ASSISTANT,
            phone=f"070-174 06 {5 + i % 95:02d}",  # a series nobody has
            email=f"{names[i].as_address}@demo.example",
            district=i % districts,
            line=lines[i],
            weekend=(i // districts) % 2,
            mode=modes[i],
            contract_minutes_week=round(contracts[i] * FULL_TIME_MINUTES_WEEK),
            hourly_rate_sek=(186 if is_nurse[i] else 168) + dice.whole(-6, 14),
            languages=("svenska", dice.pick(LANGUAGES)) if dice.chance(0.25) else ("svenska",),
            has_pet_allergy=allergies[i],
            delegations=delegations[i],
        )
        for i in range(count)
    ]


def _by_district(dice: Dice, shares: dict[Line, float], count: int, districts: int) -> list[Line]:
    """Lines dealt so that each district has its share of each."""
    lines: list[Line] = [Line.DAY] * count
    for district in range(districts):
        members = range(district, count, districts)
        for i, line in zip(members, dice.deal(shares, len(members)), strict=True):
            lines[i] = line
    return lines


def _modes(dice: Dice, recipe: Recipe, lines: list[Line]) -> list[Mode]:
    """Who walks works by day: in the evening too few are on to leave anybody near the office."""
    modes = dice.deal(dict(recipe.town.modes), len(lines))
    walkers = [i for i, mode in enumerate(modes) if mode is Mode.WALK and lines[i] is not Line.DAY]
    riders = [i for i, mode in enumerate(modes) if mode is not Mode.WALK and lines[i] is Line.DAY]
    for walker, rider in zip(walkers, riders, strict=False):
        modes[walker], modes[rider] = modes[rider], Mode.WALK
    return modes
