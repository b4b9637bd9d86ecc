"""The print pages: one A4 each, complete and self-contained, and nothing of a name is ever obeyed as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.printouts import Names, day_sheets, week_letters
from services.printouts.pages import day_sheets_html, week_letters_html
from services.words import Language
from tests.unit.services.printouts.a_week import DAYS, MADE_AT, NAMES, PLAN, a_week
from tests.unit.services.printouts.golden import kept

WEEK = a_week()
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "section", "header", "h1", "p", "br", "table", "thead", "tbody",
    "tr", "th", "td", "b", "div", "span", "footer",
}  # fmt: skip


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Tags:
    found = Tags()
    found.feed(page)
    return found


def sheets(language: Language, names: Names = NAMES) -> str:
    made = day_sheets(WEEK.columns, WEEK.timetable, PLAN, DAYS, names)
    return day_sheets_html(made, language, MADE_AT, with_names=names is NAMES)


def letters(language: Language, names: Names = NAMES) -> str:
    made = week_letters(WEEK.columns, WEEK.timetable, PLAN, DAYS, names)
    return week_letters_html(made, language, MADE_AT, with_names=names is NAMES)


@pytest.mark.parametrize("language", Language)
def test_day_sheets_are_as_kept(language: Language) -> None:
    assert sheets(language) == kept(f"day-sheets.{language}.html")


@pytest.mark.parametrize("language", Language)
def test_week_letters_are_as_kept(language: Language) -> None:
    assert letters(language) == kept(f"week-letters.{language}.html")


def test_every_carer_and_day_and_every_client_has_a_page_of_its_own() -> None:
    assert read(sheets(Language.SV)).tags.count("section") == 3
    assert read(letters(Language.SV)).tags.count("section") == 4


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    for page in (sheets(Language.SV), letters(Language.EN)):
        assert set(read(page).tags) <= ALLOWED
        assert "default-src 'none'" in page
        assert "http://" not in page
        assert "https://" not in page


def test_a_page_says_whether_names_are_in_it() -> None:
    assert "Innehåller personuppgifter" in sheets(Language.SV)
    assert "Pseudonymer i stället för namn" in sheets(Language.SV, Names())
    assert "Andersson" not in sheets(Language.SV, Names())


@given(st.text(max_size=40))
def test_whatever_a_name_is_it_stands_there_as_text(name: str) -> None:
    names = Names(carers={"Bo": name}, clients={"Anna": name, "Olle": name}, addresses={"Anna": name})
    for page in (sheets(Language.SV, names), letters(Language.SV, names)):
        found = read(page)
        assert set(found.tags) <= ALLOWED
        assert "".join(name.split()) in "".join("".join(found.text).split())
