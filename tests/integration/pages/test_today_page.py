"""The Today page over the real database, in both languages: a new house, a planned day, and a day that needs a hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.ids import new_id
from data.repositories.absences import EmployeeAbsenceRow
from data.vocabulary import Role
from pages.overview.today import PAGE
from services.access import Actor
from services.bootstrap import build
from services.words import Language
from tests.fakes import a_context, settings_for
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, acting, at, seed_care
from tests.integration.services.test_today import planned


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def opened(database: Database, actor: Actor, home: Path, language: Language, at_hour: int = 6) -> AppTest:
    services = build(settings_for(home), database)
    moment = datetime(MONDAY.year, MONDAY.month, MONDAY.day, at_hour, tzinfo=UTC)
    ctx = replace(
        a_context(home), needs=PAGE.needs, actor=actor, services=services, language=language, clock=lambda: moment
    )

    def script(ctx: object) -> None:
        from pages.overview.today import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    page = AppTest.from_function(script, args=(ctx,), default_timeout=180).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(each.value for each in (*page.header, *page.markdown, *page.caption, *page.info, *page.error))


def ways(page: AppTest) -> set[str | None]:
    return {button.key for button in page.button}


def figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [(Language.SV, "Här finns inga besök ännu", "Måndag 1 februari"),
     (Language.EN, "There are no visits here yet", "Monday 1 February")],
)  # fmt: skip
def test_a_new_house_is_told_the_first_step_and_shown_no_row_of_noughts(
    database: Database, tmp_path: Path, language: Language, words: str, day: str
) -> None:
    tenant = make_tenant(database, "Nybygget")
    page = opened(database, Actor(tenant.organization_id, new_id(), Role.SCHEDULER), tmp_path, language)
    assert words in said(page)
    assert day in said(page)
    assert not page.metric
    assert "today.import" in ways(page)


def test_who_may_not_import_any_more_is_not_led_there(database: Database, tmp_path: Path) -> None:
    tenant = make_tenant(database, "Utgånget")
    actor = Actor(tenant.organization_id, new_id(), Role.ADMIN, read_only=True)
    assert not opened(database, actor, tmp_path, Language.SV).button


@pytest.mark.parametrize(
    ("language", "labels", "calm"),
    [(Language.SV, ("Besök i dag", "Brukartid", "Resa per besök", "Att ta tag i", "Klienter", "Medarbetare",
                    "Fordon"), "Nyckeltalen"),
     (Language.EN, ("Visits today", "Client time", "Travel per visit", "To look at", "Clients", "Carers",
                    "Vehicles"), "not counted")],
)  # fmt: skip
def test_a_planned_day_has_its_figures_although_nothing_was_performed(
    database: Database, tmp_path: Path, language: Language, labels: tuple[str, ...], calm: str
) -> None:
    care = seed_care(database, make_tenant(database, "Planerat"), clients=4, carers=3)
    planned(database, care, waiting=0)
    page = opened(database, care.actor, tmp_path, language)
    shown = figures(page)
    assert tuple(shown) == labels
    assert shown[labels[0]] == "8"
    assert shown[labels[1]].endswith("%")
    assert shown[labels[2]].endswith("min")
    assert calm not in said(page)
    assert len(page.get("plotly_chart")) == 1  # one chart of the hours, not two


@pytest.mark.parametrize(
    ("language", "away", "ill", "pressing"),
    [(Language.SV, "är borta i dag och har 3 besök", "är sjuk till och med mån 1/2", "redan i dag"),
     (Language.EN, "is away today and has 3 visits", "is ill until Mon 1/2", "already today")],
)  # fmt: skip
def test_a_day_that_needs_a_hand_says_what_fails_what_happened_and_where_to_act(
    database: Database, tmp_path: Path, language: Language, away: str, ill: str, pressing: str
) -> None:
    care = seed_care(database, make_tenant(database, "Rörigt"), clients=4, carers=2)
    planned(database, care, waiting=2)
    with database.writing(acting(care)) as work:
        work.absences.add_of_employees([EmployeeAbsenceRow(new_id(), care.carers[0], at(0), at(23, 59))])
    page = opened(database, care.actor, tmp_path, language)
    told = said(page)
    assert away in told
    assert pressing in told
    assert {"today.act.absent0", "today.act.unplanned", "today.to.alerts"} <= ways(page)
    # What is on record now happened later than the page's yesterday only when the page's day has come.
    assert (ill in told) is (datetime.now(UTC).date() >= MONDAY - timedelta(days=1))


@pytest.mark.parametrize("language", Language)
def test_a_day_without_visits_says_when_there_are_some(
    database: Database, tmp_path: Path, language: Language
) -> None:  # fmt: skip
    care = seed_care(database, make_tenant(database, "Senare"), clients=2, carers=1, day=MONDAY + timedelta(days=1))
    page = opened(database, care.actor, tmp_path, language)
    assert ("tisdag 2 februari" if language is Language.SV else "Tuesday 2 February") in said(page)
    assert not page.get("plotly_chart")
