"""Every page of every role's menu, held against the role matrix and looked at by axe-core, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from data.vocabulary import Role
from services.demo_users import DEMO_USERS, DemoUser
from services.words import Language
from tests import roles
from tests.acceptance.conftest import RunningApp
from tests.acceptance.entering import PATIENT_MS, sign_in
from tests.acceptance.grids import settled
from tests.acceptance.seeing import expect
from tests.acceptance.test_plan_keyboard import grave


@pytest.fixture
def page(browser_page: Page, running_app: RunningApp, user: DemoUser) -> Page:
    """One window of the role, signed in."""
    sign_in(browser_page, running_app.url, user)
    settled(browser_page)
    return browser_page


def menu(page: Page) -> list[str]:
    """The titles in the menu; before each stands the name of its icon."""
    return [words.split("\n")[-1].strip() for words in page.get_by_test_id("stSidebarNavLink").all_inner_texts()]


def barriers(page: Page, titles: list[str]) -> list[str]:
    """What axe-core finds grave on these pages, walked to by the menu."""
    found = []
    for title in titles:
        page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"{re.escape(title)}$")).click()
        found += [f"{title}: {each}" for each in grave(page)]
    return found


def speak(page: Page, language: Language) -> None:
    names = {Language.SV: "Svenska", Language.EN: "English"}
    page.get_by_test_id("stSidebar").get_by_text(names[language], exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language.value, timeout=PATIENT_MS)
    settled(page)


@pytest.mark.parametrize("user", DEMO_USERS, ids=lambda user: user.role.value)
def test_the_menu_is_the_matrix_and_no_page_has_a_grave_barrier(
    running_app: RunningApp, page: Page, user: DemoUser, campaign: Callable[[int, int], int]
) -> None:
    shown = [each for each in roles.pages() if user.role in each.may]
    titles = {language: [each.title(language) for each in shown if each.title] for language in Language}
    assert sorted(menu(page)) == sorted(titles[Language.SV])
    # An admin sees all that a planner sees: the planner's own walk is a sample, and English is one for everybody.
    found = barriers(page, titles[Language.SV][:: campaign(3, 1) if user.role is Role.SCHEDULER else 1])

    speak(page, Language.EN)
    assert sorted(menu(page)) == sorted(titles[Language.EN])
    found += barriers(page, titles[Language.EN][:: campaign(3, 1)])

    closed = [each for each in roles.pages() if user.role not in each.may]
    for other in (closed[0], closed[-1]):
        page.goto(f"{running_app.url}/{other.name}")
        refusal = other.refusal(user.role)
        assert refusal is not None
        expect(page.get_by_text(refusal.cause(Language.EN))).to_be_visible(timeout=PATIENT_MS)
        expect(page.get_by_text(refusal.code)).to_be_visible()
    assert not found, "\n".join(found)
