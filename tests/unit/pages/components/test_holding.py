"""Whether a plan would hold is worked out when somebody asks, and what shakes can be gone to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages.shell.context import PageContext
from services.access import Actor
from services.delivery.simulating import Delivery, simulate
from services.insights.use_case import Insights
from services.planning.views import OpenPlan
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import a_context
from tests.fakes_planning import an_open_plan
from tests.popovers import opened

BOX = "plan.holding_box"
# Olle is visited the moment Anna's visit ends: whenever hers runs over, his is late.
TIGHT = an_open_plan(
    a_problem(a_visit("Anna", "08:00-08:00", 60), a_visit("Olle", "09:00-09:00", 60), a_shift("Bo", "08:00-10:00")),
    a_plan({"Bo": ["Anna 08:00", "Olle 09:00"]}),
)
EMPTY = an_open_plan(a_problem(a_visit("Anna"), a_shift("Bo")), a_plan({}), number=2)


@dataclass
class FakeInsights:
    """Plays the plan it was made with; `asked` counts how often."""

    opened: OpenPlan
    asked: list[UUID] = field(default_factory=list)

    def expected_delivery(self, actor: Actor, plan_id: UUID) -> Delivery:
        self.asked.append(plan_id)
        return simulate(self.opened.columns, self.opened.timetable, tolerance_s=0)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def with_insights(home: Path, opened: OpenPlan, language: Language = Language.SV) -> PageContext:
    made = a_context(home, language=language)
    return replace(made, services=replace(made.services, insights=cast("Insights", FakeInsights(opened))))


def drawn(ctx: PageContext, opened: OpenPlan) -> AppTest:
    def script(ctx: object, opened: object) -> None:
        import streamlit as st

        from pages.components.holding import holding

        def go_to(visit_id: str) -> None:
            st.session_state["gone_to"] = visit_id

        holding(ctx, opened, go_to)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx, opened), default_timeout=20).run()


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


@pytest.mark.parametrize(("language", "said"), [(Language.SV, "väntas börja i tid"), (Language.EN, "in time")])
def test_nothing_is_played_before_it_is_asked_for_and_then_once(tmp_path: Path, language: Language, said: str) -> None:
    ctx = with_insights(tmp_path, TIGHT, language)
    fake = cast("FakeInsights", ctx.services.insights)
    app = drawn(ctx, TIGHT)
    assert fake.asked == []
    opened(app, BOX).button(key="plan.play").click().run()
    app.run()
    assert not app.exception
    assert fake.asked == [TIGHT.summary.id]
    assert said in words(app)


def test_a_shaky_visit_is_named_and_gone_to_and_a_shift_that_runs_over_too(tmp_path: Path) -> None:
    app = drawn(with_insights(tmp_path, TIGHT), TIGHT)
    opened(app, BOX).button(key="plan.play").click().run()
    shaky = app.button(key="plan.shaky.Olle")
    assert "Olle" in shaky.label
    assert "(Bo)" in shaky.label.replace("\\", "")
    assert "Bo" in app.caption[-1].value
    shaky.click().run()
    assert app.session_state["gone_to"] == "Olle"


def test_a_plan_without_visits_says_so(tmp_path: Path) -> None:
    app = drawn(with_insights(tmp_path, EMPTY), EMPTY)
    opened(app, BOX).button(key="plan.play").click().run()
    assert "inga besök" in words(app)


def test_who_may_not_see_figures_has_no_such_button(tmp_path: Path) -> None:
    ctx = with_insights(tmp_path, TIGHT)
    stranger = replace(ctx, actor=replace(ctx.actor, role=Role.EMPLOYEE))
    assert not opened(drawn(stranger, TIGHT), BOX).button
