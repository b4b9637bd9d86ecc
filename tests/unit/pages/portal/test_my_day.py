"""A carer's day on the page: visits in order, who comes along, what is new, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from streamlit.testing.v1 import AppTest

from data.ids import new_id
from data.vocabulary import Role
from services.access import Actor, Capability
from services.portal import Portal
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


def a_stay(hour: int, *, is_done: bool = False) -> Stay:
    start = EIGHT.replace(hour=hour)
    return Stay(
        new_id(), start, start + timedelta(minutes=30), "Karl *Kvist*", "Storgatan 1", ("Morgon", "Dusch"), ("M2",),
        is_done, None, None,
    )  # fmt: skip


def drawn(home: Path, portal: FakePortal) -> AppTest:
    def script(ctx: object) -> None:
        from pages.portal.my_day import PAGE
        from pages.shell import guard

        guard.draw(ctx, PAGE.render)  # type: ignore[arg-type]

    ctx = a_context(home, role=Role.EMPLOYEE, needs=Capability.OWN_DAY)
    ctx = replace(ctx, services=replace(ctx.services, portal=cast("Portal", portal)))
    return AppTest.from_function(script, args=(ctx,), default_timeout=120).run()


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.subheader, *app.markdown, *app.caption, *app.info, *app.error))


def test_the_day_shows_visits_with_address_tasks_and_partner(tmp_path: Path) -> None:
    spell = Spell(EIGHT, EIGHT.replace(hour=16), ((EIGHT.replace(hour=11), EIGHT.replace(hour=13), 30),))
    stays = (a_stay(8, is_done=True), a_stay(NOON.astimezone(STOCKHOLM).hour + 1))
    said = words(drawn(tmp_path, FakePortal(MyDay(EIGHT.date(), (spell,), stays, ()))))
    assert "**08:00–08:30** · Karl \\*Kvist\\*" in said
    assert "Storgatan 1" in said
    assert "Tillsammans med M2" in said
    assert "rast 30 min mellan 11:00 och 13:00" in said
    assert "Klart" in said
    assert "Nästa" in said


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
