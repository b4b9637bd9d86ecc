"""A carer's day on the page: visits in order, who comes along, what is new, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from streamlit.testing.v1 import AppTest

from data.ids import new_id
from data.vocabulary import Role, VisitStatus
from services.access import Actor, Capability
from services.portal import Attending, Portal
from services.portal.views import MyDay, News, Spell, Stay
from services.words import Text
from tests.fakes import NOON, STOCKHOLM, a_context

EIGHT = NOON.astimezone(STOCKHOLM).replace(hour=8, minute=0)
NEWS = News(new_id(), EIGHT.date(), EIGHT, (Text(sv="Nytt besök 08:00 hos K1", en="New visit"),), is_new=True)


@dataclass
class FakePortal:
    """One day, and which notices were said to be read."""

    day: MyDay
    seen_: list[tuple[UUID, ...]] = field(default_factory=list)

    def my_day(self, actor: Actor, day: date | None = None) -> MyDay:
        return replace(self.day, day=day or self.day.day)

    def seen(self, actor: Actor, notices: tuple[UUID, ...]) -> int:
        self.seen_.append(notices)
        return len(notices)


@dataclass
class FakeAttending:
    """Which times were corrected."""

    corrected: list[tuple[UUID, time, time | None]] = field(default_factory=list)

    def correct(self, actor: Actor, visit_id: UUID, began: time, ended: time | None) -> None:
        self.corrected.append((visit_id, began, ended))


def a_stay(hour: int, status: VisitStatus = VisitStatus.PLANNED) -> Stay:
    start = EIGHT.replace(hour=hour)
    end = start + timedelta(minutes=30)
    is_done = status is VisitStatus.DONE
    return Stay(
        new_id(), start, end, "Karl *Kvist*", "Storgatan 1", "Nyckel i skåp 4", ("Morgon", "Dusch"), ("M2",), status,
        None if status is VisitStatus.PLANNED else start, end if is_done else None, (59.3, 18.1), 250, is_done,
    )  # fmt: skip


def drawn(home: Path, portal: FakePortal, attending: FakeAttending | None = None) -> AppTest:
    def script(ctx: object) -> None:
        from pages.portal.my_day import PAGE
        from pages.shell import guard

        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    ctx = a_context(home, role=Role.EMPLOYEE, needs=Capability.OWN_DAY)
    told = cast("Attending", attending or FakeAttending())
    ctx = replace(ctx, services=replace(ctx.services, portal=cast("Portal", portal), attending=told))
    return AppTest.from_function(script, args=(ctx,), default_timeout=120).run()


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.subheader, *app.markdown, *app.caption, *app.info, *app.error))


def test_the_day_shows_visits_with_address_tasks_and_partner(tmp_path: Path) -> None:
    spell = Spell(EIGHT, EIGHT.replace(hour=16), ((EIGHT.replace(hour=11), EIGHT.replace(hour=13), 30),))
    stays = (a_stay(8, VisitStatus.DONE), a_stay(11, VisitStatus.STARTED), a_stay(13), a_stay(14))
    said = words(drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (spell,), stays, ()))))
    assert "**08:00–08:30**" in said
    assert "Karl \\*Kvist\\* · Morgon, Dusch" in said
    assert said.count("Storgatan 1") == 3  # of a visit that is done the address is not needed
    assert said.count("Nyckel i skåp 4") == 1
    assert "Tillsammans med M2" in said
    assert "rast 30 min mellan 11:00 och 13:00" in said
    assert "ca 4" in said
    assert "utfört 08:00–08:30" in said
    assert [said.count(badge) for badge in ("Klart", "Nu]", "Nästa]")] == [1, 1, 1]


def test_an_empty_day_says_so(tmp_path: Path) -> None:
    assert "Inga besök är publicerade" in words(drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (), (), ()))))


def test_what_is_new_stands_until_it_is_read(tmp_path: Path) -> None:
    portal = FakePortal(MyDay(EIGHT.date(), (), (a_stay(8),), (NEWS, replace(NEWS, is_new=False))))
    app = drawn(tmp_path, portal)
    assert "Nytt besök" in words(app)
    app.button(key="my_day.seen").click().run()
    assert portal.seen_ == [(NEWS.notice_id,)]


def test_the_day_turns(tmp_path: Path) -> None:
    app = drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (), (), ())))
    first = app.subheader[0].value
    app.button(key="my_day.after").click().run()
    assert app.subheader[0].value != first


def test_the_times_of_a_visit_that_is_done_are_corrected_by_hand(tmp_path: Path) -> None:
    stay, attending = a_stay(8, VisitStatus.DONE), FakeAttending()
    app = drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (), (stay,), ())), attending)
    app.button(key=f"my_day.correct.{stay.visit_id}").click().run()
    app.time_input[0].set_value(time(7, 55))
    next(each for each in app.button if each.label == "Spara").click().run()
    assert attending.corrected == [(stay.visit_id, time(7, 55), time(8, 30))]


def test_on_another_day_than_today_nothing_is_at_hand(tmp_path: Path) -> None:
    app = drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (), (a_stay(8),), ())))
    assert "Nyckel" in words(app)
    app.button(key="my_day.after").click().run()
    assert "Nyckel" not in words(app)
