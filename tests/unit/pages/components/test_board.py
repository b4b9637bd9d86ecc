"""What the board sends to the browser, and where the browser finds the rest."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette

from pages.components.board import lean
from pages.shell.browser_files import COMPONENTS, FOLDER, address, loader, mounts
from tests.browser_without_window import BrowserWithoutWindow


def test_bars_travel_with_seconds_after_the_ranges_start() -> None:
    payload: dict[str, Any] = {
        "range": [1_000_000, 9_000_000], "items": [["Anna", 0, 1_060_000, 1_120_000, "Anna", "", "p"]],
        "bg": [[0, 1_000_000, 2_000_000, "S"]], "lane": [],
    }  # fmt: skip
    told = lean(payload)
    assert told["items"] == [["Anna", 0, 60, 120, "Anna", "", "p"]]
    assert told["bg"] == [[0, 0, 1000, "S"]]
    assert payload["items"][0][2] == 1_060_000


def test_scripts_are_served_under_their_version_and_kept_for_good() -> None:
    client = BrowserWithoutWindow(Starlette(routes=mounts()))
    for component in ("board", "motion"):
        answer = client.get(f"/{address(component)}/{component}.js")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")


def test_an_older_version_is_not_kept_and_nothing_beside_the_folder_is_served() -> None:
    client = BrowserWithoutWindow(Starlette(routes=mounts()))
    assert client.get("/app/board/old/board.js").headers["cache-control"] == "no-store"
    for path in ("../__init__.py", "%2e%2e/__init__.py", "words.py"):
        assert client.get(f"/{address('board')}/{path}").status_code in {307, 404}


def test_every_module_imports_only_files_that_are_there() -> None:
    for folder in COMPONENTS.glob(f"*/{FOLDER}"):
        for script in folder.glob("*.js"):
            for line in script.read_text(encoding="utf-8").splitlines():
                if line.startswith("import ") and " from " in line:
                    assert (folder / line.split('"')[1]).is_file(), f"{script.name}: {line}"


def test_the_loader_is_taken_for_a_script_and_not_for_a_path() -> None:
    assert "\n" in loader("board", "board.js")
