"""What stands for a person in a small circle: on the board's rows and on the map of the day."""

from __future__ import annotations

import re


def initials(label: str) -> str:
    """`AB` of "Anna Berg", `D07` of "Dag 07", `E12` of "E012": what fits a small circle."""
    code = re.fullmatch(r"(\w)\w*?(\d{1,2})", label)
    if code:
        return code[1].upper() + code[2]
    words = label.replace("-", " ").replace("_", " ").split() or ["?"]
    if len(words) > 1 and words[-1].isdigit():
        return words[0][0].upper() + words[-1][-2:]
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()
