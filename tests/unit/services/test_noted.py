"""Reasons that Caire notes itself: each is written in English once, and read in the reader's own language for ever."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from services import noted
from services.printouts.order import Form
from services.words import Language, Text
from tests.architecture.house import ROOT

KEEPERS = {"note", "reveal_clients", "reveal_employees"}


def filled(text: Text) -> Text:
    """With a number where one belongs, and elsewhere words with a colon and a comma in them."""
    names = [(name, spec) for _, name, spec, _ in Formatter().parse(text.en) if name is not None]
    values = {"d": 12, "s": "2027-02-01T08:00:00+00:00"}
    return text.fill(**{name: values.get(spec or "", f"ett, två: {name}") for name, spec in names})


@pytest.mark.parametrize("text", noted.ALL, ids=[text.en for text in noted.ALL])
def test_what_was_noted_is_read_in_both_languages(text: Text) -> None:
    told = filled(text)
    assert noted.read(told.en, Language.SV) == told.sv
    assert noted.read(told.en, Language.EN) == told.en


def test_a_month_is_read_as_it_was_written_whether_or_not_it_begins_with_a_nought() -> None:
    for month in ("2026-05", "2026-11"):
        assert noted.read(f"visits {month}, 41 rows", Language.SV) == f"besök {month}, 41 rader"


def test_what_a_person_wrote_stands_as_it_was_written() -> None:
    for wrote in (
        "ringer om nyckeln",
        "workbook till nämnden",
        "12 rows of chairs",
        "visits mother",
        "GET well: soon",
        "",
    ):
        assert noted.read(wrote, Language.SV) == wrote
    assert noted.read(None, Language.EN) == ""


def test_every_text_is_among_those_that_are_read() -> None:
    texts = [value for value in vars(noted).values() if isinstance(value, Text)]
    shelves = [value for value in vars(noted).values() if isinstance(value, dict)]
    texts += [each for shelf in shelves for each in shelf.values() if isinstance(each, Text)]
    assert sorted(text.en for text in texts) == sorted(text.en for text in noted.ALL)
    assert set(noted.PLAN_AS) == set(Form)


def test_nothing_is_noted_in_english_only() -> None:
    """A reason is somebody's own word or a text of ours, never a string where it is written."""
    plain = []
    for path in sorted((ROOT / "services").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in KEEPERS:
                given = [*call.args, *(word.value for word in call.keywords)]
                if given and isinstance(given[-1], (ast.Constant, ast.JoinedStr)):
                    plain.append(f"{path.name}:{call.lineno}")
    assert plain == []
