"""Clients: who they are, where they live, what they need and what they wish for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.demo.agreed_times import AgreedTimes
from services.demo.dice import Dice
from services.demo.names import Gender, PersonName, draw_names
from services.demo.need import Need
from services.demo.needs import escort, needs_of
from services.demo.places import Home
from services.demo.profiles import Profile, Traits, deal_traits
from services.demo.recipe import Recipe
from services.demo.services import MEDICINE
from services.demo.skills import INSULIN, MEDICINES, NEED_SHARES, STOMA, WOUND

LANGUAGES = ("arabiska", "finska", "persiska", "bosniska", "polska")
DAYS_PER_MONTH = 365.25 / 12
NOTES = (
    "Nyckel i nyckelskåpet, ring på innan.",
    "Hör dåligt, knacka tydligt.",
    "Går med rullator, stanna kvar tills hen sitter.",
    "Dricker gärna kaffe efter maten.",
    "Hund i lägenheten, den är snäll.",
    "Portkod finns på kontoret.",
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a client wishes of the carers, as said; empty where nothing is wished."""

    gender: Gender | None = None
    language: str | None = None
    has_pet: bool = False


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A client of the demo organisation; carers are employee ids. A pool that is empty allows everybody."""

    id: str
    name: PersonName
    home: Home
    phone: str
    note: str
    profile: Profile
    needs: tuple[Need, ...]
    wishes: Wishes
    is_protected: bool = False
    contact: str = ""
    preferred: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    pool: tuple[str, ...] = ()

    @property
    def hours_per_month(self) -> float:
        """Hours of care in a month, each carer counted."""
        return sum(need.minutes_per_day for need in self.needs) * DAYS_PER_MONTH / 60

    @property
    def granted_minutes_month(self) -> int:
        """What the municipality has granted, in whole hours: somewhat more than is planned."""
        return 60 * round(self.hours_per_month * 1.1 + 0.5)


def draw_clients(recipe: Recipe, homes: tuple[Home, ...], seed: int) -> list[DemoClient]:
    """Clients without relations to carers yet."""
    dice = Dice(seed, "clients")
    count = len(homes)
    traits = deal_traits(dice, count)
    skills = _deal_skills(dice, traits)
    genders = dice.deal({Gender.WOMAN: 0.64, Gender.MAN: 0.36}, count)
    names = draw_names(dice, genders, are_old=True)
    prefers_time = dice.deal({True: 0.25, False: 0.75}, count)
    wished_gender = dice.deal({True: 0.10, False: 0.90}, count)
    wished_language = dice.deal({True: 0.08, False: 0.92}, count)
    pets = dice.deal({True: 0.12, False: 0.88}, count)
    protected = dice.some(range(count), count // 100)
    times = AgreedTimes()
    clients = []
    for i, home in enumerate(homes):
        wishes = Wishes(
            gender=genders[i] if wished_gender[i] else None,
            language=dice.pick(LANGUAGES) if wished_language[i] else None,
            has_pet=pets[i],
        )
        clients.append(
            DemoClient(
                id=f"K{recipe.first_number + i:03d}",
                name=names[i],
                home=home,
                phone=f"08-465 004 {i % 100:02d}",  # a series nobody has
                note=dice.pick(NOTES) if dice.chance(0.4) else "",
                profile=traits[i].profile,
                needs=needs_of(traits[i], skills[i], prefers_time[i], times, Dice(seed, f"needs {i}")),
                wishes=wishes,
                is_protected=i in protected,
            )
        )
    return _with_an_escort(clients, dice)


def _deal_skills(dice: Dice, traits: list[Traits]) -> list[frozenset[str]]:
    """Who needs which delegated task: medicines where a visit is for them, the rest where somebody comes daily."""
    count = len(traits)
    for_medicine = [i for i, each in enumerate(traits) if each.profile is Profile.LIGHT and each.daily is MEDICINE]
    daily = [i for i, each in enumerate(traits) if each.profile is not Profile.LIGHT]
    more = dice.some(daily, max(0, round(NEED_SHARES[MEDICINES] * count) - len(for_medicine)))
    needs: list[set[str]] = [set() for _ in traits]
    for i in (*for_medicine, *more):
        needs[i].add(MEDICINES)
    for skill, among in ((INSULIN, more), (STOMA, daily), (WOUND, daily)):
        for i in dice.some(among, max(1, round(NEED_SHARES[skill] * count))):
            needs[i].add(skill)
    return [frozenset(each) for each in needs]


def _with_an_escort(clients: list[DemoClient], dice: Dice) -> list[DemoClient]:
    """One in forty is taken to an appointment once."""
    chosen = dice.some(range(len(clients)), max(1, len(clients) // 40))
    return [
        replace(client, needs=(*client.needs, escort(len(client.needs), dice))) if i in chosen else client
        for i, client in enumerate(clients)
    ]
