"""What a solve may change of the plan it starts from."""

from __future__ import annotations

from dataclasses import dataclass

from data.vocabulary import MayChange

__all__ = ["EVERYTHING", "Freedom", "MayChange"]


@dataclass(frozen=True, slots=True)
class Freedom:
    """What may change, and from when on.

    With `KEEP_CARERS` a visit of the given plan may move in time but to no other carer; with `ONLY_UNPLANNED` it stays
    where it stands. Before `frozen_until_s` (epoch seconds) nothing changes at all: what begins earlier stays exactly
    as it is, so does the visit a carer is on the way to, and nobody sets out for anything new before that moment. A
    visit that begins at `frozen_from_s` or later stays as well; one of before that may still be laid between them.
    """

    may_change: MayChange = MayChange.EVERYTHING
    frozen_until_s: int | None = None
    frozen_from_s: int | None = None

    def __post_init__(self) -> None:
        if self.frozen_until_s is not None and self.frozen_until_s < 0:
            raise ValueError("Expected frozen_until_s >= 0.")
        if self.frozen_from_s is not None and self.frozen_from_s < (self.frozen_until_s or 0):
            raise ValueError("Expected frozen_from_s >= frozen_until_s.")

    @property
    def is_whole(self) -> bool:
        """Whether everything may change."""
        return self.may_change is MayChange.EVERYTHING and self.frozen_until_s is self.frozen_from_s is None


EVERYTHING = Freedom()
