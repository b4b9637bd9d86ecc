"""The plan page: what a planner sees of a day, of what is picked, and of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import PlanKind, Role
from pages.planning.plan import PAGE, PlanState
from pages.shell.context import PageContext
from services.editing import Editing
from services.planning.use_case import Planning
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import FakeEditing, FakePlanning, an_open_plan
from tests.popovers import opened

PROBLEM = a_problem(
    a_visit("Anna", "08:00-09:00", km=5, title="Morgon, Dusch"), a_visit("Olle", "08:00+1-12:00+1", km=3),
    a_visit("Siv", "10:00-10:10", title="Lunch", skills=(("insulin", 1),)),
    a_shift("Bo"), a_shift("Bo.tuesday", "07:00+1-16:00+1"),
)  # fmt: skip
PLAN = an_open_plan(PROBLEM, a_plan({"Bo": ["Anna 08:00"], "Bo.tuesday": ["Olle 09:00+1"]}))
BY_HAND = an_open_plan(
    PROBLEM, a_plan({"Bo": ["Anna 09:00"]}), number=2, kind=PlanKind.MANUAL, name="Schema från pärmen"
)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def ctx(tmp_path: Path) -> PageContext:
    return with_plans(a_context(tmp_path), PLAN)


def with_plans(ctx: PageContext, *opened: object) -> PageContext:
    planning = cast("Planning", FakePlanning(opened))  # type: ignore[arg-type]
    editing = cast("Editing", FakeEditing(opened))  # type: ignore[arg-type]
    return replace(ctx, services=replace(ctx.services, planning=planning, editing=editing))


def drawn(ctx: PageContext, state: PlanState | None = None) -> AppTest:
    def script(ctx: object, state: object) -> None:
        from pages.planning.plan import PAGE
        from pages.shell import guard
        from pages.shell.state import choose

        if state is not None:
            choose("caire:pages.planning.plan.PlanState", state)
        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx, state), default_timeout=20).run()


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.subheader, *app.markdown, *app.caption, *app.error))


def test_a_plan_opened_is_noted_once_by_everyone_who_opens_it(ctx: PageContext) -> None:
    """The opened plan is kept for all planners of the organisation; the record of who saw homes is not."""
    drawn(ctx).run()
    drawn(replace(ctx, actor=replace(ctx.actor, user_id=uuid4())))
    assert cast("FakeEditing", ctx.services.editing).noted == [PLAN.summary.id] * 2


def test_the_day_is_named_and_today_comes_first_when_the_plan_has_it(ctx: PageContext) -> None:
    assert drawn(ctx).subheader[0].value == "Måndag 1 februari"
    two_days_on = replace(ctx, clock=lambda: ctx.clock().replace(day=2))
    assert drawn(two_days_on).subheader[0].value == "Tisdag 2 februari"


def test_the_next_day_is_one_click_away_and_the_last_has_none(ctx: PageContext) -> None:
    app = drawn(ctx)
    assert app.button(key="plan.before").disabled
    app.button(key="plan.after").click().run()
    assert app.subheader[0].value == "Tisdag 2 februari"
    assert app.button(key="plan.after").disabled


def test_a_day_outside_the_plan_becomes_the_nearest_inside(ctx: PageContext) -> None:
    assert drawn(ctx, PlanState(day=date(2027, 3, 1))).subheader[0].value == "Tisdag 2 februari"


def test_six_figures_are_of_the_day_and_written_in_swedish(ctx: PageContext) -> None:
    shown = {metric.label: metric.value for metric in drawn(ctx).metric}
    assert shown == {
        "Besök": "1", "Oplanerade": "1", "Restid": "0,2\u202fh", "Väntan": "0,9\u202fh",
        "Effektivitet": "75,0\u202f%", "Personal per klient": "1,0",
    }  # fmt: skip


def test_without_a_plan_by_hand_there_is_nothing_to_differ_from(ctx: PageContext) -> None:
    assert {metric.delta for metric in drawn(ctx).metric} == {""}


def test_figures_differ_from_the_plan_made_by_hand(ctx: PageContext) -> None:
    delta = {metric.label: metric.delta for metric in drawn(with_plans(ctx, PLAN, BY_HAND)).metric}
    assert delta["Väntan"] == "\u22121,0\u202fh"
    assert delta["Restid"] == ""


def test_plans_are_named_by_kind_weeks_and_profile(ctx: PageContext) -> None:
    options = drawn(with_plans(ctx, BY_HAND, PLAN)).selectbox(key="plan.plan")
    assert options.options == ["Schema från pärmen · v.\u202f5", "Optimerad · v.\u202f5 · Balanserad"]
    assert options.value == str(PLAN.summary.id)


def test_a_proposal_is_not_shown_before_somebody_chooses_it(ctx: PageContext) -> None:
    proposed = an_open_plan(PROBLEM, a_plan({"Bo": ["Anna 08:30"]}), number=3, kind=PlanKind.PROPOSAL)
    options = drawn(with_plans(ctx, proposed, BY_HAND, PLAN)).selectbox(key="plan.plan")
    assert options.value == str(PLAN.summary.id)


def test_nothing_picked_says_how_to_pick(ctx: PageContext) -> None:
    assert "Inget valt" in words(drawn(ctx))


def test_a_picked_visit_tells_time_window_carer_and_what_it_costs(ctx: PageContext) -> None:
    said = words(drawn(ctx, PlanState(day=date(2027, 2, 1), selection="Anna")))
    for part in ("Anna", "Morgon, Dusch", "08:00–08:30", "08:00–09:30", "Bo", "30\u202fmin", "Bo väntar 55\u202fmin"):
        assert part in said.replace("\\", "")


def test_a_visit_without_a_carer_tells_why(ctx: PageContext) -> None:
    said = words(drawn(ctx, PlanState(day=date(2027, 2, 1), selection="Siv"))).replace("\\", "")
    assert "Varför har ingen fått det?" in said
    assert "saknar insulin" in said


def test_a_visit_without_a_carer_tells_what_would_be_enough(ctx: PageContext) -> None:
    said = words(drawn(ctx, PlanState(day=date(2027, 2, 1), selection="Siv"))).replace("\\", "")
    assert "Det här skulle räcka" in said
    assert "Om Bo får delegering eller kompetens (insulin): Bo, måndag 1 februari 10:00." in said


def test_who_else_is_answered_when_asked(ctx: PageContext) -> None:
    app = drawn(ctx, PlanState(day=date(2027, 2, 1), selection="Anna"))
    assert "Har plats nu" not in words(app)
    app.button_group(key="plan.ask.Anna.0").set_value("else").run()
    assert "Vem annars?" in words(app)


def test_a_picked_carer_tells_the_days_hours_and_stops(ctx: PageContext) -> None:
    said = words(drawn(ctx, PlanState(day=date(2027, 2, 1), selection="g:Bo"))).replace("\\", "")
    for part in ("1 besök", "07:00–16:00", "75\u202f%", "08:00", "Anna Morgon"):
        assert part in said


def test_the_score_is_told_by_its_parts(ctx: PageContext) -> None:
    said = words(opened(drawn(ctx), "plan.score_box"))
    for part in ("Får inte brytas", "Inga brott.", "Utan medarbetare", "10\u202f000", "Restid"):
        assert part in said


def test_without_plans_the_next_steps_are_told(ctx: PageContext) -> None:
    app = drawn(with_plans(ctx))
    assert "Det finns ingen plan ännu" in words(app)
    assert not app.metric


def test_names_from_files_are_never_markup(ctx: PageContext) -> None:
    problem = a_problem(a_visit("Anna", title="**fet** [länk](http://ond)"), a_shift("Bo"))
    opened = an_open_plan(problem, a_plan({"Bo": ["Anna 08:00"]}), days=(date(2027, 2, 1), date(2027, 2, 1)))
    said = words(drawn(with_plans(ctx, opened), PlanState(day=date(2027, 2, 1), selection="Anna")))
    assert r"\*\*fet\*\* \[länk\]\(http\://ond\)" in said


def test_the_page_speaks_english(ctx: PageContext) -> None:
    app = drawn(replace(ctx, language=Language.EN))
    assert app.subheader[0].value == "Monday 1 February"
    assert [metric.label for metric in app.metric][:2] == ["Visits", "Unplanned"]


def test_somebody_without_the_right_sees_no_plan(ctx: PageContext) -> None:
    stranger = replace(ctx, actor=replace(ctx.actor, role=Role.CLIENT, subject_id=uuid4()))
    app = drawn(stranger)
    assert "Din roll får inte göra det här." in words(app)
    assert not app.metric


def test_a_visit_is_left_behind_when_the_day_changes_and_a_carer_is_not() -> None:
    for selection, kept in (("Anna", None), ("g:Bo", "g:Bo")):
        state = PlanState(day=date(2027, 2, 1), selection=selection)
        state.turn_to(date(2027, 2, 2))
        assert state.selection == kept


def test_the_page_needs_only_to_see_plans() -> None:
    assert PAGE.needs.value == "plan.see"


def test_the_bar_offers_a_week_rows_by_client_and_a_filter(ctx: PageContext) -> None:
    app = drawn(ctx, PlanState(day=date(2027, 2, 1)))
    assert [each.value for each in app.segmented_control] == [1, "carer", "routes"]
    opened(app, "plan.bar.filters")
    assert {each.label for each in app.multiselect} == {
        "Medarbetare",
        "Klient",
        "Insats",
        "Läge",
        "Kompetens",
        "Problem",
    }


def test_a_filter_says_how_many_visits_it_finds_and_is_cleared_by_one_press(ctx: PageContext) -> None:
    app = drawn(ctx, PlanState(day=date(2027, 2, 1)))
    opened(app, "plan.bar.filters").multiselect(key="plan.bar.services.0").select("Dusch").run()
    assert "1 av 2 besök" in words(app)
    app.session_state["plan.bar.filters"] = False
    assert "1 av 2 besök" in words(app.run())
    app.button(key="plan.bar.clear").click().run()
    assert "av 2 besök" not in words(app)


def test_a_picked_client_tells_who_comes_when(ctx: PageContext) -> None:
    said = words(drawn(ctx, PlanState(day=date(2027, 2, 1), selection="k:Anna")))
    assert "Olika medarbetare" in said
    assert "Dagens besök" in said
