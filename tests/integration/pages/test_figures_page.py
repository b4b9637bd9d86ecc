"""The key figures page over the real database: figures, a way down and up again, and who may see whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import VisitStatus
from pages.components.insights.sight import SECTIONS
from pages.insights.figures import PAGE
from services.bootstrap import build
from services.insights.keeping import FigureKeeping
from services.signing_in import SignedIn
from services.words import Language
from tests.fakes import STOCKHOLM, a_context, settings_for
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def cared(database: Database, carers: int) -> Care:
    """A day on which all but one visit were performed."""
    care = seed_care(database, make_tenant(database, "Björkbacken"), clients=6, carers=carers)
    with database.writing(acting(care)) as work:
        done = []
        for number, row in enumerate(work.visits.between(MONDAY, MONDAY)):
            start = row.windows[0].start + timedelta(minutes=30)
            end = start + timedelta(minutes=30)
            planned = replace(row, employee_id=care.carers[number % carers], planned_start=start, planned_end=end)
            done.append(replace(planned, status=VisitStatus.DONE, actual_start=start, actual_end=end))
        work.visits.record(done[1:])
    FigureKeeping(database).count(care.actor.organization_id, MONDAY, MONDAY)
    return care


def begun(database: Database, care: Care, home: Path, language: Language = Language.SV) -> AppTest:
    services = build(settings_for(home), database)
    signed_in = SignedIn(care.actor, "Petra Planerare", "Björkbacken", STOCKHOLM)
    ctx = a_context(home, actor=care.actor, services=services, language=language, ask_again=lambda touch: signed_in)

    def script(ctx: object) -> None:
        from pages.insights.figures import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(replace(ctx, needs=PAGE.needs),), default_timeout=180)


def opened(database: Database, care: Care, home: Path, language: Language = Language.SV) -> AppTest:
    return begun(database, care, home, language).run()


def said(page: AppTest) -> str:
    return " ".join(each.value for each in (*page.markdown, *page.caption, *page.info, *page.error))


def test_a_house_without_figures_is_told_how_to_get_them(database: Database, tmp_path: Path) -> None:
    care = seed_care(database, make_tenant(database, "Tomtebo"), clients=1, carers=1)
    assert "Här finns inga nyckeltal ännu" in said(opened(database, care, tmp_path))


@pytest.mark.parametrize("language", Language)
def test_six_cards_say_how_they_are_counted_and_their_target(
    database: Database, tmp_path: Path, language: Language
) -> None:  # fmt: skip
    page = opened(database, cared(database, 5), tmp_path, language)
    assert not page.exception
    assert len(page.metric) == 6
    assert ("Mål" if language is Language.SV else "Target") in page.metric[0].help
    assert "2027" in page.metric[0].help or str(MONDAY) in page.metric[0].help


def test_the_level_of_one_carer_shows_the_figures_that_reach_carers(database: Database, tmp_path: Path) -> None:
    page = opened(database, cared(database, 5), tmp_path)
    level = next(box for box in page.selectbox if str(box.key).startswith("figures.level"))
    level.select_index(2).run()
    assert not page.exception
    assert "Kontinuitet" not in " ".join(metric.label for metric in page.metric)
    page.button(key="figures.up").click().run()
    assert not page.exception
    assert len(page.metric) == 6


def test_a_group_below_five_is_not_broken_down(database: Database, tmp_path: Path) -> None:
    page = opened(database, cared(database, 3), tmp_path)
    next(box for box in page.selectbox if str(box.key).startswith("figures.level")).select_index(2).run()
    assert "färre än 5 personer" in said(page)
    assert not page.metric


def told(page: AppTest) -> dict[str, str]:
    """What stands in the address."""
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


def test_what_is_looked_at_stands_in_the_address_and_opens_for_a_colleague(
    database: Database, tmp_path: Path
) -> None:  # fmt: skip
    care = cared(database, 5)
    page = opened(database, care, tmp_path)
    next(box for box in page.selectbox if str(box.key).startswith("figures.level")).select_index(3).run()
    page.button_group(key="figures.step.0").set_value("month").run()
    address = told(page)
    assert (address["level"], address["by"], address["first"]) == ("client", "month", str(MONDAY))
    colleague = begun(database, care, tmp_path)
    for name, value in (address | {"who": str(care.clients[3]), "section": "continuity"}).items():
        colleague.query_params[name] = value
    colleague.run()
    assert not colleague.exception
    assert told(colleague) == address | {"who": str(care.clients[3]), "section": "continuity"}
    assert "Besök" in {metric.label for metric in colleague.metric}


def test_an_address_that_means_nothing_shows_what_would_have_been_shown(database: Database, tmp_path: Path) -> None:
    page = begun(database, cared(database, 5), tmp_path)
    asked = {"first": "0001-01-01", "last": "i går", "level": "planet", "who": "7", "by": "hour", "figure": "x",
             "section": "<b>"}  # fmt: skip
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert len(page.metric) == 6
    assert told(page) == {
        "first": str(MONDAY), "last": str(MONDAY), "level": "organization", "by": "week",
        "figure": "client_time_share", "section": "trend",
    }  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_every_chart_has_its_table_with_two_files(database: Database, tmp_path: Path, section: str) -> None:
    page = begun(database, cared(database, 5), tmp_path)
    page.query_params["section"] = section
    page.run()
    assert not page.exception
    charts = len(page.get("plotly_chart"))
    assert charts >= 1
    assert len(page.get("download_button")) == 2 * (charts + 1)  # and the table of those below
