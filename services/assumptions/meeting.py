"""Two people set assumptions at once: what is only mine, what is only theirs, and where a choice must be made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from services.assumptions.stored import NAMES
from services.kpi.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class Meeting:
    """Both kept where they do not touch; `clashes` are names both changed, each to something else."""

    mine: Assumptions
    theirs: Assumptions
    together: Assumptions
    clashes: tuple[str, ...]

    def settled(self, keep_mine: Collection[str]) -> Assumptions:
        """Theirs where they clash, but mine where that is chosen."""
        return replace(self.together, **{name: getattr(self.mine, name) for name in self.clashes if name in keep_mine})


def meet(read: Assumptions, mine: Assumptions, theirs: Assumptions) -> Meeting:
    """`read` is what I began from, `theirs` what holds now."""

    def changed(by: Assumptions) -> set[str]:
        return {name for name in NAMES if getattr(by, name) != getattr(read, name)}

    differing = {name for name in NAMES if getattr(mine, name) != getattr(theirs, name)}
    clashes = tuple(name for name in NAMES if name in changed(mine) & changed(theirs) & differing)
    own = {name: getattr(mine, name) for name in changed(mine) if name not in clashes}
    return Meeting(mine, theirs, replace(theirs, **own), clashes)
