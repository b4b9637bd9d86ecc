"""What the head of a rule's file says in English, in Swedish; it stands in the same file, so both change together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swedish:
    """`means` in one sentence, `why` the rule is there, what it `counts`, and how it is `broken` and `kept`."""

    means: str
    why: str
    counts: str
    broken: str
    kept: str
