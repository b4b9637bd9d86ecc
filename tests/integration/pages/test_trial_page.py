"""The return on the trial over the real database: what leads on when a plan is missing, a wage tried, saved and met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.vocabulary import PlanKind, Role
from pages.insights.trial import PAGE
from services.bootstrap import build
from services.kpi import USUAL
from services.planning.problems import load_problem
from services.planning.storing import store_plan
from services.signing_in import SignedIn
from services.words import Language
from tests.fakes import a_context, settings_for
from tests.integration.conftest import make_tenant
from tests.integration.services.care import MONDAY, Care, acting, seed_care
from tests.integration.services.test_trial import laid


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def cared(database: Database, *kinds: PlanKind) -> Care:
    """A district with a plan of each kind, the optimised one on fewer shifts."""
    care = seed_care(database, make_tenant(database, "Björkbacken"))
    care = replace(care, actor=replace(care.actor, role=Role.ADMIN))
    with database.writing(acting(care)) as work:
        problem = load_problem(work, MONDAY, MONDAY)
        for kind in kinds:
            shifts = 1 if kind is PlanKind.OPTIMISED else 2
            store_plan(work, kind, "", (MONDAY, MONDAY), problem, laid(problem, shifts))
    return care


def opened(database: Database, care: Care, home: Path, language: Language = Language.SV) -> AppTest:
    services = build(settings_for(home), database)
    ctx = replace(a_context(home), needs=PAGE.needs, actor=care.actor, services=services, language=language)
    known = ctx.ask_again(False)
    signed_in: SignedIn | None = None if known is None else replace(known, actor=care.actor)
    ctx = replace(ctx, ask_again=lambda is_activity: signed_in)

    def script(ctx: object) -> None:
        from pages.insights.trial import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx,), default_timeout=180).run()


def said(page: AppTest) -> str:
    told = (*page.markdown, *page.caption, *page.info, *page.warning, *page.success, *page.error)
    return " ".join(each.value for each in told)


@pytest.mark.parametrize(
    ("kinds", "words", "way"),
    [
        ((), "ingen plan gjord för hand", "return.to_import"),
        ((PlanKind.MANUAL,), "ingen optimerad plan", "return.to_solve"),
    ],
)
def test_what_is_missing_is_said_with_the_way_there(
    database: Database, tmp_path: Path, kinds: tuple[PlanKind, ...], words: str, way: str
) -> None:
    page = opened(database, cared(database, *kinds), tmp_path)
    assert not page.exception
    assert words in said(page)
    assert not page.button(key=way).disabled


@pytest.mark.parametrize("language", Language)
def test_a_wage_turned_changes_the_sum_and_is_saved_by_a_word(
    database: Database, tmp_path: Path, language: Language
) -> None:
    care = cared(database, PlanKind.MANUAL, PlanKind.OPTIMISED)
    page = opened(database, care, tmp_path, language)
    assert not page.exception
    before = page.metric[0].value
    wage = next(each for each in page.number_input if str(each.key).startswith("return.assume.wage_sek"))
    wage.set_value(300.0).run()
    assert page.metric[0].value != before
    held = build(settings_for(tmp_path), database).assumptions
    assert held.held(care.actor).assumptions == USUAL  # only tried
    page.button(key="return.save").click().run()
    assert not page.exception
    assert held.held(care.actor).assumptions == replace(USUAL, wage_sek=300.0)


def test_what_two_people_change_meanwhile_is_met_and_chosen(database: Database, tmp_path: Path) -> None:
    care = cared(database, PlanKind.MANUAL, PlanKind.OPTIMISED)
    page = opened(database, care, tmp_path)
    wage = next(each for each in page.number_input if str(each.key).startswith("return.assume.wage_sek"))
    wage.set_value(300.0).run()
    own = build(settings_for(tmp_path), database).assumptions
    own.save(care.actor, 0, replace(USUAL, km_sek=4.0))
    page.run()
    assert "står nu tillsammans" in said(page)  # each changed something else: nothing to choose
    own.save(care.actor, 1, replace(USUAL, wage_sek=210.0, km_sek=4.0))
    page.run()
    assert "Någon annan har sparat" in said(page)
    assert [radio.options for radio in page.radio] == [["Ditt: 300 kr/h", "Deras: 210 kr/h"]]
    page.button(key="return.settle").click().run()
    page.button(key="return.save").click().run()
    assert not page.exception
    assert own.held(care.actor).assumptions == replace(USUAL, wage_sek=300.0, km_sek=4.0)
