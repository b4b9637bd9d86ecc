"""What a run may change, as a planner chooses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import MayChange
from pages.components.change_choice import Change, Choice
from pages.shell.context import PageContext
from services.planning.use_case import Planning
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import FakePlanning, an_open_plan

OPENED = an_open_plan(a_problem(a_visit("Anna"), a_shift("Bo")), a_plan({"Bo": ["Anna 08:00"]}))


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture
def ctx(tmp_path: Path) -> PageContext:
    made = a_context(tmp_path)
    return replace(made, services=replace(made.services, planning=cast("Planning", FakePlanning([OPENED]))))


def chosen(ctx: PageContext, choice: Choice | None = None) -> Change:
    """What the component answers after the click."""

    def script(ctx: object, first: object, last: object) -> None:
        import streamlit as st

        from pages.components.change_choice import choose_change
        from services.planning.views import Period

        st.session_state["answer"] = choose_change(ctx, Period(first, last))  # type: ignore[arg-type]

    days = (OPENED.summary.first_day, OPENED.summary.last_day)
    app = AppTest.from_function(script, args=(ctx, *days), default_timeout=20).run()
    if choice is not None:
        app.button_group(key="solve.may_change").set_value(choice).run()
    assert not app.exception
    answer: Change = app.session_state["answer"]
    return answer


def test_a_new_plan_begins_from_nothing(ctx: PageContext) -> None:
    assert chosen(ctx) == Change()


def test_days_without_a_plan_have_nothing_to_choose(ctx: PageContext) -> None:
    none = replace(ctx, services=replace(ctx.services, planning=cast("Planning", FakePlanning())))
    assert chosen(none) == Change()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice.EVERYTHING, MayChange.EVERYTHING),
        (Choice.KEEP_CARERS, MayChange.KEEP_CARERS),
        (Choice.ONLY_UNPLANNED, MayChange.ONLY_UNPLANNED),
        (Choice.FROM_NOW, MayChange.EVERYTHING),
    ],
)
def test_a_change_names_its_plan_and_what_it_may(
    ctx: PageContext, language: Language, choice: Choice, kept: MayChange
) -> None:
    ctx = replace(ctx, language=language)
    change = chosen(ctx, choice)
    assert (change.begin_from, change.may_change) == (OPENED.summary.id, kept)
    assert change.frozen_until == (ctx.now() if choice is Choice.FROM_NOW else None)
    assert (change.stability is None) == (choice in {Choice.KEEP_CARERS, Choice.ONLY_UNPLANNED})
