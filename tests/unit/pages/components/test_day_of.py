"""The panel of the day: saying what happened, who could step in, and what a proposal changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.repositories.absences import EmployeeAbsenceRow
from data.vocabulary import RunState
from pages.shell.context import PageContext
from services.access import Actor
from services.constraints.kind import DEFAULT_WEIGHTS
from services.dayof.applying import Day, applied
from services.dayof.differences import differences
from services.dayof.events import Cancelled, Event, Late, Sick
from services.dayof.recording import Facts
from services.dayof.standing import consequences
from services.dayof.telling import Teller
from services.dayof.use_case import DayOf
from services.dayof.views import Consequences, Proposal
from services.editing import Editing
from services.planning.use_case import Planning
from services.planning.views import RunView
from services.words import Language
from tests.builders import a_plan, a_problem, a_shift, a_visit
from tests.fakes import NOON, a_context
from tests.fakes_planning import FakeEditing, FakePlanning, an_open_plan

PROBLEM = a_problem(
    a_visit("Anna", "08:00-15:00", km=5), a_visit("Olle", "13:00-15:00", km=3), a_shift("Bo"), a_shift("Eva")
)
OPENED = an_open_plan(PROBLEM, a_plan({"Bo": ["Anna 08:00", "Olle 13:00"]}))
PROPOSED = UUID(int=7)


@dataclass
class FakeDayOf:
    """The use case without a database: events are applied as ever, a proposal is there at once."""

    asked: list[tuple[Event, ...]] = field(default_factory=list)
    recorded: list[date] = field(default_factory=list)

    def new_visit_id(self) -> str:
        return "new"

    def consequences(self, actor: Actor, plan_id: UUID, events: tuple[Event, ...], now: datetime) -> Consequences:
        return consequences(Day(PROBLEM, OPENED.plan), events, DEFAULT_WEIGHTS, int(now.timestamp()))

    def propose(self, actor: Actor, plan_id: UUID, events: tuple[Event, ...], now: datetime) -> UUID:
        self.asked.append(events)
        return PROPOSED

    def proposal(self, actor: Actor, proposal_id: UUID) -> Proposal:
        day = applied(Day(PROBLEM, OPENED.plan), self.asked[-1], 0)
        after = a_plan({"Eva": ["Olle 13:30"]})
        found = differences((PROBLEM, OPENED.plan), (day.problem, after))
        return Proposal(proposal_id, OPENED.summary.id, NOON, 1, found, Teller(PROBLEM, day.problem))

    def facts(self, actor: Actor, proposal_id: UUID, until: date) -> Facts:
        (event,) = self.asked[-1]
        if isinstance(event, Late):
            return Facts()
        if self.recorded or not isinstance(event, Sick):
            return Facts(events=1)
        return Facts((EmployeeAbsenceRow(UUID(int=1), UUID(int=2), NOON, NOON),), events=1)

    def record(self, actor: Actor, proposal_id: UUID, until: date) -> Facts:
        found = self.facts(actor, proposal_id, until)
        self.recorded.append(until)
        return found


class Followed(FakePlanning):
    """Every run is over."""

    def follow(self, actor: Actor, run_id: UUID) -> RunView:
        day = OPENED.summary.first_day
        return RunView(run_id, RunState.COMPLETED, day, day, 10, "balanced", NOON, NOON, NOON, 0, True, 0, False, False,
                       (), OPENED.sheet.score, None, None)  # fmt: skip


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def fake() -> FakeDayOf:
    return FakeDayOf()


@pytest.fixture
def ctx(tmp_path: Path, fake: FakeDayOf) -> PageContext:
    made = a_context(tmp_path)
    planning = cast("Planning", Followed([OPENED]))
    editing = cast("Editing", FakeEditing([OPENED]))
    services = replace(made.services, planning=planning, editing=editing, day_of=cast("DayOf", fake))
    return replace(made, services=services)


def drawn(ctx: PageContext) -> AppTest:
    def script(ctx: object) -> None:
        from pages.planning.plan import PAGE
        from pages.shell import guard

        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx,), default_timeout=20).run()


def opened(ctx: PageContext) -> AppTest:
    return drawn(ctx).button(key="plan.day_of").click().run()


def words(app: AppTest) -> str:
    told = "\n".join(str(each.value) for each in (*app.subheader, *app.markdown, *app.caption, *app.error))
    return told.replace("\\", "")


def test_the_panel_is_out_of_the_way_until_something_happens(ctx: PageContext) -> None:
    assert "Vad har hänt?" not in words(drawn(ctx))
    app = opened(ctx)
    assert "Vad har hänt?" in words(app)
    assert "Vad har hänt?" not in words(app.button(key="day_of.close").click().run())


def test_who_can_step_in_for_a_sick_carer_is_told_with_what_it_costs(ctx: PageContext) -> None:
    app = opened(ctx)
    assert app.selectbox(key="day_of.who").value == "Bo"
    said = words(app.button(key="day_of.see").click().run())
    assert "Behöver någon annan" in said
    assert "**Eva** kl. " in said
    assert "ny för klienten" in said


def test_a_proposal_is_told_by_visit_carer_and_client_and_can_be_opened(ctx: PageContext, fake: FakeDayOf) -> None:
    app = opened(ctx).button(key="day_of.make").click().run()
    assert isinstance(fake.asked[0][0], Sick)
    said = words(app)
    assert "Olle går från Bo till Eva, kl. 13:30 i stället för 13:00." in said
    assert "Anna har ingen längre (var Bo 08:00)." in said
    assert [tab.label for tab in app.tabs] == ["Besök", "Medarbetare", "Klienter"]
    assert not app.button(key="day_of.open").disabled
    assert "Visa vem som kan" in {button.label for button in app.button(key="day_of.again").click().run().button}


@pytest.mark.parametrize("kind", ["sick", "cancelled", "urgent", "late"])
@pytest.mark.parametrize("language", list(Language))
def test_each_of_the_four_can_be_said_in_both_languages(
    ctx: PageContext, fake: FakeDayOf, kind: str, language: Language
) -> None:
    app = opened(replace(ctx, language=language))
    app.button_group(key="day_of.kind").set_value(kind).run()
    assert not app.exception
    app.button(key="day_of.make").click().run()
    assert [event.kind for event in fake.asked[0]] == [kind]


def test_a_cancelled_visit_leaves_nobody_behind(ctx: PageContext, fake: FakeDayOf) -> None:
    app = opened(ctx)
    app.button_group(key="day_of.kind").set_value("cancelled").run()
    said = words(app.button(key="day_of.see").click().run())
    assert "Ingen blir utan besök" in said
    assert fake.asked == []
    assert Cancelled("Anna").kind == "cancelled"


def test_the_absence_is_written_beside_the_proposal_once(ctx: PageContext, fake: FakeDayOf) -> None:
    app = opened(ctx).button(key="day_of.make").click().run()
    assert app.button(key="day_record.write").label == "Skriv in frånvaron"
    app.button(key="day_record.write").click().run()
    (sick,) = fake.asked[0]
    assert isinstance(sick, Sick)
    begins, back = (datetime.fromtimestamp(each or 0, ctx.zone) for each in (sick.from_s, sick.until_s))
    assert back == datetime.combine(begins.date() + timedelta(days=1), time(), ctx.zone)  # of that day, unless said
    assert "Det som hänt är inskrivet." in words(app)
    assert not [button for button in app.button if button.key == "day_record.write"]


def test_a_visit_that_is_late_leaves_nothing_to_write(ctx: PageContext) -> None:
    app = opened(ctx)
    app.button_group(key="day_of.kind").set_value("late").run()
    said = words(app.button(key="day_of.make").click().run())
    assert "inskrivet" not in said
    assert "Skriv in" not in said
