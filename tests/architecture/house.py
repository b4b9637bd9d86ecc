"""The files of the house as git knows them, and their captions."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pages", "services", "data", "migrations", "tests")


@cache
def files() -> tuple[str, ...]:
    """Every file that is committed or would be, as paths from the top, in order."""
    # A clone that belongs to somebody else is still ours to read.
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(path for path in set(listed.splitlines()) if (ROOT / path).is_file()))


def python_files(*tops: str) -> tuple[str, ...]:
    """The Python files in the rooms or files named; without a name, in all but the stubs of migrations."""
    return tuple(
        path
        for path in files()
        if path.endswith(".py")
        and not path.startswith("migrations/versions/")
        and (not tops or path in tops or path.split("/")[0] in tops)
    )


def source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def caption(path: str) -> str:
    """The first line of a file that says what it is: of a docstring, or of an SQL comment; else nothing."""
    if path.endswith(".sql"):
        first = source(path).lstrip().partition("\n")[0]
        return first.removeprefix("--").strip() if first.startswith("--") else ""
    docstring = ast.get_docstring(ast.parse(source(path))) or ""
    return docstring.partition("\n")[0].strip()
