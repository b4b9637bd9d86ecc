"""A law of the house: why it is there, where it holds, how a breach is found, and lines that keep and break it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Law:
    """One law; `excused` names files that may break it, each with the reason."""

    name: str
    why: str
    holds_in: Callable[[str], bool]
    breaches: Callable[[str], Iterator[int]]
    keeps: tuple[str, ...]
    breaks: tuple[str, ...]
    excused: Mapping[str, str] = field(default_factory=dict)


def python_in(*tops: str) -> Callable[[str], bool]:
    """Python files below one of the folders, or one of the files."""
    return lambda path: path.endswith(".py") and path.startswith(tops)


def by_pattern(pattern: str) -> Callable[[str], Iterator[int]]:
    """Lines where the pattern is found."""
    compiled = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return lambda text: (text.count("\n", 0, found.start()) + 1 for found in compiled.finditer(text))


def by_node(is_breach: Callable[[ast.AST], bool]) -> Callable[[str], Iterator[int]]:
    """Lines of the nodes that break the law."""
    return lambda text: (getattr(node, "lineno", 0) for node in ast.walk(ast.parse(text)) if is_breach(node))


def imported(node: ast.AST) -> tuple[str, ...]:
    """Full names a node imports; empty for any other node."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return tuple(f"{node.module or ''}.{alias.name}" for alias in node.names)
    return ()


def is_within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def by_import(*forbidden: str) -> Callable[[str], Iterator[int]]:
    """Lines that import one of the forbidden modules or something in them."""
    return by_node(lambda node: any(is_within(name, forbidden) for name in imported(node)))


def by_foreign_import(*allowed: str) -> Callable[[str], Iterator[int]]:
    """Lines that import anything but the allowed modules and the standard library."""
    known = (*sys.stdlib_module_names, *allowed)
    return by_node(lambda node: any(not is_within(name, known) for name in imported(node)))
