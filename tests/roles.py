"""Reads the role matrix, tests/acceptance/roles.yaml: who sees which page, who may do what, refused in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from data.vocabulary import Role
from services.words import Text

MATRIX = Path(__file__).parent / "acceptance" / "roles.yaml"
ENDED = "ended_admin"
"""The manager of a trial that has ended."""


@dataclass(frozen=True, slots=True)
class Words:
    """How somebody is refused."""

    code: str
    cause: Text


@dataclass(frozen=True, slots=True)
class Allowed:
    """A page or an action, and who may."""

    name: str
    may: frozenset[str]
    title: Text | None = None

    def refusal(self, person: str) -> Words | None:
        """The words `person` is refused with; None where the person may."""
        if person in self.may:
            return None
        return words()["trial_over" if person == ENDED and Role.ADMIN in self.may else "not_yours"]


@lru_cache(maxsize=1)
def _written() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(MATRIX.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def words() -> dict[str, Words]:
    return {name: Words(each["code"], Text(sv=each["sv"], en=each["en"])) for name, each in _written()["words"].items()}


def people() -> list[str]:
    """Everybody the matrix speaks of."""
    return list(_written()["people"])


def role_of(person: str) -> Role:
    return Role.ADMIN if person == ENDED else Role(person)


def pages() -> list[Allowed]:
    """Every page by its address, in menu order."""
    return [
        Allowed(address, _group(page["may"]), Text(**page["title"])) for address, page in _written()["pages"].items()
    ]


def actions() -> list[Allowed]:
    """Every action by service and method."""
    return [Allowed(name, _group(group)) for group, name in _all_actions()]


def _all_actions() -> Iterator[tuple[str, str]]:
    parts: list[Mapping[str, Any]] = [*_written()["pages"].values(), _written()["elsewhere"]]
    for part in parts:
        for kind in ("does", "asks"):
            for group, names in part.get(kind, {}).items():
                yield from ((group, name) for name in names)


def _group(name: str) -> frozenset[str]:
    return frozenset(_written()["groups"][name])
