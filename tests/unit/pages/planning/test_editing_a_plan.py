"""Changing a plan on its page: each button does its act, a refusal says why, only an administrator may overrule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import PlanEditKind, PlanKind, Role
from pages.components.editing.acts import EditState
from pages.planning.plan import PlanState
from pages.shell.context import PageContext
from services.editing import Editing
from services.editing.publishing import Publishing
from services.editing.refusals import NotAllowedByRules
from services.editing.views import Cancel, Draft, Edit, Move, Override, Pin, Unassign
from services.planning.use_case import Planning
from services.words import Text
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import FakeEditing, FakePlanning, an_open_plan
from tests.popovers import opened

PROBLEM = a_problem(a_visit("Anna", "08:00-09:00", km=5, title="Morgon"), a_shift("Bo"), a_shift("Eva"))
PLAN = an_open_plan(PROBLEM, a_plan({"Bo": ["Anna 08:00"]}), kind=PlanKind.DRAFT)
MOVED = Text(sv="Anna flyttades", en="Anna moved")
FORBIDDEN = NotAllowedByRules(
    [Text(sv="Bo saknar 1 kompetens.", en="Bo lacks 1 skill.")],
    [Text(sv="Eva har plats 08:00.", en="Eva has room 08:00.")],
)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def drawn(home: Path, editing: FakeEditing, role: Role = Role.SCHEDULER, selection: str | None = "Anna") -> AppTest:
    def script(ctx: object, state: object) -> None:
        from pages.planning.plan import PAGE
        from pages.shell import guard
        from pages.shell.state import choose, typed

        if typed("caire:pages.planning.plan.PlanState") is None:
            choose("caire:pages.planning.plan.PlanState", state)
        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    ctx: PageContext = a_context(home, role=role)
    planning = cast("Planning", FakePlanning(editing.opened))
    services = replace(
        ctx.services, planning=planning, editing=cast("Editing", editing), publishing=cast("Publishing", editing)
    )
    ctx = replace(ctx, services=services)
    return AppTest.from_function(script, args=(ctx, PlanState(selection=selection)), default_timeout=120).run()


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption, *app.toast))


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        ("plan.pin", Pin("Anna")),
        ("plan.unassign", Unassign("Anna")),
        ("plan.cancel_sure", Cancel("Anna")),
    ],
)
def test_a_button_makes_its_wish_in_the_version_shown(tmp_path: Path, key: str, wish: Pin | Unassign | Cancel) -> None:
    editing = FakeEditing([PLAN])
    app = drawn(tmp_path, editing)
    app.button(key=key).click().run()
    assert editing.wished == [(1, wish, None)]
    assert "Besöket flyttades" in words(app)


def test_a_visit_moves_to_the_offer_chosen(tmp_path: Path) -> None:
    editing = FakeEditing([PLAN])
    app = drawn(tmp_path, editing)
    assert not app.radio
    (offered,) = opened(app, "plan.move.Anna.0").radio
    assert [label.split(" ")[0] for label in offered.options] == ["Eva"]
    app.button(key="plan.move_now").click().run()
    ((_, wish, _),) = editing.wished
    assert isinstance(wish, Move)
    assert wish.shift_id == "Eva"


def test_a_refusal_says_why_and_what_would_help(tmp_path: Path) -> None:
    app = drawn(tmp_path, FakeEditing([PLAN], refusal=FORBIDDEN))
    app.button(key="plan.unassign").click().run()
    assert "Bo saknar 1 kompetens." in words(app)
    assert "Eva har plats" in words(app)
    assert [field.label for field in app.text_input] == ["Varför publiceras den?"]


def test_an_administrator_allows_it_all_the_same_with_a_reason(tmp_path: Path) -> None:
    editing = FakeEditing([PLAN], refusal=FORBIDDEN)
    app = drawn(tmp_path, editing, Role.ADMIN)
    app.button(key="plan.unassign").click().run()
    reason = next(field for field in app.text_input if field.label.startswith("Skäl"))
    reason.input("Klienten har bett om det")
    next(button for button in app.button if button.label == "Tillåt ändå").click().run()
    assert editing.wished[-1] == (1, Unassign("Anna"), Override("Klienten har bett om det"))


def test_undo_and_redo_say_what_they_turn_and_rest_when_there_is_nothing(tmp_path: Path) -> None:
    draft = Draft(PLAN.summary.id, None, 1, undoable=MOVED)
    editing = FakeEditing([PLAN], draft=draft)
    app = drawn(tmp_path, editing)
    assert app.button(key="plan.undo").help == "Ångra: Anna flyttades"
    assert app.button(key="plan.redo").disabled
    app.button(key="plan.undo").click().run()
    assert editing.turned == ["undo None"]


def test_the_history_says_who_did_what_and_turns_single_edits(tmp_path: Path) -> None:
    at = datetime(2027, 2, 1, 8, tzinfo=UTC)
    edits = [
        Edit(2, PlanEditKind.MOVE, MOVED, "Eva *Planerare*", False, at, False, "Karl är sjuk"),
        Edit(1, PlanEditKind.PIN, Text(sv="Anna låstes", en="Anna locked"), "Petra", True, at, True, None),
    ]
    editing = FakeEditing([PLAN], edits=edits)
    app = drawn(tmp_path, editing)
    assert "Eva" not in words(app)
    opened(app, "plan.history_box")
    assert "Eva \\*Planerare\\*" in words(app)
    assert "~~Anna låstes~~" in words(app)
    app.button(key="plan.undo.2").click().run()
    assert editing.turned == ["undo 2"]


def test_what_is_published_offers_acts_that_branch_and_no_publishing(tmp_path: Path) -> None:
    published = replace(PLAN, summary=replace(PLAN.summary, kind=PlanKind.PUBLISHED, id=UUID(int=9)))
    editing = FakeEditing([published])
    app = drawn(tmp_path, editing)
    assert not app.button(key="plan.unassign").disabled
    assert not [field for field in app.text_input if field.label == "Varför publiceras den?"]


def test_a_refusal_is_over_when_something_else_is_picked() -> None:
    state = EditState(refused=(MOVED, MOVED), refused_wish=Unassign("Anna"))
    state.beside("Anna")
    state.beside("Anna")
    assert state.refused is not None
    state.beside("g:Bo")
    over = EditState()
    over.beside("g:Bo")
    assert state == over


def test_publishing_gives_the_reason_and_goes_on_in_what_was_published(tmp_path: Path) -> None:
    editing = FakeEditing([PLAN, replace(PLAN, summary=replace(PLAN.summary, kind=PlanKind.PUBLISHED, id=UUID(int=9)))])
    app = drawn(tmp_path, editing)
    next(field for field in app.text_input if field.label.startswith("Varför")).input("Veckans plan")
    next(button for button in app.button if button.label == "Publicera").click().run()
    assert editing.published == [(PLAN.summary.id, 1, "Veckans plan")]
    assert not app.error
    assert "Publicerad som nummer 1" in words(app)
    assert app.selectbox(key="plan.plan").value == str(UUID(int=9))
