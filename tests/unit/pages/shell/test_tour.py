"""The tour tells each page's step on that page, leads on in order, and does not come back once it is over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages import PAGES
from pages.shell.context import PageContext
from pages.shell.tour_words import STEPS
from services.words import Language
from tests.fakes import FakeTours, a_context

ORDER = ["today", "constraints", "solve", "plan", "compare", "figures"]


@pytest.fixture
def tours() -> FakeTours:
    return FakeTours(is_due=True)


@pytest.fixture
def ctx(tmp_path: Path, tours: FakeTours) -> PageContext:
    made = a_context(tmp_path)
    return replace(made, services=replace(made.services, tours=tours))


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the tour leads, which AppTest cannot follow."""
    addresses: list[str] = []
    monkeypatch.setattr(st, "switch_page", lambda page: addresses.append(page.url_path))
    return addresses


def at(ctx: PageContext, url_path: str) -> AppTest:
    def script(ctx: object, url_path: str) -> None:
        from pages import PAGES
        from pages.shell import tour

        tour.show(ctx, PAGES, url_path)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx, url_path)).run()


def again(ctx: PageContext) -> AppTest:
    def script(ctx: object) -> None:
        from pages.components.own_account.tour import tour_section

        tour_section(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(ctx,)).run()


def test_the_way_is_that_of_a_planners_work_and_every_page_of_it_is_there() -> None:
    assert list(STEPS) == ORDER
    assert set(ORDER) <= {page.url_path for page in PAGES}


@pytest.mark.parametrize("language", list(Language))
def test_each_page_tells_its_step_and_leads_to_the_next(ctx: PageContext, gone: list[str], language: Language) -> None:
    titles = {page.url_path: page.title(language) for page in PAGES}
    spoken = replace(ctx, language=language)
    for place, url_path in enumerate(ORDER, 1):
        run = at(spoken, url_path)
        (told,) = (each.value for each in run.markdown)
        assert titles[url_path] in told
        assert {Language.SV: f"{place} av 6", Language.EN: f"{place} of 6"}[language] in told
        if place < len(ORDER):
            assert titles[ORDER[place]] in run.button(key="tour.next").label
            run.button(key="tour.next").click().run()
    assert gone == ORDER[1:]


def test_pages_that_the_tour_does_not_speak_of_have_no_card(ctx: PageContext) -> None:
    assert not at(ctx, "employees").markdown


@pytest.mark.parametrize(("url_path", "button"), [("solve", "tour.skip"), ("figures", "tour.done")])
def test_skipped_or_finished_it_says_where_it_is_and_does_not_come_back(
    ctx: PageContext, tours: FakeTours, url_path: str, button: str
) -> None:
    run = at(ctx, url_path)
    run.button(key=button).click().run()
    assert not run.button
    assert [each.value for each in run.toast] == ["Rundturen är avslutad. Du kan ta den igen under Mitt konto."]
    assert not run.run().toast
    assert not tours.is_due(ctx.actor)
    assert not at(ctx, url_path).button


def test_it_is_taken_again_from_the_own_account(ctx: PageContext, tours: FakeTours, gone: list[str]) -> None:
    tours.end(ctx.actor)
    again(ctx).button(key="account.tour").click().run()
    assert gone == ["today"]
    assert tours.is_due(ctx.actor)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.SUPER_ADMIN])
def test_nobody_is_offered_a_tour_of_work_that_is_not_theirs(ctx: PageContext, role: Role) -> None:
    assert not again(replace(ctx, actor=replace(ctx.actor, role=role))).button
