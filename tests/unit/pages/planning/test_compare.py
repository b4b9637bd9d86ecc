"""The compare page: what a planner sees of two plans, what stands against what, and taking a part over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import PlanKind, Role
from pages.components.comparing.choice import Choice, CompareState
from pages.shell.context import PageContext
from services.comparing import PartKind
from services.comparing.use_case import Comparing
from services.planning.use_case import Planning
from services.planning.views import OpenPlan
from services.tuning import Tuning
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import FakeComparing, an_open_plan

MONDAY = date(2027, 2, 1)
DAYS = (MONDAY, MONDAY)
PROBLEM = a_problem(
    a_visit("Anna", title="Morgon", km=5), a_visit("Anna.evening", title="Kväll", km=5), a_visit("Olle", km=3),
    a_visit("Siv", "08:00-08:00"), a_shift("Bo", "07:00-20:00"), a_shift("Eva", "07:00-20:00"),
)  # fmt: skip
BY_HAND = an_open_plan(
    PROBLEM, a_plan({"Bo": ["Siv 08:00", "Anna 09:00", "Olle 10:00"], "Eva": ["Anna.evening 17:00"]}),
    number=1, kind=PlanKind.MANUAL, days=DAYS,
)  # fmt: skip
BETTER = an_open_plan(
    PROBLEM, a_plan({"Bo": ["Siv 08:00", "Anna 09:00", "Anna.evening 17:45"], "Eva": ["Olle 10:00"]}),
    number=2, days=DAYS,
)  # fmt: skip
FEWER = an_open_plan(
    a_problem(*PROBLEM.visits[:3], *PROBLEM.shifts), a_plan({"Bo": ["Anna 09:00"]}), number=3, days=DAYS
)  # fmt: skip
LATER = an_open_plan(PROBLEM, a_plan({}), number=4, days=(date(2027, 3, 1), date(2027, 3, 1)))


class NoProfiles(Tuning):
    """An organisation without profiles of its own."""

    def __init__(self) -> None:
        """Nothing to hold."""

    def profiles(self, actor: object) -> list[object]:  # type: ignore[override]
        return []


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def ctx(tmp_path: Path) -> PageContext:
    return with_plans(a_context(tmp_path), BETTER, BY_HAND)


def with_plans(ctx: PageContext, *opened: OpenPlan) -> PageContext:
    fake = FakeComparing(opened)
    services = replace(
        ctx.services, planning=cast("Planning", fake), comparing=cast("Comparing", fake), tuning=NoProfiles()
    )
    return replace(ctx, services=services)


def drawn(
    ctx: PageContext, view: str | None = None, state: CompareState | None = None, by: str | None = None
) -> AppTest:  # fmt: skip
    def script(ctx: object, state: object, view: object, by: object) -> None:
        from pages.planning.compare import PAGE
        from pages.shell import guard
        from pages.shell.state import choose

        if state is not None:
            choose("caire:pages.components.comparing.choice.CompareState", state)
        if view is not None:
            choose("compare.view", view)
        if by is not None:
            choose("compare.by", by)
        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(ctx, state, view, by), default_timeout=30).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    parts = (*app.header, *app.markdown, *app.caption, *app.warning, *app.success, *app.info)
    return "\n".join(str(each.value) for each in parts)


def figures(app: AppTest) -> dict[str, list[str]]:
    """The rows of the first table: title → its cells."""
    table = app.dataframe[0].value
    return {row[0]: list(row[1:]) for row in table.itertuples(index=False)}


def chosen(*plans: OpenPlan, **fields: object) -> CompareState:
    return CompareState(plan_ids=[str(plan.summary.id) for plan in plans], **fields)  # type: ignore[arg-type]


def test_at_first_the_plan_by_hand_stands_against_the_newest_other(ctx: PageContext) -> None:
    app = drawn(ctx)
    assert app.multiselect(key="compare.plans.0").value == [str(BY_HAND.summary.id), str(BETTER.summary.id)]
    assert "**A** · Manuell" in words(app)
    assert "**B** · Optimerad" in words(app)


def test_every_figure_says_by_words_and_signs_whether_it_is_better(ctx: PageContext) -> None:
    rows = figures(drawn(ctx))
    assert rows["Personal per klient"][:2] == ["1,3", "1,0 · −0,3 ▲ bättre"]
    assert rows["Besök"][1] == "4 · = lika"
    assert rows["Restid"][1].endswith(("▲ bättre", "▼ sämre", "= lika"))
    assert rows["Pass i bruk"][2] == "varken eller"


def test_disruption_stands_beside_the_gain(ctx: PageContext) -> None:
    rows = figures(drawn(ctx))
    assert rows["Byter medarbetare"][:2] == ["–", "50,0\u202f% · 2 av 4 besök"]
    assert rows["Flyttas > 30 min"][1] == "25,0\u202f% · 1 av 4 besök"


def test_another_plan_can_be_measured_against(ctx: PageContext) -> None:
    rows = figures(drawn(ctx, state=chosen(BY_HAND, BETTER, reference=str(BETTER.summary.id))))
    assert rows["Personal per klient"][:2] == ["1,3 · +0,3 ▼ sämre", "1,0"]


def test_the_score_stands_rule_by_rule_for_every_plan(ctx: PageContext) -> None:
    app = drawn(ctx, "Regler")
    table = app.dataframe[0].value
    assert "Restid" in set(table["Regel"])
    assert {"A: poäng", "B: poäng", "A: mängd", "B: mängd"} <= set(table.columns)


def test_moved_visits_say_from_whom_to_whom_and_can_be_filtered(ctx: PageContext) -> None:
    app = drawn(ctx, "Flyttade besök")
    table = app.dataframe[0].value
    assert [tuple(row) for row in table[["Klient", "Från", "Till", "Vad"]].itertuples(index=False)] == [
        ("Olle", "Bo 10:00", "Eva 10:00", "Annan medarbetare"), ("Anna", "Eva 17:00", "Bo 17:45", "Annan medarbetare"),
    ]  # fmt: skip
    app.multiselect(key="compare.moves.client").select("Olle").run()
    assert list(app.dataframe[0].value["Klient"]) == ["Olle"]


def test_winners_and_losers_are_told_by_name_and_number(ctx: PageContext) -> None:
    clients, carers = (table.value for table in drawn(ctx, "Vinnare och förlorare").dataframe)
    anna = clients[clients["Vem"] == "Anna"].iloc[0]
    assert (anna["Utfall"], anna["Ansikten"], anna["Minuter"]) == ("▲ vinner", "2 → 1", "60")
    assert set(carers["Vem"]) == {"Bo", "Eva"}


def test_both_timelines_show_the_day(ctx: PageContext) -> None:
    app = drawn(ctx, "Dag för dag")
    assert "**A · Manuell" in words(app).replace("\\", "")
    assert app.selectbox(key="compare.day.2027-02-01.2027-02-01").value == MONDAY


def test_a_part_is_tried_before_it_is_kept(ctx: PageContext) -> None:
    app = drawn(ctx, "Ta över delar")
    assert "Planen är sparad." not in words(app)
    key = f"compare.parts.day.{BY_HAND.summary.id}.{BETTER.summary.id}"
    app.multiselect(key=key).select("2027-02-01").run()
    assert "2 skillnader tas över" in words(app)
    assert [metric.label for metric in app.metric] == ["Krav", "Uppdrag", "Önskemål"]
    next(button for button in app.button if button.label == "Spara som ny plan").click().run()
    fake = cast("FakeComparing", ctx.services.comparing)
    assert fake.kept == [
        (BY_HAND.summary.id, BETTER.summary.id, frozenset({"Olle", "Anna.evening"}), "Delar av B i A")
    ]  # fmt: skip
    assert "Planen är sparad." in words(app)


def test_what_is_refused_is_told_in_words(ctx: PageContext) -> None:
    problem = a_problem(
        a_visit("Anna", "08:00-08:00"), a_visit("Olle", "08:00-08:00"), a_shift("Bo"), a_shift("Eva")
    )  # fmt: skip
    first = an_open_plan(problem, a_plan({"Bo": ["Anna 08:00"], "Eva": ["Olle 08:00"]}), number=5, days=DAYS)
    other = an_open_plan(problem, a_plan({"Bo": ["Olle 08:00"], "Eva": ["Anna 08:00"]}), number=6, days=DAYS)
    app = drawn(with_plans(ctx, first, other), "Ta över delar", chosen(first, other), PartKind.VISIT)
    key = f"compare.parts.visit.{first.summary.id}.{other.summary.id}"
    app.multiselect(key=key).select("Anna 2027-02-01 08:00").run()
    assert any(expander.label.startswith("Tas inte över") for expander in app.expander)


def test_who_may_not_edit_may_try_and_not_keep(ctx: PageContext) -> None:
    expired = replace(ctx, actor=replace(ctx.actor, read_only=True))
    expired = replace(expired, ask_again=lambda touch: replace(ctx.ask_again(touch), actor=expired.actor))  # type: ignore[type-var]
    app = drawn(expired, "Ta över delar")
    app.checkbox(key="compare.everything").check().run()
    assert "skillnader tas över" in words(app)
    assert not [button for button in app.button if button.label == "Spara som ny plan"]


def test_plans_of_different_visits_say_what_only_one_has(ctx: PageContext) -> None:
    app = drawn(with_plans(ctx, FEWER, BY_HAND))
    assert "Jämförelsen gäller de 3 besök som alla planer har. Utanför: 1 i A." in words(app)


def test_plans_without_a_common_day_are_refused_in_words(ctx: PageContext) -> None:
    app = drawn(with_plans(ctx, LATER, BY_HAND), state=chosen(BY_HAND, LATER))
    assert "Planerna har ingen dag gemensam." in words(app)


def test_without_two_plans_the_next_steps_are_told(ctx: PageContext) -> None:
    assert "Det finns inte två planer att jämföra ännu" in words(drawn(with_plans(ctx, BY_HAND)))


def test_the_page_speaks_english(ctx: PageContext) -> None:
    app = drawn(replace(ctx, language=Language.EN))
    assert app.header[0].value == "Compare plans"
    assert figures(app)["Carers per client"][1] == "1.0 · −0.3 ▲ better"


def test_a_draft_that_was_edited_is_compared_anew() -> None:
    """Two edits that cancel out in points leave everything but the version as it was."""
    edited = replace(BETTER.summary, version=BETTER.summary.version + 1)
    before, after = (
        Choice((plan, BY_HAND.summary), 0, ("A", "B"), UUID(int=1), "plan:1") for plan in (BETTER.summary, edited)
    )
    assert before.key != after.key


def test_somebody_without_the_right_sees_nothing(ctx: PageContext) -> None:
    stranger = replace(ctx, actor=replace(ctx.actor, role=Role.CLIENT, subject_id=uuid4()))
    app = drawn(stranger)
    assert "Din roll får inte göra det här." in words(app)
    assert not app.dataframe
