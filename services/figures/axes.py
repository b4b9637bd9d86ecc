"""How axes are written: amounts as people write them, and long names on two lines instead of cut off."""

from __future__ import annotations

from textwrap import wrap

from services.words import NARROW_SPACE, Language

AMOUNTS = ",~f"
"""`50 000` rather than `50k`, which few outside offices of engineers read."""
LINE_LETTERS = 24


def separators(language: Language) -> str:
    """The signs between units and tenths, and between thousands."""
    return f",{NARROW_SPACE}" if language is Language.SV else ".,"


def on_lines(name: str) -> str:
    """A name beside a bar; cut off, two rules could read the same and share one bar."""
    return "<br>".join(wrap(name, LINE_LETTERS)) or name
