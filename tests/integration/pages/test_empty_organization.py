"""Every page of an organisation that has nothing yet says what it is for, and the first step is never far."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.connect import Database
from data.ids import new_id
from data.vocabulary import Role
from pages import PAGES
from pages.shell.page import PageSpec
from services.access import POLICY, Actor
from services.bootstrap import Services
from services.words import Language, Text
from tests.integration.conftest import Tenant, make_tenant
from tests.integration.pages.opening import opened, said

Open = Callable[..., AppTest]
WAYS = {
    "today": "today.import",
    "plan": "plan.to_import",
    "solve": "solve.to_import",
    "compare": "compare.to_import",
    "clients": "clients.to_import",
    "employees": "employees.to_import",
    "figures": "figures.to_import",
    "return": "return.to_import",
    "start": "start.lay",
}
"""The button that leads on from a page with nothing on it."""


@pytest.fixture(scope="module")
def empty(database: Database) -> Tenant:
    return make_tenant(database, "Tomhagen")


@pytest.fixture
def open_page(services: Services, empty: Tenant, tmp_path: Path) -> Open:
    def opened_by(page: PageSpec, language: Language = Language.SV) -> AppTest:
        role = next(each for each in (Role.ADMIN, *Role) if page.needs in POLICY[each])
        subject = new_id() if role in (Role.EMPLOYEE, Role.CLIENT) else None
        actor = Actor(empty.organization_id, empty.admin_id, role, subject)
        return opened(page.render.__module__, services, actor, tmp_path, language)

    return opened_by


def lead(page: PageSpec) -> Text:
    """What the page says it is for, below its title."""
    told: Text = sys.modules[page.render.__module__].LEAD
    return told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_page_with_nothing_on_it_says_what_it_is_for_and_leads_on(open_page: Open, page: PageSpec) -> None:
    run = open_page(page)
    assert not run.exception
    assert not run.error or page.url_path == "operations", said(run)  # no worker answers here, and it says so
    captions = [each.value for each in run.caption]
    assert lead(page).sv in captions
    assert not [told for told in captions if told.startswith("Kod ")], said(run)
    if page.url_path in WAYS:
        assert WAYS[page.url_path] in [button.key for button in run.button]


def test_every_page_says_in_a_line_or_two_what_it_is_for_in_both_languages() -> None:
    for page in PAGES:
        for words in (lead(page).sv, lead(page).en):
            assert 20 < len(words) < 200, page.url_path
            assert words.endswith("."), page.url_path
