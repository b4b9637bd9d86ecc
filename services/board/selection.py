"""What is selected on board and map: a visit, a carer (`g:` and the id), a client (`k:`) or nothing, as one word."""

from __future__ import annotations

from dataclasses import dataclass

from services.problem.columns import Columns
from services.problem.timetable import Timetable

CARER = "g:"
"""Begins the word for a carer; a visit's word is its id."""

CLIENT = "k:"
"""The same for a client."""

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of the problem, −1 where there is none; of a visit that is made, `carer` is the one who makes it."""

    visit: int = NOBODY
    carer: int = NOBODY
    client: int = NOBODY


def selection_of(c: Columns, t: Timetable, word: str | None) -> Selection:
    """The rows `word` means; nothing when it names what the plan does not have (it comes from a browser)."""
    if not word:
        return Selection()
    if word.startswith(CARER):
        carer_id = word.removeprefix(CARER)
        rows = (i for i, carer in enumerate(c.problem.carers) if carer.id == carer_id)
        return Selection(carer=next(rows, NOBODY))
    if word.startswith(CLIENT):
        client_id = word.removeprefix(CLIENT)
        return Selection(client=next((i for i, each in enumerate(c.problem.clients) if each.id == client_id), NOBODY))
    visit = c.visit_index.get(word, NOBODY)
    if visit == NOBODY:
        return Selection()
    shift = int(t.shift_of[visit])
    return Selection(visit, int(c.shift_carer[shift]) if shift >= 0 else NOBODY)
