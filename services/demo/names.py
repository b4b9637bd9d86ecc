"""Names of people who do not exist: common given names and surnames, put together by chance."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from services.demo.dice import Dice


class Gender(StrEnum):
    """As given in a wish or by an employee."""

    WOMAN = "kvinna"
    MAN = "man"


_OLDER = {
    Gender.WOMAN: ("Astrid", "Barbro", "Birgit", "Britta", "Dagny", "Edit", "Elsa", "Gun", "Gunvor", "Inga", "Ingegerd",
                   "Kerstin", "Maj-Britt", "Märta", "Rut", "Signe", "Siv", "Sonja", "Ulla", "Viola", "Vivi", "Ylva"),
    Gender.MAN: ("Arne", "Artur", "Bengt", "Birger", "Bo", "Börje", "Einar", "Erling", "Folke", "Gösta", "Helge",
                 "Holger", "Ivar", "Kurt", "Lennart", "Nils", "Olle", "Ragnar", "Rune", "Sixten", "Stig", "Sven"),
}  # fmt: skip
_YOUNGER = {
    Gender.WOMAN: ("Alva", "Amina", "Camilla", "Ebba", "Elif", "Fatima", "Frida", "Hanna", "Ida", "Jasmin", "Johanna",
                   "Linnéa", "Maria", "Mirjana", "Moa", "Nadia", "Rebecka", "Sanna", "Sofia", "Therese", "Tove",
                   "Zahra"),
    Gender.MAN: ("Adam", "Ali", "Anton", "Björn", "Dino", "Elias", "Fredrik", "Hassan", "Isak", "Jonas", "Kalle",
                 "Love", "Marcus", "Niklas", "Oskar", "Pontus", "Robin", "Samir", "Simon", "Tobias", "Viktor", "Yusuf"),
}  # fmt: skip
_FIRST_PARTS = ("Al", "Björk", "Dal", "Ek", "Fors", "Gran", "Hed", "Lind", "Ljung", "Lund", "Norr", "Sand", "Sjö",
                "Sten", "Söder", "Vall", "Väster", "Åker", "Ås", "Öster")  # fmt: skip
_LAST_PARTS = ("bäck", "berg", "blad", "borg", "gren", "hage", "holm", "kvist", "lind", "mark", "ros", "ström", "vall")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A given name and a surname."""

    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def as_address(self) -> str:
        """The local part of an e-mail address."""
        plain = unicodedata.normalize("NFKD", f"{self.given}.{self.family}".lower())
        return "".join(each for each in plain if each.isascii())


def draw_names(dice: Dice, genders: list[Gender], are_old: bool) -> list[PersonName]:
    """A name for each, no two alike."""
    given = _OLDER if are_old else _YOUNGER
    families = [first + last for first in _FIRST_PARTS for last in _LAST_PARTS if not last.startswith(first.lower())]
    drawn: dict[PersonName, None] = {}
    for gender in genders:
        name = PersonName(dice.pick(given[gender]), dice.pick(families))
        while name in drawn:
            name = PersonName(dice.pick(given[gender]), dice.pick(families))
        drawn[name] = None
    return list(drawn)
