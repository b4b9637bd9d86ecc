"""How much help clients need: four profiles, and the week of each drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.demo.dice import Dice
from services.demo.need import WORKING_DAYS, Rhythm
from services.demo.services import (
    CHECK,
    CLEANING,
    COMPANY,
    DINNER,
    EVENING,
    LAUNDRY,
    LUNCH,
    MEDICINE,
    MORNING,
    SHOPPING,
    SHOWER,
    Service,
)


class Profile(StrEnum):
    """How much help a client needs."""

    LIGHT = "light"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


PROFILE_SHARES = {Profile.LIGHT: 0.50, Profile.MEDIUM: 0.25, Profile.HIGH: 0.15, Profile.VERY_HIGH: 0.10}
DURATION_FACTOR = {Profile.LIGHT: 1.0, Profile.MEDIUM: 1.0, Profile.HIGH: 1.0, Profile.VERY_HIGH: 1.3}


@dataclass(frozen=True, slots=True)
class Traits:
    """What is dealt to a client so that the shares hold in small organisations too."""

    profile: Profile
    daily: Service | None
    weekly: Service
    has_evening: bool
    has_dinner: bool
    has_second_check: bool
    is_double_staffed: bool


def deal_traits(dice: Dice, count: int) -> list[Traits]:
    """The traits of `count` clients, in a drawn order."""
    dealt: list[Traits] = []
    for profile, number in _numbers(dice, count).items():
        half = 0.55
        daily = dice.deal({MEDICINE: 0.20, CHECK: 0.25, None: 0.55}, number)
        weekly = dice.deal({SHOWER: 0.25, SHOPPING: 0.25, LAUNDRY: 0.25, COMPANY: 0.25}, number)
        more = [dice.deal({True: half, False: 1 - half}, number) for _ in range(3)]
        double = dice.deal({True: 0.35, False: 0.65}, number)
        dealt += [
            Traits(profile, daily[i], weekly[i], more[0][i], more[1][i], more[2][i], double[i]) for i in range(number)
        ]
    return dice.some(dealt, len(dealt))


def _numbers(dice: Dice, count: int) -> dict[Profile, int]:
    cards = dice.deal(PROFILE_SHARES, count)
    return {profile: cards.count(profile) for profile in Profile}


def week_of(traits: Traits, dice: Dice) -> list[tuple[Service, Rhythm]]:
    """The services of a client in the order of the day, with their rhythms."""
    if traits.profile is Profile.LIGHT:
        daily = [] if traits.daily is None else [(traits.daily, Rhythm())]
        return [*daily, (CLEANING, _cleaning(dice)), (traits.weekly, _weekly(traits.weekly, dice))]
    if traits.profile is Profile.MEDIUM:
        evening = [(EVENING, Rhythm())] if traits.has_evening else []
        week = [(MORNING, Rhythm()), (SHOWER, _weekly(SHOWER, dice)), *evening]
        return [*week, (CLEANING, _cleaning(dice))]
    showers = (SHOWER, Rhythm(dice.pick(((0, 3), (1, 4), (0, 4), (2, 5)))))
    if traits.profile is Profile.HIGH:
        services = [MORNING, LUNCH, *([DINNER] if traits.has_dinner else []), EVENING]
        house = [(CLEANING, _cleaning(dice)), (LAUNDRY, _weekly(LAUNDRY, dice))]
    else:
        house = []
        services = [MORNING, LUNCH, CHECK, *([CHECK] if traits.has_second_check else []), DINNER, EVENING]
    return [(services[0], Rhythm()), showers, *((service, Rhythm()) for service in services[1:]), *house]


def _cleaning(dice: Dice) -> Rhythm:
    """Every second week, on any working day of the week or, for some, of the fortnight."""
    week, usual = dice.whole(0, 1), dice.whole(0, 4)
    return Rhythm(WORKING_DAYS, every_weeks=2, week=week, usual=usual, is_loose=dice.chance(0.4))


def _weekly(service: Service, dice: Dice) -> Rhythm:
    """Once a week: a shower on its day, other services on one of two to four working days."""
    usual = dice.whole(0, 4)
    if service is SHOWER:
        return Rhythm((usual,))
    others = dice.some([day for day in WORKING_DAYS if day != usual], dice.whole(1, 3))
    return Rhythm(tuple(sorted({usual, *others})), usual=usual)
