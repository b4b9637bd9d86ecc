"""The week, the wishes and a client's visits on the page, and the planner's answers: what is said and what is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.ids import new_id
from data.vocabulary import AbsenceKind, Role, VisitStatus, WishKind, WishState
from pages.components.wishes_to_answer import wishes_to_answer
from pages.portal import my_visits, my_week, my_wishes
from pages.shell.context import PageContext
from services.access import Actor
from services.portal import Portal, Receiving, Wishes
from services.portal.views import Call, MyVisits, MyWeek, News, Spell, WeekDay
from services.portal.wishes import ToldWish
from services.portal.wishing import NewWish
from services.words import Text
from tests.fakes import NOON, STOCKHOLM, a_context

NOW = NOON.astimezone(STOCKHOLM)
TODAY = NOW.date()
MONDAY = TODAY - timedelta(days=2)
ANNA = new_id()


@dataclass
class Fakes:
    """A week, a client's visits and wishes, and what was asked and answered."""

    told: tuple[ToldWish, ...] = ()
    asked: list[NewWish] = field(default_factory=list)
    answers: list[tuple[UUID, bool, str, bool]] = field(default_factory=list)
    back: list[UUID] = field(default_factory=list)

    def my_week(self, actor: Actor, monday: date) -> MyWeek:
        news = News(new_id(), TODAY, NOW, (Text(sv="K1: 09:00 i stället för 08:00", en="K1"),), is_new=False)
        spell = Spell(NOW.replace(hour=7), NOW.replace(hour=16), ())
        days = [
            WeekDay(monday + timedelta(days=n), (spell,) if n == 2 else (), 8 if n == 2 else 0,
                    (AbsenceKind.HOLIDAY,) if n == 6 else (), (news,) if n == 2 else ())
            for n in range(7)
        ]  # fmt: skip
        return MyWeek(tuple(days), 9 * 3600)

    def my_visits(self, actor: Actor) -> MyVisits:
        change = Text(sv="Anna kommer i stället för Björn, 30 min senare", en="Anna instead of Björn")
        hour = timedelta(hours=1)
        calls = (
            Call(new_id(), NOW - 3 * hour, NOW - 2 * hour, "Bo", new_id(), "Morgon", VisitStatus.DONE),
            Call(new_id(), NOW + hour, NOW + 2 * hour, "Anna", ANNA, "Lunch", VisitStatus.PLANNED, change),
            Call(new_id(), NOW + 24 * hour, NOW + 25 * hour, None, None, "Dusch", VisitStatus.PLANNED),
        )
        return MyVisits(calls, (Text(sv="Besöket tor 4/2 är inte inplanerat längre.", en="Gone"),), ((ANNA, "Anna"),))

    def mine(self, actor: Actor) -> tuple[ToldWish, ...]:
        return self.told

    def waiting(self, actor: Actor) -> tuple[ToldWish, ...]:
        return self.told

    def ask(self, actor: Actor, wish: NewWish) -> None:
        self.asked.append(wish)

    def take_back(self, actor: Actor, wish_id: UUID) -> None:
        self.back.append(wish_id)

    def answer(self, actor: Actor, wish_id: UUID, *, is_yes: bool, words: str, takes_on: bool) -> None:
        self.answers.append((wish_id, is_yes, words, takes_on))


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    st.cache_data.clear()


def a_wish(state: WishState = WishState.OPEN, answer: str | None = None) -> ToldWish:
    what = Text(sv="Ledig ons 3/2", en="Off Wed 3/2")
    return ToldWish(new_id(), WishKind.DAY_OFF, what, "Bröllop", state, answer, NOW, "M1")


def drawn(home: Path, fakes: Fakes, render: Callable[[PageContext], None], role: Role, **actor: Any) -> AppTest:
    def script(ctx: object, render: object) -> None:
        render(ctx)  # type: ignore[operator]

    ctx = a_context(home, role=role)
    services = replace(
        ctx.services, portal=cast("Portal", fakes), receiving=cast("Receiving", fakes), wishes=cast("Wishes", fakes)
    )
    ctx = replace(ctx, services=services, actor=replace(ctx.actor, **actor))
    return AppTest.from_function(script, args=(ctx, render), default_timeout=120).run()


def words(app: AppTest) -> str:
    drawn = (*app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning, *app.success)
    return "\n".join(str(each.value) for each in drawn)


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def test_the_week_tells_shifts_hours_absences_and_what_was_changed(tmp_path: Path) -> None:
    said = words(drawn(tmp_path, Fakes(), my_week.render, Role.EMPLOYEE))
    assert "9,0" in said
    assert "07:00–16:00 · 8 besök" in said
    assert "Frånvaro: Semester" in said
    assert said.count("Inget pass") == 5
    assert "K1: 09:00 i stället för 08:00" in said.replace("\\", "")


def test_a_carer_sends_a_wish_and_takes_one_back(tmp_path: Path) -> None:
    fakes = Fakes((a_wish(), a_wish(WishState.DECLINED, "Alla är sjuka")))
    app = drawn(tmp_path, fakes, my_wishes.render, Role.EMPLOYEE)
    assert "Svar: Alla är sjuka" in words(app).replace("\\", "")
    press(app, "Skicka önskemål")
    tomorrow = TODAY + timedelta(days=1)
    assert fakes.asked == [NewWish(WishKind.DAY_OFF, tomorrow, tomorrow)]
    press(app, "Ta tillbaka")
    assert fakes.back == [fakes.told[0].id]


def test_when_the_trial_has_ended_wishes_are_read_only(tmp_path: Path) -> None:
    app = drawn(tmp_path, Fakes((a_wish(),)), my_wishes.render, Role.EMPLOYEE, read_only=True)
    assert not {each.label for each in app.button} & {"Skicka önskemål", "Ta tillbaka"}


def test_a_client_reads_who_comes_what_changed_and_wishes_for_another_time(tmp_path: Path) -> None:
    fakes = Fakes()
    app = drawn(tmp_path, fakes, my_visits.render, Role.CLIENT)
    said = words(app).replace("\\", "")
    assert "**Bo** har varit här" in said
    assert "**Anna** kommer" in said
    assert "Ändrat: Anna kommer i stället för Björn, 30 min senare" in said
    assert "Det är inte bestämt vem som kommer" in said
    assert "är inte inplanerat längre" in said
    press(app, "Skicka önskemål")
    (wish,) = fakes.asked
    assert (wish.kind, wish.first_day, wish.was_time) == (WishKind.TIME, TODAY, (NOW + timedelta(hours=1)).time())


def test_a_planner_answers_with_words_and_lays_down_a_yes(tmp_path: Path) -> None:
    fakes = Fakes((a_wish(),))
    app = drawn(tmp_path, fakes, wishes_to_answer, Role.SCHEDULER)
    assert "**M1** · Ledig ons 3/2" in words(app).replace("\\", "")
    app.text_input[0].set_value("Grattis!")
    press(app, "Ja")
    assert fakes.answers == [(fakes.told[0].id, True, "Grattis!", True)]
