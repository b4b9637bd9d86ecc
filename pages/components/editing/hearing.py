"""What a planner does on the board becomes an act on the plan, and the board is told what became of it."""

from __future__ import annotations

from dataclasses import replace

from pages.components.board import Answer, BoardEvent, Move, Pick, PinVisit, Redo, Select, Unassign, Undo
from pages.components.editing.acts import Acts, EditState
from pages.shell.context import PageContext
from services.editing.views import Draft
from services.planning.views import OpenPlan
from services.problem import Shift


def heard(acts: Acts, opened: OpenPlan, event: BoardEvent) -> None:
    """Do what the event asks for, in the version its planner saw."""
    state = acts.ctx.state(EditState)
    if isinstance(event, Select | Pick):
        state.lifted = event.visit_id if isinstance(event, Pick) else state.lifted
        return
    state.lifted, state.seq = None, event.seq
    seen = replace(acts, version=int(event.base) if event.base.isdecimal() else acts.version)
    match event:
        case Move():
            shift = shift_for(opened, event.visit_id, event.carer_id, event.start_s)
            if shift is not None:
                seen.move(event.visit_id, shift.id, event.start_s)
        case PinVisit():
            seen.pin(event.visit_id, is_pinned=event.is_pinned)
        case Unassign():
            seen.unassign(event.visit_id)
        case Undo():
            seen.undo()
        case Redo():
            seen.redo()


def answer(ctx: PageContext, opened: OpenPlan, draft: Draft | None) -> Answer:
    """Where the plan stands, and why the last act was refused, where it was."""
    state = ctx.state(EditState)
    refused = "" if state.refused is None else " ".join(ctx.say(each) for each in state.refused)
    return Answer(
        version=str(opened.summary.version),
        seq=state.seq,
        note=refused,
        can_undo=draft is not None and draft.undoable is not None,
        can_redo=draft is not None and draft.redoable is not None,
    )


def shift_for(opened: OpenPlan, visit_id: str, carer_id: str | None, start_s: int) -> Shift | None:
    """The shift of a carer that is meant by a moment: the one it lies in, else the nearest; None: the visit's own."""
    if carer_id is None:
        own = next((shift for shift, stop in opened.plan.visit_stops() if stop.id == visit_id), None)
        carer_id = next((shift.carer_id for shift in opened.problem.shifts if shift.id == own), None)
    mine = [shift for shift in opened.problem.shifts if shift.carer_id == carer_id]
    return min(mine, key=lambda shift: max(shift.start_s - start_s, start_s - shift.end_s, 0), default=None)
