"""What people read is a `Text` in both languages: no page and no service has a sentence of one language of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.house import ROOT

SWEDISH, WORD = re.compile("[åäöÅÄÖ]"), re.compile("[A-Za-zÅÄÖåäö]{2,}")
MARKUP = re.compile(r":[a-z_/-]+[:\[]|&nbsp;|-badge\[")
SHOWN_FIRST = {
    "title", "header", "subheader", "markdown", "caption", "write", "text", "button", "download_button", "link_button",
    "checkbox", "toggle", "radio", "selectbox", "multiselect", "slider", "select_slider", "text_input", "text_area",
    "number_input", "date_input", "time_input", "file_uploader", "segmented_control", "pills", "metric", "tabs",
    "expander", "popover", "success", "info", "warning", "error", "toast", "spinner", "status", "dialog",
    "form_submit_button", "badge",
}  # fmt: skip
"""Calls of Streamlit whose first argument is read by people."""
SHOWN_BY_NAME = {"label", "help", "placeholder", "title"}
PRESSED = {"button", "popover", "download_button", "folded"}
SAID_IN_BOTH = {"https://", "Caire"}
KNOWN_IN_SWEDISH = {
    "services/accounts/password_rules.py": "words a password shall not be",
    "services/constraints": "the rules' own words; the English beside it is the docstring the catalogue is made of",
    "services/demo": "people, streets and services of the demo organisation",
    "services/importing/care": "what care systems write in their files",
    "services/integrations": "what care systems and their files say",
    "services/organization_file/faults.py": "a table of faults with both languages side by side",
    "services/recurrence": "how care systems write recurrence, and weekdays by language",
    "services/workbook/notation.py": "how weekdays are written in a cell, by language",
    "services/words.py": "months and weekdays by language",
}
"""Where Swedish is data or a table by language."""
PAGES = sorted(path for path in (ROOT / "pages").rglob("*.py"))
SERVICES = sorted(path for path in (ROOT / "services").rglob("*.py"))


def said_in_one(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literal words given to Streamlit to show."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHOWN_FIRST):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "st"):
            continue
        named = [each.value for each in node.keywords if each.arg in SHOWN_BY_NAME]
        for shown in (*node.args[:1], *named):
            yield from ((node.lineno, words) for words in literals(shown) if is_said(words))


def wordless(tree: ast.AST) -> Iterator[int]:
    """Buttons of a sign alone: without words they are called by the sign's English name where a page is read aloud."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in PRESSED and node.args:
            words = node.args[0]
            if isinstance(words, ast.Constant) and words.value == "":
                yield node.lineno


def speaking_for_itself(tree: ast.AST) -> Iterator[int]:
    """Lists to pick several from that would say "Choose options" or "Select all", whatever the language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".multiselect"):
            named = {each.arg: ast.unparse(each.value) for each in node.keywords}
            if "placeholder" not in named or named.get("select_all") != "False":
                yield node.lineno


def literals(shown: ast.expr) -> Iterator[str]:
    parts = shown.values if isinstance(shown, ast.JoinedStr) else [shown]
    yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def is_said(words: str) -> bool:
    return words not in SAID_IN_BOTH and WORD.search(MARKUP.sub("", words)) is not None


def swedish_alone(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Swedish that no English stands beside."""
    beside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (is_text(node) or {"sv", "en"} <= {each.arg for each in node.keywords}):
            beside |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            beside.add(id(node.value))  # a docstring
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in beside:
            continue
        if SWEDISH.search(node.value):
            yield node.lineno, node.value


def is_text(node: ast.Call) -> bool:
    return ast.unparse(node.func).rpartition(".")[2] in {"Text", "fill"}


def test_no_page_shows_words_of_one_language() -> None:
    found = [f"{path}:{line} {words}" for path in PAGES for line, words in said_in_one(ast.parse(path.read_text()))]
    assert not found


def test_no_swedish_stands_alone() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {words}"
        for path in (*PAGES, *SERVICES)
        if not str(path.relative_to(ROOT)).startswith(tuple(KNOWN_IN_SWEDISH))
        for line, words in swedish_alone(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


def test_every_button_has_words_even_when_only_its_sign_is_seen() -> None:
    found = [f"{path}:{line}" for path in PAGES for line in wordless(ast.parse(path.read_text()))]
    assert not found
    assert list(wordless(ast.parse('left.button("", icon=":material/undo:")')))


def test_no_list_to_pick_from_speaks_english_by_itself() -> None:
    found = [f"{path}:{line}" for path in PAGES for line in speaking_for_itself(ast.parse(path.read_text()))]
    assert not found
    assert list(speaking_for_itself(ast.parse('left.multiselect("", placeholder=ctx.say(ALL))')))


@pytest.mark.parametrize(
    "line", ['st.button("Spara")', 'st.caption(f"{n} visits")', 'st.text_input(ctx.say(X), help="Write here")']
)
def test_a_sentence_of_one_language_is_found(line: str) -> None:
    assert list(said_in_one(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ["st.button(ctx.say(SAVE))", 'st.markdown(f":gray[{name}]")', 'st.button(x, icon=":material/add:")']
)
def test_marks_and_words_of_both_languages_are_none(line: str) -> None:
    assert not list(said_in_one(ast.parse(line)))


def test_swedish_without_english_is_found() -> None:
    assert list(swedish_alone(ast.parse('TITLE = "Måndag"')))
    assert not list(swedish_alone(ast.parse('TITLE = Text(sv="Måndag", en="Monday")')))
