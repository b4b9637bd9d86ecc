"""Every page by its own address, for everybody the role matrix speaks of, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES
from pages.shell.context import PageContext
from services.words import Language
from tests import roles
from tests.fakes import a_context

WRITTEN = {page.name: page for page in roles.pages()}


def test_the_matrix_names_every_page_by_address_and_title() -> None:
    assert {page.url_path: page.title for page in PAGES} == {name: page.title for name, page in WRITTEN.items()}


def context_of(home: Path, person: str, language: Language) -> PageContext:
    ctx = a_context(home, role=roles.role_of(person), language=language)
    return replace(ctx, actor=replace(ctx.actor, read_only=person == roles.ENDED))


@pytest.mark.parametrize("person", roles.people())
def test_a_page_is_in_the_menu_of_those_who_may_see_it(tmp_path: Path, person: str) -> None:
    actor = context_of(tmp_path, person, Language.SV).actor
    shown = {page.url_path for page in PAGES if actor.may(page.needs)}
    assert shown == {name for name, page in WRITTEN.items() if person in page.may}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("person", roles.people())
def test_a_page_that_is_not_theirs_says_why_at_its_address_and_nothing_else(
    tmp_path: Path, person: str, language: Language
) -> None:
    ctx = context_of(tmp_path, person, language)
    closed = [page for page in PAGES if person not in WRITTEN[page.url_path].may]

    def script(ctx: object, closed: object) -> None:
        from dataclasses import replace

        from pages.shell import guard

        for page in closed:  # type: ignore[attr-defined]
            guard.draw(replace(ctx, needs=page.needs), page.render)  # type: ignore[type-var, arg-type]

    said = AppTest.from_function(script, args=(ctx, closed)).run()
    refusals = [WRITTEN[page.url_path].refusal(person) for page in closed]
    assert not said.exception
    assert not said.error
    causes = [each.value for each in said.markdown][::2]
    assert causes == [f"**{each.cause(language)}**" for each in refusals if each]
    assert [each.value.split()[-1] for each in said.caption] == [each.code for each in refusals if each]
