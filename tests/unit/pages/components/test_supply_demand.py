"""Supply against demand on the page: the gaps are named, a skill shows its own, and the table says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.ids import new_id
from services.access import Actor
from services.supply import Picture, Quarters
from services.supply.demand import Visiting
from services.supply.duty import OnDuty
from services.supply.picture import draw
from services.supply.spreading import Stay
from services.words import Language
from tests.fakes import STOCKHOLM, a_context

NORTH = new_id()


@dataclass
class FakeSupply:
    """One carer without insulin from 8 to 10, an insulin visit at 8:30 of every day asked for; remembers the days."""

    asked: list[tuple[date, date, UUID | None, int]] = field(default_factory=list)
    is_empty: bool = False

    def districts(self, actor: Actor) -> dict[str, UUID]:
        return {"Norr": NORTH}

    def usual_day(self, actor: Actor, today: date) -> date:
        return today + timedelta(days=5)

    def picture(self, actor: Actor, first: date, last: date, district_id: UUID | None, travel_s: int) -> Picture:
        self.asked.append((first, last, district_id, travel_s))
        quarters = Quarters(first, last, STOCKHOLM)
        if self.is_empty:
            return draw(quarters, [], [])
        duties, visits = [], []
        for i in range((last - first).days + 1):
            day = first + timedelta(days=i)
            eight = int(datetime.combine(day, time(8), STOCKHOLM).timestamp())
            duties.append(OnDuty(new_id(), day, {}, (Stay(eight, eight, 7200),), ()))
            visits.append(Visiting((Stay(eight + 1800, eight + 1800, 900),), (("insulin", 1),)))
        return draw(quarters, duties, visits)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def opened(tmp_path: Path, supply: FakeSupply, language: Language = Language.SV) -> AppTest:
    ctx = replace(a_context(tmp_path), language=language)
    services: Any = replace(ctx.services, supply=supply)  # type: ignore[arg-type]

    def script(ctx: object) -> None:
        from pages.components.supply_demand import supply_demand

        supply_demand(ctx)  # type: ignore[arg-type]

    page = AppTest.from_function(script, args=(replace(ctx, services=services),), default_timeout=30).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(each.value for each in [*page.markdown, *page.caption, *page.info])


def test_the_usual_day_is_shown_with_its_gaps_in_words(tmp_path: Path) -> None:
    supply = FakeSupply()
    page = opened(tmp_path, supply)
    monday = date(2027, 2, 8)
    assert supply.asked == [(monday, monday, None, 300)]
    assert "**mån 08:30–08:45** 1 medarbetare med insulin saknas (0,25" in said(page)
    assert [option.split(" · ")[0] for option in page.selectbox(key="shifts.supply.skill").options] == [
        "Alla besök", "insulin",
    ]  # fmt: skip


def test_a_week_and_a_district_are_asked_for_as_chosen(tmp_path: Path) -> None:
    supply = FakeSupply()
    page = opened(tmp_path, supply, Language.EN)
    page.button_group(key="shifts.supply.span").select("Week").run()
    page.selectbox(key="shifts.supply.district").select("Norr").run()
    assert supply.asked[-1] == (date(2027, 2, 8), date(2027, 2, 14), NORTH, 300)
    assert "**Sun 08:30–08:45** 1 carer with insulin missing" in said(page)


def test_the_table_has_the_quarters_of_the_skill(tmp_path: Path) -> None:
    page = opened(tmp_path, FakeSupply())
    assert len(page.dataframe[0].value) == 8
    page.selectbox(key="shifts.supply.skill").select_index(1).run()
    (row,) = page.dataframe[0].value.to_dict("records")
    assert (row["Kl."], row["I tjänst"], row["Behövs i medeltal"], row["Saknas"]) == ("08:30–08:45", "0,0", "1,0", 1)


def test_days_without_shifts_and_visits_say_so(tmp_path: Path) -> None:
    page = opened(tmp_path, FakeSupply(is_empty=True))
    assert "Inga pass och inga besök" in said(page)
    assert not page.dataframe
