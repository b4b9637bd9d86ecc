"""What a planner does on the board, as typed events; what a browser sends is read with suspicion.

Every act carries `seq`, a number of the browser's own that the answer repeats, and `base`, the version of the plan the
planner saw: whoever carries it out refuses an act on a plan that has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from services.board.selection import CARER

LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Select:
    """A visit's id, `g:` and a carer's id, `k:` and a client's id, or None when the choice was let go."""

    word: str | None


@dataclass(frozen=True, slots=True)
class Pick:
    """A visit was taken up, by hand or by key: the board now wants windows, offers and refusals of it.

    None when it was put down again without a move.
    """

    visit_id: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """Put a visit on a carer's row at `start_s`, epoch seconds; without a carer its own keeps it."""

    visit_id: str
    carer_id: str | None
    start_s: int
    seq: int
    base: str


@dataclass(frozen=True, slots=True)
class PinVisit:
    """Lock a visit where it is, or let it loose."""

    visit_id: str
    is_pinned: bool
    seq: int
    base: str


@dataclass(frozen=True, slots=True)
class Unassign:
    """Take a visit out of the plan, into the lane."""

    visit_id: str
    seq: int
    base: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last act."""

    seq: int
    base: str


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was taken back."""

    seq: int
    base: str


Act = Move | PinVisit | Unassign | Undo | Redo
"""What changes a plan."""

BoardEvent = Select | Pick | Act
EVENTS = ("select", "pick", "move", "pin", "unassign", "undo", "redo")


def event_of(name: str, told: object) -> BoardEvent | None:
    """The event a browser reports; None when it is not one of ours."""
    if name == "select":
        return Select(told or None) if _is_word(told, allow_empty=True) else None
    if name == "pick":
        return Pick(told or None) if _is_word(told, allow_empty=True) else None
    if not isinstance(told, Mapping):
        return None
    return _act(name, told)


def _act(name: str, told: Mapping[str, Any]) -> Act | None:
    seq, base, visit_id = told.get("seq"), told.get("base"), told.get("id")
    if not _is_whole(seq) or not isinstance(base, str):
        return None
    if name == "undo":
        return Undo(seq, base)
    if name == "redo":
        return Redo(seq, base)
    if not _is_word(visit_id):
        return None
    if name == "pin" and isinstance(told.get("pinned"), bool):
        return PinVisit(visit_id, told["pinned"], seq, base)
    if name == "unassign":
        return Unassign(visit_id, seq, base)
    group, start = told.get("group"), told.get("start")
    if name == "move" and _is_word(group) and _is_whole(start):
        carer_id = group.removeprefix(CARER) if group.startswith(CARER) else None
        return Move(visit_id, carer_id, start // 1000, seq, base)
    return None


def _is_word(told: object, *, allow_empty: bool = False) -> TypeGuard[str]:
    return isinstance(told, str) and (allow_empty or bool(told)) and len(told) <= LONGEST_WORD


def _is_whole(told: object) -> TypeGuard[int]:
    return isinstance(told, int) and not isinstance(told, bool)
