"""The house from outside: what stands at the top, where pages lie, what files are called, that each says what it is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.architecture import house_map
from tests.architecture.house import ROOMS, caption, files, python_files, source

TOP = {
    ".ci", ".gitignore", ".streamlit", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "app.py", "data",
    "migrations", "pages", "pyproject.toml", "requirements.lock", "services", "tests",
}  # fmt: skip
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools", "lib"}


def test_the_top_level_is_exactly_what_the_house_plan_names() -> None:
    assert {path.split("/")[0] for path in files()} == TOP


def test_no_page_lies_flat_in_pages_where_streamlit_would_open_it_without_the_door() -> None:
    assert [path for path in python_files("pages") if path.count("/") == 1] == ["pages/__init__.py"]


def test_every_room_of_the_product_is_a_package_with_a_caption() -> None:
    rooms = {str(PurePosixPath(path).parent) for path in python_files("pages", "services", "data")}
    assert [room for room in sorted(rooms) if f"{room}/__init__.py" not in files()] == []
    assert [room for room in sorted(rooms) if not caption(f"{room}/__init__.py")] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_says_in_its_first_line_what_it_is(room: str) -> None:
    written = [path for path in python_files("app.py", room) if source(path).strip()]
    assert [path for path in written if not 5 <= len(caption(path)) <= 120] == []


@pytest.mark.parametrize("room", ROOMS)
def test_files_are_named_after_a_thing_of_the_trade(room: str) -> None:
    named = [path for path in python_files(room) if PurePosixPath(path).name != "__init__.py"]
    names = {path: set(PurePosixPath(path).stem.split("_")) for path in named}
    assert [path for path, words in names.items() if words & EMPTY_NAMES] == []
    assert [path for path in named if not re.fullmatch(r"[a-z0-9_]+\.py", PurePosixPath(path).name)] == []


def test_the_readme_draws_the_house_as_it_stands() -> None:
    readme = source("README.md")
    assert readme == house_map.with_map(readme, house_map.house_map()), "run: make readme"


def test_the_map_puts_a_rooms_own_files_before_its_inner_rooms() -> None:
    captions = {
        "pages/__init__.py": "Every page.",
        "app.py": "The door.",
        "pages/shell/guard.py": "The only check.",
        "pages/zebra.py": "Stripes.",
    }
    drawn = list(house_map.lines(captions))
    assert [line.split()[0] for line in drawn] == ["app.py", "pages/", "zebra.py", "shell/", "guard.py"]
    assert drawn[1].endswith(" Every page.")
    assert drawn[4].startswith("    guard.py ")
