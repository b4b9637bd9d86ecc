"""The README says what is so: every setting, every command, every picture it names."""

from __future__ import annotations

import re

from tests.architecture.house import ROOT, files, python_files, source


def settings_told(readme: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))


def settings_read() -> set[str]:
    """The variables in the table that opens services/settings.py, and every other of ours the product names."""
    opening = source("services/settings.py").split('"""')[1]
    rows = re.findall(r"^ *([A-Z][A-Z_, ]+?)  +\S", opening, re.MULTILINE)
    ours = (
        re.findall(r"\bCAIRE_[A-Z_]+", source(path)) for path in python_files("app.py", "pages", "services", "data")
    )
    return {name for row in rows for name in re.findall(r"[A-Z][A-Z_]+", row)} | {
        name for found in ours for name in found
    }


def test_the_readme_tells_every_setting_and_no_other() -> None:
    assert settings_told(source("README.md")) == settings_read()


def test_every_make_command_the_readme_names_is_there() -> None:
    told = re.sub(r"<!-- map of the house.*<!-- end of the map -->", "", source("README.md"), flags=re.DOTALL)
    named = set(re.findall(r"\bmake ([a-z]+)\b", told))  # the map speaks of what can "make a visit" too
    targets = set(re.findall(r"^([a-z]+):", source("Makefile"), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_make_command_says_what_it_does() -> None:
    targets = re.findall(r"^([a-z]+):(.*)$", source("Makefile"), re.MULTILINE)
    assert [name for name, rest in targets if "## " not in rest] == []


def test_every_picture_of_the_readme_is_in_the_house() -> None:
    assert [path for path in re.findall(r"!\[[^]]*]\(([^)]+)\)", source("README.md")) if path not in files()] == []


def test_every_file_the_readme_names_is_there() -> None:
    named = re.findall(r"`([\w/.]+\.(?:py|toml|lock|md))`", source("README.md"))
    assert [path for path in named if not (ROOT / path).is_file()] == []
