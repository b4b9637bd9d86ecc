"""Writes the map of the house in README.md from the files' captions: `make readme`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tests.architecture.house import ROOT, caption, files

BEGIN = "<!-- map of the house: written by `make readme` -->"
END = "<!-- end of the map -->"
DRAWN = ("app.py", "pages", "services", "data", "migrations", "tests")
CAPTION_COLUMN = 34


def is_drawn(path: str) -> bool:
    """Tests are drawn by folder only: their names repeat those of the house."""
    place = PurePosixPath(path)
    if place.parts[0] not in DRAWN or place.suffix not in {".py", ".sql"} or "versions" in place.parts:
        return False
    return place.name == "__init__.py" or place.parts[0] != "tests" or len(place.parts) == 2


def lines(captions: Mapping[str, str]) -> Iterator[str]:
    """One line per folder and file, indented by depth, captions in one column."""
    entries: dict[PurePosixPath, str] = {}
    for path, words in captions.items():
        place = PurePosixPath(path)
        for folder in reversed(place.parents[:-1]):
            entries.setdefault(folder, "")
        entries[place.parent if place.name == "__init__.py" else place] = words
    is_folder = {PurePosixPath(path).parent for path in captions} | {up for place in entries for up in place.parents}
    first = {name: rank for rank, name in enumerate(DRAWN)}

    def order(place: PurePosixPath) -> tuple[object, ...]:
        # A folder's own files come before its sub-folders, as one reads a house.
        steps = [PurePosixPath(*place.parts[: depth + 1]) for depth in range(len(place.parts))]
        return (first[place.parts[0]], *((step in is_folder, step.name) for step in steps[1:]))

    for place in sorted(entries, key=order):
        name = "  " * (len(place.parts) - 1) + place.name + ("/" if place in is_folder else "")
        yield f"{name:<{CAPTION_COLUMN}} {entries[place]}".rstrip()


def house_map() -> str:
    """The section between the markers, markers included."""
    captions = {path: caption(path) for path in files() if is_drawn(path)}
    return "\n".join([BEGIN, "```text", *lines(captions), "```", END])


def with_map(readme: str, drawn: str) -> str:
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + drawn + after


def main() -> None:
    readme = ROOT / "README.md"
    readme.write_text(with_map(readme.read_text(encoding="utf-8"), house_map()), encoding="utf-8")


if __name__ == "__main__":
    main()
