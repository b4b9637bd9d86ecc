"""Which passwords may be chosen: long ones that are not easily guessed; nothing is said of capitals and digits.

Twelve signs for who has a second step, fifteen for who has not. Refused are words everybody tries (however they are
dressed up or repeated), runs along the keyboard, few different signs, and what is known of the person.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from services.demo_users import DEMO_PASSWORD
from services.errors import BadInput
from services.passwords import LONGEST
from services.words import Text

SHORTEST = 15
SHORTEST_WITH_STEP = 12
FEWEST_SIGNS = 5
_COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split())
_LEET = str.maketrans("@430157$!", "aaeoistsi")
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyzåäö", "qwertyuiopåasdfghjklöäzxcvbnm")
_LINES = (*_RUNS, *(run[::-1] for run in _RUNS))
_SHORTEST_RUN = 4


def shortest(has_second_step: bool) -> int:
    """How many signs are asked for."""
    return SHORTEST_WITH_STEP if has_second_step else SHORTEST


def check(password: str, *, has_second_step: bool, about: Iterable[str] = ()) -> None:
    """Raise `BadInput` for a password that may not be chosen; `about` is what others know of the person."""
    least = shortest(has_second_step)
    if len(password) < least:
        raise _refused(
            Text(sv="Lösenordet är kortare än {least} tecken.", en="The password has fewer than {least} characters."),
            least,
        )
    if len(password) > LONGEST:
        raise _refused(Text(sv="Lösenordet är för långt.", en="The password is too long."), least)
    if _is_guessed_soon(password, about):
        raise _refused(Text(sv="Lösenordet är lätt att gissa.", en="The password is easy to guess."), least)


def _refused(cause: Text, least: int) -> BadInput:
    how = Text(
        sv="Välj minst {least} tecken, till exempel några ord som inte hör ihop.",
        en="Choose at least {least} characters, such as a few words that do not belong together.",
    )
    return BadInput("ACCOUNT-003", cause.fill(least=least), how.fill(least=least))


def _is_guessed_soon(password: str, about: Iterable[str]) -> bool:
    plain = unicodedata.normalize("NFC", password).casefold()
    left = _without_runs(plain)
    if plain == DEMO_PASSWORD or len(set(plain)) < FEWEST_SIGNS or len(left) < FEWEST_SIGNS:
        return True
    known = _COMMON | {_letters(part) for each in about for part in (each, *each.replace("@", " ").split())} - {""}
    return any(_is_of(reading, known) for reading in (_letters(left), _letters(left.translate(_LEET))))


def _letters(written: str) -> str:
    return "".join(sign for sign in written.casefold() if sign.isalpha())


def _is_of(letters: str, known: Iterable[str]) -> bool:
    """Whether hardly a letter is left once every well-known word is taken out."""
    left = letters
    for word in sorted((word for word in known if len(word) > 2), key=len, reverse=True):
        left = left.replace(word, "")
    return left != letters and len(left) < FEWEST_SIGNS


def _without_runs(plain: str) -> str:
    """What is left beside runs along the keyboard, the alphabet or the digits, either way."""
    left, at = "", 0
    while at < len(plain):
        end = at + 1
        while end < len(plain) and any(plain[at : end + 1] in line for line in _LINES):
            end += 1
        if end - at < _SHORTEST_RUN:
            end = at + 1
            left += plain[at]
        at = end
    return left
