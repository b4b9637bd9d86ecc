"""requirements.lock holds what pyproject.toml asks for, exactly and hashed, and says nothing of where to get it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.house import source

Pin = tuple[str, Version]


def asked(pyproject: str) -> list[Requirement]:
    """What the project asks for, to run and to be developed."""
    read = tomllib.loads(pyproject)
    return [Requirement(line) for line in (*read["project"]["dependencies"], *read["dependency-groups"]["dev"])]


def pins(lock: str) -> dict[str, list[Version]]:
    """Every pinned package; a package may have several pins for different systems."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


def asked_according_to(lock: str) -> set[str]:
    """The packages the lock says it was asked for by pyproject.toml itself."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    return {canonicalize_name(block.partition("==")[0]) for block in blocks if "pyproject.toml" in block}


def disagreements(requirements: Iterable[Requirement], lock: str) -> list[str]:
    """What the lock lacks, pins outside the asked range, or was asked for by an earlier pyproject.toml."""
    wanted = {canonicalize_name(requirement.name): requirement for requirement in requirements}
    pinned = pins(lock)
    outside = [name for name, ask in wanted.items() if not all(map(ask.specifier.contains, pinned.get(name, [])))]
    return sorted({*(wanted.keys() - pinned.keys()), *outside, *(asked_according_to(lock) ^ wanted.keys())})


def test_the_lock_agrees_with_what_the_project_asks_for() -> None:
    assert disagreements(asked(source("pyproject.toml")), source("requirements.lock")) == [], "run: make lock"


@pytest.mark.parametrize(
    "lock",
    [
        "other==1.0 \\\n    --hash=sha256:aa\n    # via caire (pyproject.toml)\n",
        "plotly==5.9 \\\n    --hash=sha256:aa\n    # via caire (pyproject.toml)\n",
        "plotly==6.1 \\\n    --hash=sha256:aa\n    # via somebody\n",
    ],
    ids=["lacks it", "pins it outside the range", "has it only by chance"],
)
def test_a_lock_that_does_not_agree_is_noticed(lock: str) -> None:
    assert "plotly" in disagreements([Requirement("plotly>=6,<8")], lock)


def test_every_package_of_the_lock_is_exact_and_hashed() -> None:
    blocks = [block for block in re.split(r"^(?=\S)", source("requirements.lock"), flags=re.MULTILINE) if block.strip()]
    assert [block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_lock_names_no_place_to_get_packages_from() -> None:
    assert re.findall(r"https?:|file:|--index|--extra|--find| @ ", source("requirements.lock")) == []
