"""What is done on the board becomes an act in the version its planner saw, on the shift that is meant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from pages.components.board import BoardEvent, Move, Pick, PinVisit, Redo, Unassign, Undo
from pages.components.editing.acts import Acts, EditState
from pages.components.editing.hearing import answer, heard, shift_for
from pages.shell.context import PageContext
from services.editing import Editing, views
from services.editing.refusals import NotAllowedByRules
from services.words import Language, Text
from tests.builders import a_plan, a_problem, a_shift, a_visit, clock
from tests.fakes import a_context
from tests.fakes_planning import FakeEditing, an_open_plan

PLAN = an_open_plan(
    a_problem(
        a_visit("Anna", "08:00-09:00"), a_shift("Bo"), a_shift("Eva.early", "06:00-10:00"),
        a_shift("Eva.late", "14:00-22:00"),
    ),
    a_plan({"Bo": ["Anna 08:00"]}),
)  # fmt: skip


@dataclass
class Stage:
    """Acts on a plan, with what they remember."""

    acts: Acts
    editing: FakeEditing
    state: EditState = field(default_factory=EditState)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    editing, state = FakeEditing([PLAN]), EditState()
    ctx: PageContext = a_context(tmp_path)
    ctx = replace(ctx, services=replace(ctx.services, editing=cast("Editing", editing)))
    monkeypatch.setattr(PageContext, "state", lambda _self, _kind: state)
    return Stage(Acts(ctx, PLAN.summary.id, 1, lambda _plan: None), editing, state)


@pytest.mark.parametrize(
    ("event", "wish"),
    [
        (Move("Anna", "Eva", clock("08:00"), 7, "4"), views.Move("Anna", "Eva.early", clock("08:00"))),
        (Move("Anna", "Eva", clock("15:00"), 7, "4"), views.Move("Anna", "Eva.late", clock("15:00"))),
        (Move("Anna", None, clock("08:30"), 7, "4"), views.Move("Anna", "Bo", clock("08:30"))),
        (PinVisit("Anna", True, 7, "4"), views.Pin("Anna")),
        (PinVisit("Anna", False, 7, "4"), views.Unpin("Anna")),
        (Unassign("Anna", 7, "4"), views.Unassign("Anna")),
    ],
)
def test_an_event_is_the_wish_it_means(stage: Stage, event: BoardEvent, wish: views.Wish) -> None:
    heard(stage.acts, PLAN, event)
    assert stage.editing.wished == [(4, wish, None)]
    assert stage.state.seq == 7


def test_undo_and_redo_are_the_planners_own(stage: Stage) -> None:
    heard(stage.acts, PLAN, Undo(1, "1"))
    heard(stage.acts, PLAN, Redo(2, "1"))
    assert stage.editing.turned == ["undo None", "redo"]


def test_a_visit_in_the_hand_is_remembered_and_let_go_by_any_act(stage: Stage) -> None:
    heard(stage.acts, PLAN, Pick("Anna"))
    held: list[str | None] = [stage.state.lifted]
    heard(stage.acts, PLAN, Unassign("Anna", 3, "not a version"))
    assert [*held, stage.state.lifted] == ["Anna", None]
    assert stage.editing.wished[0][0] == 1


def test_a_refusal_is_answered_with_why_and_what_would_help(stage: Stage) -> None:
    why = "Bo kan inte: det fattas 1 min före 07:11."
    stage.editing.refusal = NotAllowedByRules([Text(sv=why, en="Bo cannot.")], [])
    heard(stage.acts, PLAN, Unassign("Anna", 9, "1"))
    told = answer(stage.acts.ctx, PLAN, None)
    assert (told.seq, told.version, told.can_undo) == (9, "1", False)
    assert told.note.startswith(why), "the board shows words, not Markdown"


def test_the_hand_is_told_who_can_and_why_others_cannot(stage: Stage) -> None:
    offers, refused = stage.editing.lifted(stage.acts.ctx.actor, UUID(int=1), "Anna", Language.EN)
    assert [PLAN.problem.shifts[offer.shift].id for offer in offers][:1] == ["Eva.early"]
    assert all(each.carer_id not in {"Eva"} for each in refused)


def test_a_carer_without_a_shift_is_no_place() -> None:
    assert shift_for(PLAN, "Anna", "Nobody", clock("08:00")) is None
