"""A rule explained to people: what it means, why it is there, what it counts, how it is broken and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from services.constraints.kind import Constraint
from services.words import Text

_HEADING = re.compile(r"^(Why|Counts|Broken|Kept) {2,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule in both languages; `means` is one sentence."""

    means: Text
    why: Text
    counts: Text
    broken: Text
    kept: Text


@cache
def explained(rule: Constraint) -> Explanation:
    """English from the head of the rule's own file, Swedish from the rule itself; raises `ValueError` without them."""
    words = (import_module(rule.file).__doc__ or "").strip()
    head, *rest = _HEADING.split(words)
    swedish = rule.swedish
    if swedish is None or len(rest) != 8:
        raise ValueError(f"{rule.id} is not explained in both languages")
    english = {name.lower(): _one_line(said) for name, said in zip(rest[::2], rest[1::2], strict=True)}
    means = _one_line(head).partition(": ")[2]
    return Explanation(
        means=Text(sv=swedish.means, en=means[:1].upper() + means[1:]),
        why=Text(sv=swedish.why, en=english["why"]),
        counts=Text(sv=swedish.counts, en=english["counts"]),
        broken=Text(sv=swedish.broken, en=english["broken"]),
        kept=Text(sv=swedish.kept, en=english["kept"]),
    )


def _one_line(said: str) -> str:
    """A paragraph as one line, formulas as Markdown writes them; what follows a blank line is for programmers."""
    paragraph = said.strip().partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("\\(", "$").replace("\\)", "$")
