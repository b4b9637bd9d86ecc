"""After the trial every page that changes something says why it does not open, whoever comes by its address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages import PAGES
from pages.shell.context import PageContext
from pages.shell.page import PageSpec
from services.access import POLICY, READING
from tests.fakes import a_context

CHANGING = [page for page in PAGES if page.needs not in READING and page.needs in POLICY[Role.ADMIN]]


def drawn(ctx: PageContext, page: PageSpec) -> str:
    def script(ctx: object, render: object) -> None:
        from pages.shell import guard

        guard.draw(ctx, render)  # type: ignore[arg-type]

    run = AppTest.from_function(script, args=(ctx, page.render)).run()
    return "\n".join(str(each.value) for each in (*run.markdown, *run.caption, *run.error, *run.header))


@pytest.mark.parametrize("page", CHANGING, ids=lambda page: page.url_path)
def test_a_page_that_changes_something_says_what_is_left(tmp_path: Path, page: PageSpec) -> None:
    ctx = a_context(tmp_path, role=Role.ADMIN, needs=page.needs)
    said = drawn(replace(ctx, actor=replace(ctx.actor, read_only=True)), page)
    assert "ACCESS-004" in said
    assert "ta ut som fil" in said


def test_such_pages_there_are() -> None:
    assert {"solve", "clients", "constraints", "start"} <= {page.url_path for page in CHANGING}
