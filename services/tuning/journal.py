"""The journal of tuning: what is noted with every change, and how it reads: only what became another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from data.vocabulary import ConstraintChangeKind
from data.work import ReadingWork, Work
from services.access import Actor
from services.tuning.views import HistoryLine, Override

NAME, DEFAULT = "name", "default"
NOTHING = "–"
Document = Mapping[str, Any]


def note_profile(
    work: Work, actor: Actor, name: str, was: dict[str, Any] | None, became: dict[str, Any] | None
) -> None:
    """A profile was made, changed, renamed, made the default or removed."""
    work.profiles.note_change(ConstraintChangeKind.PROFILE, name, was, became, actor.user_id)


def note_override(work: Work, actor: Actor, each: Override, was: int | None, became: int | None) -> None:
    """Somebody, or the whole organisation, got another weight or parameter; None: nothing of their own."""
    about = f"{each.constraint_id} {each.parameter}".strip()
    is_own = each.entity_id == actor.organization_id
    kind = ConstraintChangeKind.WEIGHT if is_own else ConstraintChangeKind.OVERRIDE
    work.profiles.note_change(kind, about, _alone(was), _alone(became), actor.user_id, (each.entity, each.entity_id))


def read(work: ReadingWork) -> list[HistoryLine]:
    """Every change, the newest first."""
    names = names_of(work)
    lines = []
    for row in work.profiles.changes():
        who = names.get(row.entity_id, "") if row.entity_id else ""
        was, became = said(row.was, row.became)
        lines.append(HistoryLine(row.kind, row.about, who, row.made_by, row.made_at, was, became))
    return lines


def said(was: Document | None, became: Document | None) -> tuple[str, str]:
    """Both sides of a change in one line each: `soft.travel.minutes 6, …`, only what differs between them."""
    before, after = _parts(was), _parts(became)
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return _line(was, before, differing), _line(became, after, differing)


def names_of(work: ReadingWork) -> dict[UUID, str]:
    """The pseudonym of every employee and client."""
    employees = {row.id: row.pseudonym for row in work.people.employees()}
    return employees | {row.id: row.pseudonym for row in work.people.clients()}


def _alone(weight: int | None) -> dict[str, Any] | None:
    return None if weight is None else {"weight": weight}


def _line(document: Document | None, parts: dict[str, str], differing: list[str]) -> str:
    if document is None:
        return NOTHING
    return ", ".join(f"{name} {parts[name]}".strip() for name in differing if name in parts) or "="


def _parts(document: Document | None) -> dict[str, str]:
    """What a document says, by what it says it of; the weight of a single rule and a name stand alone."""
    told = document or {}
    alone = next((told[name] for name in ("weight", NAME, DEFAULT) if name in told), None)
    parts = {} if alone is None else {"": str(alone)}
    parts |= {name: str(weight) for name, weight in dict(told.get("organization") or {}).items()}
    for name in list(told.get("disabled") or ()):
        parts[name] = f"{parts.get(name, '')} ×".strip()
    for name, level in dict(told.get("levels") or {}).items():
        parts[name] = f"{parts.get(name, '')} {level}".strip()
    return parts
