"""The solver's own score as it prints it, `0hard/-257medium/-6119520soft`; kept beside ours, never mixed with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCORE = re.compile(r"(?:(-?\d{1,19})init/)?(-?\d{1,19})hard/(-?\d{1,19})medium/(-?\d{1,19})soft")


@dataclass(frozen=True, slots=True)
class TheirScore:
    """Three levels, higher is better; a plan without initial decisions left and with hard 0 keeps every hard rule."""

    hard: int
    medium: int
    soft: int
    uninitialised: int = 0

    @property
    def is_feasible(self) -> bool:
        """Whether every hard rule of theirs is kept."""
        return self.hard == 0 and self.uninitialised == 0

    def __str__(self) -> str:
        return f"{self.hard}hard/{self.medium}medium/{self.soft}soft"


def read_score(text: object) -> TheirScore | None:
    """The score of a text, None when it is none."""
    found = _SCORE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    init, hard, medium, soft = (int(part or 0) for part in found.groups())
    return TheirScore(hard, medium, soft, init)
