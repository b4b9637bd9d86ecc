"""Whose edits stand behind one another: what a planner would undo and redo, and what others have done since.

Each planner has a stack of the own edits, so that nobody takes back what a colleague has just done.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from data.repositories.edits import EditRow
from data.work import ReadingWork, Work
from services.access import Actor
from services.editing.history import in_words
from services.editing.patching import touches
from services.problem import Problem
from services.words import Text

THEY_CHANGED = Text(sv="{who} har under tiden ändrat: {what}.", en="{who} has changed meanwhile: {what}.")


def last_of(edits: Sequence[EditRow], user: UUID) -> EditRow | None:
    """The planner's newest edit that stands."""
    return next((e for e in reversed(edits) if e.edited_by == user and e.undone_at is None), None)


def again_of(edits: Sequence[EditRow], user: UUID) -> EditRow | None:
    """The planner's first undone edit behind the newest that stands: a new edit ends the chance to redo."""
    last = last_of(edits, user)
    behind = last.seq if last else 0
    return next((e for e in edits if e.edited_by == user and e.undone_at is not None and e.seq > behind), None)


def theirs_since(work: Work, problem: Problem, actor: Actor, edits: Sequence[EditRow], mine: EditRow) -> list[Text]:
    """What others have done to the same visits or shifts since the actor's edit."""
    touched = touches(mine.change["before"], mine.change["after"])
    return [
        told_of(work, problem, edit)
        for edit in edits
        if edit.version > mine.version and edit.edited_by != actor.user_id and meet(edit, *touched)
    ]


def meet(edit: EditRow, visits: frozenset[str], shifts: frozenset[str]) -> bool:
    """Whether the edit touched any of these visits or shifts."""
    their_visits, their_shifts = touches(edit.change["before"], edit.change["after"])
    return bool(visits & their_visits or shifts & their_shifts)


def told_of(work: ReadingWork, problem: Problem, edit: EditRow) -> Text:
    """`Eva has changed meanwhile: …`."""
    names = {user.id: user.name for user in work.users.all()}
    return THEY_CHANGED.fill(who=names.get(edit.edited_by, "–"), what=in_words(problem, edit))
