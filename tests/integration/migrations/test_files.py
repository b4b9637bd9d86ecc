"""The journal, the SQL files and the stubs name the same steps in the same order."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import migrations

HERE = Path(migrations.__file__).resolve().parent


def journal() -> list[str]:
    entries = json.loads((HERE / "meta" / "_journal.json").read_text(encoding="utf-8"))["entries"]
    assert [entry["idx"] for entry in entries] == list(range(len(entries)))
    return [entry["tag"] for entry in entries]


def test_journal_files_and_stubs_are_the_same() -> None:
    files = sorted(path.stem for path in HERE.glob("*.sql"))
    stubs = sorted(path.stem for path in (HERE / "versions").glob("*.py"))
    assert journal() == files == stubs


def test_the_numbers_have_no_gap() -> None:
    assert [tag[:4] for tag in journal()] == [f"{number:04}" for number in range(1, len(journal()) + 1)]


def test_every_stub_is_two_lines_beside_its_caption() -> None:
    for tag in journal():
        text = (HERE / "versions" / f"{tag}.py").read_text(encoding="utf-8")
        assert text == (
            f'"""Runs {tag}.sql."""\n\nfrom migrations.numbered import numbered\n\n'
            "revision, down_revision, upgrade, downgrade = numbered(__file__)\n"
        )


def test_every_file_says_first_what_it_is_for() -> None:
    for tag in journal():
        assert (HERE / f"{tag}.sql").read_text(encoding="utf-8").startswith("-- "), tag


def test_the_queue_is_the_installed_procrastinate_word_for_word() -> None:
    ours = (HERE / "0009_queue.sql").read_text(encoding="utf-8")
    found = re.search(r"^-- >>> procrastinate\n(.*)^-- <<< procrastinate$", ours, re.DOTALL | re.MULTILINE)
    assert found is not None
    assert found[1] == resources.files("procrastinate").joinpath("sql/schema.sql").read_text(encoding="utf-8")
