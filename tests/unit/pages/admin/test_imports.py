"""The import page with a workbook: what it would do is shown first, and only the word of the planner writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from data.vocabulary import Role
from pages.admin.imports import PAGE
from services.access import Actor
from services.ecare.use_case import Standing
from services.importing.care.kinds import KEYS
from services.importing.care.mappings import FormatNames
from services.importing.intake import Tally
from services.problem import Issue, Severity
from services.words import Language, Text
from services.workbook import Difference, Look
from tests.fakes import a_context

CLIENTS, STATUS = Text(sv="Klienter", en="Clients"), Text(sv="Status", en="Status")
BAD = Issue(
    Severity.ERROR, "XLSX-013", "Besöksbehov!H2", "Minuter / Minutes", "", Text(sv="Inget tal.", en="No number."),
    Text(sv="Skriv ett tal.", en="Write a number."),
)  # fmt: skip
SOUND = Look(
    (), rows=3, tallies={"clients": Tally(1, 1, 1)}, missing={"clients": 2}, seen="s1",
    differences=(
        Difference(CLIENTS, 2, "K1", STATUS, Text(sv="Aktiv", en="Active"), Text(sv="Pausad", en="Paused")),
        Difference(CLIENTS, 3, "Ny"),
    ),
)  # fmt: skip


@dataclass
class FakeWorkbooks:
    """Says what it is told to and remembers what it was asked."""

    found: Look = SOUND
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def take_out(
        self, actor: Actor, language: Language, days: tuple[date, date] | None = None, *, with_personal: bool = False
    ) -> bytes:
        self.asked.append(("out", language, days, with_personal))
        return b"PK a workbook"

    def look(self, actor: Actor, raw: bytes) -> Look:
        return self.found

    def apply(self, actor: Actor, filename: str, raw: bytes, seen: str = "", *, only_good: bool = False) -> Look:
        self.asked.append(("apply", filename, seen, only_good))
        return self.found


class NothingYet:
    """Nothing was taken in, planned or named before."""

    def taken_in(self, actor: Actor) -> Sequence[object]:
        return ()

    def standing(self, actor: Actor) -> Standing:
        return Standing(False, (), ())

    def plans(self, actor: Actor) -> Sequence[object]:
        return ()

    def all(self, actor: Actor) -> Sequence[FormatNames]:
        return [FormatNames(kind, 0, names, {}) for kind, names in KEYS.items()]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def opened(tmp_path: Path, workbooks: FakeWorkbooks, role: Role = Role.SCHEDULER) -> AppTest:
    ctx = a_context(tmp_path)
    ctx = replace(ctx, needs=PAGE.needs, actor=replace(ctx.actor, role=role), language=Language.SV)
    fakes: dict[str, Any] = dict.fromkeys(("undoing", "planning", "care_mappings", "ecare"), NothingYet())
    services: Any = replace(ctx.services, workbooks=workbooks, **fakes)  # type: ignore[arg-type]

    def script(ctx: object) -> None:
        from pages.admin.imports import PAGE

        PAGE.render(ctx)  # type: ignore[arg-type]

    return AppTest.from_function(script, args=(replace(ctx, services=services),), default_timeout=30).run()


def with_a_workbook(page: AppTest) -> AppTest:
    file = BytesIO()
    Workbook().save(file)
    page.file_uploader[0].upload("bok.xlsx", file.getvalue()).run()
    return page


def said(page: AppTest) -> str:
    shown = [*page.markdown, *page.error, *page.info, *page.success, *page.caption]
    return " ".join(each.value for each in shown)


def test_what_the_workbook_would_change_is_shown_and_written_when_asked(tmp_path: Path) -> None:
    workbooks = FakeWorkbooks()
    page = with_a_workbook(opened(tmp_path, workbooks))
    assert not page.exception
    tallies, changes = page.dataframe[0].value, page.dataframe[1].value
    assert tallies.to_dict("list") == {
        "Blad": ["Klienter"], "Nya": [1], "Ändrade": [1], "Oförändrade": [1], "Saknas i boken": [2],
    }  # fmt: skip
    assert changes["Blir"].tolist() == ["Pausad", ""]
    assert changes["Kolumn"].tolist() == ["Status", "ny rad"]
    assert workbooks.asked == []
    page.button(key="import.apply").click().run()
    assert workbooks.asked == [("apply", "bok.xlsx", "s1", False)]
    assert "Filen är inläst." in said(page)


def test_a_workbook_that_changes_nothing_says_so_and_has_no_button(tmp_path: Path) -> None:
    look = Look((), rows=3, tallies={"clients": Tally(unchanged=3)}, missing={"clients": 0})
    page = with_a_workbook(opened(tmp_path, FakeWorkbooks(look)))
    assert "0 ändringar" in said(page)
    assert not any(button.key == "import.apply" for button in page.button)


def test_bad_rows_stop_everything_until_the_good_ones_are_asked_for_alone(tmp_path: Path) -> None:
    workbooks = FakeWorkbooks(replace(SOUND, issues=(BAD,), rejected=1))
    page = with_a_workbook(opened(tmp_path, workbooks))
    assert "1 fel" in said(page)
    assert next(each.value for each in page.dataframe if "Var" in each.value)["Var"].tolist() == ["Besöksbehov!H2"]
    keys = {button.key for button in page.button}
    assert "import.apply" not in keys
    assert {button.key for button in page.download_button} == {"import.issues.xlsx", "import.issues.csv"}
    page.button(key="import.apply_good").click().run()
    assert workbooks.asked == [("apply", "bok.xlsx", "s1", True)]


def test_the_workbook_is_made_when_asked_for_and_with_names_only_when_chosen(tmp_path: Path) -> None:
    workbooks = FakeWorkbooks()
    page = opened(tmp_path, workbooks)
    assert not page.download_button
    page.button(key="workbook.make").click().run()
    days = (date(2027, 2, 8), date(2027, 2, 21))
    assert workbooks.asked == [("out", Language.SV, days, False)]
    assert [button.key for button in page.download_button] == ["workbook.file"]
    page.checkbox(key="workbook.names").check().run()
    assert not page.download_button
    page.button(key="workbook.make").click().run()
    assert workbooks.asked[-1] == ("out", Language.SV, days, True)
