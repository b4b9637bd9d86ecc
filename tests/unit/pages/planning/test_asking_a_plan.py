"""Asking of a picked visit: answers in words, moves on buttons, and nothing worked out before it is asked or twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import PlanKind
from pages.planning.plan import PlanState
from pages.shell.context import PageContext
from services.editing import Editing
from services.editing.asking import Asking
from services.editing.views import Move, ReplaceCarer, Swap
from services.planning.use_case import Planning
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import FakeAsking, FakeEditing, FakePlanning, an_open_plan

PROBLEM = a_problem(
    a_visit("Anna", "08:00-08:15", 30, km=5), a_visit("Olle", "08:00-08:15", 45, km=20),
    a_visit("Siv", "10:00-10:30", 30, km=5), a_visit("Tore", "08:00-08:15", 30, km=9),
    a_shift("Bo"), a_shift("Eva"), a_shift("Cia", "09:00-16:00", km=20),
)  # fmt: skip
PLAN = an_open_plan(
    PROBLEM, a_plan({"Bo": ["Anna 08:00", "Siv 10:00"], "Eva": ["Olle 08:00"]}), kind=PlanKind.DRAFT
)  # fmt: skip


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def editing() -> FakeEditing:
    return FakeEditing([PLAN])


@pytest.fixture
def asking() -> FakeAsking:
    return FakeAsking([PLAN])


@pytest.fixture
def ctx(tmp_path: Path, editing: FakeEditing, asking: FakeAsking) -> PageContext:
    made = a_context(tmp_path)
    services = replace(
        made.services, planning=cast("Planning", FakePlanning([PLAN])), editing=cast("Editing", editing),
        asking=cast("Asking", asking),
    )  # fmt: skip
    return replace(made, services=services)


def drawn(ctx: PageContext, selection: str) -> AppTest:
    def script(ctx: object, state: object) -> None:
        from pages.planning.plan import PAGE
        from pages.shell import guard
        from pages.shell.state import choose, typed

        if typed("caire:pages.planning.plan.PlanState") is None:
            choose("caire:pages.planning.plan.PlanState", state)
        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(ctx, PlanState(selection=selection)), default_timeout=120).run()
    assert not app.exception
    return app


def asked(app: AppTest, visit: str, question: str) -> AppTest:
    app.button_group(key=f"plan.ask.{visit}.0").set_value(question).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption)).replace("\\", "")


def test_nothing_is_worked_out_before_it_is_asked_and_nothing_twice(ctx: PageContext, asking: FakeAsking) -> None:
    app = drawn(ctx, "Siv")
    assert asking.asked == []
    app = asked(app, "Siv", "here").run()
    assert asking.asked == ["here"]
    asked(drawn(ctx, "Siv"), "Siv", "here")
    assert asking.asked == ["here"]


def test_a_new_version_of_the_plan_is_asked_anew(ctx: PageContext, asking: FakeAsking) -> None:
    asked(drawn(ctx, "Siv"), "Siv", "here")
    later = replace(PLAN, summary=replace(PLAN.summary, version=2))
    services = replace(
        ctx.services, planning=cast("Planning", FakePlanning([later])), editing=cast("Editing", FakeEditing([later]))
    )
    asked(drawn(replace(ctx, services=services), "Siv"), "Siv", "here")
    assert asking.asked == ["here", "here"]


def test_why_here_names_the_next_best_place_and_moves_there(ctx: PageContext, editing: FakeEditing) -> None:
    app = asked(drawn(ctx, "Siv"), "Siv", "here")
    assert "Bo gör Siv, 1 feb 10:00." in words(app)
    move = app.button(key="plan.ask.move.Eva")
    assert move.label.startswith("Eva 10:")
    move.click().run()
    ((_, wish, _),) = editing.wished
    assert isinstance(wish, Move)
    assert (wish.visit_id, wish.shift_id) == ("Siv", "Eva")


def test_why_not_a_carer_names_the_rule_or_offers_the_move(ctx: PageContext) -> None:
    app = asked(drawn(ctx, "Siv"), "Siv", "not")
    app.selectbox(key="plan.ask.carer.Siv").set_value("Cia").run()
    assert "Cia kan ta det" in words(app)
    assert not app.button(key="plan.ask.move.Cia").disabled
    app = asked(drawn(ctx, "Anna"), "Anna", "not")
    app.selectbox(key="plan.ask.carer.Anna").set_value("Cia").run()
    assert "Cia " in words(app)
    assert not [button for button in app.button if str(button.key).startswith("plan.ask.move.")]


def test_why_nobody_is_answered_unasked_in_one_place_with_what_helps(ctx: PageContext) -> None:
    said = words(drawn(ctx, "Tore"))
    assert said.count("Varför har ingen fått det?") == 1
    assert "Det här skulle räcka" in said


def test_a_wider_window_is_told_in_points_and_moves(ctx: PageContext) -> None:
    app = asked(drawn(ctx, "Tore"), "Tore", "wider")
    app.number_input(key="plan.ask.minutes.Tore").set_value(60).run()
    assert "Med 60 minuter vidare fönster" in words(app)
    assert "\u221210\u202f000 poäng utan medarbetare" in words(app)


def test_two_visits_trade_places(ctx: PageContext, editing: FakeEditing) -> None:
    app = asked(drawn(ctx, "Anna"), "Anna", "swap")
    offered = app.selectbox(key="plan.swap.Anna.0")
    assert [option.split(" · ")[0] for option in offered.options] == ["Olle 08:00, Eva"]
    app.button(key="plan.swap.Anna.now").click().run()
    assert editing.wished == [(1, Swap("Anna", "Olle"), None)]


def test_somebody_else_takes_the_whole_shift(ctx: PageContext, editing: FakeEditing, asking: FakeAsking) -> None:
    app = drawn(ctx, "g:Bo")
    assert asking.asked == []
    app.button(key="plan.somebody_else").click().run()
    assert [option.split(" · ")[0] for option in app.selectbox(key="plan.replace.Bo.0").options] == ["Eva 07:00–16:00"]
    app.button(key="plan.replace.Bo.now").click().run()
    assert editing.wished == [(1, ReplaceCarer("Bo", "Eva"), None)]


def test_whose_shift_is_empty_has_nothing_to_give_away(ctx: PageContext) -> None:
    assert not [button for button in drawn(ctx, "g:Cia").button if button.key == "plan.somebody_else"]


def test_who_may_only_look_reads_the_answers_without_buttons(ctx: PageContext) -> None:
    signed_in, reader = ctx.ask_again(False), replace(ctx.actor, read_only=True)
    assert signed_in is not None
    looking = replace(ctx, actor=reader, ask_again=lambda touch: replace(signed_in, actor=reader))
    app = asked(drawn(looking, "Siv"), "Siv", "here")
    assert "Bo gör Siv" in words(app)
    assert "Eva 10:" in words(app)
    assert not [button for button in app.button if str(button.key).startswith("plan.ask.move.")]


def test_it_speaks_english(ctx: PageContext) -> None:
    app = asked(drawn(replace(ctx, language=Language.EN), "Siv"), "Siv", "here")
    assert "Bo makes Siv" in words(app)
