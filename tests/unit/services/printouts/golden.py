"""Outputs as they are kept beside the tests: a change of what people get shows as a change of a file."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def kept(name: str) -> str:
    """The text of a kept output, line ends as they stand."""
    return (FOLDER / name).read_bytes().decode()
